"""A DynamoDB client that does what `Table` needs of one, and nothing that other services need."""

from typing import TYPE_CHECKING, Any

import boto3
import msgspec
from botocore import handlers
from botocore.config import Config
from botocore.exceptions import ResponseStreamingError
from botocore.session import Session

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

CONNECT_SECONDS = 1
READ_SECONDS = 2


def connect(region: str, endpoint: str | None = None) -> "DynamoDBClient":
    """A client that tries once: `Table` repeats by itself, because botocore knows no deadline."""
    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries={"total_max_attempts": 1},
        parameter_validation=False,  # DynamoDB does that too, and our calls are all in one module
        user_agent=f"Boto3/{boto3.__version__}",  # else it is put together anew for every call
    )
    session = boto3.Session(botocore_session=_session())
    client = session.client("dynamodb", region_name=region, endpoint_url=endpoint, config=config)
    client.meta.events.register("before-parse.dynamodb", _read)
    return client


def _session() -> Session:
    """With those of botocore's own handlers that may concern DynamoDB; most are for S3, EC2 and
    others, and to take them on is a twentieth of a cold start."""
    session = Session(include_builtin_handlers=False)
    events = session.get_component("event_emitter")
    how = {
        handlers.REGISTER_FIRST: events.register_first,
        handlers.REGISTER_LAST: events.register_last,
    }
    for event, handler, *when in handlers.BUILTIN_HANDLERS:
        if event.split(".")[1:2] in ([], ["*"], ["dynamodb"]):
            register = how[when[0]] if when else events.register
            register(event, handler)
    return session


def _read(
    response_dict: dict[str, Any], customized_response_dict: dict[str, Any], **_: Any
) -> None:
    """Read an answer that is no error by msgspec. botocore walks through every attribute of every
    item by the service's model, which was the larger part of a warm request; all that it would
    change is binary values, and no item of ours holds any.

    This is a hook of botocore's: what is put into the second goes into the answer after its own
    parsing, for which then nothing is left to do. Whether x-amz-crc32 fits is checked by botocore,
    later and on the bytes as they came.
    """
    if response_dict["status_code"] != 200:
        return
    try:
        customized_response_dict.update(msgspec.json.decode(response_dict["body"]))
    except msgspec.DecodeError as error:
        # botocore would take half an answer for an empty one: an item that is not there.
        raise ResponseStreamingError(error=error) from error
    response_dict["body"] = b"{}"
