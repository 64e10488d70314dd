"""The function, what it may do, and the gateway before it."""

import json
import re

from app import config
from tests.deploy.template.deployed import Deployed
from tests.deploy.template.parameters import EVERYTHING


def test_there_is_one_function_and_it_gets_every_request(usual: Deployed) -> None:
    properties = usual.only("AWS::Lambda::Function")
    assert properties["Handler"] == "wsgi_handler.handler"
    assert (properties["Runtime"], properties["Architectures"]) == ("python3.13", ["arm64"])
    assert usual.only("AWS::ApiGatewayV2::Route")["RouteKey"] == "$default"


def test_requests_go_to_the_snapshot_of_the_current_version(usual: Deployed) -> None:
    assert usual.properties("ApiLambdaFunction")["SnapStart"] == {"ApplyOn": "PublishedVersions"}
    alias = usual.properties("ApiSnapStartLambdaAlias")
    version = alias["FunctionVersion"]["Fn::GetAtt"][0]
    assert usual.resources[version]["Type"] == "AWS::Lambda::Version"
    integration = usual.only("AWS::ApiGatewayV2::Integration")
    assert alias["Name"] in json.dumps(integration["IntegrationUri"])


def test_no_former_version_and_its_snapshot_are_kept_and_paid_for(usual: Deployed) -> None:
    versions = [one for one in usual.resources.values() if one["Type"] == "AWS::Lambda::Version"]
    assert [one.get("DeletionPolicy") for one in versions] == [None]


def test_a_parameter_that_changes_the_function_makes_a_new_version_of_it(usual: Deployed) -> None:
    """serverless sees that from the function's properties, in which a !Ref stays the same."""
    template = usual.template
    text = json.dumps(template["Resources"]["ApiLambdaFunction"]["Properties"])
    referred = set(re.findall(r'"Ref": "(\w+)"|\$\{(\w+)\}', text))
    assert not {name for names in referred for name in names} & template["Parameters"].keys()


def test_the_functions_environment_is_in_the_table_of_settings(usual: Deployed) -> None:
    documented = set(re.findall(r"^\| `([A-Z_]+)`", str(config.__doc__), re.MULTILINE))
    assert usual.environment.keys() - {"STRIP_STAGE_PATH"} <= documented


def test_on_aws_nothing_points_to_this_machine(usual: Deployed, full: Deployed) -> None:
    for deployed in (usual, full):
        assert "127.0.0.1" not in json.dumps([deployed.resources, deployed.outputs])
        assert deployed.environment["JWKS_URL"] == deployed.environment["COGNITO_ENDPOINT"] == ""


def test_the_parameters_of_the_function_reach_it(full: Deployed) -> None:
    properties = full.properties("ApiLambdaFunction")
    assert properties["Architectures"] == ["x86_64"]
    assert properties["ReservedConcurrentExecutions"] == 20
    variables = full.environment
    assert variables["DOABLE_STAGE"] == "trial"
    assert variables["DOABLE_VERSION"] == "1.2.3"
    assert variables["ALLOWED_ORIGINS"] == EVERYTHING["allowedOrigins"]
    assert variables["ORIGIN_SECRET"] == EVERYTHING["originSecret"]


def test_no_concurrency_is_reserved_unless_asked_for(usual: Deployed) -> None:
    assert "ReservedConcurrentExecutions" not in usual.properties("ApiLambdaFunction")


def test_the_functions_role_is_the_only_one_and_names_no_wildcard(usual: Deployed) -> None:
    role = usual.only("AWS::IAM::Role")
    assert usual.properties("ApiLambdaFunction")["Role"] == {"Fn::GetAtt": ["ApiRole", "Arn"]}
    assert "ManagedPolicyArns" not in role
    assert "*" not in json.dumps(role)


def test_the_function_may_touch_items_of_its_own_table_only(usual: Deployed) -> None:
    statement = usual.statements["Items"]
    assert statement["Resource"] == {"Fn::GetAtt": ["Table", "Arn"]}
    assert all(action.startswith("dynamodb:") for action in statement["Action"])
    changes = usual.statements["WhatChanged"]
    assert changes["Resource"] == "${Table.Arn}/index/bySeq"
    assert changes["Action"] == "dynamodb:Query"


def test_the_function_may_write_to_its_own_log_and_make_none(usual: Deployed) -> None:
    statement = usual.statements["Log"]
    assert statement["Resource"] == {"Fn::GetAtt": ["ApiLogGroup", "Arn"]}
    assert statement["Action"] == ["logs:CreateLogStream", "logs:PutLogEvents"]
    assert usual.statements.keys() == {"Items", "WhatChanged", "Log"}


def test_the_gateway_slows_down_who_asks_too_much(usual: Deployed, full: Deployed) -> None:
    settings = usual.properties("HttpApiStage")["DefaultRouteSettings"]
    assert (settings["ThrottlingRateLimit"], settings["ThrottlingBurstLimit"]) == (100, 200)
    settings = full.properties("HttpApiStage")["DefaultRouteSettings"]
    assert (settings["ThrottlingRateLimit"], settings["ThrottlingBurstLimit"]) == ("3.5", "7")
    assert settings["DetailedMetricsEnabled"] is True


def test_access_logs_are_json_and_tell_nothing_of_who_did_what(usual: Deployed) -> None:
    line = json.loads(usual.properties("HttpApiStage")["AccessLogSettings"]["Format"])
    assert {"requestId", "status", "ms"} <= line.keys()
    personal = ("path", "sourceIp", "userAgent", "identity", "authorizer", "rawPath", "query")
    assert not [word for word in personal if word in json.dumps(line)]


def test_logs_are_kept_as_long_as_asked_for(usual: Deployed, full: Deployed) -> None:
    for deployed, days in ((usual, 30), (full, 90)):
        groups = deployed.of_type("AWS::Logs::LogGroup").values()
        assert [group["RetentionInDays"] for group in groups] == [days, days]


def test_what_is_uploaded_for_a_deploy_is_private(usual: Deployed) -> None:
    bucket = usual.properties("ServerlessDeploymentBucket")
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert "AES256" in json.dumps(bucket["BucketEncryption"])
