"""Every route of the URL map with no token, a bad token, and another person's token.

A new route fails the first test here until it has its row. So many tests have a DynamoDB in memory.
"""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from app.config import Settings
from tests.conftest import Person
from tests.ids import new_id
from tests.routes import BY_SECRET, OF_ONE, OWN, PRIVATE, PUBLIC, SHARED, fill
from tests.sync.dynamo import Dynamo


def rows(table: Any) -> Any:
    return pytest.mark.parametrize(("method", "route"), sorted(table))


@pytest.fixture
def dynamodb(settings: Settings) -> Dynamo:
    return Dynamo(settings.table_name)


@pytest.fixture
def adas(ada: Person, sign_in: Callable[[str], Person]) -> dict[str, str]:
    """A list of Ada's, shared with Cyn, and a token of hers; another person knows all ids."""
    list_id = ada("POST", "/api/lists", {"name": "Ada's secret list"}).json["id"]
    todo = ada("POST", f"/api/lists/{list_id}/todos", {"title": "Ada's secret"}).json
    cyn, invites = sign_in("cyn"), f"/api/lists/{list_id}/invites"
    cyn("PATCH", "/api/me", {"displayName": "Cyn, a secret"})
    token = ada("POST", invites, {"role": "editor"}).json["token"]
    assert cyn("POST", "/api/invites/accept", {"token": token}).status_code == 200
    invite = ada("POST", invites, {"role": "viewer"}).json["invite"]
    script = ada("POST", "/api/tokens", {"name": "Ada's secret", "scope": "read"}).json["about"]
    return {
        "<token_id>": script["id"],
        "<list_id>": list_id,
        "<todo_id>": todo["id"],
        "<member_id>": cyn.sub,
        "<invite_id>": invite["id"],
    }


def everything(person: Person, ids: dict[str, str]) -> Any:
    parts = ("todos", "members", "invites")
    of_list = [person("GET", fill(f"/api/lists/<list_id>/{part}", ids)).json for part in parts]
    own = [person("GET", f"/api/{part}").json for part in ("lists", "tokens", "calendar")]
    return *own, *of_list


def test_every_route_has_its_row(app: Flask) -> None:
    routed = {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert routed == PUBLIC | set(PRIVATE) | set(BY_SECRET)


@rows(PUBLIC)
def test_a_public_route_asks_for_no_token(ada: Person, method: str, route: str) -> None:
    assert ada.client.open(route, method=method).status_code == 200


BAD_HEADERS = {
    "none": None,
    "empty": "",
    "another scheme": "Basic YWRhOmFkYQ==",
    "no scheme": "{token}",
    "no token": "Bearer ",
    "garbage": "Bearer garbage",
    "tampered": "Bearer {token}x",
    "two": "Bearer {token}, Bearer {token}",
}


@rows(PRIVATE)
@pytest.mark.parametrize("header", BAD_HEADERS.values(), ids=BAD_HEADERS.keys())
def test_without_a_good_token_nothing_is_told_or_done(
    ada: Person, adas: dict[str, str], method: str, route: str, header: str | None
) -> None:
    before = everything(ada, adas)
    headers = {} if header is None else {"Authorization": header.format(token=ada.token)}
    answer = ada.client.open(
        fill(route, adas), method=method, json=PRIVATE[method, route], headers=headers
    )
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    body = {name: value for name, value in answer.json.items() if name != "requestId"}
    assert body == {
        "type": "about:blank",
        "title": "Sign in first",
        "status": 401,
        "detail": "Send a valid access token in the Authorization header",
        "code": "unauthorized",
    }
    assert everything(ada, adas) == before


@rows(SHARED | OF_ONE)
def test_a_stranger_gets_the_same_answer_as_for_what_is_not(
    ada: Person, bob: Person, adas: dict[str, str], method: str, route: str
) -> None:
    before = everything(ada, adas)
    body = PRIVATE[method, route]
    refused = bob(method, fill(route, adas), body)
    nowhere = dict.fromkeys(adas, new_id())
    absent = bob(method, fill(route, nowhere), body)
    assert refused.status_code == absent.status_code == 404
    told = [{**answer.json, "requestId": ""} for answer in (refused, absent)]
    assert told[0] == told[1]
    assert "secret" not in refused.text
    assert everything(ada, adas) == before


@rows({row for row in SHARED if row[1].count("<") > 1 and row[0] != "PUT"})  # PUT makes a new one
def test_what_belongs_to_a_list_is_not_reached_through_one_of_ones_own(
    ada: Person, bob: Person, adas: dict[str, str], method: str, route: str
) -> None:
    before = everything(ada, adas)
    answer = bob(method, fill(route, {**adas, "<list_id>": bob.inbox}), SHARED[method, route])
    assert answer.status_code == 404
    assert "secret" not in answer.text
    assert everything(ada, adas) == before


@rows(BY_SECRET)
def test_who_guesses_a_secret_is_told_nothing(
    bob: Person, adas: dict[str, str], method: str, route: str
) -> None:
    guess = dict.fromkeys(("<token>", "<secret>"), "yPZ0D4q4rJkD3cJk1R2V7g")
    body = {name: fill(text, guess) for name, text in (BY_SECRET[method, route] or {}).items()}
    answer = bob(method, fill(route, guess), body or None)
    assert answer.status_code == 404
    assert "secret" not in answer.text


def test_a_secret_alone_makes_nobody_a_member(ada: Person, adas: dict[str, str]) -> None:
    before = everything(ada, adas)
    invites = fill("/api/lists/<list_id>/invites", adas)
    token = ada("POST", invites, {"role": "editor"}).json["token"]
    assert ada.client.post("/api/invites/accept", json={"token": token}).status_code == 401
    assert everything(ada, adas)[:-1] == before[:-1]  # but for the invite


@rows(OWN)
def test_what_is_ones_own_shows_nothing_of_others(
    ada: Person, bob: Person, adas: dict[str, str], method: str, route: str
) -> None:
    before = everything(ada, adas)
    answer = bob(method, route, OWN[method, route])
    assert answer.status_code in (200, 201, 204)
    assert "secret" not in answer.text
    assert ada.sub not in answer.text
    assert everything(ada, adas) == before


OWNERSHIP = ("role", "owner", "sub", "createdBy", "updatedBy", "listId")


@pytest.mark.parametrize(
    ("field", "method", "route"),
    [
        (field, *row)
        for row, body in sorted(PRIVATE.items())
        for field in OWNERSHIP
        if body is not None and field not in body  # a push names its list, which gives no right
    ],
)
def test_owners_people_and_roles_never_come_from_a_body(
    ada: Person, bob: Person, adas: dict[str, str], field: str, method: str, route: str
) -> None:
    body = {**(PRIVATE[method, route] or {}), field: bob.sub}
    refused = ada(method, fill(route, adas), body)
    assert (refused.status_code, refused.json["errors"][0]["code"]) == (422, "unknown_field")
