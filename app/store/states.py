"""Reading what ops are judged by: a list as one person may see it, with the to-dos they name."""

from collections.abc import Collection, Sequence

from msgspec import Struct
from msgspec.structs import replace

from app.domain import lists as limits
from app.domain.ids import inbox_id
from app.domain.lists import TodoList
from app.domain.ops import (
    Actor,
    Join,
    ListState,
    NoList,
    Op,
    State,
    needs_name,
    needs_room,
    people_touched,
    touched,
)
from app.errors import NotFound
from app.store import keys, lists, people, records
from app.store.attributes import Item
from app.store.keys import Key
from app.store.table import Table

Found = dict[Key, Item]


def load_state(
    table: Table, actor: Actor, list_id: str, ops: Sequence[Op] = (), also: Sequence[Key] = ()
) -> tuple[State, Found]:
    """The list with all that the ops touch, there and in other lists. Of what else was asked for,
    by key, all that exists.

    The counters are read before the rest: as long as a counter stands, nothing else of its list has
    changed either, and what is shown is never older than the number shown with it.
    """
    todos = list(dict.fromkeys(place for op in ops for place in touched(op, list_id)))
    list_ids = list(dict.fromkeys([list_id, *(id_ for id_, _ in todos)]))
    found = _counters(table, actor, list_ids)
    parts = [(keys.list_member(id_, actor.sub), keys.list_info(id_)) for id_ in list_ids]
    subs = {sub for op in ops for sub in people_touched(op, actor.sub)}
    wanted = [
        *(key for pair in parts for key in pair),
        *(keys.todo(*place) for place in todos),
        *(keys.list_member(list_id, sub) for sub in subs),
        *(keys.person(actor.sub) for op in ops if needs_name(op)),
        keys.deletion(actor.sub),
        *also,
    ]
    found |= table.get_many(list(dict.fromkeys(wanted)))
    people.refuse_deleted(found.get(keys.deletion(actor.sub)))
    reading = _Reading(
        actor=actor,
        todos=todos,
        subs=subs,
        found=found,
        has_room=not any(map(needs_room, ops)) or _has_room(table, actor, list_id),
        is_invited=any(isinstance(op, Join) for op in ops),
    )
    own, *others = map(reading.state, list_ids)
    if others:
        own = replace(own, others={one.list_id: one for one in others})
    return own, found


def get_list(table: Table, actor: Actor, list_id: str) -> TodoList:
    """Raises NotFound when it does not exist, is deleted, or the person is no member."""
    state, _ = load_state(table, actor, list_id)
    if isinstance(state, NoList) or state.info.deleted_at is not None:
        raise NotFound("No such list")
    return state.view()


def _counters(table: Table, actor: Actor, list_ids: Sequence[str]) -> Found:
    found: Found = {}
    for list_id in list_ids:  # but for a move there is only one
        key = keys.list_meta(list_id)
        item = table.get(key)
        if item is None and list_id == inbox_id(actor.sub):
            people.welcome(table, actor)
            item = table.get(key)
        if item is not None:
            found[key] = item
    return found


def _has_room(table: Table, actor: Actor, list_id: str) -> bool:
    others = [one for one in lists.all_lists(table, actor) if one.id != list_id]
    return len(others) < limits.MAX_LISTS


class _Reading(Struct, frozen=True, kw_only=True):
    """What was read, and for whom."""

    actor: Actor
    todos: Sequence[tuple[str, str]]
    subs: Collection[str]
    found: Found
    has_room: bool
    is_invited: bool

    def state(self, list_id: str) -> State:
        meta = self.found.get(keys.list_meta(list_id))
        info = self.found.get(keys.list_info(list_id))
        role = records.role_from(self.found.get(keys.list_member(list_id, self.actor.sub)))
        if meta is None or info is None or (role is None and not self.is_invited):
            name = self._name()
            is_taken = meta is not None
            return NoList(list_id=list_id, is_taken=is_taken, name=name, has_room=self.has_room)
        own = [keys.todo(*place) for place in self.todos if place[0] == list_id]
        people = [keys.list_member(list_id, sub) for sub in self.subs]
        todos = [records.todo_from(self.found[key]) for key in own if key in self.found]
        members = [records.member_from(self.found[key]) for key in people if key in self.found]
        return ListState(
            list_id=list_id,
            is_inbox=list_id == inbox_id(self.actor.sub),
            role=role,
            meta=records.meta_from(meta),
            info=records.info_from(info),
            name=self._name(),
            todos={todo.id: todo for todo in todos},
            members={member.id: member for member in members},
            has_room=self.has_room,
        )

    def _name(self) -> str:
        item = self.found.get(keys.person(self.actor.sub))
        return records.person_from(item).display_name if item else ""
