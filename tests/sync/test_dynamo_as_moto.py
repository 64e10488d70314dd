"""The DynamoDB in memory answers any row of calls as moto's does."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from local.infra import table_definition
from tests.sync.calls import TABLE, by_prefix, by_seq, check, item, pages, put
from tests.sync.dynamo import Dynamo
from tests.sync.items import Item

PKS = st.sampled_from(["L#1", "L#2"])
SKS = st.sampled_from(["INFO", "META", "T#1", "T#2", "T#3", "M#1"])
NUMBERS = st.integers(0, 3).map(lambda number: {"N": str(number)})
VALUES = st.one_of(
    NUMBERS,
    st.sampled_from([{"S": ""}, {"S": "1"}, {"BOOL": True}, {"L": [{"S": "a"}]}]),
)
ITEMS = st.builds(
    lambda pk, sk, seq, a: item(pk, sk, **({"seq": seq} if seq else {}), **({"a": a} if a else {})),
    PKS,
    SKS,
    st.none() | st.integers(1, 40).map(lambda number: {"N": str(number)}),
    st.none() | VALUES,
)
KEYS = st.builds(item, PKS, SKS)
CONDITIONS = st.sampled_from(
    [
        "attribute_not_exists(PK)",
        "attribute_exists(PK)",
        "#a = :a",
        "#a < :a",
        "attribute_not_exists(#a) OR #a = :a",
        "attribute_exists(PK) AND #a <> :a",
    ]
)


def action(kind: str, what: Item, key: Item, condition: str, value: Any) -> Item:
    values = {"a": value} if "#a" in condition else {}
    if kind == "put":
        return put(what)
    if kind == "put if":
        return put(what, condition, **values)
    if kind == "check":
        return check(key, condition, **values)
    return {"Delete": {"TableName": TABLE, "Key": key}}


KINDS = st.sampled_from(["put", "put if", "check", "delete"])
ACTIONS = st.builds(action, KINDS, ITEMS, KEYS, CONDITIONS, VALUES)


LIMITS = st.none() | st.integers(1, 3)
CALLS = st.one_of(
    st.tuples(
        st.just("transact_write_items"),
        st.builds(
            lambda actions: {"TransactItems": actions}, st.lists(ACTIONS, min_size=1, max_size=5)
        ),
    ),
    st.tuples(
        st.just("get_item"),
        st.builds(lambda key: {"TableName": TABLE, "Key": key, "ConsistentRead": True}, KEYS),
    ),
    st.tuples(
        st.just("batch_get_item"),
        st.builds(
            lambda keys: {"RequestItems": {TABLE: {"Keys": keys, "ConsistentRead": True}}},
            st.lists(KEYS, min_size=1, max_size=6),
        ),
    ),
    st.tuples(
        st.just("query"),
        st.one_of(
            st.builds(by_prefix, PKS, st.sampled_from(["T#", "M#", "X"]), LIMITS),
            st.builds(by_seq, PKS, st.integers(0, 30), LIMITS),
        ),
    ),
)


@pytest.fixture
def fresh(moto: Any) -> Iterator[Callable[[], Any]]:
    """Gives moto's client with an empty table, again and again."""

    def make() -> Any:
        if TABLE in moto.list_tables()["TableNames"]:
            moto.delete_table(TableName=TABLE)
        moto.create_table(**{**table_definition(), "TableName": TABLE})
        return moto

    yield make
    moto.delete_table(TableName=TABLE)


def outcome(client: Any, operation: str, parameters: Item) -> Any:
    """What a call gave, but for the words of errors and what neither is asked to answer."""
    try:
        answer = pages(client, parameters) if operation == "query" else None
        answer = answer or getattr(client, operation)(**parameters)
    except ClientError as error:
        reasons = [one["Code"] for one in error.response.get("CancellationReasons", [])]
        return error.response["Error"]["Code"], reasons
    if operation == "batch_get_item":
        return sorted(answer["Responses"].get(TABLE, []), key=repr)
    return answer.get("Item") if operation == "get_item" else answer.get("pages")


@settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # to shrink, on moto, takes minutes
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(CALLS, min_size=3, max_size=20))
def test_a_row_of_calls_is_answered_as_by_moto(
    fresh: Callable[[], Any], calls: list[tuple[str, Item]]
) -> None:
    theirs, ours = fresh(), Dynamo(TABLE)
    for operation, parameters in calls:
        expected = outcome(theirs, operation, parameters)
        assert outcome(ours, operation, parameters) == expected, (operation, parameters)
