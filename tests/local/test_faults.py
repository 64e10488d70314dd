"""A table that throttles, breaks, and commits without answering: microburst between it and boto3.

Every op is applied exactly once all the same, within the time that a request has.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from flask import Flask

from app import create_app
from app.auth.jwks import JwksCache
from app.config import Settings
from local.environment import ACCESS_KEY, REGION
from local.provision import provision
from local.supervisor import Emulator
from local.testing import free_port
from tests.ids import new_id
from tests.local.devices import PATIENCE, Device, call
from tests.serving import served
from tests.tokens import Issuer

CLIENTS, OPS = 4, 40
AT_MOST = 8.0  # seconds that the server may take for a request
ON_THE_WAY = 4.0  # more, until the client has the answer, on a machine that does other things
FAULTS = {
    "throttling": {
        "probability": 0.3,
        "error": {"code": "ProvisionedThroughputExceededException"},
    },
    "broken": {"probability": 0.3, "error": {"code": "InternalServerError", "status": 500}},
    "commit, then cut": {
        "probability": 0.4,
        "operation": "TransactWriteItems",
        "response": {"abort_frac": 0.3},
    },
}


@contextmanager
def microburst(upstream: str, log: Path) -> Iterator[str]:
    """The proxy's address, and the end of it."""
    port = free_port()
    command = [sys.executable, "-m", "microburst", f"--upstream={upstream}", f"--port={port}"]
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)  # noqa: S603
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{url}/_microburst/health", process)
        yield url
    finally:
        process.terminate()
        process.wait(10)


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError), urlopen(url, timeout=1):  # noqa: S310  # ours
            return
        time.sleep(0.05)
    raise AssertionError("microburst did not start")


@dataclass
class World:
    """The addresses of the application and of what disturbs it; how long each request took, in
    seconds, where it was served."""

    api: str
    proxy: str
    took: list[float]


def timed(app: Flask) -> list[float]:
    took: list[float] = []
    serve = app.wsgi_app

    def measure(environ: Any, start_response: Any) -> Any:
        begun = time.monotonic()
        try:
            return serve(environ, start_response)
        finally:
            took.append(time.monotonic() - begun)

    app.wsgi_app = measure  # type: ignore[method-assign]
    return took


@pytest.fixture
def world(
    emulator: Emulator, issuer: Issuer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", ACCESS_KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", ACCESS_KEY)
    table = provision(emulator.url)["TableName"]
    with microburst(emulator.url, tmp_path / "microburst.log") as proxy:
        settings = Settings(
            stage="local",
            region=REGION,
            table_name=table,
            user_pool_id=issuer.pool_id,
            user_pool_client_id=issuer.client_id,
            token_issuer=issuer.url,
            dynamodb_endpoint=proxy,
            log_level="ERROR",
        )
        keys = JwksCache(settings.jwks_url, fetch=lambda url: issuer.jwks)
        app = create_app(settings, keys=keys)
        took = timed(app)
        with served(app) as api:
            yield World(api, proxy, took)


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_every_op_is_applied_exactly_once(
    world: World,
    issuer: Issuer,
    fault: dict[str, Any],
    capsys: pytest.CaptureFixture[str],
) -> None:
    api, proxy = world.api, world.proxy
    token = issuer.token(issuer.sub_of("ada"), time.time())
    inbox = patiently(api, token, "/api/me")["inboxId"]
    devices = [Device(api, token) for _ in range(CLIENTS)]
    rule(proxy, {"service": "dynamodb", **fault})
    with ThreadPoolExecutor(CLIENTS) as pool:
        told = list(pool.map(lambda device: list(device.pushes(inbox, story())), devices))
    fired = json.load(urlopen(f"{proxy}/_microburst/stats"))["requests"]  # noqa: S310  # ours
    rule(proxy, None)

    assert [one["status"] for results in told for one in results] == ["applied"] * CLIENTS * OPS
    # Each op changes what the one before left, so one done twice would raise the counter too far.
    assert patiently(api, token, f"/api/lists/{inbox}")["seq"] == 2 + CLIENTS * OPS
    todos = patiently(api, token, f"/api/lists/{inbox}/todos")["items"]
    assert [one["title"] for one in todos] == [f"version {OPS}"] * CLIENTS
    answers = [answer for device in devices for answer in device.answers]
    refused = [answer for answer in answers if answer.status != 200]
    assert all(one.status == 503 and int(one.headers["Retry-After"]) > 0 for one in refused)
    slowest = max(world.took)
    assert slowest <= AT_MOST
    assert max(answer.seconds for answer in answers) <= AT_MOST + ON_THE_WAY
    assert fired["faulted"] > CLIENTS * OPS * 0.2
    with capsys.disabled():
        print(
            f"\n{CLIENTS * OPS} ops applied once with {fired['faulted']} faults in {fired['total']}"
            f" calls; {len(refused)} pushes refused, the slowest took {slowest:.1f} s"
        )


def patiently(api: str, token: str, path: str) -> Any:
    """Of what microburst loads at its first call, the first may have to wait too long."""
    deadline = time.monotonic() + PATIENCE
    while (answer := call(api, token, "GET", path)).status == 503:
        assert time.monotonic() < deadline, answer
        time.sleep(0.1)
    return answer.body


def story() -> list[dict[str, Any]]:
    """A to-do, and one title after the other."""
    todo = new_id()
    later = [
        {"op": "patch", "id": todo, "fields": {"title": f"version {n}"}} for n in range(2, OPS + 1)
    ]
    return [{"op": "create", "id": todo, "fields": {"title": "version 1"}}, *later]


def rule(proxy: str, one: dict[str, Any] | None) -> None:
    body = json.dumps([one] if one else []).encode()
    request = Request(f"{proxy}/_microburst/rules", body, method="POST")  # noqa: S310  # ours
    urlopen(request).close()  # noqa: S310  # ours
