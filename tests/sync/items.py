"""Items as DynamoDB sees them: keys, sizes, copies; and the errors that it answers with."""

from collections.abc import Iterable
from typing import Any

from botocore.exceptions import ClientError

Item = dict[str, Any]
Key = tuple[str, str]  # partition key, sort key


def key_of(item: Item) -> Key:
    return item["PK"]["S"], item["SK"]["S"]


def place_of(item: Item, by_index: bool) -> tuple[Any, ...]:
    return (int(item["seq"]["N"]), item["SK"]["S"]) if by_index else (item["SK"]["S"],)


def copy_of(item: Item) -> Item:
    """What goes in and out shares nothing with what is kept."""
    return {
        name: {"L": [dict(part) for part in value["L"]]} if "L" in value else dict(value)
        for name, value in item.items()
    }


def size(item: Item) -> int:
    """Bytes, as DynamoDB counts them: names and values."""
    return sum(len(name.encode()) + _weight(value) for name, value in item.items())


def _weight(value: Item) -> int:
    ((kind, content),) = value.items()
    if kind == "L":
        return 3 + sum(1 + _weight(part) for part in content)
    return 1 if kind == "BOOL" else len(content.encode())


def require_only(parameters: dict[str, Any], *known: str) -> None:
    unknown = parameters.keys() - set(known)
    if unknown:
        raise NotImplementedError(f"nobody has taught this DynamoDB {sorted(unknown)}")


def invalid(operation: str, message: str) -> ClientError:
    return error("ValidationException", operation, message=message)


def error(
    code: str,
    operation: str,
    status: int = 400,
    message: str = "",
    reasons: Iterable[str] | None = None,
) -> ClientError:
    response: Any = {
        "Error": {"Code": code, "Message": message or code},
        "ResponseMetadata": {"HTTPStatusCode": status},
    }
    if reasons is not None:
        response["CancellationReasons"] = [{"Code": reason} for reason in reasons]
    return ClientError(response, operation)
