"""Whatever goes wrong is told in one shape."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import Person

MEMBERS = {"type", "title", "status", "detail", "code", "requestId"}

REFUSALS = {
    "no such route": ("GET", "/api/nothing", {}, 404, "not_found"),
    "no such page": ("GET", "/", {}, 404, "not_found"),
    "a slash too many": ("GET", "/api//me", {}, 404, "not_found"),
    "no such method": ("PUT", "/api/me", {}, 405, "method_not_allowed"),
    "no such id": ("GET", "/api/lists/1", {}, 404, "not_found"),
    "upper-case id": ("GET", "/api/lists/0193-A", {}, 404, "not_found"),
    "no JSON": ("PATCH", "/api/me", {"data": "{", "json_type": True}, 400, "bad_request"),
    "no UTF-8": (
        "PATCH",
        "/api/me",
        {"data": b'{"displayName": "\xff"}', "json_type": True},
        400,
        "bad_request",
    ),
    "lone surrogate": (
        "PATCH",
        "/api/me",
        {"data": rb'{"displayName": "\ud800"}', "json_type": True},
        400,
        "bad_request",
    ),
    "empty body": ("PATCH", "/api/me", {"data": "", "json_type": True}, 400, "bad_request"),
    "a form": ("PATCH", "/api/me", {"data": {"a": "b"}}, 415, "unsupported_media_type"),
    "too large": (
        "PATCH",
        "/api/me",
        {"data": b" " * (256 * 1024 + 1), "json_type": True},
        413,
        "too_large",
    ),
    "deep": (
        "PATCH",
        "/api/me",
        {"data": b'{"displayName": ' + b"[" * 100_000, "json_type": True},
        422,
        "validation_failed",
    ),
}


@pytest.mark.parametrize(
    ("method", "path", "options", "status", "code"), REFUSALS.values(), ids=REFUSALS.keys()
)
def test_a_refusal_is_a_problem(
    ada: Person, method: str, path: str, options: dict[str, Any], status: int, code: str | None
) -> None:
    kind = {"content_type": "application/json"} if options.pop("json_type", None) else {}
    answer = ada.client.open(
        path, method=method, headers={"Authorization": f"Bearer {ada.token}"}, **options, **kind
    )
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert set(answer.json) >= MEMBERS
    assert answer.json["status"] == status
    assert code in (None, answer.json["code"])
    assert answer.json["requestId"] == answer.headers["X-Request-Id"]


def test_a_refused_method_says_which_are_allowed(client: FlaskClient) -> None:
    assert "PATCH" in client.put("/api/me").headers["Allow"]


def test_a_table_that_does_not_answer_is_a_503_that_says_when_to_try_again(
    ada: Person, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The 8 s of a request begin with the request, not with its first call."""
    monkeypatch.setattr("app.routes._endpoint.seconds_since_start", lambda: 5.1)
    answer = ada("GET", "/api/me")
    assert (answer.status_code, answer.json["code"]) == (503, "unavailable")
    assert answer.headers["Retry-After"] == "1"
    monkeypatch.setattr("app.routes._endpoint.seconds_since_start", lambda: 4.0)
    assert ada("GET", "/api/me").status_code == 200


def test_what_breaks_is_a_500_that_says_nothing_of_its_cause(
    app: Flask, ada: Person, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("the secret title")

    monkeypatch.setattr("app.store.people.get_person", break_down)
    answer = ada("GET", "/api/me")
    assert (answer.status_code, answer.json["code"]) == (500, "internal")
    assert answer.json["requestId"] in capsys.readouterr().out
    assert "secret" not in answer.text
