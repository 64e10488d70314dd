"""Fixtures chain: app → client → person. Tests of the API run in process, on moto's DynamoDB."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from moto import mock_aws
from werkzeug.test import TestResponse

from app import create_app
from app.auth.jwks import JwksCache
from app.config import Settings
from app.store.client import connect
from local.infra import table_definition
from tests.permissions import refuse_what_is_not_granted
from tests.tokens import Issuer

os.environ.update(AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test")  # moto signs, too
os.environ.pop("AWS_PROFILE", None)

NOW = 1_795_000_000.0  # 2026-11-18, seconds since 1970

HERE = Path(__file__).parent
# To count which lines are covered doubles the time. Those that others cover are not counted here.
UNCOUNTED = {
    "e2e",
    "local",
    "api/test_isolation.py",
    "api/test_matrix.py",
    "api/test_schemathesis.py",
    "sync/test_dynamo_as_moto.py",
    "sync/test_machine.py",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        path = item.path.relative_to(HERE)
        if UNCOUNTED & {path.parts[0], path.as_posix()}:
            item.add_marker(pytest.mark.no_cover)


class Clock:
    """Time that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> float:
        return self.now


@dataclass
class Person:
    """Somebody signed in: a client that sends the token."""

    client: FlaskClient
    sub: str
    token: str

    def __call__(self, method: str, path: str, json: Any = None, **kwargs: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.token}", **kwargs.pop("headers", {})}
        return self.client.open(path, method=method, json=json, headers=headers, **kwargs)

    @property
    def inbox(self) -> str:
        return str(self("GET", "/api/me").json["inboxId"])


@pytest.fixture(scope="session")
def issuer() -> Issuer:
    return Issuer()


@pytest.fixture
def settings(issuer: Issuer) -> Settings:
    return Settings(
        stage="test",
        region=issuer.region,
        table_name="doable-test",
        user_pool_id=issuer.pool_id,
        user_pool_client_id=issuer.client_id,
    )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def moto(issuer: Issuer) -> Iterator[Any]:
    """One client for all tests: to make one costs more than most tests do. It lets the application
    do what its role does, and no more."""
    with mock_aws():
        client = connect(issuer.region)
        refuse_what_is_not_granted(client)
        yield client


@pytest.fixture
def dynamodb(moto: Any, settings: Settings) -> Iterator[Any]:
    """A DynamoDB with the table as infra/data.yml defines it."""
    moto.create_table(**{**table_definition(), "TableName": settings.table_name})
    yield moto
    moto.delete_table(TableName=settings.table_name)


@pytest.fixture
def app(settings: Settings, dynamodb: Any, issuer: Issuer, clock: Clock) -> Flask:
    keys = JwksCache(settings.jwks_url, fetch=lambda url: issuer.jwks)
    return create_app(settings, dynamodb=dynamodb, keys=keys, clock=clock)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def sign_in(client: FlaskClient, issuer: Issuer, clock: Clock) -> Callable[[str], Person]:
    def make(name: str) -> Person:
        sub = issuer.sub_of(name)
        return Person(client, sub, issuer.token(sub, clock.now))

    return make


@pytest.fixture
def ada(sign_in: Callable[[str], Person]) -> Person:
    return sign_in("ada")


@pytest.fixture
def bob(sign_in: Callable[[str], Person]) -> Person:
    return sign_in("bob")
