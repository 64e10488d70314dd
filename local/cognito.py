"""`/_cognito`: the page's way to the emulated Cognito, on the page's own origin.

In production the browser speaks to Cognito itself. Here only what a browser may ask passes, so
that neither the emulator's other doors nor its open CORS stand behind the page's address.
"""

import urllib3
from flask import Blueprint, Response, abort, request

_PREFIX = "AWSCognitoIdentityProviderService."
_OPERATIONS = frozenset(
    {
        "ChangePassword",
        "ConfirmForgotPassword",
        "ConfirmSignUp",
        "DeleteUser",
        "ForgotPassword",
        "GetTokensFromRefreshToken",
        "GetUser",
        "GetUserAttributeVerificationCode",
        "GlobalSignOut",
        "InitiateAuth",
        "ResendConfirmationCode",
        "RespondToAuthChallenge",
        "RevokeToken",
        "SignUp",
        "UpdateUserAttributes",
        "VerifyUserAttribute",
    }
)
_MAX_BODY = 64 * 1024
_JSON = "application/x-amz-json-1.1"
_PASSED_ON = ("Content-Type", "x-amzn-errortype", "x-amzn-errormessage", "x-amzn-requestid")


def blueprint(emulator: str, origins: frozenset[str]) -> Blueprint:
    """Passes public Cognito calls on to the emulator, from pages of `origins` and from scripts."""
    cognito = Blueprint("cognito", __name__)
    pool = urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(connect=2, read=20))

    @cognito.post("/_cognito", strict_slashes=False)
    def forward() -> Response:
        _check_origin(origins | {request.host_url.rstrip("/")})
        target, body = _target(), _body()
        headers = {"Content-Type": _JSON, "X-Amz-Target": target, "Accept-Encoding": "identity"}
        try:
            return _answer(pool.request("POST", emulator, body=body, headers=headers))
        except urllib3.exceptions.HTTPError:
            abort(503, "The emulator does not answer.")

    return cognito


def _check_origin(allowed: frozenset[str]) -> None:
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(403, "Only for Doable's own page.")
    origin = request.headers.get("Origin")
    if origin is not None and origin not in allowed:
        abort(403, "Only for Doable's own page.")


def _target() -> str:
    target = request.headers.get("X-Amz-Target", "")
    if not target.startswith(_PREFIX) or target.removeprefix(_PREFIX) not in _OPERATIONS:
        abort(403, "Not something that a browser may ask Cognito for.")
    return target


def _body() -> bytes:
    request.max_content_length = _MAX_BODY
    return request.get_data(cache=False)


def _answer(answer: urllib3.BaseHTTPResponse) -> Response:
    headers = {name: answer.headers[name] for name in _PASSED_ON if name in answer.headers}
    headers["Cache-Control"] = "no-store"
    return Response(answer.data, answer.status, headers)
