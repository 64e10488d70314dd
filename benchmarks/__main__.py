"""What Doable itself adds to a request, warm and in one process.

A `GET` of 20 to-dos comes in as an API Gateway event and leaves as its answer. boto3 is real; below
it, canned answers stand in for DynamoDB, so that the time within boto3 is what the call costs on
this machine with a network of no length. All the rest is what Doable adds.
"""

import json
import os
import statistics
import time
from collections.abc import Callable
from typing import Any

import serverless_wsgi
from botocore.awsrequest import AWSResponse

from app import create_app
from app.auth.jwks import JwksCache
from app.auth.tokens import TokenVerifier
from app.config import Settings
from app.domain.ids import inbox_id
from app.domain.lists import Counters, Info
from app.domain.todos import Todo
from app.store import attributes, keys, records
from app.store.table import connect
from tests.ids import new_id
from tests.tokens import Issuer

ROUNDS = 2000
TODOS = 20
TOKEN_LIMIT = 2.0  # milliseconds at p99
Item = dict[str, Any]


class TimedClient:
    """A DynamoDB client that adds up the time spent within it, in seconds."""

    def __init__(self, client: Any) -> None:
        self._client, self.seconds = client, 0.0

    def __getattr__(self, name: str) -> Callable[..., Any]:
        operation = getattr(self._client, name)

        def timed(**parameters: Any) -> Any:
            start = time.perf_counter()
            try:
                return operation(**parameters)
            finally:
                self.seconds += time.perf_counter() - start

        return timed


def canned_client(table: str, sub: str) -> Any:
    """A real client whose requests are answered before they are sent."""
    list_id, when = inbox_id(sub), "2026-11-18T11:06:40.000Z"
    info = Info(seq=1, name="Inbox", colour="slate", created_at=when)
    stamps = {"created_at": when, "created_by": sub, "updated_at": when, "updated_by": sub}
    todos = [
        Todo(id=new_id(), list_id=list_id, seq=n + 3, title=f"To-do {n}", order="a0", **stamps)
        for n in range(TODOS)
    ]
    member = records.member_item(keys.list_member(list_id, sub), "owner", seq=2)
    heads = [member, records.meta_item(list_id, Counters(seq=22)), records.info_item(list_id, info)]
    answers = {
        "BatchGetItem": {"Responses": {table: [attributes.dump(item) for item in heads]}},
        "Query": {"Items": [attributes.dump(records.todo_item(todo)) for todo in todos]},
    }
    bodies = {name: json.dumps(answer).encode() for name, answer in answers.items()}

    def answer(request: Any, **_: Any) -> AWSResponse:
        body = bodies[request.headers["X-Amz-Target"].decode().rsplit(".", 1)[-1]]
        headers = {"content-type": "application/x-amz-json-1.0"}
        response = AWSResponse(request.url, 200, headers, None)
        response._content = body
        return response

    os.environ.update(AWS_ACCESS_KEY_ID="bench", AWS_SECRET_ACCESS_KEY="bench")  # noqa: S106
    client: Any = connect(Issuer.region, "http://127.0.0.1:9")
    client.meta.events.register("before-send.dynamodb", answer)
    return client


def event(path: str, token: str) -> Item:
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {"host": "example.org", "authorization": f"Bearer {token}"},
        "requestContext": {"http": {"method": "GET", "path": path, "sourceIp": "192.0.2.1"}},
        "isBase64Encoded": False,
    }


def sample(act: Callable[[], None]) -> list[float]:
    """Milliseconds of every round, after some that are not counted."""
    for _ in range(100):
        act()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return times


def row(name: str, times: list[float]) -> str:
    p99 = statistics.quantiles(times, n=100)[98]
    return f"{name:<44}{statistics.median(times):>9.3f}{p99:>9.3f}"


def measure_get(issuer: Issuer, settings: Settings, keys_: JwksCache) -> list[str]:
    sub = issuer.sub_of("ada")
    client = TimedClient(canned_client(settings.table_name, sub))
    app: Any = create_app(settings, dynamodb=client, keys=keys_)
    asked = event(f"/api/lists/{inbox_id(sub)}/todos", issuer.token(sub, time.time()))
    within: list[float] = []

    def get() -> None:
        client.seconds = 0.0
        answer = serverless_wsgi.handle_request(app, asked, None)
        assert answer["statusCode"] == 200
        within.append(client.seconds * 1000)

    total = sample(get)
    dynamodb = within[-len(total) :]
    own = [all_ - part for all_, part in zip(total, dynamodb, strict=True)]
    return [
        row(f"GET of {TODOS} to-dos, whole", total),
        row("  within boto3 (2 calls, answered at once)", dynamodb),
        row("  what Doable itself adds", own),
    ]


def measure_token(issuer: Issuer, keys_: JwksCache) -> tuple[str, float]:
    verifier = TokenVerifier(issuer=issuer.url, client_id=issuer.client_id, keys=keys_)
    token = issuer.token(issuer.sub_of("ada"), time.time())
    times = sample(lambda: verifier.verify(token) and None)
    return row("  of which the token check", times), statistics.quantiles(times, n=100)[98]


def main() -> None:
    issuer = Issuer()
    settings = Settings(
        stage="bench",
        region=issuer.region,
        table_name="doable-bench",
        user_pool_id=issuer.pool_id,
        user_pool_client_id=issuer.client_id,
        log_level="WARNING",
    )
    keys_ = JwksCache(settings.jwks_url, fetch=lambda url: issuer.jwks)
    token_row, token_p99 = measure_token(issuer, keys_)
    print(f"Warm, in one process, {ROUNDS} rounds; milliseconds.\n")
    print(f"{'':<44}{'median':>9}{'p99':>9}")
    print("\n".join([*measure_get(issuer, settings, keys_), token_row]))
    if token_p99 > TOKEN_LIMIT:
        raise SystemExit(f"The token check takes over {TOKEN_LIMIT} ms at p99")


if __name__ == "__main__":
    main()
