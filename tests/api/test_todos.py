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
        "assignee": None,
        "createdAt": "2026-11-18T11:06:40.000Z",
        "createdBy": ada.sub,
        "updatedAt": "2026-11-18T11:06:40.000Z",
        "updatedBy": ada.sub,
        "deletedAt": None,
    }


def test_three_added_in_a_row_stand_in_that_order(ada: Person, todos: str) -> None:
    made = [add(ada, todos, title) for title in ("one", "two", "three")]
    assert [one["order"] for one in made] == ["a0", "a1", "a2"]
    assert [one["seq"] for one in made] == [3, 4, 5]


def test_a_creation_that_is_sent_twice_makes_one_todo(ada: Person, todos: str) -> None:
    path = f"{todos}/{new_id()}"
    first = ada("PUT", path, {"title": "Once"})
    ada("PATCH", path, {"title": "Edited since"})
    second = ada("PUT", path, {"title": "Once"})
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json["title"] == "Edited since"
    assert len(ada("GET", todos).json["items"]) == 1


def test_another_body_for_a_taken_id_overwrites_nothing(ada: Person, todos: str) -> None:
    path = f"{todos}/{new_id()}"
    ada("PUT", path, {"title": "First"})
    refused = ada("PUT", path, {"title": "Second"})
    assert (refused.status_code, refused.json["code"]) == (428, "precondition_required")
    assert refused.json["current"]["title"] == "First"


def test_put_with_if_match_replaces_the_whole_todo(ada: Person, todos: str) -> None:
    made = add(ada, todos, notes="old", due="2026-12-01")
    etag = ada("GET", f"{todos}/{made['id']}").headers["ETag"]
    replaced = ada("PUT", f"{todos}/{made['id']}", {"title": "New"}, headers={"If-Match": etag})
    assert replaced.status_code == 200
    assert (replaced.json["notes"], replaced.json["due"]) == ("", None)
    assert replaced.json["order"] == made["order"]


def test_an_idempotency_key_makes_one_todo(ada: Person, bob: Person, todos: str) -> None:
    key = {"Idempotency-Key": "monday"}
    answers = [ada("POST", todos, {"title": "Once"}, headers=key) for _ in range(2)]
    other = ada("POST", todos, {"title": "Else"}, headers=key)
    his = bob("POST", f"/api/lists/{bob.inbox}/todos", {"title": "Once"}, headers=key)
    assert [one.status_code for one in answers] == [201, 200]
    assert answers[0].json["id"] == answers[1].json["id"] != his.json["id"]
    assert (other.status_code, other.json["code"]) == (409, "id_taken")
    assert other.json["current"] == answers[0].json


@pytest.mark.parametrize("key", ["", "x" * 256, "two words", "ü"])
def test_an_idempotency_key_is_visible_ascii(ada: Person, todos: str, key: str) -> None:
    refused = ada("POST", todos, {"title": "x"}, headers={"Idempotency-Key": key})
    assert refused.status_code == 400


def test_a_patch_changes_only_what_it_names(ada: Person, todos: str, clock: Clock) -> None:
    made = add(ada, todos, notes="Keep", priority=2)
    clock.now += 1
    changed = ada("PATCH", f"{todos}/{made['id']}", {"title": "New", "tags": ["x"]}).json
    expected = {"title": "New", "tags": ["x"], "seq": 4, "updatedAt": changed["updatedAt"]}
    assert changed == made | expected
    assert changed["updatedAt"] > made["updatedAt"]


def test_a_patch_that_changes_nothing_is_no_change(ada: Person, todos: str) -> None:
    made = add(ada, todos)
    assert ada("PATCH", f"{todos}/{made['id']}", {"title": made["title"]}).json == made


def test_ticking_says_when_and_unticking_forgets_it(ada: Person, todos: str) -> None:
    path = f"{todos}/{add(ada, todos)['id']}"
    ticked = ada("PATCH", path, {"done": True}).json
    assert ticked["doneAt"] == ticked["updatedAt"]
    assert ada("PATCH", path, {"done": False}).json["doneAt"] is None


def test_clearing_the_day_clears_its_time(ada: Person, todos: str) -> None:
    made = add(ada, todos, due="2026-12-01", dueTime="17:00")
    cleared = ada("PATCH", f"{todos}/{made['id']}", {"due": None}).json
    assert (cleared["due"], cleared["dueTime"]) == (None, None)


