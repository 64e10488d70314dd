"""From what an op made of a list to what is written: numbers, and actions of one transaction."""

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from app.domain.lists import Counters, Info
from app.domain.ops import ListState, NoList, State
from app.domain.todos import Todo
from app.store import keys, records
from app.store.attributes import Item
from app.store.table import Table

MAX_ACTIONS = 100  # of one transaction, says DynamoDB


class _Diff(Struct, frozen=True):
    """What of one list is others than before."""

    before: State
    after: ListState
    info: Info | None
    todos: list[Todo]

    @property
    def is_new(self) -> bool:
        return isinstance(self.before, NoList)

    @property
    def is_empty(self) -> bool:
        return self.info is None and not self.todos


def number(
    table: Table, sub: str, before: State, after: ListState
) -> tuple[ListState, list[dict[str, Any]]]:
    """The state with what changed numbered, seq by seq without a gap, and the actions for it: none
    where nothing changed. They hold only if counters and memberships are what they were."""
    written = after
    actions: list[dict[str, Any]] = []
    for diff in _diffs(before, after):
        if diff.is_empty:
            continue
        state, more = _number(table, sub, diff)
        actions += more
        if state.list_id == after.list_id:
            written = state
    return written, actions


def size(before: State, after: ListState) -> int:
    """How many actions `number` makes, or one or two more."""
    return sum(
        len(diff.todos) + 5 for diff in _diffs(before, after) if not diff.is_empty
    )  # the counter, the check, the details; a new list's owner on both sides


def _diffs(before: State, after: ListState) -> list[_Diff]:
    """Of the list itself first, then of those that its to-dos moved to."""
    lists = after.others.items()
    pairs = [(before.others[id_], one) for id_, one in lists if isinstance(one, ListState)]
    return [_diff(old, new) for old, new in [(before, after), *pairs] if old is not new]


def _diff(before: State, after: ListState) -> _Diff:
    if isinstance(before, NoList):
        return _Diff(before, after, after.info, list(after.todos.values()))
    changed = [todo for todo in after.todos.values() if todo != before.todos.get(todo.id)]
    return _Diff(before, after, None if after.info == before.info else after.info, changed)


def _number(table: Table, sub: str, diff: _Diff) -> tuple[ListState, list[dict[str, Any]]]:
    after = diff.after
    seq = 0 if isinstance(diff.before, NoList) else diff.before.meta.seq
    info, todos = after.info, dict(after.todos)
    items: list[Item] = []
    if diff.info is not None:
        seq += 1
        info = replace(info, seq=seq)
        items.append(records.info_item(after.list_id, info))
    if diff.is_new:
        seq += 1
        items += records.owner_items(after.list_id, sub, seq)
    for todo in diff.todos:
        seq += 1
        todos[todo.id] = replace(todo, seq=seq)
        items.append(records.todo_item(todos[todo.id]))
    meta = replace(after.meta, seq=seq)
    guards = [_counter(table, diff, meta), *_still_member(table, sub, diff)]
    return replace(after, meta=meta, info=info, todos=todos), [*guards, *map(table.put, items)]


def _counter(table: Table, diff: _Diff, meta: Counters) -> dict[str, Any]:
    """The counter stands in for all that was read: while it is what it was, so is the rest."""
    item = records.meta_item(diff.after.list_id, meta)
    if isinstance(diff.before, NoList):
        return table.put(item, "attribute_not_exists(PK)")
    return table.put(item, "#changes = :changes", changes=diff.before.meta.seq)


def _still_member(table: Table, sub: str, diff: _Diff) -> list[dict[str, Any]]:
    if isinstance(diff.before, NoList):
        return []
    key = keys.list_member(diff.before.list_id, sub)
    return [table.check(key, "#role = :role", role=diff.before.role)]
