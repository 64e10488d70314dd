"""Personal access tokens: made by a person, sent by scripts."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from app.routes._openapi import contracts
from app.store.table import LostRace, Table
from tests.api.test_sharing import code
from tests.conftest import NOW, Clock, Person
from tests.ids import new_id

DAY = 86400
TODAY = "2026-11-18"


def make(person: Person, scope: str = "write", **body: Any) -> Any:
    answer = person("POST", "/api/tokens", {"name": "Backup", "scope": scope, **body})
    assert answer.status_code == 201, answer.json
    return answer.json


def script(person: Person, scope: str = "write") -> Person:
    """One that acts for the person, who is known already."""
    assert person.inbox
    return Person(person.client, person.sub, make(person, scope)["token"])


def listed(person: Person) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = person("GET", "/api/tokens").json["items"]
    return items


def day(days: float) -> str:
    return datetime.fromtimestamp(NOW + days * DAY, UTC).date().isoformat()


def test_a_token_is_told_once_and_acts_for_its_person(ada: Person) -> None:
    made = make(ada)
    assert re.fullmatch(r"dbl_[A-Za-z0-9_-]{43}", made["token"])
    about = made["about"]
    assert about == {
        "id": about["id"],
        "name": "Backup",
        "scope": "write",
        "createdAt": "2026-11-18T11:06:40.000Z",
        "expiresAt": "2027-02-17T00:00:00.000Z",
        "lastUsedOn": None,
    }
    assert listed(ada) == [about]
    backup = Person(ada.client, ada.sub, made["token"])
    assert backup("GET", "/api/me").json == ada("GET", "/api/me").json
    todo = backup("POST", f"/api/lists/{ada.inbox}/todos", {"title": "By a script"}).json
    assert todo["createdBy"] == ada.sub
    assert listed(ada) == [{**about, "lastUsedOn": TODAY}]


def test_no_token_is_in_the_table(ada: Person, dynamodb: Any, settings: Any) -> None:
    token = script(ada).token
    items = dynamodb.scan(TableName=settings.table_name)["Items"]
    assert len(items) > 5
    assert token not in repr(items)
    assert token.removeprefix("dbl_") not in repr(items)


def test_what_stands_in_the_table_forgets_itself(ada: Person, dynamodb: Any, settings: Any) -> None:
    make(ada, expiresOn=TODAY)
    items = dynamodb.scan(TableName=settings.table_name)["Items"]
    kept = [one for one in items if "S#" in one["PK"]["S"] + one["SK"]["S"]]
    end = int(datetime(2026, 11, 19, tzinfo=UTC).timestamp())
    assert [one["ttl"]["N"] for one in kept] == [str(end)] * 2


@pytest.mark.parametrize(
    ("last", "status"),
    [(day(-1), 422), (day(0), 201), (day(365), 201), (day(366), 422), ("2026-02-30", 422)],
)
def test_a_token_lives_for_a_year_at_most(ada: Person, last: str, status: int) -> None:
    body = {"name": "x", "scope": "read", "expiresOn": last}
    answer = ada("POST", "/api/tokens", body)
    assert answer.status_code == status
    if status == 422:
        assert [one["field"] for one in answer.json["errors"]] == ["expiresOn"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": "x"},
        {"scope": "read"},
        {"name": " ", "scope": "read"},
        {"name": "x" * 101, "scope": "read"},
        {"name": "x", "scope": "admin"},
        {"name": "x", "scope": "read", "expires": TODAY},
    ],
)
def test_what_makes_no_token_is_refused(ada: Person, body: dict[str, str]) -> None:
    assert ada("POST", "/api/tokens", body).status_code == 422
    assert listed(ada) == []


def test_a_token_is_good_through_its_last_day(ada: Person, clock: Clock, sign_in: Any) -> None:
    token = make(ada, expiresOn=TODAY)["token"]
    backup = Person(ada.client, ada.sub, token)
    clock.now = datetime(2026, 11, 19, tzinfo=UTC).timestamp() - 0.001
    assert backup("GET", "/api/me").status_code == 200
    clock.now += 0.001
    assert code(backup("GET", "/api/me")) == (401, "unauthorized")
    assert listed(sign_in("ada")) == []


def test_every_bad_token_is_refused_alike(ada: Person, bob: Person) -> None:
    good = script(ada).token
    revoked = make(ada)
    ada("DELETE", f"/api/tokens/{revoked['about']['id']}")
    bad = [
        "garbage",
        "dbl_",
        "dbl_" + "x" * 43,
        good[:-1],
        good + "x",
        good.upper(),
        good.swapcase(),
        revoked["token"],
        good.removeprefix("dbl_"),
    ]
    answers = [Person(ada.client, ada.sub, token)("GET", "/api/me") for token in bad]
    told = [{**answer.json, "requestId": ""} for answer in answers]
    assert told == [told[0]] * len(bad)
    assert (told[0]["status"], told[0]["code"]) == (401, "unauthorized")
    assert {answer.headers["WWW-Authenticate"] for answer in answers} == {'Bearer realm="doable"'}
    assert Person(ada.client, ada.sub, good)("GET", "/api/me").status_code == 200


def test_what_cannot_be_a_token_is_not_looked_up(
    ada: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    for token in ("dbl_", "dbl_" + "x" * 44, "dbl_" + "x" * 42 + "="):
        Person(ada.client, ada.sub, token)("GET", "/api/me")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert all('"dynamodbCalls":0' in line for line in lines)


def test_a_token_costs_one_read_and_a_day_one_write(
    ada: Person, capsys: pytest.CaptureFixture[str], clock: Clock
) -> None:
    backup = script(ada)

    def calls(person: Person) -> int:
        capsys.readouterr()
        assert person("GET", "/api/me").status_code == 200
        found = re.search(r'"dynamodbCalls":(\d+)', capsys.readouterr().out)
        assert found
        return int(found[1])

    own = calls(ada)
    assert [calls(backup) for _ in range(3)] == [own + 2, own + 1, own + 1]
    clock.now += DAY
    assert [calls(backup) for _ in range(2)] == [own + 2, own + 1]


def test_to_note_the_use_fails_no_request(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    backup = script(ada)

    def lose(*_: object) -> None:
        raise LostRace

    with monkeypatch.context() as patched:
        patched.setattr(Table, "write", lose)
        assert backup("GET", "/api/me").status_code == 200
    assert [one["lastUsedOn"] for one in listed(ada)] == [None]


def test_a_revoked_token_is_not_brought_back_by_its_use(
    ada: Person, monkeypatch: pytest.MonkeyPatch, dynamodb: Any, settings: Any
) -> None:
    made = make(ada)
    write = Table.write

    def revoke_first(table: Table, actions: Any) -> None:
        monkeypatch.setattr(Table, "write", write)
        assert ada("DELETE", f"/api/tokens/{made['about']['id']}").status_code == 204
        write(table, actions)

    monkeypatch.setattr(Table, "write", revoke_first)
    backup = Person(ada.client, ada.sub, made["token"])
    backup("GET", "/api/me")
    assert code(backup("GET", "/api/me")) == (401, "unauthorized")
    items = dynamodb.scan(TableName=settings.table_name)["Items"]
    assert [one for one in items if one["PK"]["S"].startswith("S#")] == []


def test_a_token_is_revoked_once_and_by_its_person_alone(ada: Person, bob: Person) -> None:
    made = make(ada)
    path = f"/api/tokens/{made['about']['id']}"
    assert code(bob("DELETE", path)) == (404, "not_found")
    assert listed(bob) == []
    assert listed(ada) == [made["about"]]
    assert ada("DELETE", path).status_code == 204
    assert code(ada("DELETE", path)) == (404, "not_found")
    assert listed(ada) == []


def test_a_person_has_so_many_tokens(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.script_tokens.MAX_TOKENS", 3)
    made = [make(ada) for _ in range(3)]
    body = {"name": "One more", "scope": "read"}
    assert code(ada("POST", "/api/tokens", body)) == (409, "limit_reached")
    ada("DELETE", f"/api/tokens/{made[0]['about']['id']}")
    assert ada("POST", "/api/tokens", body).status_code == 201


IN_PERSON = {
    ("POST", "/api/tokens"),
    ("DELETE", "/api/tokens/<token_id>"),
    ("GET", "/api/lists/<list_id>/invites"),
    ("POST", "/api/lists/<list_id>/invites"),
    ("DELETE", "/api/lists/<list_id>/invites/<invite_id>"),
    ("POST", "/api/invites/accept"),
    ("PATCH", "/api/lists/<list_id>/members/<member_id>"),
    ("DELETE", "/api/lists/<list_id>/members/<member_id>"),
    ("PUT", "/api/calendar"),
    ("DELETE", "/api/calendar"),
    ("POST", "/api/me/deletion"),
}


def private(app: Flask) -> set[tuple[str, str]]:
    found = contracts(app)
    return {(method.upper(), rule) for rule, method, contract, _ in found if not contract.public}


def statuses(app: Flask, person: Person) -> dict[tuple[str, str], int]:
    """Of all private routes, with ids that are not and without a body."""
    return {
        (method, rule): person(method, re.sub("<[^>]+>", new_id(), rule)).status_code
        for method, rule in sorted(private(app))
    }


def test_a_token_that_reads_is_good_for_get_and_pull_alone(app: Flask, ada: Person) -> None:
    told = statuses(app, script(ada, "read"))
    allowed = {row for row, status in told.items() if status != 403}
    reads = {row for row in private(app) if row[0] == "GET"} | {("POST", "/api/sync/pull")}
    assert allowed == reads - IN_PERSON
    assert not {401, 500} & set(told.values())


def test_what_a_person_must_do_in_person_no_token_does(app: Flask, ada: Person) -> None:
    told = statuses(app, script(ada, "write"))
    assert {row for row, status in told.items() if status == 403} == IN_PERSON
    assert not {401, 500} & set(told.values())


def test_a_refusal_says_why(ada: Person) -> None:
    refused = script(ada, "read")("POST", "/api/lists", {"name": "Home"})
    assert code(refused) == (403, "forbidden")
    assert refused.json["detail"] == "This token may only read; make one with the scope write"
    refused = script(ada)("POST", "/api/tokens", {"name": "Own", "scope": "write"})
    assert code(refused) == (403, "forbidden")
    assert refused.json["detail"] == "No token of a script is good for this; sign in to do it"


def test_a_push_of_a_script_changes_no_roles(ada: Person, bob: Person) -> None:
    home = ada("POST", "/api/lists", {"name": "Home"}).json["id"]
    ops = [
        {"op": "create", "id": new_id(), "fields": {"title": "x"}},
        {"op": "setRole", "member": ada.sub, "role": "viewer"},
        {"op": "removeMember", "member": ada.sub},
    ]
    numbered = [{"n": n, **op} for n, op in enumerate(ops, 1)]
    body = {"clientId": new_id(), "listId": home, "ops": numbered}
    results = script(ada)("POST", "/api/sync/push", body).json["results"]
    told = [one.get("problem", {}).get("code", one["status"]) for one in results]
    assert told == ["applied", "forbidden", "forbidden"]


def test_a_script_pulls_what_its_person_would(ada: Person) -> None:
    body = {"clientId": new_id()}
    mine = ada("POST", "/api/sync/pull", body).json
    assert script(ada, "read")("POST", "/api/sync/pull", body).json == mine


def test_no_token_is_logged(ada: Person, capsys: pytest.CaptureFixture[str]) -> None:
    backup = script(ada, "read")
    backup("GET", "/api/me")
    backup("POST", "/api/lists", {"name": "x"})
    Person(ada.client, ada.sub, backup.token[:-1] + "x")("GET", "/api/me")
    captured = capsys.readouterr()
    assert captured.out.count('"message":"request"') >= 4
    assert backup.token[4:30] not in captured.out + captured.err


def test_the_document_says_where_a_script_is_welcome(ada: Person) -> None:
    document = ada.client.get("/api/openapi.json").json
    assert set(document["components"]["securitySchemes"]) == {"accessToken", "scriptToken"}
    paths = document["paths"]
    assert paths["/api/me"]["get"]["security"] == [{"accessToken": []}, {"scriptToken": []}]
    assert paths["/api/tokens"]["post"]["security"] == [{"accessToken": []}]
