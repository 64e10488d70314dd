"""Lists over HTTP."""

from typing import Any

import pytest

from app.domain.ids import idempotent_id, inbox_id
from tests.conftest import Clock, Person
from tests.ids import new_id

DAY = 24 * 3600


def names(person: Person) -> list[str]:
    return [one["name"] for one in person("GET", "/api/lists").json["items"]]


def test_everybody_has_an_inbox_from_the_first_request_on(ada: Person) -> None:
    (inbox,) = ada("GET", "/api/lists").json["items"]
    assert inbox == {
        "id": ada.inbox,
        "name": "Inbox",
        "colour": "slate",
        "archived": False,
        "role": "owner",
        "seq": 2,
        "counts": {"open": 0, "done": 0},
    }


@pytest.mark.parametrize(
    "first",
    ["/api/me", "/api/lists", "/api/todos", "/api/lists/{inbox}", "/api/lists/{inbox}/todos"],
)
def test_whatever_is_asked_first_finds_the_inbox(ada: Person, first: str) -> None:
    assert ada("GET", first.format(inbox=inbox_id(ada.sub))).status_code == 200
    assert names(ada) == ["Inbox"]


def test_a_new_list_made_first_comes_beside_the_inbox(ada: Person) -> None:
    ada("POST", "/api/lists", {"name": "Home"})
    assert names(ada) == ["Inbox", "Home"]


def test_a_list_is_made_renamed_painted_and_archived(ada: Person) -> None:
    made = ada("POST", "/api/lists", {"name": " Home ", "colour": "teal"})
    path = f"/api/lists/{made.json['id']}"
    assert (made.status_code, made.json["name"], made.headers["ETag"]) == (201, "Home", '"2"')
    changed = ada("PATCH", path, {"name": "House", "colour": "pink", "archived": True}).json
    assert changed == made.json | {
        "name": "House",
        "colour": "pink",
        "archived": True,
        "seq": 3,
    }
    assert ada("GET", path).json == changed


def test_the_same_creation_again_finds_the_list(ada: Person, bob: Person) -> None:
    body = {"id": new_id(), "name": "Home"}
    answers = [ada("POST", "/api/lists", body) for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 200]
    assert ada("POST", "/api/lists", body | {"name": "Else"}).status_code == 409
    assert bob("POST", "/api/lists", body).status_code == 409


def test_an_idempotency_key_makes_one_list(ada: Person) -> None:
    key = {"Idempotency-Key": "k"}
    ids = {ada("POST", "/api/lists", {"name": "A"}, headers=key).json["id"] for _ in range(3)}
    assert len(ids) == 1


def test_counts_follow_every_change(ada: Person) -> None:
    todos = f"/api/lists/{ada.inbox}/todos"
    ids = [ada("POST", todos, {"title": "x"}).json["id"] for _ in range(3)]

    def counts() -> tuple[int, int]:
        found = ada("GET", f"/api/lists/{ada.inbox}").json["counts"]
        return found["open"], found["done"]

    assert counts() == (3, 0)
    ada("PATCH", f"{todos}/{ids[0]}", {"done": True})
    assert counts() == (2, 1)
    ada("DELETE", f"{todos}/{ids[0]}")
    ada("DELETE", f"{todos}/{ids[1]}")
    assert counts() == (1, 0)
    ada("POST", f"{todos}/{ids[0]}/restore")
    assert counts() == (1, 1)
    ada("DELETE", f"{todos}/{ids[2]}?forever=true")
    ada("DELETE", f"{todos}/{ids[1]}?forever=true")
    assert counts() == (0, 1)


def test_a_deleted_list_is_gone_until_it_is_restored(ada: Person) -> None:
    list_id = ada("POST", "/api/lists", {"name": "Home"}).json["id"]
    path = f"/api/lists/{list_id}"
    todo = ada("POST", f"{path}/todos", {"title": "x"}).json
    assert ada("DELETE", path).status_code == 204
    assert ada("DELETE", path).status_code == 204
    assert names(ada) == ["Inbox"]
    for method, where, body in (
        ("GET", path, None),
        ("PATCH", path, {"name": "x"}),
        ("GET", f"{path}/todos", None),
        ("POST", f"{path}/todos", {"title": "x"}),
        ("GET", f"{path}/todos/{todo['id']}", None),
    ):
        assert ada(method, where, body).status_code == 404
    assert ada("POST", f"{path}/restore").status_code == 200
    assert ada("POST", f"{path}/restore").status_code == 200
    assert ada("GET", f"{path}/todos").json["items"] == [todo]


def test_after_thirty_days_a_deleted_list_does_not_come_back(
    ada: Person, sign_in: Any, clock: Clock
) -> None:
    path = f"/api/lists/{ada('POST', '/api/lists', {'name': 'Home'}).json['id']}"
    ada("DELETE", path)
    clock.now += 30 * DAY + 1
    assert sign_in("ada")("POST", f"{path}/restore").status_code == 404


