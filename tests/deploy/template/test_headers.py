"""The headers of what comes through CloudFront."""

import json
from typing import Any

import pytest

from local.infra import page_headers
from tests.deploy.template.deployed import Deployed


def security_headers(deployed: Deployed, name: str) -> dict[str, Any]:
    config = deployed.properties(name)["ResponseHeadersPolicyConfig"]
    found: dict[str, Any] = config["SecurityHeadersConfig"]
    return found


def test_each_path_has_its_headers(usual: Deployed) -> None:
    policies = {path: one["ResponseHeadersPolicyId"] for path, one in usual.behaviours.items()}
    assert policies == {
        "*": {"Ref": "PageHeaders"},
        "/api/*": {"Ref": "ApiHeaders"},
        "/config.json": {"Ref": "ApiHeaders"},
    }


@pytest.mark.parametrize("name", ["PageHeaders", "ApiHeaders"])
def test_every_answer_is_for_https_only_and_is_what_it_says_it_is(
    usual: Deployed, name: str
) -> None:
    headers = security_headers(usual, name)
    transport = headers["StrictTransportSecurity"]
    assert transport["AccessControlMaxAgeSec"] >= 2 * 365 * 86400
    assert transport["IncludeSubdomains"] is transport["Override"] is True
    assert headers["ContentTypeOptions"] == {"Override": True}
    assert headers["FrameOptions"] == {"FrameOption": "DENY", "Override": True}


def policy_of(deployed: Deployed, name: str) -> dict[str, str]:
    text = security_headers(deployed, name)["ContentSecurityPolicy"]["ContentSecurityPolicy"]
    return dict(directive.strip().split(" ", 1) for directive in text.split(";"))


def test_the_page_runs_what_is_its_own_and_nothing_else(usual: Deployed) -> None:
    policy = policy_of(usual, "PageHeaders")
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert policy["worker-src"] == policy["manifest-src"] == "'self'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert policy["trusted-types"] == "vue doable-sw doable-import"
    assert "unsafe" not in json.dumps(policy)


def test_the_page_speaks_to_its_own_api_and_to_cognito_only(
    usual: Deployed, rehearsed: Deployed
) -> None:
    cognito = "https://cognito-idp.${AWS::Region}.amazonaws.com"
    assert policy_of(usual, "PageHeaders")["connect-src"] == f"'self' {cognito}"
    assert policy_of(rehearsed, "PageHeaders")["connect-src"] == "'self' http://127.0.0.1:4566"


def test_the_page_on_a_laptop_has_the_same_headers(usual: Deployed) -> None:
    policy = policy_of(usual, "PageHeaders") | {"connect-src": "'self'"}
    local = page_headers()
    assert local["Content-Security-Policy"] == "; ".join(map(" ".join, policy.items()))
    custom = usual.properties("PageHeaders")["ResponseHeadersPolicyConfig"]["CustomHeadersConfig"]
    for header in custom["Items"]:
        assert local[header["Header"]] == header["Value"]
        assert header["Override"] is True
    assert local["Cross-Origin-Opener-Policy"] == "same-origin"


def test_an_answer_of_the_api_is_no_page_unless_it_says_so_itself(usual: Deployed) -> None:
    assert policy_of(usual, "ApiHeaders") == {"default-src": "'none'", "frame-ancestors": "'none'"}
    assert security_headers(usual, "ApiHeaders")["ContentSecurityPolicy"]["Override"] is False
