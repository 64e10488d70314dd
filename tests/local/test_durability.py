"""What was answered with success two seconds ago survives any kill."""

import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import BotoCoreError, ClientError

from local.snapshots import replace_file
from local.testing import Server

from .conftest import aws, emulator_pids, emulator_url, table_name

_PROMISE = 2.0


@contextmanager
def writing(server: Server) -> Iterator[dict[int, float]]:
    """Puts numbered items as fast as it can; yields when each was answered."""
    dynamodb = aws("dynamodb", emulator_url(server))
    table, answered, stop = table_name(dynamodb), {}, threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            item = {"PK": {"S": "L#x"}, "SK": {"S": f"T#{number:06}"}, "seq": {"N": str(number)}}
            try:
                dynamodb.put_item(TableName=table, Item=item)
            except (BotoCoreError, ClientError):
                return
            answered[number] = time.monotonic()
            number += 1

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield answered
    finally:
        stop.set()
        thread.join()


def kept(server: Server) -> list[int]:
    """Read by change order, so this tells that the index came back, too."""
    dynamodb = aws("dynamodb", emulator_url(server))
    pages = dynamodb.get_paginator("query").paginate(
        TableName=table_name(dynamodb),
        IndexName="bySeq",
        ConsistentRead=True,
        KeyConditionExpression="PK = :p",
        ExpressionAttributeValues={":p": {"S": "L#x"}},
    )
    return [int(item["seq"]["N"]) for page in pages for item in page["Items"]]


def assert_loss(found: list[int], answered: dict[int, float], killed: float) -> None:
    assert found == list(range(len(found)))
    lost = [moment for number, moment in answered.items() if number >= len(found)]
    assert killed - min(lost, default=killed) < _PROMISE


@pytest.mark.parametrize("emulator_too", [False, True], ids=["server", "server and emulator"])
def test_a_killed_server_has_lost_less_than_two_seconds(
    own_server: Server, emulator_too: bool
) -> None:
    with writing(own_server) as answered:
        enough = time.monotonic() + 20
        time.sleep(2.2)
        while len(answered) <= 100 and time.monotonic() < enough:  # on a busy machine
            time.sleep(0.1)
        killed = time.monotonic()
        for pid in emulator_pids(own_server.folder) if emulator_too else []:
            os.kill(pid, signal.SIGKILL)
        own_server.kill()
    own_server.start()
    assert len(answered) > 100
    assert_loss(kept(own_server), answered, killed)


def test_a_killed_emulator_is_started_again(own_server: Server) -> None:
    with writing(own_server) as answered:
        time.sleep(1.5)
        (pid,) = emulator_pids(own_server.folder)
        killed = time.monotonic()
        os.kill(pid, signal.SIGKILL)
    _await_another(own_server, pid)
    assert_loss(kept(own_server), answered, killed)


def _await_another(server: Server, pid: int) -> None:
    dynamodb = aws("dynamodb", emulator_url(server))
    for _ in range(100):
        try:
            table_name(dynamodb)
            return
        except BotoCoreError:
            time.sleep(0.1)
    raise AssertionError(f"nothing followed the emulator {pid}")


def test_a_restart_keeps_people_and_items(own_server: Server) -> None:
    person = own_server.sign_up()
    table = _put(own_server)
    own_server.restart()
    assert _get(own_server, table) == {"PK": {"S": "U#x"}, "SK": {"S": "META"}}
    assert own_server.sign_in(person.email, person.password).id == person.id
    refresh = {
        "ClientId": own_server.config["userPoolClientId"],
        "RefreshToken": person.tokens["RefreshToken"],
    }
    assert own_server.cognito("GetTokensFromRefreshToken", refresh)


def _put(server: Server) -> str:
    dynamodb = aws("dynamodb", emulator_url(server))
    table = table_name(dynamodb)
    dynamodb.put_item(TableName=table, Item={"PK": {"S": "U#x"}, "SK": {"S": "META"}})
    return table


def _get(server: Server, table: str) -> Any:
    key = {"PK": {"S": "U#x"}, "SK": {"S": "META"}}
    return aws("dynamodb", emulator_url(server)).get_item(TableName=table, Key=key)["Item"]


def test_data_that_cannot_be_read_is_not_overwritten(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    state.write_text('{"services": {"dyna')
    with pytest.raises(RuntimeError, match=re.escape(str(state))), Server(tmp_path):
        pass
    assert state.read_text() == '{"services": {"dyna'


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    replace_file(path, b"old")
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]
