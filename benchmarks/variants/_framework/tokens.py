"""Access tokens of a Cognito user pool, checked with python-jose."""

import json
import os
import urllib.request

from jose import JWTError, jwt

ISSUER = os.environ["TOKEN_ISSUER"]
CLIENT_ID = os.environ["USER_POOL_CLIENT_ID"]
with urllib.request.urlopen(os.environ["JWKS_URL"], timeout=5) as response:  # noqa: S310
    KEYS = {key["kid"]: key for key in json.loads(response.read())["keys"]}


def verify(authorization: str) -> str:
    """Whom the token was issued to. Raises ValueError."""
    token = authorization.removeprefix("Bearer ")
    try:
        key = KEYS[jwt.get_unverified_header(token)["kid"]]
        claims = jwt.decode(token, key, algorithms=["RS256"], issuer=ISSUER)
    except (KeyError, JWTError) as error:
        raise ValueError("not a token of this pool") from error
    if claims["token_use"] != "access" or claims["client_id"] != CLIENT_ID:  # noqa: S105
        raise ValueError("for another purpose")
    return claims["sub"]
