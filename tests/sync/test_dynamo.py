"""What moto's DynamoDB cannot do, the one in memory does as told; and it refuses what it does not
know. That it answers as moto's does is in `test_dynamo_as_moto.py`."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, ReadTimeoutError

from tests.sync.calls import TABLE, by_prefix, by_seq, item, pages, put
from tests.sync.dynamo import Dynamo
from tests.sync.items import Item


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
