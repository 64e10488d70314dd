"""A DynamoDB in memory, with the calls that `app/store/table.py` makes and no others.

Beside being a thousand times faster than moto it can do what moto cannot: serve old data to reads
that do not ask for strong consistency, let a test act between two calls, fail before or after it
has written, know a repeated transaction by its token, and forget what has expired.
`test_dynamo_as_moto.py` holds it against moto.
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError

from tests.sync import conditions
from tests.sync.items import (
    Item,
    Key,
    copy_of,
    error,
    invalid,
    key_of,
    place_of,
    require_only,
    size,
)

Fault = Literal["unreached", "throttled", "broken", "cut"]

MAX_ACTIONS = 100
MAX_ITEM = 400 * 1024
MAX_TRANSACTION = 4 * 1024 * 1024
PAGE_BYTES = 1024 * 1024
INDEX = "bySeq"
REMEMBERED = 16  # commits that weak reads may be behind


@dataclass(frozen=True)
class Commit:
    """What one transaction changed: each item before (None: there was none) and after."""

    table: str
    before: dict[Key, Item | None]
    after: dict[Key, Item | None]


@dataclass
class _Data:
    """One table: its partitions, and what its last commits replaced."""

    partitions: dict[str, dict[str, Item]] = field(default_factory=dict)
    replaced: deque[dict[Key, Item | None]] = field(
        default_factory=lambda: deque(maxlen=REMEMBERED)
    )

    def get(self, key: Key) -> Item | None:
        return self.partitions.get(key[0], {}).get(key[1])

    def set(self, key: Key, item: Item | None) -> None:
        partition = self.partitions.setdefault(key[0], {})
        if item is None:
            partition.pop(key[1], None)
        else:
            partition[key[1]] = item

    def copy(self) -> "_Data":
        """Items are never changed in place, so that the copies may share them."""
        return _Data({pk: dict(items) for pk, items in self.partitions.items()})

    def behind(self, commits: int) -> "_Data":
        """The table as it was so many commits ago."""
        old = self.copy()
        for replaced in list(reversed(self.replaced))[:commits]:
            for key, item in replaced.items():
                old.set(key, item)
        return old


class Dynamo:
    """`lag` is by how many commits reads are behind that do not ask for strong consistency."""

    def __init__(self, *tables: str, lag: int = 1) -> None:
        self.lag = lag
        self.calls = 0
        self._tables = {name: _Data() for name in tables}
        self._tokens: dict[str, str] = {}
        self._hooks: list[Callable[[str], None]] = []
        self._listeners: list[Callable[[Commit], None]] = []
        self._faults: list[tuple[str | None, Fault]] = []

    # What a test may do.

    def before_call(self, callback: Callable[[str], None]) -> Callable[[], None]:
        """Call back, with the operation's name, before each call is served: between two calls of a
        request the test may send others. Gives what ends it."""
        self._hooks.append(callback)
        return lambda: self._hooks.remove(callback)

    def on_commit(self, callback: Callable[[Commit], None]) -> None:
        """Tell of each transaction, right after it has written."""
        self._listeners.append(callback)

    def fail(self, *faults: Fault, operation: str | None = None) -> None:
        """Let the next calls, or those of one operation, fail in this manner, one after the other:
        unreached, throttled, broken (500) before anything is done; or cut, done and not told."""
        self._faults += [(operation, fault) for fault in faults]

    def heal(self) -> None:
        self._faults.clear()

    def snapshot(self, table: str) -> _Data:
        return self._tables[table].copy()

    def rewind(self, table: str, snapshot: _Data) -> None:
        """Let it be as it was then, which DynamoDB cannot."""
        self._tables[table] = snapshot.copy()

    def restore(self, snapshot: _Data, table: str) -> None:
        """DynamoDB restores into a new table only."""
        if table in self._tables:
            raise ValueError(f"{table} exists")
        self._tables[table] = snapshot.copy()

    def expire(self, table: str, now: float) -> list[Key]:
        """Remove what has outlived its `ttl`, as DynamoDB does within days of it."""
        data = self._tables[table]
        gone = [
            (pk, sk)
            for pk, items in data.partitions.items()
            for sk, item in items.items()
            if "ttl" in item and int(item["ttl"]["N"]) < now
        ]
        for key in gone:
            data.set(key, None)
        return gone

    def items(self, table: str, pk: str) -> dict[str, Item]:
        """A partition as it is, by sort key."""
        return {
            sk: copy_of(item) for sk, item in self._tables[table].partitions.get(pk, {}).items()
        }

    def write(self, table: str, *items: Item, delete: Iterable[Key] = ()) -> None:
        """Write without condition, as one commit of the test's own, and undisturbed."""
        changes: dict[Key, Item | None] = {key_of(item): copy_of(item) for item in items}
        self._commit(table, changes | dict.fromkeys(delete))

    # What the application calls.

    def get_item(self, *, TableName: str, Key: Item, ConsistentRead: bool = False) -> Item:
        with self._call("get_item"):
            found = self._read(TableName, "GetItem", ConsistentRead).get(key_of(Key))
            return {"Item": copy_of(found)} if found is not None else {}

    def batch_get_item(self, *, RequestItems: dict[str, Any]) -> Item:
        with self._call("batch_get_item"):
            ((table, request),) = RequestItems.items()
            keys = [key_of(key) for key in request["Keys"]]
            if not 1 <= len(keys) <= 100 or len(set(keys)) < len(keys):
                raise invalid("BatchGetItem", "Provided list of item keys contains duplicates")
            require_only(request, "Keys", "ConsistentRead")
            data = self._read(table, "BatchGetItem", request.get("ConsistentRead", False))
            found = [copy_of(item) for key in keys if (item := data.get(key)) is not None]
            return {"Responses": {table: found}, "UnprocessedKeys": {}}

    def query(
        self,
        *,
        TableName: str,
        KeyConditionExpression: str,
        ExpressionAttributeValues: dict[str, Any],
        ExpressionAttributeNames: dict[str, str] | None = None,
        IndexName: str | None = None,
        ConsistentRead: bool = False,
        Limit: int | None = None,
        ExclusiveStartKey: Item | None = None,
    ) -> Item:
        with self._call("query"):
            if IndexName not in (None, INDEX):
                raise invalid("Query", f"The table does not have the specified index: {IndexName}")
            if Limit is not None and Limit < 1:
                raise invalid("Query", "Limit must be greater than or equal to 1")
            by_index = IndexName is not None
            try:
                wanted = conditions.of_keys(
                    KeyConditionExpression,
                    ExpressionAttributeNames or {},
                    ExpressionAttributeValues,
                    by_index,
                )
            except conditions.Unknown as reason:
                raise invalid("Query", str(reason)) from None
            rows = _select(self._read(TableName, "Query", ConsistentRead), wanted, by_index)
            if ExclusiveStartKey is not None:
                start = place_of(ExclusiveStartKey, by_index)
                if ExclusiveStartKey["PK"]["S"] != wanted.pk:
                    raise invalid("Query", "The provided starting key is invalid")
                rows = rows[bisect_right([place for place, _ in rows], start) :]
            return _page(rows, Limit, by_index)

    def transact_write_items(
        self, *, TransactItems: list[dict[str, Any]], ClientRequestToken: str | None = None
    ) -> Item:
        with self._call("transact_write_items"):
            table, changes, checks = _read_actions(TransactItems)
            asked = repr(TransactItems)
            if ClientRequestToken and (known := self._tokens.get(ClientRequestToken)):
                if known != asked:
                    raise error("IdempotentParameterMismatchException", "TransactWriteItems")
                return {}
            self._check(table, checks)
            self._commit(table, changes)
            if ClientRequestToken:
                self._tokens[ClientRequestToken] = asked
            return {}

    @contextmanager
    def _call(self, operation: str) -> Iterator[None]:
        self.calls += 1
        for hook in list(self._hooks):
            hook(operation)
        fault = self._next_fault(operation)
        if fault == "unreached":
            raise ConnectTimeoutError(endpoint_url="memory")
        if fault == "throttled":
            raise error("ThrottlingException", operation)
        if fault == "broken":
            raise error("InternalServerError", operation, 500)
        yield
        if fault == "cut":
            raise ReadTimeoutError(endpoint_url="memory")

    def _next_fault(self, operation: str) -> Fault | None:
        for place, (only, fault) in enumerate(self._faults):
            if only in (None, operation):
                del self._faults[place]
                return fault
        return None

    def _read(self, table: str, operation: str, strongly: bool) -> _Data:
        data = self._table(table, operation)
        return data if strongly else data.behind(self.lag)

    def _table(self, name: str, operation: str) -> _Data:
        if name not in self._tables:
            raise error("ResourceNotFoundException", operation)
        return self._tables[name]

    def _check(self, table: str, checks: list[tuple[Key, dict[str, Any]]]) -> None:
        data = self._table(table, "TransactWriteItems")
        reasons = []
        for key, parameters in checks:
            try:
                held = conditions.holds(data.get(key), parameters)
            except conditions.Unknown as reason:
                raise invalid("TransactWriteItems", str(reason)) from None
            if size(parameters.get("Item", {})) > MAX_ITEM:
                reasons.append("ValidationError")
            else:
                reasons.append("None" if held else "ConditionalCheckFailed")
        if any(reason != "None" for reason in reasons):
            raise error("TransactionCanceledException", "TransactWriteItems", reasons=reasons)

    def _commit(self, table: str, changes: dict[Key, Item | None]) -> None:
        data = self._tables[table]
        before = {key: data.get(key) for key in changes}
        for key, item in changes.items():
            data.set(key, item)
        if changes:
            data.replaced.append(before)
        for listener in self._listeners:
            listener(Commit(table, before, changes))


