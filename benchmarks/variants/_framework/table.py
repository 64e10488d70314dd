"""The two calls, by a boto3 client and boto3's own converter."""

import os
from decimal import Decimal
from typing import Any

import boto3
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

TABLE = os.environ["TABLE_NAME"]
DYNAMODB = boto3.client("dynamodb")
LOADER, DUMPER = TypeDeserializer(), TypeSerializer()


def query(owner: str) -> list[dict]:
    found = DYNAMODB.query(
        TableName=TABLE,
        KeyConditionExpression="PK = :pk AND begins_with(SK, :prefix)",
        ExpressionAttributeValues={":pk": {"S": f"L#{owner}"}, ":prefix": {"S": "T#"}},
        ConsistentRead=True,
        Limit=20,
    )
    return [{name: load(value) for name, value in item.items()} for item in found["Items"]]


def put(item: dict) -> None:
    attributes = {name: DUMPER.serialize(value) for name, value in item.items()}
    DYNAMODB.put_item(TableName=TABLE, Item=attributes)


def load(attribute: dict) -> Any:
    value = LOADER.deserialize(attribute)
    return int(value) if isinstance(value, Decimal) else value
