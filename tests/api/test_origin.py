"""Where a secret is set, nothing is answered that does not come through CloudFront."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from app.config import Settings
from tests.conftest import Person

OLD, NEW = "old-" + "0" * 32, "new-" + "1" * 32
ORIGIN = "https://tools.example.org"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, origin_secrets=(OLD, NEW), allowed_origins=(ORIGIN,))


def every_request(app: Flask) -> list[tuple[str, str]]:
    """Every route with its every method, and what is no route."""
    routed = [(method, rule.rule) for rule in app.url_map.iter_rules() for method in rule.methods]  # type: ignore[union-attr]
    return [*routed, ("GET", "/"), ("GET", "/nothing"), ("PUT", "/api/me"), ("GET", "/api//me")]


WRONG = {
    "none": None,
    "empty": "",
    "another": "x" * 36,
    "the beginning": OLD[:-1],
    "more": OLD + "0",
    "both": f"{OLD},{NEW}",
    "another case": OLD.upper(),
    "no ASCII": "Ünïcode" * 6,
}


@pytest.mark.parametrize("secret", WRONG.values(), ids=WRONG.keys())
def test_without_the_secret_every_path_and_method_is_refused_alike(
    app: Flask, ada: Person, secret: str | None
) -> None:
    headers = {} if secret is None else {"X-Origin-Secret": secret}
    for method, path in every_request(app):
        answer = ada(method, path, headers=headers)
        assert answer.status_code == 403, (method, path)
        assert answer.content_type == "application/problem+json"
        if method != "HEAD":
            assert answer.json["code"] == "wrong_origin"


@pytest.mark.parametrize("secret", [OLD, NEW])
def test_with_either_secret_all_is_as_ever(ada: Person, secret: str) -> None:
    headers = {"X-Origin-Secret": secret}
    assert ada("GET", "/api/me", headers=headers).status_code == 200
    assert ada("GET", "/nothing", headers=headers).status_code == 404
    assert ada.client.get("/api/me", headers=headers).status_code == 401


def test_preflights_too(client: FlaskClient) -> None:
    headers = {"Origin": ORIGIN, "Access-Control-Request-Method": "PATCH"}
    assert client.options("/api/me", headers=headers).status_code == 403
    through = client.options("/api/me", headers={**headers, "X-Origin-Secret": OLD})
    assert through.status_code == 200
    assert through.headers["Access-Control-Allow-Origin"] == ORIGIN


def test_the_refusal_is_described(client: FlaskClient) -> None:
    document = client.get("/api/openapi.json", headers={"X-Origin-Secret": OLD}).json
    operations = [one for methods in document["paths"].values() for one in methods.values()]
    assert all("403" in one["responses"] for one in operations)


def test_no_secret_is_ever_logged_or_shown(
    ada: Person, settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: Any
) -> None:
    ada("GET", "/api/me", headers={"X-Origin-Secret": OLD})
    ada("GET", "/api/me", headers={"X-Origin-Secret": "guessed" * 5})
    monkeypatch.setattr("app.routes.people.people", None)
    assert ada("GET", "/api/me", headers={"X-Origin-Secret": NEW}).status_code == 500
    captured = capsys.readouterr()
    assert captured.out.count('"message":"request"') == 3
    for secret in (OLD, NEW, "guessed"):
        assert secret not in captured.out + captured.err + repr(settings)


def test_without_a_secret_in_the_settings_everybody_may_call(
    settings: Settings, dynamodb: Any
) -> None:
    app = create_app(replace(settings, origin_secrets=()), dynamodb=dynamodb)
    assert app.test_client().get("/api/health").status_code == 200
