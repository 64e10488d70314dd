"""Many at once, over HTTP, against the emulator: moto's table is not made for threads."""

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from local.testing import Person, Server
from tests.ids import new_id
from tests.local.devices import Device, call

WRITERS, EACH = 8, 20
CALLS_A_TRY = 3  # the counter, the rest, the transaction


def get(server: Server, person: Person, path: str) -> Any:
    return call(server.url, person.access_token, "GET", path).body


def test_two_first_requests_at_once_make_one_inbox(server: Server) -> None:
    person = server.sign_up()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: get(server, person, "/api/lists")["items"], range(16)))
    assert all(one == found[0] for one in found)
    assert [one["name"] for one in found[0]] == ["Inbox"]


def test_writers_at_once_lose_nothing_and_share_no_number(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every op in a push of its own, so that all of them race for the list's counter."""
    person = server.sign_up()
    inbox = get(server, person, "/api/me")["inboxId"]
    devices = [Device(server.url, person.access_token) for _ in range(WRITERS)]
    before = len(pushes(server))

    def write(device: Device) -> list[str]:
        ops = [create(f"{device.id} {n}") for n in range(EACH)]
        return [result["status"] for result in device.pushes(inbox, ops)]

    with ThreadPoolExecutor(WRITERS) as pool:
        told = [status for one in pool.map(write, devices) for status in one]
    total = WRITERS * EACH
    assert Counter(told) == {"applied": total}
    items = get(server, person, f"/api/lists/{inbox}/todos?limit=500")["items"]
    assert sorted(one["seq"] for one in items) == list(range(3, 3 + total))
    found = get(server, person, f"/api/lists/{inbox}")
    assert (found["seq"], found["counts"]) == (2 + total, {"open": total, "done": 0})
    tries = sum(one["dynamodbCalls"] for one in pushes(server)[before:]) / CALLS_A_TRY
    with capsys.disabled():
        print(f"\n{total} of {total} ops applied, {tries / total:.1f} tries an op")


def create(title: str) -> dict[str, Any]:
    return {"op": "create", "id": new_id(), "fields": {"title": title}}


def pushes(server: Server) -> list[Any]:
    """What the server's log says of each push."""
    lines = [json.loads(line) for line in server.log.read_text().splitlines() if line[:1] == "{"]
    return [line for line in lines if line.get("route") == "/api/sync/push"]