def test_if_match_refuses_a_stale_change_and_shows_the_current_todo(
    ada: Person, todos: str
) -> None:
    made = add(ada, todos)
    path, stale = f"{todos}/{made['id']}", {"If-Match": f'"{made["seq"]}"'}
    newer = ada("PATCH", path, {"title": "Newer"}, headers=stale)
    assert newer.headers["ETag"] == '"4"'
    for method, where, body in (
        ("PATCH", path, {"title": "Stale"}),
        ("DELETE", path, None),
        ("DELETE", f"{path}?forever=true", None),
        ("PUT", path, {"title": "Stale"}),
        ("POST", f"{path}/restore", None),
    ):
        refused = ada(method, where, body, headers=stale)
        assert (refused.status_code, refused.json["code"]) == (412, "precondition_failed")
        assert refused.json["current"] == newer.json


def test_an_if_match_that_is_no_etag_is_said_to_be_none(ada: Person, todos: str) -> None:
    path = f"{todos}/{add(ada, todos)['id']}"
    refused = ada("PATCH", path, {"title": "x"}, headers={"If-Match": "yesterday"})
    assert refused.status_code == 400


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_an_unchanged_todo_is_not_sent_again(ada: Person, todos: str, method: str) -> None:
    made = add(ada, todos)
    again = ada(method, f"{todos}/{made['id']}", headers={"If-None-Match": '"3"'})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", '"3"')
    other = ada(method, f"{todos}/{made['id']}", headers={"If-None-Match": '"2"'})
    assert other.status_code == 200


def test_a_condition_that_is_for_changes_does_not_hinder_reading(ada: Person, todos: str) -> None:
    made = add(ada, todos)
    read = ada("GET", f"{todos}/{made['id']}", headers={"If-Match": '"999"'})
    assert (read.status_code, read.json) == (200, made)


def test_if_match_with_a_star_replaces_any_version_but_makes_nothing(
    ada: Person, todos: str
) -> None:
    star = {"If-Match": "*"}
    absent = f"{todos}/{new_id()}"
    assert ada("PUT", absent, {"title": "x"}, headers=star).status_code == 412
    assert ada("GET", absent).status_code == 404
    path = f"{todos}/{add(ada, todos)['id']}"
    replaced = ada("PUT", path, {"title": "New"}, headers=star)
    assert (replaced.status_code, replaced.json["title"]) == (200, "New")


def test_put_makes_nothing_with_an_id_as_the_server_derives_them(ada: Person, todos: str) -> None:
    refused = ada("PUT", f"{todos}/5f0c8a52-58a5-5c8e-9c0a-1b2c3d4e5f60", {"title": "x"})
    assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "id")


def test_put_on_a_todo_in_the_trash_brings_nothing_back(ada: Person, todos: str) -> None:
    path = f"{todos}/{add(ada, todos)['id']}"
    ada("DELETE", path)
    assert ada("PUT", path, {"title": "x"}).json["code"] == "in_trash"
    assert ada("PUT", path, {"title": "x"}, headers={"If-Match": "*"}).json["code"] == "in_trash"


def test_the_trash_gives_back_what_was_deleted(ada: Person, todos: str) -> None:
    made = add(ada, todos)
    path = f"{todos}/{made['id']}"
    assert ada("DELETE", path).status_code == 204
    assert ada("DELETE", path).status_code == 204
    assert ada("GET", todos).json["items"] == []
    assert [one["id"] for one in ada("GET", f"{todos}?trash=true").json["items"]] == [made["id"]]
    assert ada("GET", path).json["deletedAt"]
    assert ada("PATCH", path, {"title": "x"}).json["code"] == "in_trash"
    restored = ada("POST", f"{path}/restore")
    assert (restored.status_code, restored.json["deletedAt"]) == (200, None)
    assert ada("POST", f"{path}/restore").json == restored.json
    assert [one["id"] for one in ada("GET", todos).json["items"]] == [made["id"]]


def test_after_thirty_days_the_trash_gives_nothing_back(
    ada: Person, todos: str, sign_in: Any, clock: Clock
) -> None:
    path = f"{todos}/{add(ada, todos)['id']}"
    ada("DELETE", path)
    clock.now += 30 * DAY
    ada = sign_in("ada")
    assert ada("GET", path).status_code == 200
    clock.now += 1
    assert ada("GET", path).status_code == 404
    assert ada("POST", f"{path}/restore").status_code == 404
    assert ada("GET", f"{todos}?trash=true").json["items"] == []


def test_deleting_for_ever_leaves_a_tombstone_that_nobody_sees(
    ada: Person, todos: str, dynamodb: Any, clock: Clock
) -> None:
    made = add(ada, todos, "A secret", notes="Also a secret")
    path = f"{todos}/{made['id']}"
    assert ada("DELETE", f"{path}?forever=true").status_code == 204
    assert ada("GET", path).status_code == 404
    assert ada("GET", f"{todos}?trash=true").json["items"] == []
    assert ada("PUT", path, {"title": "Back"}).json["code"] == "conflict"
    assert ada("DELETE", path).status_code == 404
    key = {"PK": {"S": f"L#{ada.inbox}"}, "SK": {"S": f"T#{made['id']}"}}
    item = dynamodb.get_item(TableName="doable-test", Key=key)["Item"]
    assert "secret" not in str(item)
    assert int(item["ttl"]["N"]) == int(clock.now) + 90 * DAY


