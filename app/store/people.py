"""People and their memberships. Everybody has an Inbox: whoever is asked for first makes it."""

from dataclasses import replace
from datetime import datetime

from app.domain import clock
from app.domain.ids import inbox_id
from app.domain.lists import DEFAULT_COLOUR, INBOX_NAME, Info, Role
from app.domain.people import Person
from app.errors import Unavailable
from app.store import keys, new_lists, records
from app.store.table import LostRace, Table

WRITE_TRIES = 3


def get_person(table: Table, sub: str, now: datetime) -> Person:
    item = table.get(keys.person(sub))
    if item is None:
        welcome(table, sub, now)
        item = table.get(keys.person(sub))
    if item is None:
        raise Unavailable("This person is being removed; try again")
    return records.person_from(item)


def update_person(table: Table, sub: str, now: datetime, *, display_name: str) -> Person:
    for tries in range(WRITE_TRIES):
        person = get_person(table, sub, now)
        if person.display_name == display_name:
            return person
        changed = replace(person, display_name=display_name, updated_at=clock.to_text(now))
        unchanged = "#updatedAt = :updatedAt"
        try:
            table.write(
                [table.put(records.person_item(changed), unchanged, updatedAt=person.updated_at)]
            )
        except LostRace:
            table.pause(tries)
            continue
        return changed
    raise Unavailable("Somebody else is changing this person; try again")


def memberships(table: Table, sub: str, now: datetime) -> dict[str, Role]:
    """The person's lists with the role in each: the Inbox first, then as they were made."""
    roles = _read_memberships(table, sub)
    inbox = inbox_id(sub)
    if inbox not in roles:
        welcome(table, sub, now)
        roles = _read_memberships(table, sub)
    return {inbox: roles.pop(inbox, "owner"), **roles}


def _read_memberships(table: Table, sub: str) -> dict[str, Role]:
    items = table.query(keys.person(sub).pk, keys.MEMBER_PREFIX, limit=1000)
    return {str(item["SK"]).removeprefix(keys.MEMBER_PREFIX): item["role"] for item in items}  # type: ignore[misc]


def welcome(table: Table, sub: str, now: datetime) -> None:
    """Make the person and the Inbox, once: two first requests at once make one of each."""
    time = clock.to_text(now)
    person = Person(id=sub, display_name="", created_at=time, updated_at=time)
    inbox = Info(seq=0, name=INBOX_NAME, colour=DEFAULT_COLOUR, created_at=time)
    actions = [
        table.put(records.person_item(person), "attribute_not_exists(PK)"),
        *new_lists.actions(table, sub, inbox_id(sub), inbox),
    ]
    try:
        table.write(actions)
    except LostRace:
        return
