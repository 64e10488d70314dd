"""What jose is kept from importing, and that nobody misses it."""

import subprocess
import sys


def run(code: str) -> str:
    """In a process of its own: in this one others have imported everything by now."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603


def test_certificates_are_not_imported_with_the_signature_check() -> None:
    printed = run("""
import sys, app.auth.tokens
print([name for name in sys.modules if name.startswith("cryptography.x509")])
""")
    assert printed == "[]\n"


def test_who_needs_certificates_afterwards_gets_them_and_jose_too() -> None:
    printed = run("""
import datetime, app.auth.tokens
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jose import jwk
key = rsa.generate_private_key(65537, 2048)
name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "doable")])
now = datetime.datetime(2026, 1, 1)
certificate = (x509.CertificateBuilder(name, name, key.public_key(), 1, now, now)
    .sign(key, hashes.SHA256()))
pem = certificate.public_bytes(serialization.Encoding.PEM).decode()
print(jwk.construct(pem, "RS256").to_dict()["n"] == jwk.construct(
    key.public_key().public_bytes(serialization.Encoding.PEM,
        serialization.PublicFormat.SubjectPublicKeyInfo).decode(), "RS256").to_dict()["n"])
""")
    assert printed == "True\n"
