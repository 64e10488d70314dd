"""SnapStart: the process is frozen after its start, and wakes many times over, hours later.

So nothing may be drawn, opened or counted at the start that must not be the same in every copy, or
that must still be good when a copy wakes.
"""

import inspect
import json
import random
import socket
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from app import create_app
from app.auth.jwks import JwksCache
from app.config import Settings
from app.domain.ids import new_id
from app.store import keys
from app.store.client import connect
from app.store.table import Table


@pytest.fixture
def settings() -> Settings:
    return Settings(
        stage="test",
        region="eu-central-1",
        table_name="doable-test",
        user_pool_id="eu-central-1_Test12345",
        user_pool_client_id="client",
    )


def test_the_start_opens_no_connection_and_starts_no_thread(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("a connection at the start")

    for name in ("connect", "connect_ex", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    before = threading.active_count()
    create_app(settings)
    assert threading.active_count() == before


def test_copies_of_one_snapshot_draw_different_numbers(settings: Settings) -> None:
    """The state of Python's own generator is part of the snapshot."""
    waits: list[float] = []
    table = Table(None, "t", sleep=waits.append)  # type: ignore[arg-type]
    state = random.getstate()
    ids = set()
    for _ in range(20):
        random.setstate(state)
        table.pause(4)
        ids.add(new_id(1_795_000_000_000))
    assert len(set(waits)) == len(ids) == 20
    assert 0 <= min(waits) <= max(waits) <= 0.4


class Aws:
    """A server on loopback that hands out credentials and is DynamoDB, too: what it was asked with,
    it keeps. It hangs up without an answer when told to."""

    def __init__(self, *credentials: dict[str, str]) -> None:
        self.credentials = list(credentials)
        self.asked_with: list[str] = []
        self.hangs_up = False
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self.answer(outer.credentials.pop(0))

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                outer.asked_with.append(self.headers["Authorization"])
                if outer.hangs_up:
                    outer.hangs_up, self.close_connection = False, True
                else:
                    self.answer({})

            def answer(self, body: dict[str, str]) -> None:
                self.send_response(200)
                self.send_header("Content-Length", str(len(json.dumps(body))))
                self.end_headers()
                self.wfile.write(json.dumps(body).encode())

            def log_message(self, *_: Any) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.thread = threading.Thread(target=self.http.serve_forever, args=(0.01,))
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.http.server_port}"

    def close(self) -> None:
        self.http.shutdown()
        self.thread.join()
        self.http.server_close()


def credentials(name: str, life: timedelta) -> dict[str, str]:
    expiration = (datetime.now(UTC) + life).strftime("%Y-%m-%dT%H:%M:%SZ")
    secrets = {"SecretAccessKey": "secret", "Token": "token", "Expiration": expiration}
    return {"AccessKeyId": name, **secrets}


def test_credentials_that_expired_in_the_snapshot_are_renewed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With SnapStart they come from an endpoint in the container, and not from the environment."""
    hour = timedelta(hours=1)
    aws = Aws(credentials("OLD", -hour), credentials("NEW", hour))
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", aws.url)
    monkeypatch.setattr("boto3.DEFAULT_SESSION", None)  # it keeps what it found before
    try:
        client = connect("eu-central-1", aws.url)
        Table(client, "t").get(keys.person("ada"))
    finally:
        aws.close()
    assert [asked.split("/")[0] for asked in aws.asked_with] == ["AWS4-HMAC-SHA256 Credential=NEW"]


def test_a_connection_that_died_while_frozen_costs_one_more_attempt() -> None:
    aws = Aws()
    try:
        client = connect("eu-central-1", aws.url)
        table = Table(client, "t", sleep=lambda seconds: None)
        table.get(keys.person("ada"))
        aws.hangs_up = True
        assert table.get(keys.person("ada")) is None
    finally:
        aws.close()
        client.close()
    assert len(aws.asked_with) == 3


def test_keys_age_by_the_wall_clock() -> None:
    """A monotonic clock stands still in a snapshot, and old keys would pass for new ones."""
    assert inspect.signature(JwksCache).parameters["clock"].default is time.time
