"""Parameters that will not do are refused by name, before anything is built."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from local.infra import load
from tests.deploy.packaging import ROOT, package
from tests.deploy.template.parameters import EVERYTHING, SECRET

CHECK = """
const { findProblems } = require('./infra/parameters.cjs')
const [stage, values] = JSON.parse(process.argv[1])
console.log(JSON.stringify(findProblems(values, stage)))
"""


def problems(stage: str = "prod", **values: object) -> list[str]:
    run = subprocess.run(  # noqa: S603
        ["node", "--eval", CHECK, json.dumps([stage, values])],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[str] = json.loads(run.stdout)
    return found


def defaults() -> dict[str, Any]:
    found: dict[str, Any] = load(ROOT / "serverless.yml")["params"]["default"]
    return found


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("alarmEmail", "nobody"),
        ("allowedOrigins", "https://example.org/"),
        ("allowedOrigins", "*"),
        ("architecture", "mips"),
        ("certificateArn", "arn:aws:acm:eu-central-1:123456789012:certificate/0a1b"),
        ("domain", "https://todo.example.org"),
        ("logRetention", "31"),
        ("originSecret", "short"),
        ("originSecret", f"{SECRET},"),
        ("python", "3.11"),
        ("rehearsalPort", "http://127.0.0.1"),
        ("reservedConcurrency", "-1"),
        ("tableName", "arn:aws:dynamodb:eu-central-1:123456789012:table/t"),
        ("throttleBurst", "many"),
        ("throttleRate", "1,5"),
        ("userPoolId", "people"),
        ("version", "two words"),
        ("webAclArn", "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/wall/0a1b"),
    ],
)
def test_what_will_not_do_is_named_and_never_shown(name: str, value: str) -> None:
    said = problems("local", **{name: value})
    assert said[0].startswith(f"{name}: expected ")
    assert value not in str(said)


def test_a_misspelt_name_is_not_passed_over() -> None:
    (said,) = problems(alarmEmial="operator@example.org")
    assert said.startswith("alarmEmial: there is no such parameter. There are alarmEmail, ")


def test_a_domain_and_its_certificate_come_together() -> None:
    domain, certificate = EVERYTHING["domain"], EVERYTHING["certificateArn"]
    assert problems(domain=domain) == ["domain: needs certificateArn, too"]
    assert problems(certificateArn=certificate) == ["certificateArn: needs domain, too"]


def test_only_the_local_stage_is_rehearsed() -> None:
    assert problems(rehearsalPort=4566) == ["rehearsalPort: only with --stage local"]
    assert problems("local", rehearsalPort=4566) == []


def test_good_values_and_the_defaults_will_do() -> None:
    assert problems(**EVERYTHING) == []
    assert problems(**defaults()) == []


def test_whatever_serverless_yml_asks_for_is_checked() -> None:
    asked = set(re.findall(r"\$\{param:(\w+)", (ROOT / "serverless.yml").read_text("utf-8")))
    (said,) = problems(unknown="x")
    assert set(said.split("There are ")[1].split(", ")) == asked == asked | defaults().keys()


def test_serverless_says_so_at_once(tmp_path: Path) -> None:
    run = package(tmp_path, originSecret="short", domain="todo.example.org")
    assert run.returncode != 0
    said = run.stdout + run.stderr
    assert "originSecret: expected at least 32 visible characters" in said
    assert "domain: needs certificateArn, too" in said
    assert not list(tmp_path.iterdir())