def test_the_inbox_stays(ada: Person) -> None:
    path = f"/api/lists/{ada.inbox}"
    assert ada("DELETE", path).status_code == 409
    assert ada("PATCH", path, {"archived": True}).status_code == 409
    assert ada("PATCH", path, {"name": "In"}).status_code == 200


@pytest.mark.parametrize(
    "body", [{"name": ""}, {"name": " "}, {"name": "x" * 101}, {"colour": "mauve"}, {"role": "x"}]
)
def test_a_bad_list_is_refused(ada: Person, body: dict[str, str]) -> None:
    assert ada("PATCH", f"/api/lists/{ada.inbox}", body).status_code == 422


def test_a_stale_change_of_a_list_is_refused(ada: Person) -> None:
    path = f"/api/lists/{ada.inbox}"
    refused = ada("PATCH", path, {"name": "x"}, headers={"If-Match": '"1"'})
    assert (refused.status_code, refused.json["current"]["name"]) == (412, "Inbox")


def test_a_person_has_at_most_so_many_lists(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.domain.lists.MAX_LISTS", 2)
    body = {"id": new_id(), "name": "Home"}
    assert ada("POST", "/api/lists", body).status_code == 201
    assert ada("POST", "/api/lists", {"name": "More"}).json["code"] == "limit_reached"
    assert ada("POST", "/api/lists", body).status_code == 200
    path = f"/api/lists/{body['id']}"
    assert ada("POST", f"{path}/restore").status_code == 200
    ada("DELETE", path)
    ada("POST", "/api/lists", {"name": "Another"})
    assert ada("POST", f"{path}/restore").json["code"] == "limit_reached"


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_a_stale_list_is_neither_changed_nor_deleted(ada: Person, method: str) -> None:
    path = f"/api/lists/{ada('POST', '/api/lists', {'name': 'Home'}).json['id']}"
    body = {"name": "x"} if method == "PATCH" else None
    assert ada(method, path, body, headers={"If-Match": '"1"'}).status_code == 412
    assert ada("GET", path).json["name"] == "Home"


def test_nobody_makes_the_inbox_of_another_person(ada: Person, bob: Person) -> None:
    """Its id follows from the person's, which others may come to know."""
    for derived in (inbox_id(bob.sub), idempotent_id(bob.sub, "lists", "k")):
        refused = ada("POST", "/api/lists", {"id": derived, "name": "Mine"})
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "id")
    assert names(bob) == ["Inbox"]


def set_role(dynamodb: Any, person: Person, list_id: str, role: str) -> None:
    for pk, sk in ((f"L#{list_id}", f"M#{person.sub}"), (f"U#{person.sub}", f"M#{list_id}")):
        dynamodb.update_item(
            TableName="doable-test",
            Key={"PK": {"S": pk}, "SK": {"S": sk}},
            UpdateExpression="SET #role = :role",
            ExpressionAttributeNames={"#role": "role"},
            ExpressionAttributeValues={":role": {"S": role}},
        )


CHANGES = {
    "rename": ("PATCH", "", {"name": "x"}, "editor"),
    "delete list": ("DELETE", "", None, "owner"),
    "restore list": ("POST", "/restore", None, "owner"),
    "add": ("POST", "/todos", {"title": "x"}, "editor"),
    "put": ("PUT", f"/todos/{new_id()}", {"title": "x"}, "editor"),
    "patch": ("PATCH", "/todos/{todo}", {"title": "x"}, "editor"),
    "trash": ("DELETE", "/todos/{todo}", None, "editor"),
    "purge": ("DELETE", "/todos/{todo}?forever=true", None, "editor"),
    "restore": ("POST", "/todos/{todo}/restore", None, "editor"),
}
RANK = {"viewer": 0, "editor": 1, "owner": 2}


@pytest.mark.parametrize("role", RANK)
@pytest.mark.parametrize(("method", "path", "body", "needed"), CHANGES.values(), ids=CHANGES.keys())
def test_what_each_role_may_change(
    ada: Person, dynamodb: Any, role: str, method: str, path: str, body: Any, needed: str
) -> None:
    list_id = ada("POST", "/api/lists", {"name": "Home"}).json["id"]
    here = f"/api/lists/{list_id}"
    todo = ada("POST", f"{here}/todos", {"title": "x"}).json
    set_role(dynamodb, ada, list_id, role)
    answer = ada(method, here + path.format(todo=todo["id"]), body)
    if RANK[role] >= RANK[needed]:
        assert answer.status_code < 300
        return
    assert (answer.status_code, answer.json["code"]) == (403, "forbidden")
    assert ada("GET", here).json["role"] == role
    assert ada("GET", f"{here}/todos").json["items"] == [todo]
