"""Brings the emulator to what infra/*.yml says, by the same CloudFormation that AWS runs."""

import json
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, WaiterError

from local.environment import ACCESS_KEY, REGION, STACK, LocalError
from local.infra import template

_WAIT = {"Delay": 0.1, "MaxAttempts": 300}
# No data can be in it yet.
_NEVER_WORKED = ("CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED")


def provision(endpoint: str) -> dict[str, str]:
    """Create or update the stack, and return its outputs."""
    cloudformation = _client("cloudformation", endpoint)
    wanted = json.dumps(template(), sort_keys=True)
    stack = _find(cloudformation)
    if stack and stack["StackStatus"] in _NEVER_WORKED:
        cloudformation.delete_stack(StackName=STACK)
        cloudformation.get_waiter("stack_delete_complete").wait(StackName=STACK, WaiterConfig=_WAIT)
        stack = None
    if stack is None:
        cloudformation.create_stack(StackName=STACK, TemplateBody=wanted)
        stack = _settled(cloudformation, "stack_create_complete")
    elif _current(cloudformation) != json.loads(wanted):
        cloudformation.update_stack(StackName=STACK, TemplateBody=wanted)
        stack = _settled(cloudformation, "stack_update_complete")
    outputs = {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}
    _expire(_client("dynamodb", endpoint), outputs["TableName"])
    return outputs


def _expire(dynamodb: Any, table: str) -> None:
    """The emulator's CloudFormation overlooks TimeToLiveSpecification; its DynamoDB knows it."""
    wanted = template()["Resources"]["Table"]["Properties"]["TimeToLiveSpecification"]
    found = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
    if found["TimeToLiveStatus"] != "ENABLED":
        dynamodb.update_time_to_live(TableName=table, TimeToLiveSpecification=wanted)


def _client(service: str, endpoint: str) -> Any:
    session: Any = boto3.Session(ACCESS_KEY, ACCESS_KEY, region_name=REGION)
    config = Config(connect_timeout=2, read_timeout=20, retries={"total_max_attempts": 2})
    return session.client(service, endpoint_url=endpoint, config=config)


def _find(cloudformation: Any) -> Any:
    try:
        return cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]
    except ClientError as error:
        if error.response["Error"]["Code"] == "ValidationError":
            return None
        raise


def _current(cloudformation: Any) -> Any:
    body = cloudformation.get_template(StackName=STACK)["TemplateBody"]
    return json.loads(body) if isinstance(body, str) else body


def _settled(cloudformation: Any, what: str) -> Any:
    try:
        cloudformation.get_waiter(what).wait(StackName=STACK, WaiterConfig=_WAIT)
    except WaiterError as error:
        raise LocalError(
            f"infra/*.yml could not be provisioned: {_reason(cloudformation)}"
        ) from error
    return _find(cloudformation)


def _reason(cloudformation: Any) -> str:
    events = cloudformation.describe_stack_events(StackName=STACK)["StackEvents"]
    failed = [e for e in events if e["ResourceStatus"].endswith("FAILED")]
    return "; ".join(f"{e['LogicalResourceId']}: {e.get('ResourceStatusReason')}" for e in failed)
