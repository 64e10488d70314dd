"""To-dos: of one list, and across all lists of a person."""

from typing import Any

from flask import Blueprint, request

from app.domain.ids import is_new_id
from app.domain.ops import (
    CreateTodo,
    ListState,
    PatchTodo,
    PurgeTodo,
    RestoreTodo,
    TodoOp,
    TrashTodo,
)
from app.errors import IdTaken, PreconditionRequired, invalid_field
from app.routes import _cursors
from app.routes._creation import creation
from app.routes._endpoint import actor, endpoint, expected_seq, table
from app.schemas.answers import TodoJson, TodoPage
from app.schemas.requests import TodoDeletion, TodoPatch, TodoPost, TodoPut, TodoQuery
from app.store import todos, writes

EXAMPLE = {"title": "Book dentist", "due": "2026-12-01", "dueTime": "09:30", "tags": ["health"]}
bp = Blueprint("todos", __name__, url_prefix="/api")


@bp.get("/todos")
@endpoint(query=TodoQuery, returns=TodoPage)
def list_all_todos(query: TodoQuery) -> TodoPage:
    """To-dos across all lists of the person."""
    after = _cursors.decode(query.cursor, 2)
    place = (after[0], after[1]) if after else None
    page = todos.person_page(table(), actor(), query.filter(), query.limit, place)
    return _page(page, page.position)


@bp.get("/lists/<list_id>/todos")
@endpoint(query=TodoQuery, returns=TodoPage)
def list_todos(list_id: str, query: TodoQuery) -> TodoPage:
    """To-dos of one list, by id; a client shows them by `order`."""
    after = _cursors.decode(query.cursor, 1)
    place = after[0] if after else None
    page = todos.list_page(table(), actor(), list_id, query.filter(), query.limit, place)
    return _page(page, page.position and page.position[1:])


def _page(page: todos.Page, position: tuple[str, ...] | None) -> TodoPage:
    items = [TodoJson.of(todo) for todo in page.items]
    return TodoPage(items=items, next_cursor=_cursors.encode(position))


@bp.post("/lists/<list_id>/todos")
@endpoint(
    body=TodoPost,
    example=EXAMPLE,
    returns=TodoJson,
    statuses=(201, 200),
    idempotent=True,
    problems=(409,),
)
def create_todo(list_id: str, body: TodoPost) -> Any:
    """Make a to-do. A retry with the same id or Idempotency-Key finds it: 200."""
    todo_id, body_digest = creation(body, body.id, list_id)
    return _create(list_id, CreateTodo(id=todo_id, fields=body.fields(), digest=body_digest))


@bp.get("/lists/<list_id>/todos/<todo_id>")
@endpoint(returns=TodoJson, statuses=(200, 304))
def get_todo(list_id: str, todo_id: str) -> TodoJson:
    """One to-do, also while it is in the trash."""
    return TodoJson.of(todos.get_todo(table(), actor(), list_id, todo_id))


@bp.put("/lists/<list_id>/todos/<todo_id>")
@endpoint(
    body=TodoPut,
    example=EXAMPLE,
    returns=TodoJson,
    statuses=(200, 201),
    if_match=True,
    problems=(409, 428),
)
def put_todo(list_id: str, todo_id: str, body: TodoPut) -> Any:
    """Make it with this id, as often as it takes; or, with If-Match, replace it.

    Completing a repeating one makes the next one, as PATCH does.
    """
    if "If-Match" in request.headers:
        return _change(list_id, _patch(todo_id, body, replaces=True))
    if not is_new_id(todo_id):
        raise invalid_field("id", "format", "Make a to-do with a UUID of version 7")
    try:
        made = CreateTodo(id=todo_id, fields=body.fields(), digest=body.digest())
        return _create(list_id, made)
    except IdTaken as error:
        hint = "It exists. To replace it, send its ETag as If-Match"
        raise PreconditionRequired(hint, current=error.current) from None


@bp.patch("/lists/<list_id>/todos/<todo_id>")
@endpoint(body=TodoPatch, example={"done": True}, returns=TodoJson, if_match=True, problems=(409,))
def patch_todo(list_id: str, todo_id: str, body: TodoPatch) -> TodoJson:
    """Change some of its fields.

    One that repeats and is completed by this is followed by the next one, which is made in the same
    moment: due on the first day of its rule that is after its due day and after today, UTC's today.
    Reopening it does not take the next one away.
    """
    return _change(list_id, _patch(todo_id, body))


def _patch(todo_id: str, body: TodoPatch | TodoPut, replaces: bool = False) -> PatchTodo:
    return PatchTodo(
        id=todo_id,
        fields=body.fields(),
        expected=expected_seq(),
        replaces=replaces,
        makes_next=True,
    )


@bp.delete("/lists/<list_id>/todos/<todo_id>")
@endpoint(query=TodoDeletion, statuses=(204,), if_match=True)
def delete_todo(list_id: str, todo_id: str, query: TodoDeletion) -> None:
    """Move it to the trash, from where it can be restored for 30 days; or delete it for ever."""
    kind = PurgeTodo if query.forever == "true" else TrashTodo
    _change(list_id, kind(id=todo_id, expected=expected_seq()))


@bp.post("/lists/<list_id>/todos/<todo_id>/restore")
@endpoint(returns=TodoJson, if_match=True, problems=(409,))
def restore_todo(list_id: str, todo_id: str) -> TodoJson:
    """Take it out of the trash."""
    return _change(list_id, RestoreTodo(id=todo_id, expected=expected_seq()))


def _change(list_id: str, op: TodoOp) -> TodoJson:
    return TodoJson.of(writes.commit(table(), actor(), list_id, [op]).after.todos[op.id])


def _create(list_id: str, op: CreateTodo) -> tuple[TodoJson, int]:
    done = writes.commit(table(), actor(), list_id, [op])
    was_there = isinstance(done.before, ListState) and op.id in done.before.todos
    return TodoJson.of(done.after.todos[op.id]), 200 if was_there else 201
