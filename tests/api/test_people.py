"""The person who asks."""

import pytest

from tests.conftest import Clock, Person


def test_me_is_the_person_of_the_token(ada: Person, bob: Person) -> None:
    me = ada("GET", "/api/me").json
    assert me == {
        "id": ada.sub,
        "displayName": "",
        "inboxId": me["inboxId"],
        "createdAt": "2026-11-18T11:06:40.000Z",
        "updatedAt": "2026-11-18T11:06:40.000Z",
    }
    assert bob("GET", "/api/me").json["inboxId"] != me["inboxId"]


def test_a_name_is_kept(ada: Person, clock: Clock) -> None:
    ada("GET", "/api/me")
    clock.now += 1
    changed = ada("PATCH", "/api/me", {"displayName": " Ada "}).json
    assert (changed["displayName"], changed["updatedAt"][-5:]) == ("Ada", ".000Z")
    assert ada("PATCH", "/api/me", {"displayName": "Ada"}).json == changed
    assert ada("GET", "/api/me").json == changed


@pytest.mark.parametrize("body", [{}, {"displayName": "x" * 101}, {"id": "other"}, []])
def test_a_bad_name_is_refused(ada: Person, body: object) -> None:
    assert ada("PATCH", "/api/me", body).status_code == 422
