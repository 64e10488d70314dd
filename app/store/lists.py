"""Reading and making lists. Changing one is a matter of `writes.commit`."""

from collections.abc import Sequence

from msgspec.structs import replace

from app.domain import lists
from app.domain.ids import inbox_id
from app.domain.lists import Counters, Info, TodoList
from app.domain.ops import Actor
from app.errors import IdTaken, LimitReached, NotFound
from app.store import keys, new_lists, people, records
from app.store.attributes import Item
from app.store.keys import Key
from app.store.table import Table
from app.store.writes import load_state


def get_list(table: Table, actor: Actor, list_id: str) -> TodoList:
    """Raises NotFound when it does not exist, is deleted, or the person is no member."""
    state = load_state(table, actor, list_id)
    if state.info.deleted_at is not None:
        raise NotFound("No such list")
    return state.view()


def read_as_member(
    table: Table, actor: Actor, list_id: str, wanted: Sequence[Key] = ()
) -> dict[Key, Item]:
    """Those of the `wanted` items of a list that exist, for its members only. Raises NotFound."""
    member, info = keys.list_member(list_id, actor.sub), keys.list_info(list_id)
    found = table.get_many([member, info, *wanted])
    if info not in found and list_id == inbox_id(actor.sub):
        people.welcome(table, actor)
        found = table.get_many([member, info, *wanted])
    if member not in found or info not in found or records.info_from(found[info]).deleted_at:
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


def require_room(table: Table, actor: Actor, list_id: str) -> None:
    """Raises LimitReached when `list_id` would be one list too many for this person."""
    others = [one for one in all_lists(table, actor) if one.id != list_id]
    if len(others) >= lists.MAX_LISTS:
        raise LimitReached(f"A person has at most {lists.MAX_LISTS} lists")


def create_list(table: Table, actor: Actor, list_id: str, info: Info) -> tuple[TodoList, bool]:
    """The new list and True; or, when this is a retry, the list as it is now and False.

    Raises IdTaken when the id is taken otherwise, LimitReached at 200 lists.
    """
    lists.check(info)

    def attempt() -> tuple[TodoList, bool]:
        if table.get(keys.list_meta(list_id)) is not None:
            return _existing(table, actor, list_id, info), False
        require_room(table, actor, list_id)
        table.write(new_lists.actions(table, actor.sub, list_id, info))
        meta = Counters(seq=new_lists.FIRST_SEQ)
        return TodoList(id=list_id, role="owner", info=replace(info, seq=1), meta=meta), True

    return table.until_won(attempt)


def _existing(table: Table, actor: Actor, list_id: str, info: Info) -> TodoList:
    try:
        existing = get_list(table, actor, list_id)
    except NotFound:
        raise IdTaken("This id is taken; make another") from None
    if existing.info.created_from != info.created_from:
        raise IdTaken("Another list was made with this id", current=existing)
    return existing
