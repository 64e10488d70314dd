"""People and their memberships. Everybody has an Inbox, made at the person's first request."""

from typing import Any

from msgspec.structs import replace

from app.domain.apply import new_list
from app.domain.ids import inbox_id
from app.domain.lists import DEFAULT_COLOUR, INBOX_NAME, Info, Role
from app.domain.ops import Actor, NoList
from app.domain.people import Person
from app.errors import Unavailable
from app.store import changes, keys, records
from app.store.table import Table


def get_person(table: Table, actor: Actor) -> Person:
    item = table.get(keys.person(actor.sub))
    return records.person_from(item) if item else welcome(table, actor)


def update_person(table: Table, actor: Actor, *, display_name: str) -> Person:
    def attempt() -> Person:
        person = get_person(table, actor)
        if person.display_name == display_name:
            return person
        changed = replace(person, display_name=display_name, updated_at=actor.time)
        unchanged = "#updatedAt = :updatedAt AND #displayName = :displayName"
        put = table.put(
            records.person_item(changed),
            unchanged,
            updatedAt=person.updated_at,
            displayName=person.display_name,
        )
        table.write([put])
        return changed

    return table.until_won(attempt)


def memberships(table: Table, actor: Actor) -> dict[str, Role]:
    """The person's lists with the role in each: the Inbox first, then by id."""
    inbox = inbox_id(actor.sub)
    roles = _read_memberships(table, actor.sub)
    if inbox not in roles:
        welcome(table, actor)
        roles = _read_memberships(table, actor.sub)
    if inbox not in roles:
        raise Unavailable("This account is being changed; try again")
    return {inbox: roles.pop(inbox), **roles}


def _read_memberships(table: Table, sub: str) -> dict[str, Role]:
    items = table.query(keys.person(sub).pk, keys.MEMBER_PREFIX, limit=1000)
    return {str(item["SK"]).removeprefix(keys.MEMBER_PREFIX): item["role"] for item in items}  # type: ignore[misc]


def welcome(table: Table, actor: Actor) -> Person:
    """Make the person and the Inbox, once: two first requests at once make one of each."""
    person = Person(id=actor.sub, display_name="", created_at=actor.time, updated_at=actor.time)
    inbox = _new_inbox(table, actor)

    def attempt() -> Person:
        # A lost race may be a twin that has not committed yet: look until one of the two is there.
        item = table.get(keys.person(actor.sub))
        if item is not None:
            return records.person_from(item)
        table.write([table.put(records.person_item(person), "attribute_not_exists(PK)"), *inbox])
        return person

    return table.until_won(attempt)


def _new_inbox(table: Table, actor: Actor) -> list[dict[str, Any]]:
    list_id = inbox_id(actor.sub)
    info = Info(seq=0, name=INBOX_NAME, colour=DEFAULT_COLOUR, created_at=actor.time)
    nothing = NoList(list_id=list_id)
    made = new_list(nothing, info, actor, is_inbox=True)
    return changes.number(table, actor.sub, nothing, made)[1]
