"""Reading and making lists. Changing one is a matter of `writes.commit`."""

from dataclasses import replace
from datetime import datetime

from app.domain import lists
from app.domain.lists import Info, TodoList
from app.domain.ops import Actor
from app.errors import Conflict, LimitReached, NotFound
from app.store import keys, new_lists, people, records
from app.store.table import LostRace, Table
from app.store.writes import load_state


def get_list(table: Table, actor: Actor, list_id: str) -> TodoList:
    """Raises NotFound when it does not exist, is deleted, or the person is no member."""
    state = load_state(table, actor, list_id)
    if state.info.deleted_at is not None:
        raise NotFound("No such list")
    return state.view()


def all_lists(table: Table, sub: str, now: datetime) -> list[TodoList]:
    """Every list of the person, the Inbox first. Two reads, whatever the lists hold."""
    roles = people.memberships(table, sub, now)
    wanted = [key for id_ in roles for key in (keys.list_meta(id_), keys.list_info(id_))]
    found = table.get_many(wanted)
    return [
        TodoList(id=id_, role=role, info=info, meta=records.meta_from(found[keys.list_meta(id_)]))
        for id_, role in roles.items()
        if keys.list_info(id_) in found
        and (info := records.info_from(found[keys.list_info(id_)])).deleted_at is None
    ]


def create_list(table: Table, actor: Actor, list_id: str, info: Info) -> tuple[TodoList, bool]:
    """The new list and True; or, when this is a retry, the list as it is now and False.

    Raises Conflict when the id is taken otherwise, LimitReached at 200 lists.
    """
    lists.check(info)
    if len(all_lists(table, actor.sub, actor.now)) >= lists.MAX_LISTS:
        return _existing(table, actor, list_id, info, LimitReached(_TOO_MANY)), False
    try:
        table.write(new_lists.actions(table, actor.sub, list_id, info))
    except LostRace:
        return _existing(table, actor, list_id, info, Conflict(_TAKEN)), False
    meta = replace(lists.Meta(), seq=2)
    return TodoList(id=list_id, role="owner", info=replace(info, seq=1), meta=meta), True


_TOO_MANY = f"A person has at most {lists.MAX_LISTS} lists"
_TAKEN = "This id is taken; make another"


def _existing(
    table: Table, actor: Actor, list_id: str, info: Info, otherwise: Conflict
) -> TodoList:
    try:
        existing = get_list(table, actor, list_id)
    except NotFound:
        raise otherwise from None
    if existing.info.created_from != info.created_from:
        raise otherwise
    return existing
