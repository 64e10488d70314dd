"""People sign up and in through the page's own origin; nothing else of Cognito is reachable."""

import json

import pytest
import urllib3

from local.srp import claims
from local.testing import RESET_CODE, CognitoError, Server


def post(server: Server, target: str, body: bytes) -> int:
    url, headers = f"{server.url}/_cognito", {"X-Amz-Target": target}
    return urllib3.request("POST", url, body=body, headers=headers, retries=False).status


def test_a_person_signs_up_and_gets_an_access_token(server: Server) -> None:
    person = server.sign_up("ada@example.org")
    says = claims(person.access_token)
    assert (says["token_use"], says["client_id"]) == (
        "access",
        server.config["userPoolClientId"],
    )
    assert says["exp"] - says["iat"] == 15 * 60


def test_a_wrong_code_and_a_wrong_password_are_refused_by_name(server: Server) -> None:
    client = {"ClientId": server.config["userPoolClientId"], "Username": "bob@example.org"}
    server.cognito("SignUp", client | {"Password": "correct horse"})
    with pytest.raises(CognitoError, match="CodeMismatchException"):
        server.cognito("ConfirmSignUp", client | {"ConfirmationCode": "000000"})
    person = server.sign_up()
    with pytest.raises(CognitoError, match="NotAuthorizedException"):
        server.sign_in(person.email, "another horse")


def test_tokens_are_refreshed_until_they_are_revoked(server: Server) -> None:
    person = server.sign_up()
    body = {
        "ClientId": server.config["userPoolClientId"],
        "RefreshToken": person.tokens["RefreshToken"],
    }
    fresh = server.cognito("GetTokensFromRefreshToken", body)["AuthenticationResult"]
    assert claims(fresh["AccessToken"])["sub"] == person.id
    server.cognito("RevokeToken", {"ClientId": body["ClientId"], "Token": body["RefreshToken"]})
    with pytest.raises(CognitoError, match="NotAuthorizedException"):
        server.cognito("GetTokensFromRefreshToken", body)


def test_a_forgotten_password_is_reset(server: Server) -> None:
    person = server.sign_up()
    client = {"ClientId": server.config["userPoolClientId"], "Username": person.email}
    server.cognito("ForgotPassword", client)
    reset = client | {"ConfirmationCode": RESET_CODE, "Password": "a newer horse"}
    server.cognito("ConfirmForgotPassword", reset)
    assert server.sign_in(person.email, "a newer horse").id == person.id


@pytest.mark.parametrize("flow", ["USER_PASSWORD_AUTH", "ADMIN_USER_PASSWORD_AUTH"])
def test_only_srp_signs_in(server: Server, flow: str) -> None:
    person = server.sign_up()
    parameters = {"USERNAME": person.email, "PASSWORD": person.password}
    with pytest.raises(CognitoError, match="InvalidParameterException"):
        server.cognito(
            "InitiateAuth",
            {
                "ClientId": server.config["userPoolClientId"],
                "AuthFlow": flow,
                "AuthParameters": parameters,
            },
        )


@pytest.mark.parametrize(
    "target",
    [
        "",
        "InitiateAuth",
        "AWSCognitoIdentityProviderService.",
        "AWSCognitoIdentityProviderService.AdminGetUser",
        "AWSCognitoIdentityProviderService.AdminInitiateAuth",
        "AWSCognitoIdentityProviderService.DeleteUserPool",
        "AWSCognitoIdentityProviderService.ListUsers",
        "DynamoDB_20120810.Scan",
    ],
)
def test_what_is_no_business_of_a_browser_is_refused(server: Server, target: str) -> None:
    body = json.dumps({"UserPoolId": server.config["userPoolId"]}).encode()
    assert post(server, target, body) == 403


def test_a_large_body_is_refused(server: Server) -> None:
    assert post(server, "AWSCognitoIdentityProviderService.SignUp", b" " * 65_537) == 413


def test_a_deleted_person_can_neither_sign_in_nor_refresh(server: Server) -> None:
    person, other = server.sign_up(), server.sign_up()
    server.cognito("DeleteUser", {"AccessToken": person.access_token})
    with pytest.raises(CognitoError, match=r"NotAuthorizedException|UserNotFoundException"):
        server.sign_in(person.email, person.password)
    refresh = {
        "ClientId": server.config["userPoolClientId"],
        "RefreshToken": person.tokens["RefreshToken"],
    }
    with pytest.raises(CognitoError, match=r"NotAuthorizedException|UserNotFoundException"):
        server.cognito("GetTokensFromRefreshToken", refresh)
    assert server.sign_in(other.email, other.password).id == other.id
