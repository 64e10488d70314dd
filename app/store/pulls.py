"""What changed since a client last looked, list by list and page by page."""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from app.domain.lists import Counters, Erasure, Info, Member, Role
from app.domain.ops import Actor
from app.domain.todos import Todo
from app.store import keys, people, records
from app.store.members import members_of
from app.store.records import Change
from app.store.table import Table
from app.store.todos import RESERVE

PAGE_ITEMS = 500
PAGE_BYTES = 1_000_000


class ListChanges(Struct, kw_only=True):
    """What of a list changed after the client's cursor; `cursor` is the last of it. The members are
    `everybody` where others may have been erased."""

    id: str
    role: Role
    cursor: int
    info: Info | None = None
    todos: list[Todo] = []
    members: list[Member] = []
    everybody: bool = False

    def take(self, change: Change, sub: str) -> None:
        self.cursor = change.seq
        if isinstance(change, Erasure):
            self.everybody = True
        elif isinstance(change, Info):
            self.info = change
        elif isinstance(change, Todo):
            self.todos.append(change)
        else:
            self.members.append(change)
            if change.id == sub and change.role is not None:
                self.role = change.role  # it changed after the memberships were read


class Pulled(Struct, frozen=True, kw_only=True):
    """A page. `last` is the highest of the client's ops whose effects are in what it now has: None
    until `is_final`. `purged` are lists that the person is no member of."""

    lists: list[ListChanges]
    purged: list[str]
    is_final: bool
    last: int | None


def nothing(table: Table, actor: Actor, client_id: str) -> Pulled:
    """What comes with a reset: only which ops need not be sent again."""
    last = _read_last(table, actor, client_id)
    return Pulled(lists=[], purged=[], is_final=False, last=last)


def pull(table: Table, actor: Actor, client_id: str, cursors: Mapping[str, int]) -> Pulled:
    """The next page behind the cursors (list id → seq; a list that is missing begins at 0).

    In this order: the client's `last`, memberships, counters, items. So whatever is handed out is
    at least as new as all that was read before it.
    """
    last = _read_last(table, actor, client_id)
    roles = people.memberships(table, actor)
    counters = _counters(table, list(roles))
    behind = [id_ for id_, meta in counters.items() if meta.seq > cursors.get(id_, 0)]
    gone = _gone(table, actor, behind)
    page = _Page(table, actor.sub)
    for list_id in behind:
        if list_id not in gone:
            page.read(list_id, roles[list_id], cursors.get(list_id, 0))
    return Pulled(
        lists=page.lists,
        purged=[id_ for id_ in cursors if id_ not in roles or id_ in gone | page.left],
        is_final=page.is_final,
        last=last if page.is_final else None,
    )


def _read_last(table: Table, actor: Actor, client_id: str) -> int:
    key = keys.client(actor.sub, client_id)
    return records.client_from(client_id, table.get(key)).last


def _counters(table: Table, list_ids: Sequence[str]) -> dict[str, Counters]:
    found = table.get_many([keys.list_meta(id_) for id_ in list_ids])
    return {
        id_: records.meta_from(found[key])
        for id_ in list_ids
        if (key := keys.list_meta(id_)) in found
    }


def _gone(table: Table, actor: Actor, list_ids: Sequence[str]) -> set[str]:
    """Those that were deleted, and cannot be restored any more, or are being erased."""
    infos = table.get_many([keys.list_info(id_) for id_ in list_ids])
    return {
        id_
        for id_ in list_ids
        if (item := infos.get(keys.list_info(id_))) is None
        or records.info_from(item).is_gone(actor.now)
    }


class _Page:
    """Changes of one list after the other, until it is full or the request's time is over. `left`
    are lists that the person turns out to have left meanwhile."""

    def __init__(self, table: Table, sub: str) -> None:
        self.table, self.sub = table, sub
        self.lists: list[ListChanges] = []
        self.left: set[str] = set()
        self.is_final = True
        self._room = PAGE_ITEMS
        self._bytes = 0

    def read(self, list_id: str, role: Role, cursor: int) -> None:
        if not self.is_final:
            return
        changes = ListChanges(id=list_id, role=role, cursor=cursor)
        pk = keys.list_info(list_id).pk
        # One more than there is room for: only that tells whether there is more.
        for item in self.table.query_changes(pk, cursor, limit=self._room + 1):
            if self._is_full():
                self.is_final = False
                break
            change = records.change_from(item)
            if isinstance(change, Member) and change.id == self.sub and change.role is None:
                self.left.add(list_id)
                return
            changes.take(change, self.sub)
            self._room -= 1
            self._bytes += len(msgspec.json.encode(change))
        if changes.everybody:
            changes.members = members_of(self.table, list_id)
        if changes.cursor > cursor:
            self.lists.append(changes)

    def _is_full(self) -> bool:
        out_of_time = bool(self.lists) and self.table.time_left() < RESERVE
        return self._room == 0 or self._bytes >= PAGE_BYTES or out_of_time
