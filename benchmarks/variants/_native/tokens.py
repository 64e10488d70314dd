"""Access tokens of a Cognito user pool, checked with cryptography."""

import base64
import json
import os
import time

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey, RSAPublicNumbers
from cryptography.hazmat.primitives.hashes import SHA256

ISSUER = os.environ["TOKEN_ISSUER"]
CLIENT_ID = os.environ["USER_POOL_CLIENT_ID"]


def decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def read_keys(jwks: bytes) -> dict[str, RSAPublicKey]:
    """The keys of a JWK set by their kid."""
    return {
        key["kid"]: RSAPublicNumbers(
            e=int.from_bytes(decode(key["e"])), n=int.from_bytes(decode(key["n"]))
        ).public_key()
        for key in json.loads(jwks)["keys"]
    }


def verify(authorization: str, keys: dict[str, RSAPublicKey]) -> str:
    """Whom the token was issued to. Raises ValueError."""
    try:
        signed, signature = authorization.removeprefix("Bearer ").rsplit(".", 1)
        header, claims = (json.loads(decode(part)) for part in signed.split("."))
        if header["alg"] != "RS256":
            raise ValueError("not signed with RS256")
        keys[header["kid"]].verify(decode(signature), signed.encode(), PKCS1v15(), SHA256())
        if claims["exp"] < time.time() or claims["iss"] != ISSUER:
            raise ValueError("expired, or of another pool")
        if claims["token_use"] != "access" or claims["client_id"] != CLIENT_ID:  # noqa: S105
            raise ValueError("for another purpose")
        return claims["sub"]
    except (KeyError, TypeError, InvalidSignature) as error:
        raise ValueError("not a token of this pool") from error
