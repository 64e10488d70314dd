"""The vocabulary of changes: every change to a list, as data, and the state it is applied to."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from app.domain import instants, todos
from app.domain.lists import Counters, Info, Role, TodoList
from app.domain.todos import Todo

# `expected` is the `seq` that an If-Match names: at another one the op is refused.


class CreateTodo(Struct, frozen=True, kw_only=True):
    """Create once: the same `digest` again is a retry and changes nothing."""

    id: str
    fields: Mapping[str, Any]
    digest: str


class PatchTodo(Struct, frozen=True, kw_only=True):
    """Change the fields named. One that `replaces` names them all, and needs a to-do to replace."""

    id: str
    fields: Mapping[str, Any]
    expected: int | None = None
    replaces: bool = False


class TrashTodo(Struct, frozen=True, kw_only=True):
    id: str
    expected: int | None = None


class RestoreTodo(Struct, frozen=True, kw_only=True):
    id: str
    expected: int | None = None


class PurgeTodo(Struct, frozen=True, kw_only=True):
    id: str
    expected: int | None = None


class PatchList(Struct, frozen=True, kw_only=True):
    fields: Mapping[str, Any]
    expected: int | None = None


class TrashList(Struct, frozen=True, kw_only=True):
    expected: int | None = None


class RestoreList(Struct, frozen=True, kw_only=True):
    expected: int | None = None


TodoOp = CreateTodo | PatchTodo | TrashTodo | RestoreTodo | PurgeTodo
ListOp = PatchList | TrashList | RestoreList
Op = TodoOp | ListOp


class ListState(Struct, frozen=True, kw_only=True):
    """What an op may see: the list, and those of its to-dos that the ops name (if they exist)."""

    list_id: str
    is_inbox: bool
    role: Role
    meta: Counters
    info: Info
    todos: Mapping[str, Todo] = {}

    def view(self) -> TodoList:
        return TodoList(id=self.list_id, role=self.role, info=self.info, meta=self.meta)

    def with_todo(self, todo: Todo) -> "ListState":
        todos.check(todo)
        meta = _recount(self.meta, self.todos.get(todo.id), todo)
        return replace(self, meta=meta, todos={**self.todos, todo.id: todo})


class Actor(Struct, frozen=True):
    """Who acts, and when by the server's clock."""

    sub: str
    now: datetime

    @property
    def time(self) -> str:
        return instants.to_text(self.now)


def touched(op: Op) -> Iterable[str]:
    """The ids of the to-dos that `apply` needs to see for this op."""
    if not isinstance(op, TodoOp):
        return
    yield op.id
    if isinstance(op, CreateTodo | PatchTodo) and op.fields.get("parent_id"):
        yield op.fields["parent_id"]


def _recount(meta: Counters, before: Todo | None, after: Todo) -> Counters:
    open_ = meta.open + _is_open(after) - _is_open(before)
    done = meta.done + _is_done(after) - _is_done(before)
    last_order = max(meta.last_order or "", after.order)
    return replace(meta, open=open_, done=done, last_order=last_order)


def _is_open(todo: Todo | None) -> bool:
    return todo is not None and todo.is_live and not todo.done


def _is_done(todo: Todo | None) -> bool:
    return todo is not None and todo.is_live and todo.done
