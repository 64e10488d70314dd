"""Who is asking: from the Authorization header to `g.user`."""

import re
from typing import cast

from flask import Flask, current_app, g, request

from app.auth.jwks import JwksCache
from app.auth.tokens import Principal, TokenVerifier
from app.errors import Unauthorized

__all__ = ["JwksCache", "Principal", "TokenVerifier", "authenticate", "current_user", "init_app"]

_EXTENSION = "doable.tokens"
# RFC 6750, section 2.1. A second header arrives joined by a comma, which no token contains.
_BEARER = re.compile(r"(?i:bearer) ([A-Za-z0-9._~+/=-]+)")


def init_app(app: Flask, verifier: TokenVerifier) -> None:
    app.extensions[_EXTENSION] = verifier


def authenticate() -> Principal:
    """Read and verify the request's bearer token; the person is then also `current_user()`.

    Raises Unauthorized, one and the same for no token and for every bad one, or Unavailable.
    """
    verifier = cast(TokenVerifier, current_app.extensions[_EXTENSION])
    try:
        g.user = verifier.verify(_read_bearer())
    except Unauthorized as refusal:
        raise Unauthorized(
            "Send a valid access token in the Authorization header",
            headers={"WWW-Authenticate": 'Bearer realm="doable"'},
        ) from refusal.__cause__
    return current_user()


def current_user() -> Principal:
    """The person whom `authenticate()` found in this request; AttributeError if nobody asked it."""
    return cast(Principal, g.user)


def _read_bearer() -> str:
    found = _BEARER.fullmatch(",".join(request.headers.getlist("Authorization")))
    if not found:
        raise Unauthorized
    return found[1]
