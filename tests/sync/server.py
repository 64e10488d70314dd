"""The application with its real routes, on the DynamoDB in memory; and what only the outside can
do to it: days that pass, a table that is restored."""

import dataclasses
import itertools
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

import msgspec
from flask import Flask

from app import create_app
from app.auth.jwks import JwksCache
from app.config import Settings
from tests.conftest import Clock
from tests.sync.dynamo import Dynamo
from tests.sync.model import Json
from tests.tokens import Issuer

DAY = 86400.0
_DAY_OF_TOKEN = 23 * 3600  # a token may live for a day at most
issuer = lru_cache(Issuer)


@dataclass(frozen=True)
class Answer:
    status: int
    json: Any


@dataclass
class Request:
    """One that is being served: who asks, when, and for what. `past` is the oracle's: how the world
    was before others' commits in its middle."""

    sub: str
    now: str
    path: str
    body: Any
    past: list[Any] = field(default_factory=list)


class Server:
    def __init__(self) -> None:
        self.table = "doable-1"
        self.dynamo = Dynamo(self.table)
        self.clock = Clock()
        self.requests = 0
        self.serving: list[Request] = []  # the innermost last: one may be sent within another
        self._names = (f"doable-{number}" for number in itertools.count(2))
        self._seconds = 0.0
        self.app = self._make_app()

    @property
    def now(self) -> str:
        return (
            datetime.fromtimestamp(self.clock.now, UTC).isoformat(timespec="milliseconds")[:23]
            + "Z"
        )

    def call(self, sub: str, method: str, path: str, body: Any = None) -> Answer:
        """Without a `sub` nobody is signed in."""
        self.requests += 1
        with self.request(sub, f"{method} {path}", body):
            return self.send(self._token(sub) if sub else None, method, path, body)

    def send(self, token: str | None, method: str, path: str, body: Any = None) -> Answer:
        # In a context of its own: Flask would share `g`, and so who asks, with a request around it.
        return Context().run(_call, self.app, token, method, path, body)

    @contextmanager
    def request(self, sub: str, path: str, body: Any) -> Iterator[None]:
        self.serving.append(Request(sub, self.now, path, body))
        try:
            yield
        finally:
            self.serving.pop()

    def restore(self, snapshot: Any) -> None:
        """What an operator does: a new table with what was there then, and the name of it set."""
        self.table = next(self._names)
        self.dynamo.restore(snapshot, self.table)
        self.app = self._make_app()

    def expire(self) -> list[tuple[str, str]]:
        return self.dynamo.expire(self.table, self.clock.now)

    def _make_app(self) -> Flask:
        settings = Settings(
            stage="test",
            region=Issuer.region,
            table_name=self.table,
            user_pool_id=Issuer.pool_id,
            user_pool_client_id=Issuer.client_id,
            log_level="ERROR",
        )
        keys = JwksCache(settings.jwks_url, fetch=lambda url: issuer().jwks)
        app = create_app(settings, dynamodb=self.dynamo, keys=keys, clock=self.clock)  # type: ignore[arg-type]
        services = app.extensions["doable"]
        # Its waiting takes no time, yet comes to an end.
        table = dataclasses.replace(
            services.table, sleep=self._sleep, monotonic=lambda: self._seconds
        )
        app.extensions["doable"] = msgspec.structs.replace(services, table=table)
        return app

    def _sleep(self, seconds: float) -> None:
        self._seconds += max(seconds, 0.1)

    def _token(self, sub: str) -> str:
        return _token(sub, self.clock.now // _DAY_OF_TOKEN * _DAY_OF_TOKEN)


@lru_cache(maxsize=1000)
def _token(sub: str, issued: float) -> str:
    return issuer().token(sub, issued, exp=int(issued) + 24 * 3600)


def _call(app: Flask, token: str | None, method: str, path: str, body: Any) -> Answer:
    """By WSGI itself, which is twice as fast as Flask's client."""
    data = b"" if body is None else json.dumps(body).encode()
    path, _, query = path.partition("?")
    told: list[str] = []  # status and media type
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(data)),
        "wsgi.input": BytesIO(data),
        "wsgi.url_scheme": "http",
        **({"HTTP_AUTHORIZATION": f"Bearer {token}"} if token else {}),
    }

    def start_response(status: str, headers: Any, exc_info: Any = None) -> Callable[..., Any]:
        told.extend([status, dict(headers).get("Content-Type", "")])
        return lambda _: None

    chunks = app(environ, start_response)
    text = b"".join(chunks)
    if hasattr(chunks, "close"):
        chunks.close()
    is_json = "json" in told[1] and text
    return Answer(int(told[0].split()[0]), json.loads(text) if is_json else None)


def push(server: Server, sub: str, client_id: str, list_id: str, *ops: Json, n: int = 1) -> Answer:
    """A push by hand; the ops are numbered from `n`."""
    numbered = [{"n": number, **op} for number, op in enumerate(ops, n)]
    body = {"clientId": client_id, "listId": list_id, "ops": numbered}
    return server.call(sub, "POST", "/api/sync/push", body)
