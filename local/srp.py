"""Signing in to a Cognito user pool by SRP, as aws-amplify does it: for tests and scripts.

The protocol is RFC 5054's, with Cognito's own group (RFC 3526, 3072 bits), key derivation and
claim.
"""

import base64
import hashlib
import hmac
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

_N = int(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A0879"
    "8E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B"
    "0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA4836"
    "1C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804"
    "F1746C08CA18217C32905E462E36CE3BE39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6"
    "955817183995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64"
    "ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D226"
    "1AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E2"
    "08E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF",
    16,
)
_G = 2

Call = Callable[[str, dict[str, Any]], dict[str, Any]]


def sign_in(call: Call, pool_id: str, client_id: str, email: str, password: str) -> dict[str, Any]:
    """The AuthenticationResult. `call(operation, body)` asks Cognito, and raises on refusal."""
    secret = int.from_bytes(os.urandom(128), "big")
    public = pow(_G, secret, _N)
    challenge = call(
        "InitiateAuth",
        {
            "AuthFlow": "USER_SRP_AUTH",
            "ClientId": client_id,
            "AuthParameters": {"USERNAME": email, "SRP_A": f"{public:x}"},
        },
    )
    answers = _answers(challenge["ChallengeParameters"], pool_id, password, secret, public)
    reply = {"ChallengeName": "PASSWORD_VERIFIER", "ClientId": client_id}
    done = call("RespondToAuthChallenge", reply | {"ChallengeResponses": answers})
    result: dict[str, Any] = done["AuthenticationResult"]
    return result


def _answers(
    given: dict[str, str], pool_id: str, password: str, secret: int, public: int
) -> dict[str, str]:
    user, pool, block = given["USER_ID_FOR_SRP"], pool_id.split("_")[1], given["SECRET_BLOCK"]
    identity = hashlib.sha256(f"{pool}{user}:{password}".encode()).digest()
    key = _key(int(given["SRP_B"], 16), _pad(int(given["SALT"], 16)), identity, secret, public)
    now = datetime.now(UTC)
    stamp = f"{now:%a %b} {now.day} {now:%H:%M:%S UTC %Y}"
    claim = (pool + user).encode() + base64.b64decode(block) + stamp.encode()
    signature = hmac.digest(key, claim, "sha256")
    return {
        "USERNAME": user,
        "TIMESTAMP": stamp,
        "PASSWORD_CLAIM_SECRET_BLOCK": block,
        "PASSWORD_CLAIM_SIGNATURE": base64.b64encode(signature).decode(),
    }


def _key(server: int, salt: bytes, identity: bytes, secret: int, public: int) -> bytes:
    scramble = _hash(_pad(public) + _pad(server))
    private = _hash(salt + identity)
    multiplier = _hash(_pad(_N) + _pad(_G))
    base = (server - multiplier * pow(_G, private, _N)) % _N
    shared = pow(base, secret + scramble * private, _N)
    extracted = hmac.digest(_pad(scramble), _pad(shared), "sha256")
    return hmac.digest(extracted, b"Caldera Derived Key\x01", "sha256")[:16]


def _hash(data: bytes) -> int:
    return int.from_bytes(hashlib.sha256(data).digest(), "big")


def _pad(number: int) -> bytes:
    """Big-endian, with a leading zero where a signed reading would be negative."""
    return number.to_bytes(number.bit_length() // 8 + 1, "big")


def claims(token: str) -> dict[str, Any]:
    """What a token says, unverified."""
    payload = token.split(".")[1]
    found: dict[str, Any] = json.loads(
        base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    )
    return found
