"""DynamoDB's answers, read by msgspec.

botocore walks through every attribute of every item by the service's model. That was the larger
part of a warm request; all that it would change is binary values, and no item of ours holds any.
"""

from typing import TYPE_CHECKING, Any

import msgspec
from botocore.exceptions import ResponseStreamingError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def read_directly(client: "DynamoDBClient") -> None:
    """Have this client's answers read here, where they are no errors."""
    client.meta.events.register("before-parse.dynamodb", _read)


def _read(
    response_dict: dict[str, Any], customized_response_dict: dict[str, Any], **_: Any
) -> None:
    """botocore's hook: what is put into the second goes into the answer after its own parsing, for
    which then nothing is left to do. Whether x-amz-crc32 fits is checked by botocore, later and on
    the bytes as they came."""
    if response_dict["status_code"] != 200:
        return
    try:
        customized_response_dict.update(msgspec.json.decode(response_dict["body"]))
    except msgspec.DecodeError as error:
        # botocore would take half an answer for an empty one: an item that is not there.
        raise ResponseStreamingError(error=error) from error
    response_dict["body"] = b"{}"
