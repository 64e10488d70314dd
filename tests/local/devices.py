"""Clients that push over HTTP, for tests with many of them at once."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.ids import new_id

PATIENCE = 60.0  # seconds until a request that is refused as 503 must have come through


@dataclass(frozen=True)
class Answer:
    """`seconds` is how long it took, as who asked saw it."""

    status: int
    headers: Any
    body: Any
    seconds: float


def call(url: str, token: str, method: str, path: str, body: Any = None) -> Answer:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    request = Request(url + path, data, headers, method=method)  # noqa: S310  # ours
    begun = time.monotonic()
    try:
        with urlopen(request, timeout=20) as answer:  # noqa: S310  # ours
            return _answer(answer.status, answer, begun)
    except HTTPError as error:
        with error:
            return _answer(error.code, error, begun)


def _answer(status: int, answer: Any, begun: float) -> Answer:
    body = json.loads(answer.read() or b"null")
    return Answer(status, answer.headers, body, time.monotonic() - begun)


@dataclass
class Device:
    """One client: sends each op again until it is consumed, and never another before that."""

    url: str
    token: str
    id: str = field(default_factory=new_id)
    answers: list[Answer] = field(default_factory=list)

    def pushes(self, list_id: str, ops: list[dict[str, Any]]) -> Iterator[Any]:
        """The results of the ops, pushed one by one."""
        for n, op in enumerate(ops, 1):
            yield self._until_consumed(list_id, {"n": n, **op})

    def _until_consumed(self, list_id: str, op: dict[str, Any]) -> Any:
        body = {"clientId": self.id, "listId": list_id, "ops": [op]}
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            answer = call(self.url, self.token, "POST", "/api/sync/push", body)
            self.answers.append(answer)
            if answer.status == 200:
                return answer.body["results"][0]
            if answer.status != 503:
                raise AssertionError(answer)
            time.sleep(0.1 * float(answer.headers["Retry-After"]))
        raise AssertionError(f"{op} was refused for {PATIENCE} s")
