"""The one function that changes a list.

It is pure: a state and an op give the next state, or an AppError. What was changed is the
difference between the first state and the last, so the store needs to know nothing of the ops.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import singledispatch
from typing import Any

from msgspec.structs import replace

from app.domain import instants, lists
from app.domain.ids import follow_id
from app.domain.lists import Counters, Info, Member, TodoList
from app.domain.ops import (
    Actor,
    CreateList,
    CreateTodo,
    FollowTodo,
    Join,
    ListState,
    MoveTodo,
    NoList,
    Op,
    PatchList,
    PatchTodo,
    PurgeTodo,
    RemoveMember,
    RenameMember,
    RestoreList,
    RestoreTodo,
    SetRole,
    State,
    TrashList,
    TrashTodo,
)
from app.domain.order import key_after
from app.domain.todos import NOBODY, TRASH_AGE, Todo, require, successor
from app.errors import (
    Conflict,
    Forbidden,
    IdTaken,
    InTrash,
    LastOwner,
    LimitReached,
    Moved,
    NotFound,
    PreconditionFailed,
    invalid_field,
)


def apply(state: State, op: Op, actor: Actor) -> ListState:
    """The state after `op`; the same object's parts where nothing changed.

    Raises AppError where the role, the state or the values do not allow it.
    """
    if isinstance(op, CreateList):
        return _create_list(op, state, actor)
    if isinstance(state, NoList) or state.info.is_gone(actor.now):
        raise NotFound("No such list")
    _require_rights(op, state, actor)
    return _apply(op, state, actor)


def overwritten(state: State, op: Op) -> dict[str, str]:
    """The texts that `op`, applied to `state`, replaces although its author had not seen them."""
    if isinstance(state, NoList) or not isinstance(op, PatchTodo):
        return {}
    todo = state.todos[op.id]
    return {
        name: present
        for name, seen in op.was.items()
        if (present := getattr(todo, name)) not in (seen, op.fields.get(name, present))
    }


def _require_rights(op: Op, state: ListState, actor: Actor) -> None:
    if state.role is None and not isinstance(op, Join):
        raise NotFound("No such list")
    if isinstance(op, TrashList | RestoreList):
        return _require_owner(state, "delete or restore this list")
    if isinstance(op, RenameMember):
        return None  # also in the trash, as it may come back
    _require_there(state)
    if isinstance(op, SetRole):
        return _require_owner(state, "change roles")
    if isinstance(op, RemoveMember):
        return None if op.member == actor.sub else _require_owner(state, "remove members")
    if not isinstance(op, Join):
        _require_writable(state)


def _require_there(state: ListState) -> None:
    if state.info.deleted_at is not None:
        raise NotFound("No such list")


def _require_writable(state: ListState) -> None:
    if state.role == "viewer":
        raise Forbidden("You may read this list, not change it")


def _require_owner(state: ListState, to_do: str) -> None:
    if state.role != "owner":
        raise Forbidden(f"Only an owner may {to_do}")


@singledispatch
def _apply(op: Op, state: ListState, actor: Actor) -> ListState:
    raise NotImplementedError(type(op))


@_apply.register
def _create(op: CreateTodo, state: ListState, actor: Actor) -> ListState:
    existing = state.todos.get(op.id)
    if existing is not None:
        return _recreate(op, state, existing, actor)
    new = _new_todo(op.id, op.fields, state, actor)
    todo = replace(new, created_from=op.digest, **_stamps(op, actor))
    if todo.is_live:
        _require_room(state)
    _check_parent(op.id, todo.parent_id, state, in_trash=None if todo.is_live else actor.now)
    _check_assignee(todo.assignee, state)
    return state.with_todo(todo)


def _stamps(op: CreateTodo, actor: Actor) -> dict[str, str]:
    """As they are, but never later than now by the server's clock. What was too long in the trash
    to be restored would be gone at once, so its time there begins anew."""
    if "done_at" in op.stamps and not op.fields.get("done"):
        raise invalid_field("stamps.doneAt", "needs_done", "Only what is done has a doneAt")
    stamps = {name: min(text, actor.time) for name, text in op.stamps.items()}
    deleted_at = stamps.get("deleted_at")
    if deleted_at and instants.is_older(deleted_at, actor.now, TRASH_AGE):
        stamps["deleted_at"] = actor.time
    return stamps


def _new_todo(todo_id: str, given: Mapping[str, Any], state: ListState, actor: Actor) -> Todo:
    fields = {"order": key_after(state.meta.last_order), **given}
    return Todo(
        id=todo_id,
        list_id=state.list_id,
        seq=0,
        created_at=actor.time,
        created_by=actor.sub,
        updated_at=actor.time,
        updated_by=actor.sub,
        done_at=actor.time if fields.get("done") else None,
        **fields,
    )


def _recreate(op: CreateTodo, state: ListState, existing: Todo, actor: Actor) -> ListState:
    """A creation that finds its id taken: a retry is fine, anything else must not overwrite."""
    if existing.moved_to:
        raise Moved(existing.moved_to)
    if existing.is_gone(actor.now):
        raise Conflict("A to-do with this id was deleted for ever; choose another id")
    if existing.created_from == op.digest:
        return state
    if existing.deleted_at is not None:
        raise InTrash("A deleted to-do has this id; restore that one, or choose another id")
    raise IdTaken("Another to-do was made with this id", current=existing)


@_apply.register
def _follow(op: FollowTodo, state: ListState, actor: Actor) -> ListState:
    """However many devices complete a to-do, take that back and do it again, one follows. It hangs
    where the completed one does by now, and is for whom that is: neither keeps it from being made.
    """
    after = require(state.todos.get(op.after), actor.now)
    existing = state.todos.get(op.id)
    if not after.is_live or not after.done:
        return state
    if existing is None:
        _require_room(state)
        fields = {**op.fields, "parent_id": after.parent_id, "assignee": after.assignee}
        return state.with_todo(_new_todo(op.id, fields, state, actor))
    if existing.is_live or existing.is_gone(actor.now):
        return state
    return _put_back(existing, state, actor)


def _with_next(state: ListState, todo: Todo, actor: Actor) -> ListState:
    """The state in which `todo` was completed, and what follows on it."""
    fields = successor(todo, actor.now.date())
    if fields is None:
        return state
    return _follow(FollowTodo(id=follow_id(todo.id), after=todo.id, fields=fields), state, actor)


@_apply.register
def _patch(op: PatchTodo, state: ListState, actor: Actor) -> ListState:
    if op.replaces and op.id not in state.todos:
        raise PreconditionFailed("There is no such to-do to replace")
    todo = require(state.todos.get(op.id), actor.now)
    _require_version(op.expected, todo.seq, todo)
    if not todo.is_live:
        raise InTrash("Restore it before you change it")
    if op.fields.get("parent_id") != todo.parent_id:
        _check_parent(op.id, op.fields.get("parent_id"), state)
    if op.fields.get("assignee") != todo.assignee:
        _check_assignee(op.fields.get("assignee"), state)
    fields = dict(op.fields)
    if op.add_tags or op.remove_tags:
        kept = [tag for tag in fields.get("tags", todo.tags) if tag not in op.remove_tags]
        fields["tags"] = tuple(dict.fromkeys([*kept, *op.add_tags]))
    if fields.get("due", todo.due) is None and "due_time" not in fields:
        fields["due_time"] = None  # a time without its day says nothing
    if fields.get("done", todo.done) != todo.done:
        fields["done_at"] = actor.time if fields["done"] else None
    changed = replace(todo, **fields)
    if changed == todo:
        return state
    after = state.with_todo(replace(changed, updated_at=actor.time, updated_by=actor.sub))
    is_completed = changed.done and not todo.done
    return _with_next(after, changed, actor) if op.makes_next and is_completed else after


@_apply.register
def _move(op: MoveTodo, state: ListState, actor: Actor) -> ListState:
    """Gone from here, new there. A to-do keeps its id and what it says, but neither its author nor
    who is to do it, unless it is who moves it: others may be no members there, and a list names
    nobody who never was one."""
    if op.to == state.list_id:
        raise invalid_field("to", "same", "It is in this list already")
    todo = require(state.todos.get(op.id), actor.now)
    target = state.others.get(op.to, NoList(list_id=op.to))
    if not todo.is_live:
        raise InTrash("Restore it before you move it")
    if isinstance(target, NoList):
        raise NotFound("No such list to move it to")
    _require_rights(op, target, actor)
    there = target.todos.get(op.id)
    if there is not None and not there.moved_to:
        raise IdTaken("The other list has a to-do with this id")
    _require_room(target)
    _check_parent(op.id, op.parent_id, target)
    moved: dict[str, str | None] = {"list_id": op.to, "order": op.order, "parent_id": op.parent_id}
    if todo.created_by != actor.sub:
        moved["created_by"] = NOBODY
    if todo.assignee != actor.sub:
        moved["assignee"] = None
    arrived = replace(todo, **moved, updated_at=actor.time, updated_by=actor.sub)
    left = state.with_todo(_tombstone(todo, actor, moved_to=op.to))
    return replace(left, others={**state.others, op.to: target.with_todo(arrived)})


@_apply.register
def _trash(op: TrashTodo, state: ListState, actor: Actor) -> ListState:
    todo = require(state.todos.get(op.id), actor.now)
    _require_version(op.expected, todo.seq, todo)
    if not todo.is_live:
        return state
    return state.with_todo(
        replace(todo, deleted_at=actor.time, updated_at=actor.time, updated_by=actor.sub)
    )


@_apply.register
def _restore(op: RestoreTodo, state: ListState, actor: Actor) -> ListState:
    todo = require(state.todos.get(op.id), actor.now)
    _require_version(op.expected, todo.seq, todo)
    return state if todo.is_live else _put_back(todo, state, actor)


def _put_back(todo: Todo, state: ListState, actor: Actor) -> ListState:
    _require_room(state)
    return state.with_todo(
        replace(todo, deleted_at=None, updated_at=actor.time, updated_by=actor.sub)
    )


@_apply.register
def _purge(op: PurgeTodo, state: ListState, actor: Actor) -> ListState:
    """Forget what it said; that it was deleted stays known, so that other devices learn of it."""
    todo = require(state.todos.get(op.id), actor.now)
    _require_version(op.expected, todo.seq, todo)
    return state.with_todo(_tombstone(todo, actor))


def _tombstone(todo: Todo, actor: Actor, moved_to: str | None = None) -> Todo:
    return Todo(
        id=todo.id,
        list_id=todo.list_id,
        seq=todo.seq,
        title="-",  # a to-do has a title, even one that nobody will read
        order=todo.order,
        created_at=todo.created_at,
        created_by=todo.created_by,
        updated_at=actor.time,
        updated_by=actor.sub,
        deleted_at=actor.time,
        created_from=todo.created_from,
        purged=True,
        moved_to=moved_to,
    )


def _create_list(op: CreateList, state: State, actor: Actor) -> ListState:
    if isinstance(state, ListState):
        return _recreate_list(op, state)
    if state.is_taken:
        raise IdTaken("This id is taken; make another")
    _require_list_room(state)
    info = Info(seq=0, created_at=actor.time, created_from=op.digest, **op.fields)
    return new_list(state, lists.check(info), actor)


def new_list(state: NoList, info: Info, actor: Actor, *, is_inbox: bool = False) -> ListState:
    """The list that was not there, owned by who makes it."""
    return ListState(
        list_id=state.list_id,
        is_inbox=is_inbox,
        role="owner",
        meta=Counters(),
        info=info,
        members={actor.sub: Member(id=actor.sub, role="owner", name=state.name)},
        others=state.others,
    )


def _recreate_list(op: CreateList, state: ListState) -> ListState:
    if state.info.deleted_at is not None:
        raise IdTaken("This id is taken; make another")
    if state.info.created_from != op.digest:
        raise IdTaken("Another list was made with this id", current=state.view())
    return state


@_apply.register
def _patch_list(op: PatchList, state: ListState, actor: Actor) -> ListState:
    _require_version(op.expected, state.meta.seq, state.view())
    if state.is_inbox and op.fields.get("archived"):
        raise Conflict("The Inbox cannot be archived")
    info = lists.check(replace(state.info, **op.fields))
    return state if info == state.info else replace(state, info=info)


@_apply.register
def _trash_list(op: TrashList, state: ListState, actor: Actor) -> ListState:
    _require_version(op.expected, state.meta.seq, state.view())
    if state.is_inbox:
        raise Conflict("The Inbox cannot be deleted")
    if state.info.deleted_at is not None:
        return state
    return replace(state, info=replace(state.info, deleted_at=actor.time))


@_apply.register
def _restore_list(op: RestoreList, state: ListState, actor: Actor) -> ListState:
    _require_version(op.expected, state.meta.seq, state.view())
    if state.info.deleted_at is None:
        return state
    _require_list_room(state)
    return replace(state, info=replace(state.info, deleted_at=None))


@_apply.register
def _join(op: Join, state: ListState, actor: Actor) -> ListState:
    if state.role is not None:
        return state
    _require_list_room(state)
    if state.meta.members >= lists.MAX_MEMBERS:
        raise LimitReached(f"A list has at most {lists.MAX_MEMBERS} members")
    return _as_member(state, Member(id=actor.sub, role=op.role, name=state.name), actor)


@_apply.register
def _set_role(op: SetRole, state: ListState, actor: Actor) -> ListState:
    member = _require_member(op.member, state)
    if member.role == op.role:
        return state
    _require_other_owner(member, state)
    return _as_member(state, replace(member, role=op.role), actor)


@_apply.register
def _remove_member(op: RemoveMember, state: ListState, actor: Actor) -> ListState:
    member = _require_member(op.member, state)
    _require_other_owner(member, state)
    return _as_member(state, replace(member, role=None, name="", left_at=actor.time), actor)


@_apply.register
def _rename_member(op: RenameMember, state: ListState, actor: Actor) -> ListState:
    member = _require_member(actor.sub, state)
    if member.name == state.name:
        return state
    return state.with_member(replace(member, name=state.name))


def _as_member(state: ListState, member: Member, actor: Actor) -> ListState:
    after = state.with_member(member)
    return replace(after, role=member.role) if member.id == actor.sub else after


def _require_member(sub: str, state: ListState) -> Member:
    member = state.members.get(sub)
    if member is None or member.role is None:
        raise NotFound("No such member of this list")
    return member


def _require_other_owner(member: Member, state: ListState) -> None:
    if member.role == "owner" and state.meta.owners <= 1:
        raise LastOwner("Make somebody else an owner first, or delete the list")


def _require_list_room(state: State) -> None:
    if not state.has_room:
        raise LimitReached(f"A person has at most {lists.MAX_LISTS} lists")


def _require_room(state: ListState) -> None:
    if state.meta.open + state.meta.done >= lists.MAX_TODOS:
        raise LimitReached(f"A list holds at most {lists.MAX_TODOS} to-dos")


def _require_version(expected: int | None, seq: int, current: Todo | TodoList) -> None:
    if expected is not None and seq != expected:
        raise PreconditionFailed("Look at the current one and try again", current=current)


def _check_assignee(assignee: str | None, state: ListState) -> None:
    if assignee is not None and state.role_of(assignee) is None:
        raise invalid_field("assignee", "no_member", "No member of this list has this id")


def _check_parent(
    todo_id: str, parent_id: str | None, state: ListState, in_trash: datetime | None = None
) -> None:
    """A parent is another live to-do of the same list, and has no parent itself. What is in the
    trash, at `in_trash`, may have one that is there, too."""
    if parent_id is None:
        return
    parent = state.todos.get(parent_id)
    is_there = parent and (parent.is_live or (in_trash and not parent.is_gone(in_trash)))
    if parent is None or not is_there or parent.parent_id or parent_id == todo_id:
        raise invalid_field("parentId", "no_parent", "No such to-do that could be its parent")
