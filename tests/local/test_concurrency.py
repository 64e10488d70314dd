"""Many at once, over HTTP, against the emulator: moto's table is not made for threads."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.request import Request, urlopen

import pytest

from local.testing import Person, Server

WRITERS, EACH = 8, 5
Call = Callable[..., Any]


@pytest.fixture
def call(server: Server) -> Call:
    def send(person: Person, method: str, path: str, body: Any = None) -> Any:
        headers = {
            "Authorization": f"Bearer {person.access_token}",
            "Content-Type": "application/json",
        }
        data = None if body is None else json.dumps(body).encode()
        request = Request(server.url + path, data, headers, method=method)  # noqa: S310  # ours
        with urlopen(request, timeout=20) as answer:  # noqa: S310  # ours
            return json.load(answer)

    return send


def test_two_first_requests_at_once_make_one_inbox(server: Server, call: Call) -> None:
    person = server.sign_up()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: call(person, "GET", "/api/lists")["items"], range(16)))
    assert all(one == found[0] for one in found)
    assert [one["name"] for one in found[0]] == ["Inbox"]


def test_writers_at_once_lose_nothing_and_share_no_number(server: Server, call: Call) -> None:
    person = server.sign_up()
    inbox = call(person, "GET", "/api/me")["inboxId"]
    path = f"/api/lists/{inbox}/todos"

    def write(writer: int) -> list[int]:
        bodies = [{"title": f"{writer}.{n}"} for n in range(EACH)]
        return [call(person, "POST", path, body)["seq"] for body in bodies]

    with ThreadPoolExecutor(WRITERS) as pool:
        seqs = [seq for one in pool.map(write, range(WRITERS)) for seq in one]
    total = WRITERS * EACH
    assert sorted(seqs) == list(range(3, 3 + total))
    found = call(person, "GET", f"/api/lists/{inbox}")
    assert (found["seq"], found["counts"]) == (2 + total, {"open": total, "done": 0})
    items = call(person, "GET", path)["items"]
    assert sorted(one["seq"] for one in items) == sorted(seqs)
