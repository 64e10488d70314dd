"""The vocabulary of changes: every change to a list, as data, and the state it is applied to."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from app.domain import instants, todos
from app.domain.ids import follow_id
from app.domain.lists import Counters, Info, Member, Role, TodoList
from app.domain.todos import Todo

# `expected` is the `seq` that an If-Match names: at another one the op is refused.


class CreateTodo(Struct, frozen=True, kw_only=True):
    """Create once: the same `digest` again is a retry and changes nothing. `stamps` are those of
    `created_at`, `done_at` and `deleted_at` that are known from where it is imported."""

    id: str
    fields: Mapping[str, Any]
    digest: str
    stamps: Mapping[str, str] = {}


class FollowTodo(Struct, frozen=True, kw_only=True):
    """Make the to-do that follows on `after`, a repeating one that is done, unless there is one.
    `id` is the `follow_id` of `after`."""

    id: str
    after: str
    fields: Mapping[str, Any]


class PatchTodo(Struct, frozen=True, kw_only=True):
    """Change the fields named, then add and remove tags. One that `replaces` names all fields, and
    needs a to-do to replace. `was` is what its author saw of the texts that it changes. One that
    `makes_next` and completes a repeating to-do makes the one that follows, too: by UTC's day."""

    id: str
    fields: Mapping[str, Any] = {}
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    was: Mapping[str, str] = {}
    expected: int | None = None
    replaces: bool = False
    makes_next: bool = False


class MoveTodo(Struct, frozen=True, kw_only=True):
    """Move it to the list `to`, where it gets this order key and this parent."""

    id: str
    to: str
    order: str
    parent_id: str | None = None


class TrashTodo(Struct, frozen=True, kw_only=True):
    id: str
    expected: int | None = None


class RestoreTodo(Struct, frozen=True, kw_only=True):
    id: str
    expected: int | None = None


class PurgeTodo(Struct, frozen=True, kw_only=True):
    id: str
    expected: int | None = None


class CreateList(Struct, frozen=True, kw_only=True):
    """Create once: the same `digest` again is a retry and changes nothing."""

    fields: Mapping[str, Any]
    digest: str


class PatchList(Struct, frozen=True, kw_only=True):
    fields: Mapping[str, Any]
    expected: int | None = None


class TrashList(Struct, frozen=True, kw_only=True):
    expected: int | None = None


class RestoreList(Struct, frozen=True, kw_only=True):
    expected: int | None = None


class Join(Struct, frozen=True, kw_only=True):
    """Who acts becomes a member. Only an invite makes one of these: app/store/invites.py."""

    role: Role


class SetRole(Struct, frozen=True, kw_only=True):
    member: str
    role: Role


class RemoveMember(Struct, frozen=True, kw_only=True):
    """Take somebody out of the list, or leave it oneself."""

    member: str


class RenameMember(Struct, frozen=True, kw_only=True):
    """Show the others who acts by the name that the person goes by now."""


TodoOp = CreateTodo | FollowTodo | PatchTodo | MoveTodo | TrashTodo | RestoreTodo | PurgeTodo
ListOp = CreateList | PatchList | TrashList | RestoreList
MemberOp = Join | SetRole | RemoveMember | RenameMember
Op = TodoOp | ListOp | MemberOp


class NoList(Struct, frozen=True, kw_only=True):
    """There is no such list, or none for this person; only when `is_taken` somebody has one.
    `others` are as in ListState; `has_room` says whether the person may have one more list, and
    `name` how others see that person."""

    list_id: str
    is_taken: bool = False
    name: str = ""
    others: Mapping[str, "State"] = {}
    has_room: bool = True


class ListState(Struct, frozen=True, kw_only=True):
    """What an op may see: the list, and those of its to-dos and people that the ops name (if they
    exist), also who were members; of the `others`, to which the ops move some, the same. Who holds
    an invite, and is no member yet, has the `role` None. `has_room` and `name` are as in NoList."""

    list_id: str
    is_inbox: bool
    role: Role | None
    meta: Counters
    info: Info
    name: str = ""
    todos: Mapping[str, Todo] = {}
    members: Mapping[str, Member] = {}
    others: Mapping[str, "State"] = {}
    has_room: bool = True

    def view(self) -> TodoList:
        """Of who is a member, or just was."""
        role = self.role or "viewer"
        return TodoList(id=self.list_id, role=role, info=self.info, meta=self.meta)

    def with_todo(self, todo: Todo) -> "ListState":
        todos.check(todo)
        meta = _recount(self.meta, self.todos.get(todo.id), todo)
        return replace(self, meta=meta, todos={**self.todos, todo.id: todo})

    def with_member(self, member: Member) -> "ListState":
        before = self.members.get(member.id)
        was, is_ = before.role if before else None, member.role
        meta = replace(
            self.meta,
            members=self.meta.members + (is_ is not None) - (was is not None),
            owners=self.meta.owners + (is_ == "owner") - (was == "owner"),
        )
        return replace(self, meta=meta, members={**self.members, member.id: member})

    def role_of(self, sub: str) -> Role | None:
        member = self.members.get(sub)
        return member.role if member else None


State = ListState | NoList


class Actor(Struct, frozen=True):
    """Who acts, and when by the server's clock."""

    sub: str
    now: datetime

    @property
    def time(self) -> str:
        return instants.to_text(self.now)


def touched(op: Op, list_id: str) -> Iterable[tuple[str, str]]:
    """The to-dos, by list and id, that `apply` needs to see for this op on the list `list_id`."""
    if not isinstance(op, TodoOp):
        return
    yield list_id, op.id
    if isinstance(op, CreateTodo | PatchTodo) and op.fields.get("parent_id"):
        yield list_id, op.fields["parent_id"]
    if isinstance(op, FollowTodo):
        yield list_id, op.after
    if isinstance(op, PatchTodo) and op.makes_next and op.fields.get("done"):
        yield list_id, follow_id(op.id)
    if isinstance(op, MoveTodo):
        yield op.to, op.id
        if op.parent_id:
            yield op.to, op.parent_id


def people_touched(op: Op, sub: str) -> Iterable[str]:
    """The people that `apply` needs to see as members of the list, when `sub` acts."""
    if isinstance(op, SetRole | RemoveMember):
        yield op.member
    if isinstance(op, Join | SetRole | RemoveMember | RenameMember):
        yield sub
    if isinstance(op, CreateTodo | PatchTodo) and op.fields.get("assignee"):
        yield op.fields["assignee"]


def needs_name(op: Op) -> bool:
    """Whether it writes how others see the person."""
    return isinstance(op, CreateList | Join | RenameMember)


def needs_room(op: Op) -> bool:
    """Whether the person has one more list after it."""
    return isinstance(op, CreateList | RestoreList | Join)


def _recount(meta: Counters, before: Todo | None, after: Todo) -> Counters:
    open_ = meta.open + _is_open(after) - _is_open(before)
    done = meta.done + _is_done(after) - _is_done(before)
    last_order = max(meta.last_order or "", after.order)
    return replace(meta, open=open_, done=done, last_order=last_order)


def _is_open(todo: Todo | None) -> bool:
    return todo is not None and todo.is_live and not todo.done


def _is_done(todo: Todo | None) -> bool:
    return todo is not None and todo.is_live and todo.done
