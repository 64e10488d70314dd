"""Bring the table back to a moment of the past, as a new table beside it:

    python -m infra.restore --stage prod --to 2026-11-24T10:00:00Z

Neither the table in use nor the function is touched, so it may be tried at any time. It ends with
the command that points the function to the new table. docs/operations.md tells it step by step.
"""

import argparse
import secrets
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError, WaiterError

from app.config import epoch_of
from infra import survey
from infra.site import Stack

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

SERVICE = "doable"  # as serverless.yml calls it
TTL: Any = {"AttributeName": "ttl", "Enabled": True}
# The size of the table hardly matters: a restore takes from minutes to hours.
_DAY: Any = {"Delay": 30, "MaxAttempts": 2880}
_MISSING = ("ResourceNotFoundException", "TableNotFoundException")
_TRIES, _PAUSE = 60, 10  # DynamoDB needs a while until a new table takes backups


class RestoreError(RuntimeError):
    """The table cannot be restored. The message says why, and what to do."""


def moment(text: str) -> datetime:
    """A time with its offset, such as `2026-11-24T10:00:00Z`, in UTC."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no time like 2026-11-24T10:00:00Z") from None
    if found.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text} lacks its offset: add Z for UTC")
    return found.astimezone(UTC)


def source_table(stage: str) -> str:
    """The table that the deployed function uses."""
    stack = Stack.find(f"{SERVICE}-{stage}")
    if stack is None or "TableName" not in stack.outputs:
        raise RestoreError(
            f"There is no stack {SERVICE}-{stage} in this account and region that names its table. "
            "See --stage, --region and AWS_PROFILE"
        )
    return stack.outputs["TableName"]


def start(dynamodb: "DynamoDBClient", source: str, target: str, to: datetime) -> None:
    """Ask for the restore. Raises RestoreError when there is no way back to `to`."""
    first, last = _window(dynamodb, source)
    if not first <= to <= last:
        raise RestoreError(
            f"{source} can be restored to between {_text(first)} and {_text(last)}, "
            f"not to {_text(to)}"
        )
    dynamodb.restore_table_to_point_in_time(
        SourceTableName=source, TargetTableName=target, RestoreDateTime=to
    )


def _window(dynamodb: "DynamoDBClient", source: str) -> tuple[datetime, datetime]:
    try:
        backups = dynamodb.describe_continuous_backups(TableName=source)
    except ClientError as error:
        if error.response["Error"]["Code"] in _MISSING:
            raise RestoreError(
                f"There is no table {source} any more. For 35 days AWS keeps a backup of a deleted "
                f"table, {source}$DeletedTableBackup: restore that one"
            ) from None
        raise
    recovery = backups["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
    if recovery["PointInTimeRecoveryStatus"] != "ENABLED":
        raise RestoreError(
            f"Point-in-time recovery of {source} is off, so nothing was kept to restore from. "
            "Deploy to turn it on"
        )
    return recovery["EarliestRestorableDateTime"], recovery["LatestRestorableDateTime"]


def wait(dynamodb: "DynamoDBClient", target: str) -> None:
    """Until the table is there, for a day at most."""
    try:
        dynamodb.get_waiter("table_exists").wait(TableName=target, WaiterConfig=_DAY)
    except WaiterError as error:
        raise RestoreError(f"{target} is still being restored: {error}") from None


def protect(dynamodb: "DynamoDBClient", source: str, target: str) -> None:
    """Set what infra/data.yml says and a restore does not carry over; again and again, if need be.

    https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_RestoreTableToPointInTime.html
    """
    dynamodb.update_table(TableName=target, DeletionProtectionEnabled=True)
    dynamodb.get_waiter("table_exists").wait(TableName=target, WaiterConfig={"Delay": 1})
    _keep_backups(dynamodb, target)
    found = dynamodb.describe_time_to_live(TableName=target)["TimeToLiveDescription"]
    if found["TimeToLiveStatus"] == "DISABLED":
        dynamodb.update_time_to_live(TableName=target, TimeToLiveSpecification=TTL)
    _copy_tags(dynamodb, source, target)


def _keep_backups(dynamodb: "DynamoDBClient", target: str) -> None:
    for _ in range(_TRIES):
        try:
            dynamodb.update_continuous_backups(
                TableName=target,
                PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True},
            )
            return
        except ClientError as error:
            if error.response["Error"]["Code"] != "ContinuousBackupsUnavailableException":
                raise
            time.sleep(_PAUSE)
    raise RestoreError(f"{target} takes no point-in-time recovery yet")


def _copy_tags(dynamodb: "DynamoDBClient", source: str, target: str) -> None:
    """Those that somebody gave it; `aws:` tags are AWS's own."""
    arns = [
        dynamodb.describe_table(TableName=name)["Table"]["TableArn"] for name in (source, target)
    ]
    pages = dynamodb.get_paginator("list_tags_of_resource").paginate(ResourceArn=arns[0])
    tags = [tag for page in pages for tag in page["Tags"] if not tag["Key"].startswith("aws:")]
    if tags:
        dynamodb.tag_resource(ResourceArn=arns[1], Tags=tags)


def _text(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def restore(dynamodb: "DynamoDBClient", options: argparse.Namespace) -> None:
    source = source_table(options.stage)
    where = f"--stage {options.stage} --region {options.region}"
    target = options.resume
    if target is None:
        # A name of its own for every restore, ever: clients tell the lives of the data apart by it.
        now = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
        target = f"{SERVICE}-{options.stage}-restored-{now}-{secrets.token_hex(3)}"
        start(dynamodb, source, target, options.to)
        _say(f"Restoring {source}, as it was at {_text(options.to)}, into {target}.")
        _say("It takes from minutes to hours. If this ends before it, go on with")
        _say(f"    .venv/bin/python -m infra.restore {where} --resume {target}")
    wait(dynamodb, target)
    _check(dynamodb, source, target)
    protect(dynamodb, source, target)
    _say("It is complete and protected, and nothing uses it yet. To use it, give every deploy from")
    _say("now on this --param, besides those that you give anyway:")
    _say(f"    npx serverless deploy {where} --param tableName={target}")
    _say(f"After that, /api/health shows the epoch {epoch_of(target)}.")


def _check(dynamodb: "DynamoDBClient", source: str, target: str) -> None:
    found = survey.survey(survey.scan(dynamodb, target))
    in_use = dynamodb.describe_table(TableName=source)["Table"].get("ItemCount", 0)
    _say(f"Restored: {found.items} items; people: {len(found.people)}, lists: {len(found.lists)}.")
    _say(f"In use, as AWS counted within the last hours: {in_use} items.")
    if found.torn:
        survey.mend(dynamodb, target, found.torn)
        _say(f"Lists caught in a change, whose counter was moved on: {len(found.torn)}.")
    wrong = survey.troubles(dynamodb, target, found)
    if wrong:
        raise RestoreError(f"{target} is not fit for use. {'. '.join(wrong)}")


def _say(line: str) -> None:
    print(line, flush=True)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m infra.restore",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--stage", required=True, help="as given to serverless deploy")
    parser.add_argument("--region", default="eu-central-1", help="%(default)s")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--to", type=moment, help="such as 2026-11-24T10:00:00Z")
    which.add_argument("--resume", metavar="TABLE", help="go on with a restore that was begun")
    options = parser.parse_args(arguments)
    boto3.setup_default_session(region_name=options.region)
    try:
        restore(boto3.client("dynamodb"), options)
    except (RestoreError, BotoCoreError, ClientError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
