"""What all variants meet alike: a user pool, a table of 20 to-dos, and the events of a gateway."""

import base64
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

from app.auth.tokens import REMEMBERED
from app.domain.ids import inbox_id
from app.domain.lists import Counters, Info, Member
from app.domain.todos import Todo
from app.store import attributes, records
from benchmarks.catalogue import Variant
from tests.ids import new_id
from tests.tokens import Issuer

Json = dict[str, Any]
TABLE = "doable-bench"
TODOS = 20
TOKEN_SECONDS = 3600  # longer than a run
WHEN = "2026-11-18T11:06:40.000Z"
BODY = {
    "title": "Book the dentist",
    "notes": "Ask for a morning; the X-ray is in the drawer.",
    "due": "2026-12-01",
    "priority": 2,
    "tags": ["health", "calls"],
}
BAD_BODIES: dict[str, Any] = {
    "none": None,
    "a list": [BODY],
    "no title": {"notes": "nothing to do"},
    "an empty title": BODY | {"title": ""},
    "a long title": BODY | {"title": "x" * 501},
    "a number for a title": BODY | {"title": 7},
    "no such day": BODY | {"due": "2026-02-30"},
    "a high priority": BODY | {"priority": 5},
    "a priority in quotes": BODY | {"priority": "2"},
    "tags that are none": BODY | {"tags": "health"},
    "an unknown field": BODY | {"owner": "eve"},
}


@dataclass(frozen=True)
class World:
    """`events` by payload format and name, `answers` by operation of DynamoDB. `tokens` are more
    than Doable remembers."""

    events: dict[str, dict[str, Json]]
    answers: dict[str, Any]
    tokens: Iterator[str]
    environment: dict[str, str]

    def take(self, variant: Variant, call: str, count: int) -> list[Json]:
        """Events for so many calls, with the same token as a page sends it, or with new ones."""
        kind, _, name = call.rpartition("-")
        if kind != "fresh":
            return [self.events[variant.event][call]] * count
        event = self.events[variant.event][name]
        tokens = islice(self.tokens, count)
        return [
            event | {"headers": event["headers"] | {"authorization": f"Bearer {token}"}}
            for token in tokens
        ]


def make_world() -> World:
    issuer, now = Issuer(), time.time()
    return World(
        events={version: _events(issuer, now, version) for version in ("1.0", "2.0")},
        tokens=cycle([_token(issuer, now) for _ in range(2 * REMEMBERED)]),
        answers={"jwks": json.loads(issuer.jwks), **_answers(issuer.sub_of("ada"))},
        environment={
            "AWS_LAMBDA_FUNCTION_NAME": "bench",
            "AWS_REGION": issuer.region,
            "AWS_DEFAULT_REGION": issuer.region,
            "AWS_ACCESS_KEY_ID": "ASIABENCHBENCHBENCHB",
            "AWS_SECRET_ACCESS_KEY": "bench" * 8,
            "AWS_SESSION_TOKEN": "bench" * 64,
            "TABLE_NAME": TABLE,
            "USER_POOL_ID": issuer.pool_id,
            "USER_POOL_CLIENT_ID": issuer.client_id,
            "TOKEN_ISSUER": issuer.url,
            "DOABLE_STAGE": "local",  # where it lets itself be pointed at the stub
            "STRIP_STAGE_PATH": "yes",
            "HOME": "/nonexistent",
            "LANG": "C.UTF-8",
            "PYTHONHASHSEED": "0",
        },
    )


def _answers(sub: str) -> Json:
    list_id = inbox_id(sub)
    info = Info(seq=1, name="Inbox", colour="slate", created_at=WHEN)
    meta = attributes.dump(records.meta_item(list_id, Counters(seq=22)))
    member = records.member_item(list_id, Member(id=sub, role="owner", seq=2))
    heads = [attributes.dump(member), attributes.dump(records.info_item(list_id, info))]
    todos = [attributes.dump(records.todo_item(one)) for one in _todos(sub, list_id)]
    return {
        "Query": {"Count": TODOS, "Items": todos, "ScannedCount": TODOS},
        "GetItem": {"Item": meta},
        "BatchGetItem": {"Responses": {TABLE: heads}, "UnprocessedKeys": {}},
        "PutItem": {},
        "TransactWriteItems": {},
    }


