"""Other origins may call the API only where the settings name them."""

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from app.config import Settings

ORIGIN = "https://tools.example.org"


@pytest.fixture
def client(settings: Settings, dynamodb: Any) -> FlaskClient:
    return create_app(replace(settings, allowed_origins=(ORIGIN,)), dynamodb=dynamodb).test_client()


def preflight(client: FlaskClient, origin: str, path: str = "/api/me") -> Any:
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": "PATCH",
        "Access-Control-Request-Headers": "authorization,if-match,if-none-match",
    }
    return client.options(path, headers=headers).headers


def test_a_named_origin_may_send_tokens_and_conditions(client: FlaskClient) -> None:
    headers = preflight(client, ORIGIN)
    assert headers["Access-Control-Allow-Origin"] == ORIGIN
    assert "PATCH" in headers["Access-Control-Allow-Methods"]
    assert (
        headers["Access-Control-Allow-Headers"].lower() == "authorization, if-match, if-none-match"
    )
    assert "Access-Control-Allow-Credentials" not in headers


def test_a_named_origin_may_read_etags_and_request_ids(client: FlaskClient) -> None:
    headers = client.get("/api/health", headers={"Origin": ORIGIN}).headers
    assert "ETag" in headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize(
    ("origin", "path"),
    [("https://evil.example", "/api/me"), (f"{ORIGIN}.evil.example", "/api/me"), (ORIGIN, "/x")],
)
def test_nobody_else_may(client: FlaskClient, origin: str, path: str) -> None:
    assert "Access-Control-Allow-Origin" not in preflight(client, origin, path)
