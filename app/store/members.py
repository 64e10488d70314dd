"""Who else is in a list. Changing that is a matter of `writes.commit`."""

from app.domain.ids import inbox_id
from app.domain.lists import Member
from app.domain.ops import Actor, RenameMember
from app.errors import NotFound, Unavailable
from app.store import keys, lists, people, records, writes
from app.store.table import Table
from app.store.todos import RESERVE


def list_members(table: Table, actor: Actor, list_id: str) -> list[Member]:
    """By id, for its members only. Raises NotFound."""
    lists.read_as_member(table, actor, list_id)
    return members_of(table, list_id)


def members_of(table: Table, list_id: str) -> list[Member]:
    """The same, for whoever has made sure of that."""
    pk = keys.list_info(list_id).pk
    found = map(records.member_from, table.query(pk, keys.MEMBER_PREFIX, limit=1000))
    return [one for one in found if one.role is not None]


def rename(table: Table, actor: Actor) -> None:
    """Show the person by the present name in all lists; where it is so already, nothing happens.

    Raises Unavailable when that takes longer than a request may: asked again, it goes on.
    """
    for list_id in people.memberships(table, actor):
        if list_id == inbox_id(actor.sub):
            continue  # nobody else is there
        if table.time_left() < RESERVE:
            raise Unavailable("The name is saved, but not shown in all lists yet; send it again")
        try:
            writes.commit(table, actor, list_id, [RenameMember()])
        except NotFound:  # deleted, or left meanwhile
            continue
