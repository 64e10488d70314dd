"""The calendar at a secret address: who may read it, what it shows, and what it costs."""

import json
import re
from dataclasses import replace
from typing import Any

import icalendar
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.config import Settings
from tests.api.test_sharing import accept, code, invite, remove
from tests.conftest import Clock, Person
from tests.ids import new_id

DAY = 86400


@pytest.fixture
def settings(settings: Settings, request: pytest.FixtureRequest) -> Settings:
    """In Lambda, if the test says so."""
    return replace(settings, in_lambda=getattr(request, "param", False))


def subscribe(person: Person, list_id: str | None = None) -> str:
    """The address."""
    answer = person("PUT", "/api/calendar", {"listId": list_id})
    assert answer.status_code == 200, answer.json
    return str(answer.json["path"])


def add(person: Person, title: str, list_id: str | None = None, **fields: Any) -> Any:
    body = {"title": title, "due": "2026-12-01", **fields}
    return person("POST", f"/api/lists/{list_id or person.inbox}/todos", body).json


def titles(client: FlaskClient, path: str, kind: str = "VEVENT") -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    calendar: Any = icalendar.Calendar.from_ical(answer.text)
    return sorted(str(one["SUMMARY"]) for one in calendar.walk(kind))


def test_who_knows_the_address_reads_what_is_due(ada: Person, client: FlaskClient) -> None:
    add(ada, "Dentist")
    add(ada, "Done", done=True)
    add(ada, "Some day", due=None)
    path = subscribe(ada)
    assert re.fullmatch(r"/api/calendar/[A-Za-z0-9_-]{22}\.ics", path)
    answer = client.get(path)
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, max-age=900"
    assert "X-WR-CALNAME:Doable\r\n" in answer.text
    assert titles(client, path) == ["Dentist"]
    assert titles(client, f"{path}?as=todos", "VTODO") == ["Dentist"]
    assert client.get(f"{path}?as=tasks").status_code == 422
    assert titles(client, f"{path}?nocache=1") == ["Dentist"]


def test_the_address_is_told_once_and_stored_nowhere(
    ada: Person, dynamodb: Any, settings: Settings
) -> None:
    assert ada("GET", "/api/calendar").json == {"exists": False, "createdAt": None, "listId": None}
    secret = subscribe(ada).split("/")[-1].removesuffix(".ics")
    told = {"exists": True, "createdAt": "2026-11-18T11:06:40.000Z", "listId": None}
    assert ada("GET", "/api/calendar").json == told
    items = dynamodb.scan(TableName=settings.table_name)["Items"]
    assert len([one for one in items if one["sub"]["S"] == ada.sub]) == 2
    assert secret not in repr(items)


def test_another_address_ends_the_one_before(ada: Person, client: FlaskClient) -> None:
    add(ada, "Dentist")
    first, second = subscribe(ada), subscribe(ada)
    assert client.get(first).status_code == 404
    assert titles(client, second) == ["Dentist"]
    assert ada("DELETE", "/api/calendar").status_code == 204
    assert client.get(second).status_code == 404
    assert ada("DELETE", "/api/calendar").status_code == 204
    assert ada("GET", "/api/calendar").json["exists"] is False


def test_every_wrong_secret_is_refused_alike(ada: Person, bob: Person) -> None:
    revoked = subscribe(bob)
    bob("DELETE", "/api/calendar")
    invitation = invite(ada, ada("POST", "/api/lists", {"name": "Home"}).json["id"])["token"]
    wrong = [
        revoked,
        subscribe(ada)[:-5] + ".ics",
        f"/api/calendar/{invitation}.ics",
        f"/api/calendar/{ada.sub}.ics",
        f"/api/calendar/{new_id()}.ics",
        "/api/calendar/x.ics",
        "/api/calendar/%F0%9F%99%82.ics",
        f"/api/calendar/{'x' * 2000}.ics",
    ]
    told = [{**ada.client.get(path).json, "requestId": ""} for path in wrong]
    assert told == [told[0]] * len(wrong)
    assert (told[0]["status"], told[0]["code"]) == (404, "not_found")


def test_one_list_can_be_shown_alone(ada: Person, client: FlaskClient) -> None:
    home = ada("POST", "/api/lists", {"name": "Home; sweet"}).json["id"]
    add(ada, "Dentist")
    add(ada, "Sweep", home)
    path = subscribe(ada, home)
    assert titles(client, path) == ["Sweep"]
    assert "X-WR-CALNAME:Home\\; sweet\r\n" in client.get(path).text
    assert ada("GET", "/api/calendar").json["listId"] == home


def test_of_all_lists_the_archived_ones_stay_out(ada: Person, client: FlaskClient) -> None:
    old = ada("POST", "/api/lists", {"name": "Old"}).json["id"]
    add(ada, "Long ago", old)
    add(ada, "Dentist")
    ada("PATCH", f"/api/lists/{old}", {"archived": True})
    assert titles(client, subscribe(ada)) == ["Dentist"]
    assert titles(client, subscribe(ada, old)) == ["Long ago"]
    ada("DELETE", f"/api/lists/{old}")
    assert titles(client, subscribe(ada)) == ["Dentist"]


