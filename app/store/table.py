"""The table: few calls, all strongly consistent, none beyond the time that the request has."""

import random
import re
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

from botocore.exceptions import ChecksumError, ClientError, ConnectionError, HTTPClientError

from app.errors import LimitReached, Unavailable
from app.store import attributes
from app.store.attributes import Item, Value
from app.store.client import CONNECT_SECONDS, READ_SECONDS
from app.store.keys import BY_SEQ, Key

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

T = TypeVar("T")
ATTEMPTS = 3
BATCH_KEYS = 100  # the most that one BatchGetItem takes
_THROTTLED = {
    "ProvisionedThroughputExceeded",  # as the reason of a cancelled transaction
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ThrottlingError",
    "ThrottlingException",
}
_PASSING = _THROTTLED | {
    "InternalServerError",
    "ReplicatedWriteConflictException",
    "ServiceUnavailable",
    "TransactionInProgressException",
}
_NAME = re.compile(r"#(\w+)")  # in a condition: almost any other word is reserved
_UNREACHED = (ChecksumError, ConnectionError, HTTPClientError)  # botocore's, with no common parent
_RACES = {
    "ConditionalCheckFailed",
    "ConditionalCheckFailedException",
    "TransactionConflict",
    "TransactionConflictException",
}
# With a local index, what shares a partition key holds at most 10 GB.
_FULL = {"ItemCollectionSizeLimitExceeded", "ItemCollectionSizeLimitExceededException"}
# From the system: a generator of our own would be in Lambda's snapshot of the process, and all its
# copies would wait equally long and meet again.
_RANDOM = random.SystemRandom()


class LostRace(Exception):
    """A condition did not hold: somebody else wrote first. Read again and decide anew."""


