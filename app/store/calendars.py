"""The secret address of a person's calendar, and what is read at it."""

import hashlib
from collections.abc import Iterator

from msgspec import Struct

from app.domain.calendars import Calendar
from app.domain.ids import secret_id
from app.domain.lists import Info
from app.domain.ops import Actor
from app.domain.todos import Todo
from app.errors import NotFound
from app.store import keys, lists, people, records
from app.store.table import Table

PAGE = 1_000  # to-dos of a query: as much as DynamoDB gives at once


class Feed(Struct, frozen=True, kw_only=True):
    """The lists of a calendar, whose is what changes: `version` does with any of them."""

    calendar: Calendar
    list_ids: list[str]
    version: str


def get_calendar(table: Table, actor: Actor) -> Calendar | None:
    item = table.get(keys.person_calendar(actor.sub))
    return records.own_calendar_from(item) if item else None


def put_calendar(table: Table, actor: Actor, calendar: Calendar) -> None:
    """In place of the one that there was. Raises NotFound for a list of others, AccountDeleted."""
    if calendar.list_id is not None:
        lists.read_as_member(table, actor, calendar.list_id)

    def attempt() -> None:
        people.require_account(table, actor)
        before = get_calendar(table, actor)
        opened, own = records.calendar_items(calendar)
        if before is None:
            put = table.put(own, "attribute_not_exists(PK)")
            gone = []
        else:
            put = table.put(own, "#calendar = :calendar", calendar=before.id)
            gone = [table.delete(keys.calendar(before.id))]
        table.write([people.has_account(table, actor.sub), put, table.put(opened), *gone])

    table.until_won(attempt)


def delete_calendar(table: Table, actor: Actor) -> None:
    """Where there is none it is gone already."""

    def attempt() -> None:
        before = get_calendar(table, actor)
        if before is not None:
            own = keys.person_calendar(actor.sub)
            same = table.delete(own, "#calendar = :calendar", calendar=before.id)
            table.write([same, table.delete(keys.calendar(before.id))])

    table.until_won(attempt)


def open_feed(table: Table, secret: str) -> Feed:
    """What a secret opens: three reads, none of a to-do. Raises NotFound."""
    item = table.get(keys.calendar(secret_id(secret)))
    if item is None:
        raise NotFound("No such calendar; its address may have been replaced")
    calendar = records.calendar_from(item)
    roles = people.read_memberships(table, calendar.sub)
    list_ids = [id_ for id_ in roles if calendar.list_id in (None, id_)]
    counters = table.get_many([keys.list_meta(id_) for id_ in list_ids])
    told = [
        f"{id_} {records.meta_from(counters[key]).seq}"
        for id_ in list_ids
        if (key := keys.list_meta(id_)) in counters
    ]
    version = hashlib.sha256("\n".join([calendar.id, *told]).encode()).hexdigest()[:32]
    return Feed(calendar=calendar, list_ids=list_ids, version=version)


def read_feed(table: Table, feed: Feed) -> tuple[str | None, Iterator[Todo]]:
    """The name of the list, if it is of one, and all to-dos of its lists. Of all lists, those in
    the archive are left out, as in the page."""
    found = table.get_many([keys.list_info(id_) for id_ in feed.list_ids])
    infos = {
        id_: records.info_from(found[key])
        for id_ in feed.list_ids
        if (key := keys.list_info(id_)) in found
    }
    is_of_one = feed.calendar.list_id is not None
    shown = [id_ for id_, info in infos.items() if _is_shown(info, is_of_one)]
    name = next((infos[id_].name for id_ in shown), None) if is_of_one else None
    return name, _todos(table, shown)


def _is_shown(info: Info, is_of_one: bool) -> bool:
    return info.deleted_at is None and (is_of_one or not info.archived)


def _todos(table: Table, list_ids: list[str]) -> Iterator[Todo]:
    for list_id in list_ids:
        partition = keys.list_info(list_id).pk
        yield from map(records.todo_from, table.query(partition, keys.TODO_PREFIX, limit=PAGE))
