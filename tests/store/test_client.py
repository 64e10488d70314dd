"""The table's client: what it makes of DynamoDB's answers, and what it keeps of botocore."""

import binascii
import json
from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError
from botocore.session import get_session

from app.errors import Unavailable
from app.store import keys
from app.store.client import CONNECT_SECONDS, READ_SECONDS, connect
from app.store.table import ATTEMPTS, Table

KEY = keys.person("ada")
ITEM = {
    "PK": {"S": KEY.pk},
    "SK": {"S": KEY.sk},
    "text": {"S": "naïve ☕ \u2028 ''"},
    "count": {"N": "9007199254740993"},
    "yes": {"BOOL": True},
    "tags": {"L": [{"S": "a"}, {"S": ""}]},
    "none": {"L": []},
}


class Wire:
    """Answers every request with the same bytes, in DynamoDB's place."""

    def __init__(self, body: bytes, status: int = 200, crc32: int | None = None) -> None:
        self.requests = 0
        self._body, self._status = body, status
        self._headers = {"x-amz-crc32": str(binascii.crc32(body) if crc32 is None else crc32)}

    def __call__(self, request: Any, **_: Any) -> AWSResponse:
        self.requests += 1
        response = AWSResponse(request.url, self._status, self._headers, None)
        response._content = self._body
        return response


def client_on(wire: Wire) -> Any:
    client = connect("eu-central-1")
    client.meta.events.register_first("before-send.dynamodb", wire)
    return client


def table_on(wire: Wire) -> Table:
    return Table(client_on(wire), "doable", sleep=lambda seconds: None)


SENT = {
    "get_item": {"TableName": "doable", "Key": {"PK": ITEM["PK"], "SK": ITEM["SK"]}},
    "query": {"TableName": "doable"},
    "batch_get_item": {"RequestItems": {"doable": {"Keys": [{"PK": ITEM["PK"]}]}}},
    "transact_write_items": {"TransactItems": [{"Put": {"TableName": "doable", "Item": ITEM}}]},
}


@pytest.mark.parametrize(
    ("operation", "answer"),
    [
        ("get_item", {"Item": ITEM}),
        ("get_item", {}),
        ("query", {"Items": [ITEM, ITEM], "Count": 2, "ScannedCount": 2}),
        ("query", {"Items": [], "Count": 0, "LastEvaluatedKey": {"PK": {"S": "x"}}}),
        ("batch_get_item", {"Responses": {"doable": [ITEM]}, "UnprocessedKeys": {}}),
        ("transact_write_items", {"ConsumedCapacity": [{"CapacityUnits": 2.5}]}),
    ],
)
def test_an_answer_is_read_as_botocore_reads_it(
    operation: str, answer: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    wire = Wire(json.dumps(answer).encode())
    ours = getattr(client_on(wire), operation)(**SENT[operation])
    monkeypatch.setattr("app.store.client._read", lambda **_: None)
    assert ours == getattr(client_on(wire), operation)(**SENT[operation])


def test_an_item_of_every_kind_comes_back_as_it_was_put() -> None:
    found = table_on(Wire(json.dumps({"Item": ITEM}).encode())).get(KEY)
    assert found is not None
    assert found["text"] == "naïve ☕ \u2028 ''"
    assert found["count"] == 9007199254740993
    assert (found["yes"], found["tags"], found["none"]) == (True, ("a", ""), ())


def test_an_error_is_still_told_with_its_code_and_reasons() -> None:
    body = {"__type": "com.amazonaws#ResourceNotFoundException", "message": "no such table"}
    with pytest.raises(ClientError, match=r"ResourceNotFoundException.*no such table"):
        table_on(Wire(json.dumps(body).encode(), 400)).get(KEY)


@pytest.mark.parametrize(
    ("body", "crc32"),
    [(b'{"Item": {"PK": {"S":', None), (b"<html>", None), (b"", None), (b'{"Item": {}}', 1)],
    ids=["cut off", "no JSON", "empty", "other bytes than were sent"],
)
def test_an_answer_that_came_damaged_is_asked_for_again(body: bytes, crc32: int | None) -> None:
    wire = Wire(body, crc32=crc32)
    with pytest.raises(Unavailable):
        table_on(wire).get(KEY)
    assert wire.requests == ATTEMPTS


STAGES = (
    "before-parameter-build before-endpoint-resolution before-call request-created choose-signer "
    "before-sign before-send before-parse needs-retry after-call after-call-error"
).split()


@pytest.mark.parametrize("operation", ["BatchGetItem", "GetItem", "Query", "TransactWriteItems"])
@pytest.mark.parametrize("stage", STAGES)
def test_what_botocore_does_for_dynamodb_by_itself_is_still_done(
    stage: str, operation: str
) -> None:
    whole = client_of(get_session().create_client("dynamodb", region_name="eu-central-1"))
    ours = client_of(connect("eu-central-1"))
    event = f"{stage}.dynamodb.{operation}"
    kept = [name for name in ours(event) if name != "_read"]
    assert kept == whole(event)


def client_of(client: Any) -> Callable[[str], list[str]]:
    """Which functions answer an event, in their order."""
    handlers = client.meta.events._emitter._handlers
    return lambda event: [
        getattr(one, "__name__", repr(type(one))) for one in handlers.prefix_search(event)
    ]


def test_what_is_for_other_services_is_left_out() -> None:
    whole = get_session().get_component("event_emitter")._emitter._handlers
    ours = connect("eu-central-1").meta.events._emitter._handlers
    event = "before-parameter-build.s3.PutObject"
    assert len(list(ours.prefix_search(event))) < len(list(whole.prefix_search(event)))


def test_it_tries_once_and_leaves_validation_to_dynamodb() -> None:
    client = connect("eu-central-1")
    config = client.meta.config
    assert config.retries["total_max_attempts"] == 1
    assert (config.connect_timeout, config.read_timeout) == (CONNECT_SECONDS, READ_SECONDS)
    sent: list[Any] = []

    def refuse(request: Any, **_: Any) -> AWSResponse:
        sent.append(request)
        return Wire(b'{"__type": "ValidationException"}', 400)(request)

    client.meta.events.register_first("before-send.dynamodb", refuse)
    with pytest.raises(ClientError, match="ValidationException"):
        client.get_item(**SENT["get_item"], ConsistentRead="perhaps")
    assert sent[0].headers["User-Agent"].decode().startswith(f"Boto3/{boto3.__version__}")