@dataclass(frozen=True)
class Table:
    """`deadline` is in seconds of `time.monotonic`; `on_call` hears of every request sent, and
    `on_throttle` of every one that DynamoDB refused for being too many."""

    client: "DynamoDBClient"
    name: str
    deadline: float = float("inf")
    on_call: Callable[[], None] = lambda: None
    on_throttle: Callable[[], None] = lambda: None
    sleep: Callable[[float], None] = time.sleep
    monotonic: Callable[[], float] = time.monotonic

    def within(self, seconds: float) -> "Table":
        """The same table for one request that may take so long."""
        return replace(self, deadline=self.monotonic() + seconds)

    def time_left(self) -> float:
        """For how many more seconds a call may begin."""
        return self.deadline - self.monotonic() - CONNECT_SECONDS - READ_SECONDS

    def until_won(self, attempt: Callable[[], T]) -> T:
        """What `attempt` gives, which must read anew each time: it is made again after every race
        that it loses. Raises Unavailable when the request's time is over."""
        for tries in count(1):
            try:
                return attempt()
            except LostRace:
                self.pause(tries)
        raise AssertionError("unreachable")

    def pause(self, tries: int) -> None:
        """Wait a little before try number `tries` + 1: full jitter, at most 0.4 s."""
        self.sleep(_RANDOM.uniform(0, min(0.025 * 2**tries, 0.4)))

    def get(self, key: Key) -> Item | None:
        found = self._call("get_item", Key=_key(key), ConsistentRead=True, TableName=self.name)
        return attributes.load(found["Item"]) if "Item" in found else None

    def get_many(self, keys: Sequence[Key]) -> dict[Key, Item]:
        """Those of the items that exist. They are read one by one: no snapshot of one moment."""
        items: dict[Key, Item] = {}
        todo = [_key(key) for key in keys]
        while todo:
            batch, todo = todo[:BATCH_KEYS], todo[BATCH_KEYS:]
            request = {self.name: {"Keys": batch, "ConsistentRead": True}}
            found = self._call("batch_get_item", RequestItems=request)
            for raw in found["Responses"].get(self.name, []):
                item = attributes.load(raw)
                items[Key(str(item["PK"]), str(item["SK"]))] = item
            left = found.get("UnprocessedKeys", {}).get(self.name, {}).get("Keys", [])
            if left:
                self.pause(ATTEMPTS)
            todo += left
        return items

    def query(
        self, pk: str, prefix: str, *, after: str | None = None, limit: int
    ) -> Iterator[Item]:
        """Items of one partition whose sort key begins with `prefix`, in order, after sort key
        `after`; read in pages of `limit` as they are asked for."""
        return self._query(
            _key(Key(pk, after)) if after else None,
            KeyConditionExpression="PK = :pk AND begins_with(SK, :prefix)",
            ExpressionAttributeValues=attributes.dump({":pk": pk, ":prefix": prefix}),
            Limit=limit,
        )

    def query_changes(self, pk: str, seq: int, *, limit: int) -> Iterator[Item]:
        """Items of a list's partition whose last change is after number `seq`, in the order of
        these changes; read in pages of `limit` as they are asked for."""
        return self._query(
            None,
            IndexName=BY_SEQ,
            KeyConditionExpression="PK = :pk AND seq > :seq",
            ExpressionAttributeValues=attributes.dump({":pk": pk, ":seq": seq}),
            Limit=limit,
        )

    def _query(self, start: dict[str, Any] | None, **what: Any) -> Iterator[Item]:
        while True:
            place = {"ExclusiveStartKey": start} if start else {}
            found = self._call("query", TableName=self.name, ConsistentRead=True, **what, **place)
            yield from map(attributes.load, found["Items"])
            start = found.get("LastEvaluatedKey")
            if not start:
                return

    def write(self, actions: Sequence[dict[str, Any]]) -> None:
        """All of the actions or none. Raises LostRace when a condition does not hold."""
        # One token for all attempts: a commit whose answer was lost is not done a second time.
        self._call(
            "transact_write_items", TransactItems=actions, ClientRequestToken=str(uuid.uuid4())
        )

    def put(self, item: Item, condition: str = "", **values: Value) -> dict[str, Any]:
        return {"Put": {"Item": attributes.dump(item), **self._on(condition, values)}}

    def delete(self, key: Key, condition: str = "", **values: Value) -> dict[str, Any]:
        return {"Delete": {"Key": _key(key), **self._on(condition, values)}}

    def check(self, key: Key, condition: str, **values: Value) -> dict[str, Any]:
        return {"ConditionCheck": {"Key": _key(key), **self._on(condition, values)}}

    def _on(self, condition: str, values: dict[str, Value]) -> dict[str, Any]:
        if not condition:
            return {"TableName": self.name}
        common: dict[str, Any] = {"TableName": self.name, "ConditionExpression": condition}
        if names := {f"#{name}": name for name in _NAME.findall(condition)}:
            common["ExpressionAttributeNames"] = names
        if values:
            bound = {f":{name}": value for name, value in values.items()}
            common["ExpressionAttributeValues"] = attributes.dump(bound)
        return common

    def _call(self, operation: str, **parameters: Any) -> Any:
        for tries in range(1, ATTEMPTS + 1):
            self._require_time()
            self.on_call()
            try:
                return getattr(self.client, operation)(**parameters)
            except _UNREACHED:
                pass
            except ClientError as error:
                codes = _codes(error)
                if codes & _THROTTLED:
                    self.on_throttle()
                _raise_unless_passing(error, codes)
            if tries < ATTEMPTS:
                self.pause(tries)
        raise Unavailable("The table does not answer; try again")

    def _require_time(self) -> None:
        """Send nothing whose answer could come after the request's time is over."""
        if self.time_left() < 0:
            raise Unavailable("Doable is busy; try again")


def _key(key: Key) -> dict[str, Any]:
    return {"PK": {"S": key.pk}, "SK": {"S": key.sk}}


def _codes(error: ClientError) -> set[str]:
    """Its own, and those of a cancelled transaction's actions."""
    reasons = error.response.get("CancellationReasons", [])
    return {error.response["Error"]["Code"], *(one.get("Code", "None") for one in reasons)}


def _raise_unless_passing(error: ClientError, codes: set[str]) -> None:
    if codes & _FULL:
        raise LimitReached("This list holds too much; empty its trash or begin another")
    if codes & _RACES:
        raise LostRace from error
    if codes & _PASSING or error.response["ResponseMetadata"].get("HTTPStatusCode", 0) >= 500:
        return
    raise error