def _read_actions(
    actions: list[dict[str, Any]],
) -> tuple[str, dict[Key, Item | None], list[tuple[Key, dict[str, Any]]]]:
    """The table, what is to be changed, and what each action asks for."""
    if not 1 <= len(actions) <= MAX_ACTIONS:
        raise invalid("TransactWriteItems", f"1 to {MAX_ACTIONS} actions")
    changes: dict[Key, Item | None] = {}
    checks: list[tuple[Key, dict[str, Any]]] = []
    for action in actions:
        ((kind, parameters),) = action.items()
        of_kind = {"Put": "Item", "Delete": "Key", "ConditionCheck": "Key"}[kind]
        require_only(
            parameters,
            of_kind,
            "TableName",
            "ConditionExpression",
            "ExpressionAttributeNames",
            "ExpressionAttributeValues",
        )
        key = key_of(parameters[of_kind])
        checks.append((key, parameters))
        if kind != "ConditionCheck":
            changes[key] = copy_of(parameters["Item"]) if kind == "Put" else None
    (table,) = {parameters["TableName"] for _, parameters in checks}
    if len({key for key, _ in checks}) < len(checks):
        raise invalid(
            "TransactWriteItems",
            "Transaction request cannot include multiple operations on one item",
        )
    if sum(size(item) for item in changes.values() if item) > MAX_TRANSACTION:
        raise invalid("TransactWriteItems", "The transaction holds more than 4 MB")
    return table, changes, checks


def _select(data: _Data, wanted: conditions.Keys, by_index: bool) -> list[tuple[Any, Item]]:
    """The rows asked for with their places, in order."""
    items = data.partitions.get(wanted.pk, {})
    if by_index:
        rows = [(place_of(item, True), item) for item in items.values() if "seq" in item]
    else:
        rows = [((sk,), item) for sk, item in items.items()]
    chosen = [(place, item) for place, item in rows if wanted.of_range(place[0])]
    return sorted(chosen, key=lambda row: row[0])


def _page(rows: list[tuple[Any, Item]], limit: int | None, by_index: bool) -> Item:
    page: list[Item] = []
    weight = 0
    for _, item in rows:
        weight += size(item)
        if page and (len(page) == limit or weight > PAGE_BYTES):
            break
        page.append(item)
    answer: Item = {"Items": [copy_of(item) for item in page], "Count": len(page)}
    # As DynamoDB does, also when it happens to stop at the very last one.
    if page and (len(page) < len(rows) or len(page) == limit):
        names = ("PK", "SK", "seq") if by_index else ("PK", "SK")
        answer["LastEvaluatedKey"] = {name: dict(page[-1][name]) for name in names}
    return {**answer, "ScannedCount": len(page)}