def test_nobody_subscribes_to_a_list_of_others(ada: Person, bob: Person) -> None:
    home = ada("POST", "/api/lists", {"name": "Home"}).json["id"]
    refused = bob("PUT", "/api/calendar", {"listId": home})
    assert code(refused) == (404, "not_found")
    assert bob("GET", "/api/calendar").json["exists"] is False
    assert bob("PUT", "/api/calendar", {"listId": "home"}).status_code == 422


def test_who_leaves_a_list_sees_no_more_of_it(
    ada: Person, bob: Person, client: FlaskClient
) -> None:
    home = ada("POST", "/api/lists", {"name": "Home"}).json["id"]
    add(ada, "Sweep", home)
    accept(bob, invite(ada, home)["token"])
    every, one = subscribe(bob), None
    assert titles(client, every) == ["Sweep"]
    etag = client.get(every).headers["ETag"]
    remove(ada, home, bob)
    assert client.get(every, headers={"If-None-Match": etag}).status_code == 200
    assert titles(client, every) == []
    accept(bob, invite(ada, home)["token"])
    one = subscribe(bob, home)
    assert titles(client, one) == ["Sweep"]
    remove(ada, home, bob)
    assert titles(client, one) == []
    assert "Home" not in client.get(one).text


def calls(capsys: pytest.CaptureFixture[str], client: FlaskClient, path: str, etag: str) -> Any:
    capsys.readouterr()
    answer = client.get(path, headers={"If-None-Match": etag})
    return answer.status_code, json.loads(capsys.readouterr().out)["dynamodbCalls"]


def test_what_has_not_changed_is_not_read(
    ada: Person, client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    home = ada("POST", "/api/lists", {"name": "Home"}).json["id"]
    todo = add(ada, "Sweep", home)
    add(ada, "Dentist")
    path = subscribe(ada)
    etag = client.get(path).headers["ETag"]
    assert calls(capsys, client, path, etag) == (304, 3)
    assert calls(capsys, client, path, f"W/{etag}") == (304, 3)
    assert calls(capsys, client, path, '"other"') == (200, 6)  # the details, and each list
    ada("PATCH", f"/api/lists/{home}/todos/{todo['id']}", {"title": "Mop"})
    assert calls(capsys, client, path, etag) == (200, 6)
    unchanged = client.get(path, headers={"If-None-Match": client.get(path).headers["ETag"]})
    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert unchanged.headers["Cache-Control"] == "private, max-age=900"


def test_whatever_changes_what_is_shown_changes_the_etag(
    ada: Person, client: FlaskClient, clock: Clock, sign_in: Any
) -> None:
    home = ada("POST", "/api/lists", {"name": "Home"}).json["id"]
    add(ada, "Sweep", home)
    path = subscribe(ada, home)
    seen = set()

    def note(answer: TestResponse) -> None:
        seen.add(answer.headers["ETag"])

    note(client.get(path))
    note(client.get(path))
    note(client.get(f"{path}?as=events"))
    assert len(seen) == 1
    note(client.get(f"{path}?as=todos"))
    ada("PATCH", f"/api/lists/{home}", {"name": "House"})
    note(client.get(path))
    add(ada, "Mop", home)
    note(client.get(path))
    clock.now += DAY  # by the day it is seen which are nearest
    note(client.get(path))
    assert len(seen) == 5
    add(sign_in("ada"), "Elsewhere")
    note(client.get(path))
    assert len(seen) == 5


def test_a_change_raises_the_sequence(ada: Person, client: FlaskClient) -> None:
    todo = add(ada, "Dentist")
    path = subscribe(ada)

    def event() -> Any:
        calendar: Any = icalendar.Calendar.from_ical(client.get(path).text)
        (found,) = calendar.walk("VEVENT")
        return found

    before = event()
    ada("PATCH", f"/api/lists/{ada.inbox}/todos/{todo['id']}", {"due": "2026-12-02"})
    after = event()
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]


@pytest.mark.parametrize("settings", [False, True], indirect=True, ids=["laptop", "Lambda"])
def test_no_line_of_the_log_holds_the_secret(
    ada: Person,
    client: FlaskClient,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = subscribe(ada)
    secret = path.split("/")[-1].removesuffix(".ics")
    etag = client.get(path).headers["ETag"]
    client.get(path, headers={"If-None-Match": etag})
    client.head(path)
    client.post(path)
    client.options(path)
    client.get(f"{path}?as={secret}")
    client.get(f"{path}/{secret}?x={secret}")
    client.get(path.replace("/api/calendar", "/api//calendar"))
    client.get(path, headers={"Authorization": f"Bearer {secret}", "Referer": path})

    def break_down(*_: object, **__: object) -> None:
        raise KeyError(f"{secret} {path}")

    monkeypatch.setattr("app.store.calendars.people.read_memberships", break_down)
    assert client.get(path).status_code == 500
    ada("DELETE", "/api/calendar")
    client.get(path)
    captured = capsys.readouterr()
    assert captured.out.count('"message":"request"') >= 11
    assert '"message":"failure"' in captured.out
    assert '"route":"/api/calendar/<secret>.ics"' in captured.out
    assert secret not in captured.out + captured.err
