"""To-dos over HTTP: made, read, changed, thrown away and taken back."""

from typing import Any

import pytest

from tests.conftest import Clock, Person
from tests.ids import new_id

DAY = 24 * 3600


@pytest.fixture
def todos(ada: Person) -> str:
    return f"/api/lists/{ada.inbox}/todos"


def add(person: Person, todos: str, title: str = "Book dentist", **fields: Any) -> dict[str, Any]:
    answer = person("POST", todos, {"title": title, **fields})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json
    return made


def test_a_new_todo_has_every_field_of_the_contract(ada: Person, todos: str) -> None:
    made = add(ada, todos, "  Book dentist ", due="2026-12-01", dueTime="17:00", tags=["a", "a"])
    assert made == {
        "id": made["id"],
        "listId": ada.inbox,
        "seq": 3,
        "title": "Book dentist",
        "notes": "",
        "done": False,
        "doneAt": None,
        "due": "2026-12-01",
        "dueTime": "17:00",
        "priority": 4,
        "tags": ["a"],
        "order": "a0",
        "parentId": None,
        "repeat": None,
        "createdAt": "2026-11-18T11:06:40.000Z",
        "createdBy": ada.sub,
        "updatedAt": "2026-11-18T11:06:40.000Z",
        "updatedBy": ada.sub,
        "deletedAt": None,
    }
