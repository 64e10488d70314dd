"""What the function's role allows on the table, and what its calls take.

A permission is a pair: an IAM action, and what it is for, "table" or "index/<name>".
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from app.store.table import Table
from local.infra import load

ROLE = Path(__file__).parents[1] / "infra" / "role.yml"
Permission = tuple[str, str]


def granted() -> set[Permission]:
    """What infra/role.yml allows on DynamoDB."""
    (policy,) = load(ROLE)["Resources"]["ApiRole"]["Properties"]["Policies"]
    return {
        (action, resource)
        for statement in policy["PolicyDocument"]["Statement"]
        for action in _listed(statement["Action"])
        if action.startswith("dynamodb:") or action == "*"
        for resource in _resources(statement["Resource"])
    }


def needed(operation: str, parameters: dict[str, Any]) -> set[Permission]:
    """What DynamoDB asks of who sends this call. A transaction takes what it consists of:
    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
    """
    if operation == "TransactWriteItems":
        kinds = {kind for item in parameters["TransactItems"] for kind in item}
        return {(_OF_KIND[kind], "table") for kind in kinds}
    index = parameters.get("IndexName")
    return {(f"dynamodb:{operation}", f"index/{index}" if index else "table")}


_OF_KIND = {
    "ConditionCheck": "dynamodb:ConditionCheckItem",
    "Delete": "dynamodb:DeleteItem",
    "Put": "dynamodb:PutItem",
    "Update": "dynamodb:UpdateItem",
}


def watch(client: Any, heard: Callable[[str, dict[str, Any]], None]) -> Callable[[], None]:
    """Let `heard` know of each call (operation and parameters) that the application makes, before
    it is sent; calls of the tests themselves do not count. Gives what ends it."""

    def hear(params: dict[str, Any], model: Any, **_: Any) -> None:
        if _is_the_applications():
            heard(model.name, params)

    client.meta.events.register("before-parameter-build.dynamodb", hear)
    return lambda: client.meta.events.unregister("before-parameter-build.dynamodb", hear)


def refuse_what_is_not_granted(client: Any) -> None:
    """Make this client refuse what AWS would, so that every test that does too much fails."""
    allowed = granted()

    def check(operation: str, parameters: dict[str, Any]) -> None:
        lacking = needed(operation, parameters) - allowed
        if lacking:
            text = f"infra/role.yml does not allow {sorted(lacking)}"
            error: Any = {"Error": {"Code": "AccessDeniedException", "Message": text}}
            raise ClientError({**error, "ResponseMetadata": {"HTTPStatusCode": 400}}, operation)

    watch(client, check)


def _is_the_applications() -> bool:
    """Whether the table sent it, and no fixture."""
    frame = sys._getframe()
    while frame.f_back:
        frame = frame.f_back
        if frame.f_code is Table._call.__code__:
            return True
    return False


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _resources(value: Any) -> set[str]:
    """Either branch of a condition must name the same, be it the stack's own table or a given one.
    What is neither the table nor one of its indexes is given back as it is."""
    if isinstance(value, list):
        return {name for one in value for name in _resources(one)}
    if isinstance(value, dict) and "Fn::If" in value:
        own, given = (_resources(one) for one in value["Fn::If"][1:])
        return own if own == given else {f"{own} or {given}"}
    if value == {"Fn::GetAtt": ["Table", "Arn"]}:
        return {"table"}
    text = value.get("Fn::Sub") if isinstance(value, dict) else None
    found = re.fullmatch(_ARN, text) if isinstance(text, str) else None
    return {found["index"] or "table"} if found else {str(value)}


_ARN = (
    r"(\$\{Table\.Arn\}|arn:\$\{AWS::Partition\}:dynamodb:\$\{AWS::Region\}:\$\{AWS::AccountId\}"
    r":table/\$\{TableName\})(/(?P<index>index/\w+))?"
)
