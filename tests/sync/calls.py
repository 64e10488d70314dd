"""Calls of DynamoDB, as the application makes them, for the tests of the one in memory."""

from typing import Any

from tests.sync.items import Item

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
