"""Reading to-dos: one, or page by page. Changing them is a matter of `writes.commit`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.filters import TodoFilter
from app.domain.ops import Actor
from app.domain.todos import Todo
from app.errors import NotFound
from app.store import keys, lists, records
from app.store.table import Table
from app.store.writes import load_state

# Seconds before no more calls may begin: a search that finds little ends its page here.
RESERVE = 1.0
FILTERED_PAGE = 500  # items a read, when only some of them will be given out


@dataclass(frozen=True, slots=True)
class Page:
    """To-dos in the order of list and id. `position` is where the next page goes on, as list id and
    to-do id; None means that there is nothing more. A page may be short without being the last."""

    items: Sequence[Todo]
    position: tuple[str, str] | None


def get_todo(table: Table, actor: Actor, list_id: str, todo_id: str) -> Todo:
    """One that lives or is in the trash. Raises NotFound."""
    state = load_state(table, actor, list_id, [todo_id])
    todo = state.todos.get(todo_id)
    if state.info.deleted_at is not None or todo is None or todo.is_gone(actor.now):
        raise NotFound("No such to-do in this list")
    return todo


def list_page(
    table: Table, actor: Actor, list_id: str, wanted: TodoFilter, limit: int, after: str | None
) -> Page:
    """A page of one list, after the to-do with id `after`."""
    lists.get_list(table, actor, list_id)
    todos = _read(table, list_id, after, _page_size(wanted, limit))
    return _page(table, actor, todos, wanted, limit)


def person_page(
    table: Table, actor: Actor, wanted: TodoFilter, limit: int, after: tuple[str, str] | None
) -> Page:
    """A page across all lists of the person, after the to-do at (list id, to-do id) `after`."""
    list_ids = sorted(one.id for one in lists.all_lists(table, actor))
    todos = _read_all(table, list_ids, after, _page_size(wanted, limit))
    return _page(table, actor, todos, wanted, limit)


def _page_size(wanted: TodoFilter, limit: int) -> int:
    """One more than asked for, to know whether there is more; plenty where most are passed over."""
    return limit + 1 if wanted == TodoFilter() else FILTERED_PAGE


def _read_all(
    table: Table, list_ids: Sequence[str], after: tuple[str, str] | None, size: int
) -> Iterator[Todo]:
    for list_id in list_ids:
        if after is None or list_id > after[0]:
            yield from _read(table, list_id, None, size)
        elif list_id == after[0]:
            yield from _read(table, list_id, after[1], size)


def _read(table: Table, list_id: str, after: str | None, size: int) -> Iterator[Todo]:
    start = f"{keys.TODO_PREFIX}{after}" if after else None
    partition = keys.list_info(list_id).pk
    items = table.query(partition, keys.TODO_PREFIX, after=start, limit=size)
    return map(records.todo_from, items)


def _page(
    table: Table, actor: Actor, todos: Iterator[Todo], wanted: TodoFilter, limit: int
) -> Page:
    items: list[Todo] = []
    last: Todo | None = None
    for todo in todos:
        if last and (len(items) == limit or table.time_left() < RESERVE):
            return Page(items, (last.list_id, last.id))
        last = todo
        if wanted.matches(todo, actor.now):
            items.append(todo)
    return Page(items, None)
