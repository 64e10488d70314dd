"""What Doable says about itself to anybody."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import Settings
from app.routes._openapi import contracts


def test_health(client: FlaskClient, settings: Settings) -> None:
    told = {"status": "ok", "version": "dev", "epoch": settings.epoch}
    assert client.get("/api/health").json == told


def test_config_is_what_the_page_needs(client: FlaskClient, settings: Settings) -> None:
    assert client.get("/config.json").json == {
        "stage": "test",
        "region": settings.region,
        "userPoolId": settings.user_pool_id,
        "userPoolClientId": settings.user_pool_client_id,
        "cognitoEndpoint": None,
        "version": "dev",
    }


def test_every_route_is_described(app: Flask, client: FlaskClient) -> None:
    paths = client.get("/api/openapi.json").json["paths"]
    described = {(path, method) for path, methods in paths.items() for method in methods}
    routed = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert described == routed
    assert len(routed) == len(list(contracts(app)))


def test_no_function_is_compiled_that_builds_addresses(app: Flask) -> None:
    """A tenth of a cold start. Werkzeug's own name for it may be another one day."""
    for rule in app.url_map.iter_rules():
        with pytest.raises(NotImplementedError):
            rule.build(dict.fromkeys(rule.arguments, "x"))


def test_every_operation_has_a_name_of_its_own_and_a_summary(client: FlaskClient) -> None:
    paths = client.get("/api/openapi.json").json["paths"]
    operations = [operation for methods in paths.values() for operation in methods.values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    assert all(operation["summary"].endswith(".") for operation in operations)


def test_the_docs_page_loads_nothing(client: FlaskClient) -> None:
    page = client.get("/api/docs")
    assert page.content_type == "text/html; charset=utf-8"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert not re.findall(r"""(?:src=|@import|url\(|href=["']?https?:)""", page.text)
    paths = client.get("/api/openapi.json").json["paths"]
    assert all(f"<code>{path}</code>" in page.text for path in paths)


def test_only_what_is_the_same_for_everybody_is_cached_and_briefly(client: FlaskClient) -> None:
    assert client.get("/config.json").headers["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert client.get("/api/me").headers["Cache-Control"] == "no-store"
    assert client.get("/api/health").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["get", "options"])
def test_no_other_origin_is_allowed_by_default(client: FlaskClient, method: str) -> None:
    answer = client.open("/api/me", method=method, headers={"Origin": "https://example.org"})
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]
