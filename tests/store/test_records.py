"""Domain objects come back from the table as they went in."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.lists import Counters, Info
from app.domain.people import Person
from app.domain.todos import Todo
from app.store import attributes, records

TEXT = st.text(min_size=1, max_size=20)
INSTANT = st.datetimes().map(lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%S.000Z"))


def through_the_table(item: Any) -> Any:
    return attributes.load(attributes.dump(item))


@given(
    st.builds(
        Todo,
        title=TEXT,
        tags=st.lists(TEXT).map(tuple),
        seq=st.integers(0, 10**15),
        due=st.none() | TEXT,
        deleted_at=st.none() | st.just("2026-11-18T11:06:40.000Z"),
    )
)
def test_a_todo_comes_back(todo: Todo) -> None:
    assert records.todo_from(through_the_table(records.todo_item(todo))) == todo


@given(st.builds(Info), st.builds(Counters), st.builds(Person))
def test_lists_and_people_come_back(info: Info, meta: Counters, person: Person) -> None:
    assert records.info_from(through_the_table(records.info_item("l", info))) == info
    assert records.meta_from(through_the_table(records.meta_item("l", meta))) == meta
    assert records.person_from(through_the_table(records.person_item(person))) == person


def test_a_default_takes_no_room() -> None:
    item = records.meta_item("l", Counters(seq=3))
    assert item == {"PK": "L#l", "SK": "META", "changes": 3}


def test_a_kind_of_attribute_that_we_never_write_is_refused() -> None:
    with pytest.raises(ValueError, match="holds a SS"):
        attributes.load({"x": {"SS": ["a"]}})
