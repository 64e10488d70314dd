"""The DynamoDB in memory answers as moto's does; and what moto cannot do, it does as told."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, ReadTimeoutError
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from local.infra import table_definition
from tests.sync.dynamo import Dynamo
from tests.sync.items import Item

_names = count()
TABLE = "t"


def item(pk: str, sk: str, **attributes: Any) -> Item:
    return {"PK": {"S": pk}, "SK": {"S": sk}, **attributes}


def put(what: Item, condition: str = "", **values: Any) -> Item:
    return {"Put": {"TableName": TABLE, "Item": what, **on(condition, values)}}


def check(key: Item, condition: str, **values: Any) -> Item:
    return {"ConditionCheck": {"TableName": TABLE, "Key": key, **on(condition, values)}}


def on(condition: str, values: dict[str, Any]) -> Item:
    named = {
        "ExpressionAttributeNames": {f"#{name}": name for name in values},
        "ExpressionAttributeValues": {f":{name}": value for name, value in values.items()},
    }
    return {
        **({"ConditionExpression": condition} if condition else {}),
        **(named if values else {}),
    }


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


def query(pk: str, expression: str, limit: int | None, **values: Any) -> Item:
    bound = {":pk": {"S": pk}, **{f":{name}": value for name, value in values.items()}}
    index = {"IndexName": "bySeq"} if "seq" in expression else {}
    return {
        "TableName": TABLE,
        "KeyConditionExpression": expression,
        "ExpressionAttributeValues": bound,
        "ConsistentRead": True,
        **index,
        **({"Limit": limit} if limit else {}),
    }


def by_prefix(pk: str, prefix: str, limit: int | None) -> Item:
    return query(pk, "PK = :pk AND begins_with(SK, :prefix)", limit, prefix={"S": prefix})


def by_seq(pk: str, after: int, limit: int | None) -> Item:
    return query(pk, "PK = :pk AND seq > :seq", limit, seq={"N": str(after)})


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


def pages(client: Any, parameters: Item) -> Item:
    """All pages of a query. DynamoDB may add an empty one at the end, so that does not count."""
    found: list[Any] = []
    start: Item = {}
    while True:
        page = client.query(**parameters, **start)
        found += [page["Items"]] if page["Items"] else []
        if "LastEvaluatedKey" not in page:
            return {"pages": found}
        start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}


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


def code_of(act: Callable[[], Any]) -> str:
    with pytest.raises(ClientError) as error:
        act()
    reasons = error.value.response.get("CancellationReasons", [])  # type: ignore[typeddict-item]
    return "/".join([error.value.response["Error"]["Code"], *(one["Code"] for one in reasons)])


def write(client: Any, *actions: Item, token: str | None = None) -> Any:
    tokens = {"ClientRequestToken": token} if token else {}
    return client.transact_write_items(TransactItems=list(actions), **tokens)


def todo(number: int, **attributes: Any) -> Item:
    return item("L#1", f"T#{number:03}", seq={"N": str(number)}, **attributes)


@pytest.mark.parametrize("actions", [[], [put(todo(n)) for n in range(101)], [put(todo(1))] * 2])
def test_what_is_no_transaction_is_refused(actions: list[Item]) -> None:
    assert code_of(lambda: write(Dynamo(TABLE), *actions)) == "ValidationException"


def test_an_item_has_400_kilobytes_and_a_transaction_four_megabytes() -> None:
    large = {"S": "x" * 399 * 1024}
    too_large = put(todo(1, text={"S": "x" * 400 * 1024}))
    client = Dynamo(TABLE)
    reasons = "TransactionCanceledException/None/ValidationError"
    assert code_of(lambda: write(client, put(todo(2)), too_large)) == reasons
    assert client.items(TABLE, "L#1") == {}
    write(client, *[put(todo(n, text=large)) for n in range(10)])
    eleven = [put(todo(n, text=large)) for n in range(11)]
    assert code_of(lambda: write(client, *eleven)) == "ValidationException"


@pytest.mark.parametrize("asked", [by_seq("L#1", 0, None), by_prefix("L#1", "T#", None)])
def test_a_page_ends_at_one_megabyte(asked: Item) -> None:
    client = Dynamo(TABLE)
    client.write(TABLE, *[todo(n, text={"S": "x" * 300 * 1024}) for n in range(1, 8)])
    assert [len(page) for page in pages(client, asked)["pages"]] == [3, 3, 1]


@pytest.mark.parametrize(
    "condition",
    [
        "size(#a) > :a",
        "#a = :b",
        "#b = :a",
        "a = :a",
        "#a = :a AND",
        "attribute_exists(PK)",
        "NOT #a = :a",
        "contains(#a, :a)",
        "#a IN (:a)",
        "#a = :a #a = :a",
    ],
)
def test_a_condition_that_is_not_known_is_refused(condition: str) -> None:
    act = put(todo(1), condition, a={"N": "1"})
    assert code_of(lambda: write(Dynamo(TABLE), act)) == "ValidationException"


@pytest.mark.parametrize(
    "wrong",
    [
        {"KeyConditionExpression": "PK = :pk AND seq >= :seq"},
        {"KeyConditionExpression": "PK = :pk"},
        {"KeyConditionExpression": "PK = :pk AND a > :seq"},
        {"IndexName": None},
        {"IndexName": "other"},
        {"Limit": 0},
        {"FilterExpression": "seq = :seq"},
    ],
    ids=str,
)
def test_a_query_that_is_not_known_is_refused(wrong: Item) -> None:
    asked = {**by_seq("L#1", 0, None), **wrong}
    with pytest.raises((ClientError, TypeError)):
        Dynamo(TABLE).query(**asked)


def test_a_table_that_is_not_there_is_told_so() -> None:
    assert code_of(lambda: pages(Dynamo(), by_seq("L#1", 0, None))) == "ResourceNotFoundException"


def test_nothing_is_shared_with_who_puts_and_who_gets() -> None:
    client, sent = Dynamo(TABLE), todo(1, tags={"L": [{"S": "a"}]})
    write(client, put(sent))
    sent["tags"]["L"].append({"S": "b"})
    for _ in range(2):
        (found,) = client.query(**by_seq("L#1", 0, None))["Items"]
        assert found["tags"] == {"L": [{"S": "a"}]}
        found["tags"]["L"].clear()


def test_a_repeated_token_writes_nothing_and_another_request_with_it_is_refused() -> None:
    client = Dynamo(TABLE)
    first = put(todo(1), "attribute_not_exists(PK)")
    write(client, first, token="x")
    client.write(TABLE, todo(1, text={"S": "later"}))
    write(client, first, token="x")
    assert client.items(TABLE, "L#1")["T#001"]["text"] == {"S": "later"}
    code = code_of(lambda: write(client, put(todo(2)), token="x"))
    assert code == "IdempotentParameterMismatchException"


def test_a_read_that_is_not_strong_sees_the_table_as_it_was() -> None:
    client = Dynamo(TABLE, lag=2)
    for text in ("one", "two", "three"):
        client.write(TABLE, todo(1, text={"S": text}))
    key = {"PK": {"S": "L#1"}, "SK": {"S": "T#001"}}
    weak = {**by_seq("L#1", 0, None), "ConsistentRead": False}
    batch = client.batch_get_item(RequestItems={TABLE: {"Keys": [key]}})
    seen = [
        client.get_item(TableName=TABLE, Key=key)["Item"],
        *client.query(**weak)["Items"],
        *batch["Responses"][TABLE],
    ]
    assert [one["text"]["S"] for one in seen] == ["one"] * 3
    strong = client.get_item(TableName=TABLE, Key=key, ConsistentRead=True)
    assert strong["Item"]["text"] == {"S": "three"}
    client.lag = 3
    assert client.query(**weak)["Items"] == []


def test_a_test_may_act_between_two_calls() -> None:
    client, heard = Dynamo(TABLE), []

    def act(operation: str) -> None:
        heard.append(operation)
        end()
        write(client, put(todo(1)))

    end = client.before_call(act)
    assert len(client.query(**by_seq("L#1", 0, None))["Items"]) == 1
    assert heard == ["query"]


def test_commits_are_told_with_what_was_before() -> None:
    client, commits = Dynamo(TABLE), []
    client.on_commit(commits.append)
    write(client, put(todo(1)), put(todo(2)))
    write(client, {"Delete": {"TableName": TABLE, "Key": item("L#1", "T#001")}})
    assert [list(commit.after) for commit in commits] == [
        [("L#1", "T#001"), ("L#1", "T#002")],
        [("L#1", "T#001")],
    ]
    assert commits[1].before == {("L#1", "T#001"): todo(1)}
    assert commits[1].after == {("L#1", "T#001"): None}


@pytest.mark.parametrize(
    ("fault", "kind", "is_written"),
    [
        ("unreached", ConnectTimeoutError, False),
        ("throttled", ClientError, False),
        ("broken", ClientError, False),
        ("cut", ReadTimeoutError, True),
    ],
)
def test_it_fails_as_it_is_told_and_once(
    fault: Any, kind: type[Exception], is_written: bool
) -> None:
    client = Dynamo(TABLE)
    client.fail(fault, operation="transact_write_items")
    client.get_item(TableName=TABLE, Key=item("L#1", "T#001"))
    with pytest.raises(kind):
        write(client, put(todo(1)))
    assert bool(client.items(TABLE, "L#1")) is is_written
    write(client, put(todo(2)))


def test_what_has_expired_is_removed_when_it_is_asked_for() -> None:
    client = Dynamo(TABLE)
    client.write(TABLE, todo(1, ttl={"N": "100"}), todo(2, ttl={"N": "200"}), todo(3))
    assert client.expire(TABLE, 150) == [("L#1", "T#001")]
    assert list(client.items(TABLE, "L#1")) == ["T#002", "T#003"]


def test_a_restored_table_is_another_one_with_the_items_of_then() -> None:
    client = Dynamo(TABLE)
    client.write(TABLE, todo(1))
    then = client.snapshot(TABLE)
    client.write(TABLE, todo(1, text={"S": "later"}), todo(2))
    client.restore(then, "restored")
    assert client.items("restored", "L#1") == {"T#001": todo(1)}
    client.write(TABLE, delete=[("L#1", "T#001")])
    assert list(client.items("restored", "L#1")) == ["T#001"]
