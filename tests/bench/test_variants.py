"""The benchmark compares what does the same."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from benchmarks import conformance
from benchmarks.build import build
from benchmarks.catalogue import BY_NAME, DOABLE, VARIANTS
from benchmarks.conformance import DiffersError
from benchmarks.lab import Lab, open_lab

ROOT = Path(__file__).parents[2]
# Those that are soon built; `make bench` checks all of them before it measures.
QUICK = ("floor", "bare", DOABLE)


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    with open_lab() as lab:
        yield lab


@pytest.mark.parametrize("name", QUICK)
def test_a_variant_answers_as_the_others_do(lab: Lab, name: str) -> None:
    variant = BY_NAME[name]
    with lab.start(build(variant)) as process:
        conformance.check(lab, variant, process)


def test_a_variant_that_answers_otherwise_is_found_out(lab: Lab) -> None:
    variant = BY_NAME["floor"]

    class Lenient:
        first: dict[str, Any]

        def answer(self, event: dict[str, Any]) -> dict[str, Any]:
            answer = process.answer(event)
            return answer | {"statusCode": 200} if answer["statusCode"] == 401 else answer

    with lab.start(build(variant)) as process:
        lenient: Any = Lenient()
        lenient.first = process.first
        with pytest.raises(DiffersError, match="floor: token:none: expected 401, got 200"):
            conformance.check(lab, variant, lenient)


def test_the_floor_signs_as_aws_does(lab: Lab) -> None:
    environment = lab.environment
    with lab.start(build(BY_NAME["floor"])):
        call = lab.last_call()
    theirs = call["headers"].pop("authorization")
    signed = dict.fromkeys(re.findall(r"SignedHeaders=([^,]+)", theirs)[0].split(";"))
    request = AWSRequest(
        "POST",
        environment["AWS_ENDPOINT_URL_DYNAMODB"],
        {name: call["headers"][name] for name in signed if name != "host"},
        json.dumps(call["body"]).encode(),
    )
    assert call["headers"]["host"] == urlsplit(environment["AWS_ENDPOINT_URL_DYNAMODB"]).netloc
    names = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
    signer = SigV4Auth(
        Credentials(*(environment[name] for name in names)), "dynamodb", environment["AWS_REGION"]
    )
    request.context["timestamp"] = call["headers"]["x-amz-date"]
    ours = signer.signature(
        signer.string_to_sign(request, signer.canonical_request(request)), request
    )
    assert theirs.endswith(f"Signature={ours}")


def test_all_variants_run_on_the_same_versions_as_doable() -> None:
    """Else the table would compare versions."""
    doable = _versions(ROOT / "requirements.txt")
    for variant in VARIANTS:
        if variant.name != DOABLE:
            versions = _versions(variant.lock)
            differing = [
                name for name in versions.keys() & doable if versions[name] != doable[name]
            ]
            assert not differing, f"{variant.lock}: {', '.join(differing)}"


def _versions(requirements: Path) -> dict[str, str]:
    lines = re.findall(r"^([\w.-]+)(?:\[\w+\])?==(\S+)$", requirements.read_text(), re.MULTILINE)
    assert lines
    return dict(lines)
