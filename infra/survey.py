"""What a restored table holds, and whether the application can work with it.

The rules are those of docs/data.md: a list counts its changes in META, each of its items carries
the number of the change that last touched it, and the index bySeq finds them by it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

INDEX = "bySeq"
SAMPLE = 20  # lists whose index is read in full
_COUNTER = "changes"


@dataclass
class ListFound:
    """What a scan finds of one list: its counter, and how many items carry which `seq` at most."""

    counter: int | None = None
    greatest: int = 0
    numbered: int = 0

    def add(self, item: dict[str, Any]) -> None:
        if item["SK"]["S"] == "META":
            self.counter = int(item[_COUNTER]["N"])
        elif "seq" in item:
            self.greatest = max(self.greatest, int(item["seq"]["N"]))
            self.numbered += 1


@dataclass
class Survey:
    items: int = 0
    people: set[str] = field(default_factory=set)
    lists: dict[str, ListFound] = field(default_factory=lambda: defaultdict(ListFound))

    @property
    def torn(self) -> dict[str, int]:
        """Lists whose items are newer than their counter, with the number it should show."""
        return {
            pk: found.greatest
            for pk, found in self.lists.items()
            if found.counter is not None and found.counter < found.greatest
        }


def survey(items: Iterable[dict[str, Any]]) -> Survey:
    """What a table holds, by its items as DynamoDB gives them."""
    found = Survey()
    for item in items:
        found.items += 1
        pk = item["PK"]["S"]
        if pk.startswith("U#"):
            found.people.add(pk)
        if pk.startswith("L#"):
            found.lists[pk].add(item)
    return found


def scan(dynamodb: "DynamoDBClient", table: str) -> Iterator[dict[str, Any]]:
    pages = dynamodb.get_paginator("scan").paginate(TableName=table, ConsistentRead=True)
    for page in pages:
        yield from page["Items"]


def mend(dynamodb: "DynamoDBClient", table: str, torn: dict[str, int]) -> None:
    """Move counters on to their lists' newest item.

    DynamoDB promises no common moment for all items of a restore: a change may be caught between
    its item and the counter. The next one would then take a number that is taken.
    """
    for pk, number in torn.items():
        dynamodb.update_item(
            TableName=table,
            Key={"PK": {"S": pk}, "SK": {"S": "META"}},
            UpdateExpression="SET #counter = :number",
            ConditionExpression="#counter < :number",
            ExpressionAttributeNames={"#counter": _COUNTER},
            ExpressionAttributeValues={":number": {"N": str(number)}},
        )


def troubles(dynamodb: "DynamoDBClient", table: str, found: Survey) -> list[str]:
    """What is wrong with a restored table, after it was mended."""
    described = dynamodb.describe_table(TableName=table)["Table"]
    indexes = {one["IndexName"] for one in described.get("LocalSecondaryIndexes", [])}
    if INDEX not in indexes:
        return [f"The index {INDEX} is missing"]
    headless = [pk for pk, one in found.lists.items() if one.counter is None]
    short = [
        pk
        for pk, one in list(found.lists.items())[:SAMPLE]
        if _count_in_index(dynamodb, table, pk) != one.numbered
    ]
    return [
        *([f"{len(headless)} lists have no counter: {headless[:3]}"] if headless else []),
        *([f"The index lacks items of {len(short)} lists: {short[:3]}"] if short else []),
    ]


def _count_in_index(dynamodb: "DynamoDBClient", table: str, pk: str) -> int:
    pages = dynamodb.get_paginator("query").paginate(
        TableName=table,
        IndexName=INDEX,
        KeyConditionExpression="PK = :pk",
        ExpressionAttributeValues={":pk": {"S": pk}},
        ConsistentRead=True,
        Select="COUNT",
    )
    return sum(page["Count"] for page in pages)
