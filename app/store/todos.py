"""Reading to-dos: one, or page by page. Changing them is a matter of `writes.commit`."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from app.domain.filters import TodoFilter
from app.domain.ops import Actor
from app.domain.todos import Todo, require
from app.store import keys, lists, records
from app.store.table import Table

# Seconds before no more calls may begin: a search that finds little ends its page here.
RESERVE = 1.0
LEAST_READ = 100  # items a query: some of them may be in the trash, or not what is asked for
PAGE_BYTES = 5_000_000  # Lambda answers with 6 MB at most
LAST_ID = "ffffffff-ffff-7fff-bfff-ffffffffffff"  # sorts after all
Place = tuple[str, str]  # list id and to-do id


class Page(Struct, frozen=True):
    """To-dos in the order of list and id. `position` is the place after which the next page goes
    on; None means that there is nothing more. A page may be short without being the last."""

    items: Sequence[Todo]
    position: Place | None


def get_todo(table: Table, actor: Actor, list_id: str, todo_id: str) -> Todo:
    """One that lives or is in the trash. Raises NotFound, Moved."""
    key = keys.todo(list_id, todo_id)
    found = lists.read_as_member(table, actor, list_id, [key])
    return require(records.todo_from(found[key]) if key in found else None, actor.now)


def list_page(
    table: Table, actor: Actor, list_id: str, wanted: TodoFilter, limit: int, after: str | None
) -> Page:
    """A page of one list, after the to-do with id `after`."""
    lists.read_as_member(table, actor, list_id)
    place = (list_id, after) if after else None
    return _page(table, actor, _read(table, [list_id], place, limit), wanted, limit)


def person_page(
    table: Table, actor: Actor, wanted: TodoFilter, limit: int, after: Place | None
) -> Page:
    """A page across all lists of the person, after the to-do at `after`."""
    list_ids = sorted(one.id for one in lists.all_lists(table, actor))
    return _page(table, actor, _read(table, list_ids, after, limit), wanted, limit)


def _read(
    table: Table, list_ids: Sequence[str], after: Place | None, limit: int
) -> Iterator[tuple[Place, Todo | None]]:
    """The to-dos with their places; and after each list its end, so that also a search through
    empty lists gets on from page to page."""
    size = max(limit + 1, LEAST_READ)
    for list_id in list_ids:
        if after and (list_id, LAST_ID) <= after:
            continue
        start = f"{keys.TODO_PREFIX}{after[1]}" if after and list_id == after[0] else None
        partition = keys.list_info(list_id).pk
        for item in table.query(partition, keys.TODO_PREFIX, after=start, limit=size):
            todo = records.todo_from(item)
            yield (list_id, todo.id), todo
        yield (list_id, LAST_ID), None


def _page(
    table: Table,
    actor: Actor,
    rows: Iterator[tuple[Place, Todo | None]],
    wanted: TodoFilter,
    limit: int,
) -> Page:
    items: list[Todo] = []
    weight = 0
    last: Place | None = None
    for place, todo in rows:
        is_full = todo is not None and (len(items) == limit or weight > PAGE_BYTES)
        if last and (is_full or table.time_left() < RESERVE):
            return Page(items, last)
        last = place
        if todo and wanted.matches(todo, actor.now):
            items.append(todo)
            weight += _most_bytes(todo)
    return Page(items, None)


def _most_bytes(todo: Todo) -> int:
    """An upper bound: JSON makes 6 characters of a control character, and Lambda, which puts the
    body into JSON once more, 7. Titles and tags are bounded, and small beside the notes."""
    return 2_000 + 7 * (len(todo.title) + len(todo.notes))
