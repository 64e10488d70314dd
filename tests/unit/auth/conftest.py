"""A forger of tokens, good ones and hostile ones. It shares no code with what is tested."""

import base64
import hashlib
import hmac
import json
import time
from dataclasses import dataclass, field

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils

from app.auth import JwksCache, TokenVerifier

NOW = int(time.time())  # of today, so that other libraries can be asked about the same tokens
URL = "http://127.0.0.1:1/jwks.json"
ISSUER = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbC123"
CLIENT = "4v8lm0b0kmb8r5tv9v3k0p0dj1"
SUB = "c3a4d812-b0a1-7035-9f5e-0c1f3a5b7d9e"
KID = "mQX2SVtWbR0uBDdRr7m3gNpqLZ4ZXjNnhmDTnqV1f3A="


def b64(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def to_json(value):
    return value if isinstance(value, bytes) else json.dumps(value).encode()


def number(value):
    return b64(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def jwk_of(key, **changes):
    numbers = key.public_key().public_numbers()
    jwk = {"kty": "RSA", "alg": "RS256", "use": "sig", "kid": KID}
    jwk |= {"n": number(numbers.n), "e": number(numbers.e)} | changes
    return {name: value for name, value in jwk.items() if value is not ...}


@dataclass
class Keys:
    """Ours is in the pool, the others never were."""

    ours: rsa.RSAPrivateKey
    other: rsa.RSAPrivateKey
    weak: rsa.RSAPrivateKey
    large: rsa.RSAPrivateKey
    curve: ec.EllipticCurvePrivateKey


@pytest.fixture(scope="session")
def keys():
    def make(bits):
        return rsa.generate_private_key(public_exponent=65537, key_size=bits)

    curve = ec.generate_private_key(ec.SECP256R1())
    return Keys(make(2048), make(2048), make(1024), make(3072), curve)


@dataclass
class Forge:
    """Makes tokens, and the world that they arrive in. `...` as a value leaves the name out."""

    keys: Keys
    now: float = NOW
    passed: float = 0.0
    fetches: int = 0
    served: object = None
    cache: JwksCache = field(init=False)
    verifier: TokenVerifier = field(init=False)

    def __post_init__(self):
        self.serving([jwk_of(self.keys.ours)])
        self.cache = JwksCache(URL, fetch=self.fetch, clock=lambda: self.passed)
        self.verifier = TokenVerifier(
            issuer=ISSUER, client_id=CLIENT, keys=self.cache, clock=lambda: self.now
        )

    issuer, client, sub, kid = ISSUER, CLIENT, SUB, KID

    # The world: each returns the forge, so that a row can tell its story in one line.

    def fetch(self, url):
        assert url == URL
        self.fetches += 1
        if isinstance(self.served, Exception):
            raise self.served
        return self.served

    def serving(self, answer):
        self.served = to_json({"keys": answer}) if isinstance(answer, list) else answer
        return self

    def warm(self):
        self.verifier.verify(self.token())
        return self

    def later(self, seconds):
        self.passed += seconds
        return self

    def tried(self, token, times=1):
        for _ in range(times):
            with pytest.raises(Exception):  # noqa: B017 - what it is, another test says
                self.verifier.verify(token)
        return self

    # The tokens.

    def claims(self, **changes):
        claims = {
            "sub": SUB,
            "iss": ISSUER,
            "client_id": CLIENT,
            "origin_jti": "0f0f0f0f-0000-4000-8000-000000000001",
            "token_use": "access",
            "scope": "aws.cognito.signin.user.admin",
            "auth_time": NOW,
            "iat": NOW,
            "exp": NOW + 900,
            "jti": "0f0f0f0f-0000-4000-8000-000000000002",
            "username": SUB,
        } | changes
        return {name: value for name, value in claims.items() if value is not ...}

    def header(self, **changes):
        header = {"kid": KID, "alg": "RS256"} | changes
        return {name: value for name, value in header.items() if value is not ...}

    def text(self, **changes):
        return to_json(self.claims(**changes))

    def token(self, header=None, *, key=None, **claims):
        """Well signed by our key (or `key`), whatever its header and claims say."""
        return self.raw(self.header(**(header or {})), self.claims(**claims), key=key)

    def over(self, characters):
        """The shortest token that is longer than this."""
        sizes = range(3 * characters // 4 - 1000, characters)
        return next(t for n in sizes if len(t := self.token(x="x" * n)) > characters)

    def raw(self, header=None, claims=None, *, key=None):
        """Well signed; bytes go in as they are."""
        header, claims = header or self.header(), claims or self.claims()
        return self.sign(f"{b64(to_json(header))}.{b64(to_json(claims))}", key)

    def sign(self, signed, key=None, hash_alg=None, scheme=None):
        key = key or self.keys.ours
        scheme, hash_alg = scheme or padding.PKCS1v15(), hash_alg or hashes.SHA256()
        return f"{signed}.{b64(key.sign(signed.encode(), scheme, hash_alg))}"

    def unsigned(self, header=None):
        return self.token(header).rpartition(".")[0]

    def literal(self, name, text, of="claims"):
        """A claim whose value is this JSON text, which json.dumps would never write."""
        parts = {"header": self.header(), "claims": self.claims()}
        parts[of][name] = "@@"
        parts[of] = json.dumps(parts[of]).replace('"@@"', text).encode()
        return self.raw(**parts)

    def doubled(self, name, first, of="claims"):
        """The name twice: `first`, then what is right."""
        parts = {"header": to_json(self.header()), "claims": to_json(self.claims())}
        parts[of] = b"{" + json.dumps({name: first})[1:-1].encode() + b"," + parts[of][1:]
        return self.raw(**parts)

    def hmac(self, secret, alg="HS256"):
        signed = self.unsigned({"alg": alg})
        return f"{signed}.{b64(hmac.digest(secret, signed.encode(), hashlib.sha256))}"

    def es256(self):
        signed = self.unsigned({"alg": "ES256"})
        der = self.keys.curve.sign(signed.encode(), ec.ECDSA(hashes.SHA256()))
        r, s = utils.decode_dss_signature(der)
        return f"{signed}.{b64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"

    def resigned(self, change, **claims):
        """A good token whose signature, as bytes, went through `change`."""
        signed, _, signature = self.token(**claims).rpartition(".")
        return f"{signed}.{b64(change(base64.urlsafe_b64decode(signature + '==')))}"


@pytest.fixture
def forge(keys):
    return Forge(keys)
