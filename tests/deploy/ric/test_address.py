"""Whom the packed function takes for AWS. Its botocore holds only a part of what botocore knows."""

import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.deploy.ric.function import confined, lambda_environment, runtime

REGIONS = ["eu-central-1", "us-east-1", "ap-southeast-7"]
# Asks for an item in each region. Every name leads to a stranger on this machine.
ASK = """
import socket, sys
from app.store.client import connect

def resolve(host, port, *_, **__):
    print(host, port)
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", int(sys.argv[1])))]

socket.getaddrinfo = resolve
for region in sys.argv[2:]:
    try:
        connect(region).get_item(TableName="t", Key={"PK": {"S": "p"}, "SK": {"S": "s"}})
    except Exception as error:
        print(error)
"""


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[int]:
    """The port of a server that names itself by a certificate of its own making."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path / "stranger.pem"))

    def shake_hands() -> None:
        for _ in REGIONS:
            with suppress(OSError):
                context.wrap_socket(listener.accept()[0], server_side=True).close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(20)
        thread = threading.Thread(target=shake_hands)
        thread.start()
        yield listener.getsockname()[1]
        thread.join()


def self_signed(file: Path) -> Path:
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name.from_rfc4514_string("CN=dynamodb.amazonaws.com")
    names = [x509.DNSName(f"dynamodb.{region}.amazonaws.com") for region in REGIONS]
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(secret + certificate.public_bytes(Encoding.PEM))
    return file


def test_the_table_is_looked_for_at_aws_and_no_stranger_is_taken_for_it(
    version: str, task_root: Path, stranger: int
) -> None:
    run = subprocess.run(  # noqa: S603 - our own words
        confined(str(runtime(version)), "-c", ASK, str(stranger), *REGIONS),
        cwd=task_root,
        env=lambda_environment(version, task_root),
        capture_output=True,
        text=True,
    )
    said = run.stdout.splitlines()
    assert said[::2] == [f"dynamodb.{region}.amazonaws.com 443" for region in REGIONS], run.stderr
    assert ["CERTIFICATE_VERIFY_FAILED" in error for error in said[1::2]] == [True] * len(REGIONS)
