"""`make dev`: the page with hot reload, in front of the same server."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from local.environment import ROOT
from local.testing import free_port


@pytest.fixture
def ports() -> tuple[int, int]:
    return free_port(), free_port()


@pytest.fixture
def dev(tmp_path: Path, ports: tuple[int, int]) -> Iterator[subprocess.Popen[bytes]]:
    server, vite = map(str, ports)
    environment = os.environ | {
        "DATA_DIR": str(tmp_path / "data"),
        "PORT": server,
        "VITE_PORT": vite,
    }
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "local.dev"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        yield process
        with suppress(ProcessLookupError):
            process.terminate()
        process.wait(20)


def get(port: int, path: str) -> str:
    """The answer, as soon as there is one."""
    deadline = time.monotonic() + 30
    while True:
        try:
            request = Request(f"http://127.0.0.1:{port}{path}", headers={"Accept": "text/html"})
            with urlopen(request, timeout=5) as answer:  # noqa: S310  # ours
                return str(answer.read().decode())
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_vite_serves_the_page_and_passes_the_rest_on(
    dev: subprocess.Popen[bytes], ports: tuple[int, int]
) -> None:
    server, vite = ports
    get(server, "/api/health")
    assert "/@vite/client" in get(vite, "/today")
    assert json.loads(get(vite, "/config.json")) == json.loads(get(server, "/config.json"))
    assert json.loads(get(vite, "/api/health"))["status"] == "ok"
    dev.send_signal(signal.SIGINT)
    dev.wait(20)
    assert not is_open(server)
    assert not is_open(vite)
