"""The wrap: events of an HTTP API in, answers out."""

import gc
import importlib
import json
import sys
from collections.abc import Callable
from typing import Any

import pytest

from app.config import SettingsError

ENV = {
    "DOABLE_STAGE": "test",
    "AWS_REGION": "eu-central-1",
    "TABLE_NAME": "doable",
    "USER_POOL_ID": "eu-central-1_AbC123",
    "USER_POOL_CLIENT_ID": "client",
    "STRIP_STAGE_PATH": "yes",
}
Handler = Callable[[dict[str, Any], object], dict[str, Any]]


@pytest.fixture
def handler(monkeypatch: pytest.MonkeyPatch) -> Handler:
    for name, value in ENV.items():
        monkeypatch.setenv(name, value)
    sys.modules.pop("wsgi_handler", None)
    found: Handler = importlib.import_module("wsgi_handler").handler
    return found


def event(method: str, path: str, **more: Any) -> dict[str, Any]:
    """As an HTTP API sends it, payload format 2.0."""
    http = {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1"}
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {"host": "example.org", "x-forwarded-proto": "https"},
        "requestContext": {"http": http, "stage": "$default", "requestId": "gateway-id"},
        "isBase64Encoded": False,
        **more,
    }


def test_an_event_is_answered(handler: Handler) -> None:
    answer = handler(event("GET", "/api/health"), None)
    assert answer["statusCode"] == 200
    assert json.loads(answer["body"])["status"] == "ok"
    assert answer["headers"]["X-Request-Id"] == "gateway-id"


def test_a_problem_is_sent_as_text(handler: Handler) -> None:
    answer = handler(event("GET", "/api/me"), None)
    assert answer["statusCode"] == 401
    assert not answer.get("isBase64Encoded")
    assert json.loads(answer["body"])["code"] == "unauthorized"


@pytest.mark.parametrize("body", [{}, {"body": None}, {"body": ""}], ids=["none", "null", "empty"])
@pytest.mark.parametrize("is_base64", [True, False], ids=["Base64", "text"])
def test_a_request_without_a_body_is_answered(
    handler: Handler, body: dict[str, Any], is_base64: bool
) -> None:
    answer = handler(event("PATCH", "/api/me", isBase64Encoded=is_base64, **body), None)
    assert answer["statusCode"] == 401


def test_an_app_that_cannot_start_fails_the_import(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the deployment fails, and not every request after it."""
    for name in ENV:
        monkeypatch.delenv(name, raising=False)
    sys.modules.pop("wsgi_handler", None)
    with pytest.raises(SettingsError, match="TABLE_NAME"):
        importlib.import_module("wsgi_handler")


def test_starting_leaves_nothing_for_the_garbage_collector_and_switches_it_on(
    handler: Handler,
) -> None:
    assert gc.isenabled()
    assert gc.get_freeze_count() > 10_000
