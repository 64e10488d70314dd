"""RS256 signatures by python-jose, of which nothing else is used. Its only importer."""

import sys
from functools import lru_cache
from types import ModuleType
from typing import Any

from app.auth.jwks import PublicKey

_X509 = "cryptography.x509"


def _load_certificate(*args: Any) -> Any:
    """What jose would have imported, as late as that function is called: never by us."""
    from cryptography.x509 import load_pem_x509_certificate

    return load_pem_x509_certificate(*args)


# jose imports all of cryptography.x509, a twelfth of a cold start, for this one function, which
# reads keys from certificates; ours come from JWKs.
if _X509 not in sys.modules:
    stand_in: Any = ModuleType(_X509)
    stand_in.load_pem_x509_certificate = _load_certificate
    sys.modules[_X509] = stand_in
    try:
        from jose import jwk
    finally:
        del sys.modules[_X509]
else:
    from jose import jwk


def verify(key: PublicKey, signed: bytes, signature: bytes) -> bool:
    """Whether `signature` is that key's RSASSA-PKCS1-v1_5 with SHA-256 over `signed`."""
    # OpenSSL would refuse another length too; said here, it does not depend on the library.
    if len(signature) != key.signature_bytes:
        return False
    return bool(_build(key.n, key.e).verify(signed, signature))


@lru_cache(maxsize=16)  # a pool has two keys, and a few more around a rotation
def _build(n: str, e: str) -> Any:
    return jwk.construct({"kty": "RSA", "n": n, "e": e}, "RS256")
