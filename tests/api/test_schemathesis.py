"""The whole OpenAPI document against the app: no 5xx, nothing outside what it promises."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from werkzeug.serving import make_server

from tests.conftest import Person

CONFIG = Path(__file__).with_name("schemathesis.toml")


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


OPERATIONS = 19  # so that a document that lost its routes cannot pass


def test_every_answer_is_as_described(address: str, ada: Person, tmp_path: Path) -> None:
    """Every phase of schemathesis: boundary cases, good and bad data, and chains of calls."""
    run = subprocess.run(  # noqa: S603  # our own words only
        [
            sys.executable,
            "-m",
            "schemathesis.cli",
            f"--config-file={CONFIG}",
            "run",
            f"{address}/api/openapi.json",
            f"--header=Authorization: Bearer {ada.token}",
            "--max-examples=25",
            "--seed=1",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stdout
    assert f"{OPERATIONS} selected / {OPERATIONS} total" in run.stdout
    assert re.search(r"Stateful \(in", run.stdout)
