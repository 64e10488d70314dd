"""A user pool of the tests' own: it issues access tokens as Cognito would."""

import base64
import json
import uuid
from typing import Any

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


class Issuer:
    region = "eu-central-1"
    pool_id = "eu-central-1_Test12345"
    client_id = "doabletestclient00000000000"
    kid = "dGVzdC1rZXk="

    def __init__(self) -> None:
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    @property
    def url(self) -> str:
        return f"https://cognito-idp.{self.region}.amazonaws.com/{self.pool_id}"

    @property
    def jwks(self) -> bytes:
        numbers = self._key.public_key().public_numbers()
        n, e = b64(numbers.n.to_bytes(256, "big")), b64(numbers.e.to_bytes(3, "big"))
        key = {"kty": "RSA", "alg": "RS256", "use": "sig", "kid": self.kid, "n": n, "e": e}
        return json.dumps({"keys": [key]}).encode()

    def sub_of(self, name: str) -> str:
        return str(uuid.uuid5(uuid.NAMESPACE_DNS, name))

    def token(self, sub: str, now: float, **claims: Any) -> str:
        """An access token of 15 minutes for this person; `claims` replace its own."""
        claims = {
            "sub": sub,
            "iss": self.url,
            "client_id": self.client_id,
            "token_use": "access",
            "scope": "aws.cognito.signin.user.admin",
            "username": sub,
            "iat": int(now),
            "exp": int(now) + 900,
            "jti": str(uuid.uuid4()),
        } | claims
        header = {"alg": "RS256", "kid": self.kid}
        signed = ".".join(b64(json.dumps(part).encode()) for part in (header, claims))
        signature = self._key.sign(signed.encode(), padding.PKCS1v15(), SHA256())
        return f"{signed}.{b64(signature)}"
