"""The page and the API at one address: who reads what, how it is cached, what headers it has."""

import json
import subprocess
from typing import Any

import pytest

from tests.deploy.template.deployed import Deployed
from tests.deploy.template.parameters import EVERYTHING, SECRET


def test_only_this_distribution_can_read_the_page_and_only_over_tls(usual: Deployed) -> None:
    bucket = usual.properties("PageBucket")
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert "AES256" in json.dumps(bucket["BucketEncryption"])
    assert bucket["OwnershipControls"]["Rules"] == [{"ObjectOwnership": "BucketOwnerEnforced"}]
    *allowing, deny = usual.properties("PageBucketPolicy")["PolicyDocument"]["Statement"]
    assert [allow["Action"] for allow in allowing] == ["s3:GetObject", "s3:ListBucket"]
    for allow in allowing:
        assert (allow["Effect"], allow["Principal"]["Service"]) == (
            "Allow",
            "cloudfront.amazonaws.com",
        )
        source = allow["Condition"]["StringEquals"]["AWS:SourceArn"]
        assert source.endswith(":distribution/${Distribution}")
    assert (deny["Effect"], deny["Principal"], deny["Action"]) == ("Deny", "*", "s3:*")
    assert deny["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert usual.origin("page")["OriginAccessControlId"] == {"Ref": "PageAccess"}


def test_only_what_is_superseded_ends_and_only_after_a_month(usual: Deployed) -> None:
    rules = usual.properties("PageBucket")["LifecycleConfiguration"]["Rules"]
    (expiring,) = [rule for rule in rules if "ExpirationInDays" in rule]
    assert expiring["TagFilters"] == [{"Key": "superseded", "Value": "yes"}]
    assert (expiring["ExpirationInDays"], expiring["Status"]) == (30, "Enabled")


OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"


@pytest.mark.parametrize(
    ("path", "origin_id", "cache", "methods"),
    [
        ("*", "page", OPTIMIZED, {"GET", "HEAD"}),
        ("/config.json", "api", {"Ref": "ConfigCache"}, {"GET", "HEAD"}),
        (
            "/api/*",
            "api",
            DISABLED,
            {"GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"},
        ),
    ],
)
def test_each_path_goes_where_it_belongs_and_is_cached_accordingly(
    usual: Deployed, path: str, origin_id: str, cache: Any, methods: set[str]
) -> None:
    behaviour = usual.behaviours[path]
    assert behaviour["TargetOriginId"] == origin_id
    assert behaviour["CachePolicyId"] == cache
    assert set(behaviour["AllowedMethods"]) == methods
    assert behaviour.get("Compress", False) is (origin_id == "page" or path == "/config.json")


def test_there_is_no_other_path(usual: Deployed) -> None:
    assert usual.behaviours.keys() == {"*", "/api/*", "/config.json"}


def test_the_api_gets_all_that_the_visitor_sent_but_the_host(usual: Deployed) -> None:
    all_viewer_except_host_header = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
    assert usual.behaviours["/api/*"]["OriginRequestPolicyId"] == all_viewer_except_host_header


def test_config_json_is_cached_only_as_long_as_the_api_says(usual: Deployed) -> None:
    policy = usual.properties("ConfigCache")["CachePolicyConfig"]
    assert (policy["MinTTL"], policy["DefaultTTL"]) == (0, 0)
    forwarded = policy["ParametersInCacheKeyAndForwardedToOrigin"]
    assert forwarded["QueryStringsConfig"] == {"QueryStringBehavior": "none"}


def test_no_error_is_kept_and_given_to_somebody_else(usual: Deployed) -> None:
    """Every code that CloudFront would keep:
    https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html
    """
    kept = {400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504}
    rules = usual.distribution["CustomErrorResponses"]
    assert rules == [{"ErrorCode": code, "ErrorCachingMinTTL": 0} for code in sorted(kept)]


def test_nothing_is_said_in_the_clear(usual: Deployed, full: Deployed) -> None:
    for deployed in (usual, full):
        policies = {one["ViewerProtocolPolicy"] for one in deployed.behaviours.values()}
        assert policies == {"redirect-to-https"}
        to_origin = deployed.origin("api")["CustomOriginConfig"]
        assert to_origin["OriginProtocolPolicy"] == "https-only"
        assert to_origin["OriginSSLProtocols"] == ["TLSv1.2"]


def test_browsers_of_today_get_todays_protocols(usual: Deployed) -> None:
    config = usual.distribution
    assert (config["HttpVersion"], config["IPV6Enabled"]) == ("http2and3", True)


def test_cloudfront_finds_the_api_and_says_its_address(usual: Deployed) -> None:
    api = "${HttpApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}"
    assert usual.origin("api")["DomainName"] == api
    assert "OriginPath" not in usual.origin("api")
    assert usual.outputs["ApiAddress"] == f"https://{api}"
    assert usual.outputs["Address"] == "https://${Distribution.DomainName}"


def test_without_a_domain_it_has_the_address_that_cloudfront_gives(usual: Deployed) -> None:
    config = usual.distribution
    assert config["ViewerCertificate"] == {"CloudFrontDefaultCertificate": True}
    assert not {"Aliases", "WebACLId"} & config.keys()


def test_domain_certificate_and_web_acl_reach_cloudfront(full: Deployed) -> None:
    config = full.distribution
    assert config["Aliases"] == [EVERYTHING["domain"]]
    assert config["ViewerCertificate"]["AcmCertificateArn"] == EVERYTHING["certificateArn"]
    assert config["ViewerCertificate"]["MinimumProtocolVersion"] == "TLSv1.2_2021"
    assert config["WebACLId"] == EVERYTHING["webAclArn"]
    assert full.outputs["Address"] == "https://todo.example.org"


def test_cloudfront_proves_itself_with_the_first_of_two_secrets(
    usual: Deployed, full: Deployed
) -> None:
    assert "OriginCustomHeaders" not in usual.origin("api")
    (header,) = full.origin("api")["OriginCustomHeaders"]
    assert header == {"HeaderName": "X-Origin-Secret", "HeaderValue": SECRET}
    assert full.template["Parameters"]["OriginSecret"]["NoEcho"] is True


def test_what_cloudfront_names_by_account_differs_by_stage_and_region(usual: Deployed) -> None:
    named = {
        "PageAccess": "OriginAccessControlConfig",
        "PageHeaders": "ResponseHeadersPolicyConfig",
        "ApiHeaders": "ResponseHeadersPolicyConfig",
        "ConfigCache": "CachePolicyConfig",
    }
    names = [usual.properties(name)[config]["Name"] for name, config in named.items()]
    names.append(usual.properties("DeepLinks")["Name"])
    assert all(name.startswith("${AWS::StackName}-${AWS::Region}-") for name in names)


@pytest.mark.parametrize(
    ("asked", "fetched"),
    [
        ("/", "/index.html"),
        ("/today", "/index.html"),
        ("/lists/", "/index.html"),
        ("/lists/0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b", "/index.html"),
        ("/v1.2/today", "/index.html"),
        ("/index.html", "/index.html"),
        ("/favicon.svg", "/favicon.svg"),
        ("/sw.js", "/sw.js"),
        ("/assets/index-abc.js", "/assets/index-abc.js"),
        ("/assets/gone.js", "/assets/gone.js"),
    ],
)
def test_the_page_answers_for_its_own_addresses_and_not_for_files(
    usual: Deployed, asked: str, fetched: str
) -> None:
    function = usual.properties("DeepLinks")
    assert function["FunctionConfig"]["Runtime"] == "cloudfront-js-2.0"
    event = {"request": {"method": "GET", "uri": asked, "querystring": {}}}
    script = f"{function['FunctionCode']}\nconsole.log(handler({json.dumps(event)}).uri)"
    run = subprocess.run(  # noqa: S603
        ["node", "--use_strict", "--eval", script],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == fetched


def test_only_the_page_has_deep_links(usual: Deployed) -> None:
    (association,) = usual.behaviours["*"]["FunctionAssociations"]
    assert association["EventType"] == "viewer-request"
    assert association["FunctionARN"] == {"Fn::GetAtt": ["DeepLinks", "FunctionARN"]}
    with_function = [
        path for path, one in usual.behaviours.items() if "FunctionAssociations" in one
    ]
    assert with_function == ["*"]
