"""Data is kept, and what holds it can be taken over."""

import pytest

from local.infra import template as local_template
from tests.deploy.template.deployed import Deployed


@pytest.mark.parametrize(
    ("name", "protection"),
    [
        ("Table", ("DeletionProtectionEnabled", True)),
        ("UserPool", ("DeletionProtection", "ACTIVE")),
    ],
)
def test_what_holds_data_outlives_its_stack(
    usual: Deployed, name: str, protection: tuple[str, object]
) -> None:
    resource = usual.resources[name]
    assert resource["DeletionPolicy"] == resource["UpdateReplacePolicy"] == "Retain"
    assert protection in resource["Properties"].items()


def test_the_table_can_be_restored_to_any_second(usual: Deployed) -> None:
    recovery = usual.properties("Table")["PointInTimeRecoverySpecification"]
    assert recovery == {"PointInTimeRecoveryEnabled": True}


@pytest.mark.parametrize("name", ["Table", "UserPool", "UserPoolClient"])
def test_table_and_pool_are_those_of_the_laptop(usual: Deployed, name: str) -> None:
    assert usual.template["Resources"][name] == local_template()["Resources"][name]


def test_a_table_and_a_pool_that_are_there_already_are_taken_over(full: Deployed) -> None:
    assert not {"Table", "UserPool"} & full.resources.keys()
    assert full.properties("UserPoolClient")["UserPoolId"] == "eu-central-1_Kept"
    assert full.outputs["TableName"] == full.environment["TABLE_NAME"] == "restored"
    assert full.outputs["UserPoolId"] == full.environment["USER_POOL_ID"] == "eu-central-1_Kept"
    arn = "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/restored"
    assert full.statements["Items"]["Resource"] == arn
    assert '"TableName", "restored"' in full.dashboard
