"""To-dos that repeat, over HTTP: completed, they are followed by the next one.

What devices do to each other with them is tried in tests/sync.
"""

from typing import Any

import pytest

from app.domain.ids import follow_id
from tests.conftest import Clock, Person
from tests.recurrence import KNOWN

TODAY = "2026-11-18"
DAY = 24 * 3600


@pytest.fixture
def todos(ada: Person) -> str:
    return f"/api/lists/{ada.inbox}/todos"


@pytest.fixture
def weekly(ada: Person, todos: str) -> dict[str, Any]:
    body = {
        "title": "Water the plants",
        "notes": "Not the cactus",
        "due": TODAY,
        "dueTime": "08:00",
        "priority": 2,
        "tags": ["home"],
        "repeat": "FREQ=WEEKLY;COUNT=4",
    }
    ada("POST", todos, {"title": "Another"})
    made: dict[str, Any] = ada("POST", todos, body).json
    ada("POST", todos, {"title": "A third"})
    return made


def next_of(ada: Person, todo: dict[str, Any]) -> Any:
    return ada("GET", f"/api/lists/{todo['listId']}/todos/{follow_id(todo['id'])}")


def path_of(todo: dict[str, Any]) -> str:
    return f"/api/lists/{todo['listId']}/todos/{todo['id']}"


def test_completed_it_is_followed_by_a_new_copy_right_behind(
    ada: Person, weekly: dict[str, Any], todos: str
) -> None:
    done = ada("PATCH", path_of(weekly), {"done": True})
    assert (done.status_code, done.json["done"], done.json["due"]) == (200, True, TODAY)
    following = next_of(ada, weekly).json
    assert following == {
        **weekly,
        "id": follow_id(weekly["id"]),
        "seq": done.json["seq"] + 1,
        "due": "2026-11-25",
        "repeat": "FREQ=WEEKLY;COUNT=3",
    }
    shown = sorted(ada("GET", todos).json["items"], key=lambda todo: (todo["order"], todo["id"]))
    titles = ["Another", "Water the plants", "Water the plants", "A third"]
    assert [todo["title"] for todo in shown] == titles
    assert ada("GET", f"/api/lists/{ada.inbox}").json["counts"] == {"open": 3, "done": 1}


def test_by_put_it_is_followed_as_by_patch(ada: Person, weekly: dict[str, Any]) -> None:
    body = {"title": "Done", "done": True, "due": TODAY, "repeat": "FREQ=DAILY"}
    assert ada("PUT", path_of(weekly), body, headers={"If-Match": "*"}).status_code == 200
    assert next_of(ada, weekly).json["due"] == "2026-11-19"


def test_what_is_made_done_is_followed_by_nothing(ada: Person, todos: str) -> None:
    body = {"title": "x", "done": True, "due": TODAY, "repeat": "FREQ=DAILY"}
    made = ada("POST", todos, body).json
    assert next_of(ada, made).status_code == 404


def test_reopened_it_leaves_the_next_one_and_makes_no_second(
    ada: Person, weekly: dict[str, Any], todos: str
) -> None:
    for done in (True, False, True):
        assert ada("PATCH", path_of(weekly), {"done": done}).status_code == 200
    assert len(ada("GET", todos).json["items"]) == 4
    assert next_of(ada, weekly).json["deletedAt"] is None


def test_the_day_is_that_of_utc(
    ada: Person, weekly: dict[str, Any], clock: Clock, sign_in: Any
) -> None:
    clock.now += 9 * DAY  # Friday 27 November, 11:06
    ada = sign_in("ada")
    ada("PATCH", path_of(weekly), {"done": True})
    assert next_of(ada, weekly).json["due"] == "2026-12-02"


def test_a_full_list_keeps_it_from_being_completed(
    ada: Person, weekly: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.domain.lists.MAX_TODOS", 3)
    refused = ada("PATCH", path_of(weekly), {"done": True})
    assert (refused.status_code, refused.json["code"]) == (409, "limit_reached")
    assert ada("GET", path_of(weekly)).json == weekly


def test_the_next_one_is_a_to_do_like_others(ada: Person, weekly: dict[str, Any]) -> None:
    ada("PATCH", path_of(weekly), {"done": True})
    following = next_of(ada, weekly).json
    assert ada("PATCH", path_of(following), {"title": "New"}).json["title"] == "New"
    ada("PATCH", path_of(following), {"done": True})
    assert next_of(ada, following).json["due"] == "2026-12-02"
    assert ada("DELETE", path_of(following)).status_code == 204
    assert ada("POST", f"{path_of(following)}/restore").status_code == 200


def test_nobody_makes_anything_with_a_derived_id(
    ada: Person, weekly: dict[str, Any], todos: str
) -> None:
    derived = follow_id(weekly["id"])
    answers = [
        ada("PUT", f"{todos}/{derived}", {"title": "x"}),
        ada("POST", todos, {"id": derived, "title": "x"}),
        ada("POST", "/api/lists", {"id": derived, "name": "x"}),
    ]
    assert [(one.status_code, one.json["errors"][0]["field"]) for one in answers] == [
        (422, "id"),
        (422, "id"),
        (422, "id"),
    ]


@pytest.mark.parametrize("rule", KNOWN["noRules"])
def test_what_is_no_rule_is_said_to_be_none(ada: Person, todos: str, rule: str) -> None:
    refused = ada("POST", todos, {"title": "x", "repeat": rule})
    (error,) = refused.json["errors"]
    assert (refused.status_code, error["field"], error["code"]) == (422, "repeat", "format")
