"""People, their Inbox, and who comes first when two ask at once."""

from dataclasses import replace
from typing import Any

import pytest
from msgspec import structs

from app.domain.ids import inbox_id
from app.domain.ops import Actor, CreateList, ListState
from app.errors import IdTaken, Unavailable
from app.store import lists, people, writes
from app.store.table import LostRace, Table
from tests.ids import new_id


def losing(table: Table, times: int, before: Any = lambda: None) -> Table:
    """A table whose next writes lose their race, as with a twin that is about to commit."""
    left = [times]

    class Losing(Table):
        def write(self, actions: Any) -> None:
            if left[0]:
                left[0] -= 1
                before()
                raise LostRace
            super().write(actions)

    return Losing(**{name: getattr(table, name) for name in Table.__dataclass_fields__})


def test_a_twin_that_has_not_committed_yet_is_waited_for(table: Table, ada: Actor) -> None:
    assert [one.id for one in lists.all_lists(losing(table, 3), ada)] == [inbox_id("ada")]


def test_a_twin_that_was_first_is_accepted(table: Table, ada: Actor) -> None:
    twin = losing(table, 1, lambda: people.welcome(table, ada) and None)
    assert people.get_person(twin, ada).id == "ada"
    assert len(lists.all_lists(table, ada)) == 1


def test_a_list_that_its_twin_is_making_is_found(table: Table, ada: Actor) -> None:
    list_id, op = new_id(), CreateList(fields={"name": "x", "colour": "red"}, digest="a body")
    twin = losing(table, 1, lambda: writes.commit(table, ada, list_id, [op]) and None)
    assert isinstance(writes.commit(twin, ada, list_id, [op]).before, ListState)
    other = structs.replace(op, digest="another body")
    with pytest.raises(IdTaken):
        writes.commit(table, ada, list_id, [other])


def test_a_change_of_name_does_not_undo_another(table: Table, ada: Actor) -> None:
    people.welcome(table, ada)
    put = people.update_person

    def other() -> None:
        put(table, ada, display_name="Theirs")

    slow = losing(table, 1, other)
    assert put(slow, ada, display_name="Mine").display_name == "Mine"


def test_a_race_that_is_lost_for_ever_ends(table: Table, ada: Actor) -> None:
    now = [0.0]
    bounded = replace(table, monotonic=lambda: now[0]).within(8)

    def tick() -> None:
        now[0] += 1

    with pytest.raises(Unavailable):
        people.welcome(losing(bounded, 100, tick), ada)


def test_nobody_owns_an_inbox_without_a_membership(table: Table, ada: Actor) -> None:
    people.welcome(table, ada)
    key = {"PK": {"S": "U#ada"}, "SK": {"S": f"M#{inbox_id('ada')}"}}
    table.client.delete_item(TableName=table.name, Key=key)
    with pytest.raises(Unavailable):
        people.memberships(table, ada)
