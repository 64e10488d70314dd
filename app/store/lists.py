"""Reading and making lists. Changing one is a matter of `writes.commit`."""

from dataclasses import replace

from app.domain import lists
from app.domain.lists import Counters, Info, TodoList
from app.domain.ops import Actor
from app.errors import IdTaken, LimitReached, NotFound
from app.store import keys, new_lists, people, records
from app.store.table import Table
from app.store.writes import load_state


def get_list(table: Table, actor: Actor, list_id: str) -> TodoList:
    """Raises NotFound when it does not exist, is deleted, or the person is no member."""
    state = load_state(table, actor, list_id)
    if state.info.deleted_at is not None:
        raise NotFound("No such list")
    return state.view()


def all_lists(table: Table, actor: Actor) -> list[TodoList]:
    """Every list of the person, the Inbox first. Two reads, whatever the lists hold."""
    roles = people.memberships(table, actor)
    wanted = [key for id_ in roles for key in (keys.list_meta(id_), keys.list_info(id_))]
    found = table.get_many(wanted)
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
