import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config

from local.environment import ACCESS_KEY, REGION
from local.supervisor import Emulator
from local.testing import Server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the tests that leave it running."""
    with Server(tmp_path_factory.mktemp("shared")) as server:
        yield server


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server for a test that stops or kills it."""
    with Server(tmp_path / "data") as server:
        yield server


@pytest.fixture
def emulator(tmp_path: Path) -> Iterator[Emulator]:
    emulator = Emulator(tmp_path / "data")
    yield emulator
    emulator.stop()


def aws(service: str, url: str) -> Any:
    return boto3.client(
        service,
        endpoint_url=url,
        region_name=REGION,
        aws_access_key_id=ACCESS_KEY,
        aws_secret_access_key=ACCESS_KEY,
        config=Config(retries={"total_max_attempts": 1}, connect_timeout=2, read_timeout=10),
    )


def emulator_url(server: Server) -> str:
    return re.findall(r"Emulated AWS at +(\S+)", server.log.read_text())[-1]


def table_name(dynamodb: Any) -> str:
    (name,) = dynamodb.list_tables()["TableNames"]
    return str(name)


def emulator_pids(folder: Path) -> list[int]:
    """The emulators at work on `folder`; each names it in its command."""
    lines = [line.split(None, 1) for line in ps("-ww", "-eo", "pid=,args=").splitlines()]
    return [int(pid) for pid, args in lines if f"local.emulator {folder} " in args]


def ps(*options: str) -> str:
    command = ["ps", *options]
    return subprocess.run(command, capture_output=True, text=True).stdout  # noqa: S603