def _todos(sub: str, list_id: str) -> list[Todo]:
    stamps: Json = {"created_at": WHEN, "created_by": sub, "updated_at": WHEN, "updated_by": sub}
    return [
        Todo(
            id=new_id(),
            list_id=list_id,
            seq=n + 3,
            title=f"To-do {n}: book the dentist and ask about the bill",
            order=f"a{n:02}",
            notes="Ask for a morning; the X-ray is in the drawer." if n % 3 == 0 else "",
            done=n % 4 == 0,
            done_at=WHEN if n % 4 == 0 else None,
            due="2026-12-01" if n % 2 == 0 else None,
            priority=1 + n % 4,
            tags=("health", "calls") if n % 5 == 0 else (),
            **stamps,
        )
        for n in range(TODOS)
    ]


def _token(issuer: Issuer, now: float) -> str:
    return issuer.token(issuer.sub_of("ada"), now, exp=int(now) + TOKEN_SECONDS)


def _events(issuer: Issuer, now: float, version: str) -> dict[str, Json]:
    make = _event_1 if version == "1.0" else _event_2
    sub, token = issuer.sub_of("ada"), _token(issuer, now)
    claims: Json = {"exp": int(now) + TOKEN_SECONDS}
    todos, body = f"/api/lists/{inbox_id(sub)}/todos", json.dumps(BODY)
    tokens = {
        "none": "",
        "an expired one": issuer.token(sub, now - 7200),
        "one of another pool": issuer.token(sub, now, iss=issuer.url + "x", **claims),
        "one of another client": issuer.token(sub, now, client_id="other", **claims),
        "an id token": issuer.token(sub, now, token_use="id", **claims),  # noqa: S106
        "a forged one": Issuer().token(sub, now, **claims),
        "an unsigned one": token.rpartition(".")[0] + ".",
        "no token at all": "nonsense",
    }
    return {
        "get": make("GET", "/items", token),
        "post": make("POST", "/items", token, body),
        "own-get": make("GET", todos, token),
        "own-post": make("POST", todos, token, body),
        **{f"token:{_slug(why)}": make("GET", "/items", bad) for why, bad in tokens.items()},
        **{
            f"body:{_slug(why)}": make("POST", "/items", token, json.dumps(bad))
            for why, bad in BAD_BODIES.items()
        },
        "body:no-json": make("POST", "/items", token, '{"title": '),
    }


def _slug(text: str) -> str:
    return text.replace(" ", "-")


def _headers(token: str, body: str) -> dict[str, str]:
    headers = {
        "accept": "application/json",
        "accept-encoding": "gzip, deflate, br",
        "accept-language": "en-GB,en;q=0.9",
        "authorization": f"Bearer {token}",
        "host": "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com",
        "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
        "x-amzn-trace-id": "Root=1-691c5540-0a1b2c3d4e5f60718293a4b5",
        "x-forwarded-for": "192.0.2.1",
        "x-forwarded-port": "443",
        "x-forwarded-proto": "https",
    }
    if not token:
        del headers["authorization"]
    if body:
        headers |= {"content-type": "application/json", "content-length": str(len(body.encode()))}
    return headers


def _event_2(method: str, path: str, token: str, body: str = "") -> Json:
    """Payload format 2.0, of an HTTP API."""
    headers = _headers(token, body)
    event: Json = {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": "",
        "headers": headers,
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "a1b2c3d4e5",
            "domainName": headers["host"],
            "domainPrefix": "a1b2c3d4e5",
            "http": {
                "method": method,
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": "192.0.2.1",
                "userAgent": headers["user-agent"],
            },
            "requestId": "UPw3zhKbliAEJPQ=",
            "routeKey": "$default",
            "stage": "$default",
            "time": "18/Nov/2026:11:06:40 +0000",
            "timeEpoch": 1795000000000,
        },
        "isBase64Encoded": False,
    }
    return event | {"body": body} if body else event


def _event_1(method: str, path: str, token: str, body: str = "") -> Json:
    """Payload format 1.0, of a REST API: the only one that Chalice makes and reads."""
    headers = _headers(token, body)
    return {
        "resource": path,
        "path": path,
        "httpMethod": method,
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "stageVariables": None,
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "a1b2c3d4e5",
            "domainName": headers["host"],
            "httpMethod": method,
            "identity": {"sourceIp": "192.0.2.1", "userAgent": headers["user-agent"]},
            "path": f"/api{path}",
            "protocol": "HTTP/1.1",
            "requestId": "7b2e1f0c-6a55-4c7e-9d3c-2f6f6f0b8a11",
            "requestTime": "18/Nov/2026:11:06:40 +0000",
            "requestTimeEpoch": 1795000000000,
            "resourcePath": path,
            "stage": "api",
        },
        "body": body or None,
        "isBase64Encoded": False,
    }


def body_of(answer: Json) -> Any:
    """What a handler answered, out of its envelope."""
    body = answer["body"]
    return json.loads(base64.b64decode(body) if answer.get("isBase64Encoded") else body)
