"""People and their memberships. Everybody has an Inbox, made at the person's first request."""

from typing import Any

from msgspec.structs import replace

from app.domain.apply import new_list
from app.domain.ids import inbox_id
from app.domain.lists import DEFAULT_COLOUR, INBOX_NAME, Info, Role
from app.domain.ops import Actor, NoList
from app.domain.people import Person
from app.errors import AccountDeleted, Unavailable
from app.store import changes, keys, records
from app.store.attributes import Item
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
    roles = read_memberships(table, actor.sub)
    if inbox not in roles:
        welcome(table, actor)
        roles = read_memberships(table, actor.sub)
    if inbox not in roles:
        raise Unavailable("This account is being changed; try again")
    return {inbox: roles.pop(inbox), **roles}


def read_memberships(table: Table, sub: str) -> dict[str, Role]:
    """The same, of whoever may have none, by id."""
    items = table.query(keys.person(sub).pk, keys.MEMBER_PREFIX, limit=1000)
    return {str(item["SK"]).removeprefix(keys.MEMBER_PREFIX): item["role"] for item in items}  # type: ignore[misc]


def welcome(table: Table, actor: Actor) -> Person:
    """Make the person and the Inbox, once: two first requests at once make one of each.

    Raises AccountDeleted for somebody who was here before, and whose tokens still hold.
    """
    person = Person(id=actor.sub, display_name="", created_at=actor.time, updated_at=actor.time)
    inbox = _new_inbox(table, actor)

    def attempt() -> Person:
        # A lost race may be a twin that has not committed yet: look until one of the two is there.
        item = table.get(keys.person(actor.sub))
        if item is not None:
            return records.person_from(item)
        require_account(table, actor)
        made = table.put(records.person_item(person), "attribute_not_exists(PK)")
        table.write([has_account(table, actor.sub), made, *inbox])
        return person

    return table.until_won(attempt)


def _new_inbox(table: Table, actor: Actor) -> list[dict[str, Any]]:
    list_id = inbox_id(actor.sub)
    info = Info(seq=0, name=INBOX_NAME, colour=DEFAULT_COLOUR, created_at=actor.time)
    nothing = NoList(list_id=list_id)
    made = new_list(nothing, info, actor, is_inbox=True)
    return changes.number(table, actor.sub, nothing, made)[1]


def require_account(table: Table, actor: Actor) -> None:
    """Raises AccountDeleted."""
    refuse_deleted(table.get(keys.deletion(actor.sub)))


def refuse_deleted(item: Item | None) -> None:
    if item is not None:
        raise AccountDeleted("Nothing more is kept for it")


def has_account(table: Table, sub: str) -> dict[str, Any]:
    """For a transaction that leaves something with the person's name where no other condition, on
    what a deletion takes away, would see that the person is being deleted."""
    return table.check(keys.deletion(sub), "attribute_not_exists(PK)")