def test_a_parent_is_a_live_todo_of_the_same_list_without_a_parent(ada: Person, todos: str) -> None:
    parent = add(ada, todos)["id"]
    child = add(ada, todos, "Child", parentId=parent)["id"]
    for bad in (child, new_id()):
        refused = ada("POST", todos, {"title": "x", "parentId": bad})
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "parentId")
    assert ada("PATCH", f"{todos}/{parent}", {"parentId": parent}).status_code == 422


def test_a_child_of_a_deleted_parent_can_still_be_edited(ada: Person, todos: str) -> None:
    parent = add(ada, todos)["id"]
    child = add(ada, todos, "Child", parentId=parent)
    ada("DELETE", f"{todos}/{parent}")
    body = {"title": "Renamed", "parentId": parent}
    assert ada("PATCH", f"{todos}/{child['id']}", body).json["title"] == "Renamed"


def test_post_and_put_of_the_same_are_the_same(ada: Person, todos: str) -> None:
    todo_id = new_id()
    assert ada("POST", todos, {"id": todo_id, "title": "Once"}).status_code == 201
    assert ada("PUT", f"{todos}/{todo_id}", {"title": "Once"}).status_code == 200


BAD_BODIES = {
    "no title": ({}, "title", "missing"),
    "empty title": ({"title": ""}, "title", "length"),
    "blank title": ({"title": " \n"}, "title", "format"),
    "long title": ({"title": "x" * 501}, "title", "length"),
    "unknown field": ({"title": "x", "titel": 1}, "titel", "unknown_field"),
    "owner in body": ({"title": "x", "createdBy": "bob"}, "createdBy", "unknown_field"),
    "no such day": ({"title": "x", "due": "2026-02-30"}, "due", "format"),
    "instant": ({"title": "x", "due": "2026-12-01T00:00:00Z"}, "due", "format"),
    "no such time": ({"title": "x", "due": "2026-12-01", "dueTime": "24:00"}, "dueTime", "format"),
    "time without day": ({"title": "x", "dueTime": "17:00"}, "dueTime", "needs_due"),
    "priority 0": ({"title": "x", "priority": 0}, "priority", "range"),
    "priority true": ({"title": "x", "priority": True}, "priority", "type"),
    "21 tags": ({"title": "x", "tags": [str(n) for n in range(21)]}, "tags", "length"),
    "long tag": ({"title": "x", "tags": ["a", "x" * 51]}, "tags[1]", "length"),
    "long notes": ({"title": "x", "notes": "ü" * 8193}, "notes", "length"),
    "order without its digits": ({"title": "x", "order": "z1"}, "order", "format"),
    "order that ends in 0": ({"title": "x", "order": "a00"}, "order", "format"),
    "order with a newline": ({"title": "x", "order": "a0\n"}, "order", "format"),
    "a rule of ours not": ({"title": "x", "repeat": "FREQ=HOURLY"}, "repeat", "format"),
    "a rule with a newline": ({"title": "x", "repeat": "FREQ=DAILY\n"}, "repeat", "format"),
    "an id as the server derives them": (
        {"title": "x", "id": "5f0c8a52-58a5-5c8e-9c0a-1b2c3d4e5f60"},
        "id",
        "format",
    ),
    "version 4 id": ({"title": "x", "id": "5f0c8a52-58a5-4c8e-9c0a-1b2c3d4e5f60"}, "id", "format"),
}


@pytest.mark.parametrize(("body", "field", "code"), BAD_BODIES.values(), ids=BAD_BODIES.keys())
def test_a_bad_body_is_refused_by_field_and_makes_nothing(
    ada: Person, todos: str, body: Any, field: str, code: str
) -> None:
    refused = ada("POST", todos, body)
    assert (refused.status_code, refused.json["code"]) == (422, "validation_failed")
    (error,) = refused.json["errors"]
    assert (error["field"], error["code"]) == (field, code)
    assert error["detail"]
    assert ada("GET", todos).json["items"] == []


def test_a_list_that_is_full_takes_no_more(
    ada: Person, todos: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.domain.lists.MAX_TODOS", 2)
    first = add(ada, todos)
    add(ada, todos)
    assert ada("POST", todos, {"title": "x"}).json["code"] == "limit_reached"
    ada("DELETE", f"{todos}/{first['id']}")
    add(ada, todos)
    refused = ada("POST", f"{todos}/{first['id']}/restore")
    assert refused.json["code"] == "limit_reached"
