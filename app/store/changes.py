"""From what an op made of a list to what is written: numbers, and actions of one transaction."""

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from app.domain.lists import Counters, Info, Member
from app.domain.ops import ListState, NoList, State
from app.domain.todos import Todo
from app.store import keys, records
from app.store.table import Table

MAX_ACTIONS = 100  # of one transaction, says DynamoDB


class _Diff(Struct, frozen=True):
    """What of one list is others than before."""

    before: State
    after: ListState
    info: Info | None
    members: list[Member]
    todos: list[Todo]

    @property
    def is_empty(self) -> bool:
        return self.info is None and not self.members and not self.todos


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
        3 + 3 * len(diff.members) + len(diff.todos)
        for diff in _diffs(before, after)
        if not diff.is_empty
    )  # the counter, the check, the details; a member on both sides, and that it was one


def _diffs(before: State, after: ListState) -> list[_Diff]:
    """Of the list itself first, then of those that its to-dos moved to."""
    lists = after.others.items()
    pairs = [(before.others[id_], one) for id_, one in lists if isinstance(one, ListState)]
    return [_diff(old, new) for old, new in [(before, after), *pairs] if old is not new]


def _diff(before: State, after: ListState) -> _Diff:
    if isinstance(before, NoList):
        return _Diff(before, after, after.info, [*after.members.values()], [*after.todos.values()])
    info = None if after.info == before.info else after.info
    members = [one for one in after.members.values() if one != before.members.get(one.id)]
    todos = [todo for todo in after.todos.values() if todo != before.todos.get(todo.id)]
    return _Diff(before, after, info, members, todos)


def _number(table: Table, sub: str, diff: _Diff) -> tuple[ListState, list[dict[str, Any]]]:
    after = diff.after
    seq = 0 if isinstance(diff.before, NoList) else diff.before.meta.seq
    info, members, todos = after.info, dict(after.members), dict(after.todos)
    actions: list[dict[str, Any]] = []
    if diff.info is not None:
        seq += 1
        info = replace(info, seq=seq)
        actions.append(table.put(records.info_item(after.list_id, info)))
    for member in diff.members:
        seq += 1
        members[member.id] = replace(member, seq=seq)
        actions += membership(table, after.list_id, members[member.id])
    for todo in diff.todos:
        seq += 1
        todos[todo.id] = replace(todo, seq=seq)
        actions.append(table.put(records.todo_item(todos[todo.id])))
    meta = replace(after.meta, seq=seq)
    written = replace(after, meta=meta, info=info, members=members, todos=todos)
    guards = [*_still_member(table, sub, diff), *_still_named(table, sub, diff)]
    before = None if isinstance(diff.before, NoList) else diff.before.meta
    return written, [counter(table, after.list_id, before, meta), *guards, *actions]


def membership(table: Table, list_id: str, member: Member) -> list[dict[str, Any]]:
    """On both sides: the list's, with its number, and the person's, where it stays known in which
    lists there may be something of the person."""
    ours = table.put(records.member_item(list_id, member))
    key = keys.person_list(member.id, list_id)
    if member.role is None:
        return [ours, table.delete(key), table.put(records.past_item(member.id, list_id))]
    return [ours, table.put(records.membership_item(list_id, member))]


def counter(table: Table, list_id: str, before: Counters | None, after: Counters) -> dict[str, Any]:
    """The counter stands in for all that was read: while it is what it was, so is the rest. There
    was none `before` a list was made."""
    item = records.meta_item(list_id, after)
    if before is None:
        return table.put(item, "attribute_not_exists(PK)")
    return table.put(item, "#changes = :changes", changes=before.seq)


def _still_named(table: Table, sub: str, diff: _Diff) -> list[dict[str, Any]]:
    """A name in a list is a copy, and written only while the person goes by it: one who takes
    another name meanwhile may have passed this list already."""
    if diff.after.is_inbox:
        return []  # nobody else is there
    before = {} if isinstance(diff.before, NoList) else diff.before.members
    own = next((one for one in diff.members if one.id == sub and one.role is not None), None)
    was = before.get(sub)
    if own is None or (was is not None and was.name == own.name):
        return []
    return [table.check(keys.person(sub), "#displayName = :displayName", displayName=own.name)]


def _still_member(table: Table, sub: str, diff: _Diff) -> list[dict[str, Any]]:
    before = diff.before
    # Nobody but who joins was none before; and a transaction names no item twice. The counter holds
    # for either.
    is_own = any(one.id == sub for one in diff.members)
    if isinstance(before, NoList) or before.role is None or is_own:
        return []
    key = keys.list_member(before.list_id, sub)
    return [table.check(key, "#role = :role", role=before.role)]
