"""Who is asking: from the Authorization header to `g.user`."""

import re
from collections.abc import Callable
from typing import cast

from flask import Flask, current_app, g, request
from msgspec import Struct

from app.auth.jwks import JwksCache
from app.auth.tokens import Principal, TokenVerifier
from app.errors import Unauthorized

__all__ = ["JwksCache", "Principal", "TokenVerifier", "authenticate", "current_user", "init_app"]

_EXTENSION = "doable.tokens"
# RFC 6750, section 2.1. A second header arrives joined by a comma, which no token contains.
_BEARER = re.compile(r"(?i:bearer) ([A-Za-z0-9._~+/=-]+)")


# How the tokens begin that people make for their scripts. Those of the pool begin with "eyJ".
_OF_SCRIPTS = "dbl_"
FindScript = Callable[[str], Principal | None]


class _Tokens(Struct, frozen=True):
    """What tells whose a token is, of either kind."""

    verifier: TokenVerifier
    find_script: FindScript


def init_app(app: Flask, verifier: TokenVerifier, find_script: FindScript) -> None:
    """`find_script` looks up a token that a person made for a script: None for a bad one."""
    app.extensions[_EXTENSION] = _Tokens(verifier, find_script)


def authenticate() -> Principal:
    """Read and verify the request's bearer token; the person is then also `current_user()`.

    Raises Unauthorized, one and the same for no token and for every bad one, or Unavailable.
    """
    try:
        g.user = _verify(_read_bearer())
    except Unauthorized as refusal:
        raise Unauthorized(
            "Send a valid access token in the Authorization header",
            headers={"WWW-Authenticate": 'Bearer realm="doable"'},
        ) from refusal.__cause__
    return current_user()


def current_user() -> Principal:
    """The person whom `authenticate()` found in this request; AttributeError if nobody asked it."""
    return cast(Principal, g.user)


def _verify(token: str) -> Principal:
    tokens = cast(_Tokens, current_app.extensions[_EXTENSION])
    if not token.startswith(_OF_SCRIPTS):
        return tokens.verifier.verify(token)
    found = tokens.find_script(token)
    if found is None:
        raise Unauthorized
    return found


def _read_bearer() -> str:
    found = _BEARER.fullmatch(",".join(request.headers.getlist("Authorization")))
    if not found:
        raise Unauthorized
    return found[1]
