"""infra/*.yml is the only definition of table, pool and client, and the emulator follows it."""

from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from local import provision
from local.environment import LocalError
from local.infra import load, table_definition, template
from local.supervisor import Emulator
from local.testing import Server

from .conftest import aws, emulator_url, table_name


def test_short_forms_become_what_cloudformation_reads(tmp_path: Path) -> None:
    file = tmp_path / "x.yml"
    file.write_text('a: !Ref T\nb: !Sub "${T}-x"\nc: !GetAtt T.Arn\nd: !Join ["-", [!Ref T, y]]\n')
    assert load(file) == {
        "a": {"Ref": "T"},
        "b": {"Fn::Sub": "${T}-x"},
        "c": {"Fn::GetAtt": ["T", "Arn"]},
        "d": {"Fn::Join": ["-", [{"Ref": "T"}, "y"]]},
    }


def test_the_fragments_make_one_template() -> None:
    whole = template()
    assert {"Table", "UserPool", "UserPoolClient"} <= whole["Resources"].keys()
    assert {"TableName", "UserPoolId", "UserPoolClientId"} <= whole["Outputs"].keys()


def test_the_table_definition_makes_a_table() -> None:
    with mock_aws():
        dynamodb = boto3.client("dynamodb", region_name="eu-central-1")
        table = dynamodb.create_table(TableName="t", **table_definition())["TableDescription"]
    assert [index["IndexName"] for index in table["LocalSecondaryIndexes"]] == ["bySeq"]


def test_the_emulated_table_is_as_defined(server: Server) -> None:
    dynamodb = aws("dynamodb", emulator_url(server))
    name = table_name(dynamodb)
    table = dynamodb.describe_table(TableName=name)["Table"]
    wanted = table_definition()
    for part in ("KeySchema", "AttributeDefinitions"):
        assert table[part] == wanted[part]
    assert [index["IndexName"] for index in table["LocalSecondaryIndexes"]] == ["bySeq"]
    expiry = dynamodb.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
    assert expiry == {"TimeToLiveStatus": "ENABLED", "AttributeName": "ttl"}


def test_the_emulated_client_takes_srp_only(server: Server) -> None:
    client = describe_client(emulator_url(server), server.config)
    assert client["ExplicitAuthFlows"] == ["ALLOW_USER_SRP_AUTH"]
    assert client["AccessTokenValidity"] == 15
    assert client["TokenValidityUnits"]["AccessToken"] == "minutes"
    assert "ClientSecret" not in client


def describe_client(url: str, ids: dict[str, str]) -> dict[str, Any]:
    ids = {name[0].upper() + name[1:]: value for name, value in ids.items() if value}
    found: dict[str, Any] = aws("cognito-idp", url).describe_user_pool_client(
        UserPoolId=ids["UserPoolId"], ClientId=ids["UserPoolClientId"]
    )
    return found["UserPoolClient"]


def test_a_changed_infra_updates_what_is_there(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = provision.provision(emulator.url)
    assert provision.provision(emulator.url) == before
    changed = template()
    changed["Resources"]["UserPoolClient"]["Properties"]["AccessTokenValidity"] = 5
    monkeypatch.setattr(provision, "template", lambda: changed)
    assert provision.provision(emulator.url) == before
    assert describe_client(emulator.url, before)["AccessTokenValidity"] == 5


def test_an_infra_that_does_not_work_is_named_and_mended_later(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = template()
    broken["Resources"]["UserPoolClient"]["Properties"]["UserPoolId"] = "eu-central-1_None"
    with monkeypatch.context() as patch, pytest.raises(LocalError, match="UserPoolClient"):
        patch.setattr(provision, "template", lambda: broken)
        provision.provision(emulator.url)
    outputs = provision.provision(emulator.url)
    assert aws("dynamodb", emulator.url).describe_table(TableName=outputs["TableName"])
