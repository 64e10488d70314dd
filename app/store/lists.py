"""Reading lists. Making or changing one is a matter of `writes.commit`."""

from collections.abc import Sequence

from app.domain.ids import inbox_id
from app.domain.lists import TodoList
from app.domain.ops import Actor
from app.errors import NotFound
from app.store import keys, people, records
from app.store.attributes import Item
from app.store.keys import Key
from app.store.table import Table


def read_as_member(
    table: Table, actor: Actor, list_id: str, wanted: Sequence[Key] = ()
) -> dict[Key, Item]:
    """Those of the `wanted` items of a list that exist, for its members only.

    Raises NotFound, AccountDeleted.
    """
    member, info = keys.list_member(list_id, actor.sub), keys.list_info(list_id)
    deletion = keys.deletion(actor.sub)
    found = table.get_many([member, info, deletion, *wanted])
    people.refuse_deleted(found.get(deletion))
    if info not in found and list_id == inbox_id(actor.sub):
        people.welcome(table, actor)
        found = table.get_many([member, info, *wanted])
    is_member = records.role_from(found.get(member)) is not None
    if not is_member or info not in found or records.info_from(found[info]).deleted_at:
        raise NotFound("No such list")
    return found


def all_lists(table: Table, actor: Actor) -> list[TodoList]:
    """Every list of the person, the Inbox first. Three reads, whatever the lists hold."""
    roles = people.memberships(table, actor)
    # The counters first: what is shown is never older than the number shown with it.
    found = table.get_many([keys.list_meta(id_) for id_ in roles])
    found |= table.get_many([keys.list_info(id_) for id_ in roles])
    return [
        TodoList(id=id_, role=role, info=info, meta=records.meta_from(found[keys.list_meta(id_)]))
        for id_, role in roles.items()
        if keys.list_info(id_) in found
        and (info := records.info_from(found[keys.list_info(id_)])).deleted_at is None
    ]
