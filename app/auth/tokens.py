"""Access tokens: parsed strictly, then verified with a pre-built key, then held against our claims.

python-jose checks the signature and no more: its own parser and claims checks let too much through.
docs/tokens.md says what is accepted and why.
"""

import logging
import re
import time
from collections.abc import Callable, Mapping
from typing import Any, Literal

from msgspec import Struct

from app.auth import _rs256
from app.auth._strict import decode_base64url, parse_object
from app.auth.jwks import JwksCache, PublicKey
from app.errors import Unauthorized

MAX_CHARACTERS = 8192
LEEWAY_SECONDS = 30
MAX_LIFE_SECONDS = 24 * 3600
REMEMBERED = 256  # tokens, so at most 2 MB

_HEADER_NAMES = {"alg", "kid", "typ"}
_KID = re.compile(r"[A-Za-z0-9+/=_-]{1,128}")
# "A unique identifier (UUID)", as Cognito documents `sub`. It becomes part of keys in the table.
_SUB = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_log = logging.getLogger(__name__)


class Principal(Struct, frozen=True):
    """Who sends a request: a person who signed in, or a script with a token of that person's, which
    may read, or write as well."""

    sub: str
    scope: Literal["person", "read", "write"] = "person"


class _Token(Struct, frozen=True):
    kid: str
    claims: Mapping[str, Any]
    signed: bytes
    signature: bytes


class _Verified(Struct, frozen=True):
    """What was found of a token, by which key, and until when it holds."""

    principal: Principal
    key: PublicKey
    exp: float


class TokenVerifier:
    def __init__(
        self,
        *,
        issuer: str,
        client_id: str,
        keys: JwksCache,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._issuer, self._client_id, self._keys, self._clock = issuer, client_id, keys, clock
        self._verified: dict[str, _Verified] = {}

    def verify(self, token: str) -> Principal:
        """Who this access token was issued to.

        Raises Unauthorized, the same for every reason (which only `__cause__` tells), or
        Unavailable when the user pool's keys cannot be had.
        """
        known = self._verified.get(token)
        if known and self._still_holds(known):
            return known.principal
        try:
            verified = self._verify(token)
        except ValueError as reason:
            _log.debug("Token refused: %s", reason)
            raise Unauthorized from reason
        self._remember(token, verified)
        return verified.principal

    def _still_holds(self, known: _Verified) -> bool:
        """Nothing else about a token changes: its time, and whether its key is still the pool's."""
        is_in_time = self._clock() <= known.exp + LEEWAY_SECONDS
        return is_in_time and self._keys.find(known.key.kid) == known.key

    def _remember(self, token: str, verified: _Verified) -> None:
        """People send the same token for 15 minutes."""
        if len(self._verified) >= REMEMBERED:
            self._verified.clear()
        self._verified[token] = verified

    def _verify(self, token: str) -> _Verified:
        parsed = _parse(token)
        # Before any key is fetched: a foreign token shall cause no traffic.
        if parsed.claims.get("iss") != self._issuer:
            raise ValueError("iss is not ours")
        key = self._keys.find(parsed.kid)
        if key is None or not _rs256.verify(key, parsed.signed, parsed.signature):
            raise ValueError("signature by no key of the pool")
        _check_times(parsed.claims, self._clock())
        _check_purpose(parsed.claims, self._client_id)
        return _Verified(_principal(parsed.claims), key, parsed.claims["exp"])


def _parse(token: str) -> _Token:
    if len(token) > MAX_CHARACTERS:
        raise ValueError("token too long")
    parts = token.split(".")
    if len(parts) != 3:
        raise ValueError("not three parts")
    header, claims, signature = (decode_base64url(part) for part in parts)
    kid = _read_kid(parse_object(header))
    return _Token(kid, parse_object(claims), token.rpartition(".")[0].encode("ascii"), signature)


def _read_kid(header: dict[str, Any]) -> str:
    """The one thing that a header may tell us; everything else in it is fixed."""
    if not header.keys() <= _HEADER_NAMES:
        raise ValueError("header with a foreign key")
    if header.get("alg") != "RS256" or header.get("typ", "JWT") != "JWT":
        raise ValueError("header of another kind of token")
    return _read_text(header, "kid", _KID)


def _check_times(claims: Mapping[str, Any], now: float) -> None:
    exp, iat = _read_seconds(claims, "exp"), _read_seconds(claims, "iat")
    starts = max(iat, _read_seconds(claims, "nbf") if "nbf" in claims else iat)
    if exp + LEEWAY_SECONDS < now:
        raise ValueError("expired")
    if starts - LEEWAY_SECONDS > now:
        raise ValueError("not valid yet")
    if not 0 < exp - iat <= MAX_LIFE_SECONDS:
        raise ValueError("life too long, or none")


def _check_purpose(claims: Mapping[str, Any], client_id: str) -> None:
    if claims.get("token_use") != "access":
        raise ValueError("token_use is not access")
    if claims.get("client_id") != client_id or claims.get("aud", client_id) != client_id:
        raise ValueError("issued for another client")
    # Types that aws-jwt-verify insists on (src/jwt.ts), though we make no use of them.
    if not all(isinstance(claims.get(name, ""), str) for name in ("jti", "scope")):
        raise ValueError("jti or scope is no string")


def _principal(claims: Mapping[str, Any]) -> Principal:
    sub = _read_text(claims, "sub", _SUB)
    username = claims.get("username", sub)
    if not isinstance(username, str) or not username.isprintable() or not username:
        raise ValueError("username is malformed")
    return Principal(sub)


def _read_text(values: Mapping[str, Any], name: str, pattern: re.Pattern[str]) -> str:
    value = values.get(name)
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ValueError(f"{name} is malformed")
    return value


def _read_seconds(claims: Mapping[str, Any], name: str) -> int | float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{name} is no number")
    return value
