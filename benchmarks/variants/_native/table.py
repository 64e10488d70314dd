"""The two calls, by a botocore client."""

import os
from typing import Any

import attributes

TABLE = os.environ["TABLE_NAME"]


def query(client: Any, owner: str) -> list[dict]:
    found = client.query(
        TableName=TABLE,
        KeyConditionExpression="PK = :pk AND begins_with(SK, :prefix)",
        ExpressionAttributeValues={":pk": {"S": f"L#{owner}"}, ":prefix": {"S": "T#"}},
        ConsistentRead=True,
        Limit=20,
    )
    return [attributes.load_item(item) for item in found["Items"]]


def put(client: Any, item: dict) -> None:
    client.put_item(TableName=TABLE, Item=attributes.dump_item(item))
