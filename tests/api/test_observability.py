"""What is logged: one JSON line a request, and nothing personal."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from app.config import Settings
from tests.conftest import Person


@pytest.fixture
def settings(settings: Settings, request: pytest.FixtureRequest) -> Settings:
    """In Lambda, if the test says so."""
    return replace(settings, in_lambda=getattr(request, "param", False))


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_request_is_one_line_that_names_the_route_and_its_cost(
    ada: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox = ada.inbox
    capsys.readouterr()
    answer = ada("GET", f"/api/lists/{inbox}/todos")
    (line,) = lines(capsys)
    assert line["ms"] > 0
    assert datetime.fromisoformat(line["timestamp"]).utcoffset() == timedelta(0)
    assert line == {
        "timestamp": line["timestamp"],
        "level": "INFO",
        "message": "request",
        "requestId": answer.headers["X-Request-Id"],
        "method": "GET",
        "route": "/api/lists/<list_id>/todos",
        "status": 200,
        "ms": line["ms"],
        "dynamodbCalls": 2,
        "coldStart": False,
    }


def test_only_the_first_request_is_a_cold_start(
    app: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        app.test_client().get("/api/health")
    assert [line["coldStart"] for line in lines(capsys)] == [True, False]


def test_every_answer_has_a_request_id_of_its_own(ada: Person) -> None:
    answers = [
        ada("GET", "/api/health"),
        ada("GET", "/nothing"),
        ada("GET", "/api/me", headers={"X-Request-Id": "mine"}),
        ada("OPTIONS", "/api/me"),
    ]
    ids = {answer.headers["X-Request-Id"] for answer in answers}
    assert len(ids) == 4
    assert "mine" not in ids


def test_the_gateways_request_id_is_taken_over(app: Flask) -> None:
    event = {"requestContext": {"requestId": "from-the-gateway"}}
    answer = app.test_client().get("/api/health", environ_overrides={"serverless.event": event})
    assert answer.headers["X-Request-Id"] == "from-the-gateway"


@pytest.mark.parametrize("settings", [False, True], indirect=True, ids=["laptop", "Lambda"])
def test_no_token_title_or_mail_is_ever_logged(
    ada: Person, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Canaries in every place that people can write to, through good, bad and broken requests."""
    canary = "canary-7f3a"
    todos = f"/api/lists/{ada.inbox}/todos"
    made = ada("POST", todos, {"title": canary, "notes": canary, "tags": [canary]}).json
    ada("POST", "/api/lists", {"name": f"{canary}@example.org"})
    ada("PATCH", "/api/me", {"displayName": canary})
    ada("GET", f"/api/todos?q={canary}")
    ada("GET", f"/{canary}?mail={canary}")
    ada("POST", todos, {"title": canary * 100, canary: canary})
    ada("GET", todos, headers={"Authorization": f"Bearer {canary}"})

    def break_down(*_: object, **__: object) -> None:
        raise KeyError(f"{canary} {ada.token}")

    monkeypatch.setattr("app.store.writes.load_state", break_down)
    assert ada("PATCH", f"{todos}/{made['id']}", {"title": canary}).status_code == 500
    captured = capsys.readouterr()
    assert captured.out.count('"message":"request"') >= 8
    (failure,) = [line for line in captured.out.splitlines() if '"message":"failure"' in line]
    assert json.loads(failure)["trace"][0].endswith(" break_down")  # first where it was raised
    for secret in (canary, ada.token, ada.token.split(".")[1], ada.token.split(".")[2]):
        assert secret not in captured.out + captured.err
