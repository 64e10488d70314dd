"""cfn-lint and checkov find nothing in what is deployed but what is accepted, with a reason.

They run offline, in an environment of their own, and each finds what the other does not.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.deploy import venvs
from tests.deploy.packaging import ROOT, TEMPLATE

Finding = tuple[str, str]  # the checker's rule, and the resource


@pytest.fixture(scope="module")
def tools() -> Path:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return venvs.make("checkers", version, ROOT / "requirements-checks.txt").parent


def test_cfn_lint_finds_nothing_new(tools: Path, package: Path, tmp_path: Path) -> None:
    found = run([tools / "cfn-lint", "--format", "json", package / TEMPLATE], tmp_path)
    assert {(one["Rule"]["Id"], resource_of(one)) for one in found} == accepted("cfn-lint")


def resource_of(finding: dict[str, Any]) -> str:
    """A finding outside the resources is named by where it is."""
    section, *path = finding["Location"]["Path"] or ["template"]
    return str(path[0]) if section == "Resources" else ".".join(map(str, [section, *path]))


def test_checkov_finds_nothing_new(tools: Path, package: Path, tmp_path: Path) -> None:
    options = ["--framework", "cloudformation", "--skip-download", "--quiet", "--output", "json"]
    command = [tools / "python", tools / "checkov", *options, "--file", package / TEMPLATE]
    report = run(command, tmp_path)
    assert report["summary"]["parsing_errors"] == 0
    found = report["results"]["failed_checks"]
    resources = {(one["check_id"], one["resource"].rsplit(".", 1)[-1]) for one in found}
    assert resources == accepted("checkov")


def run(command: list[str | Path], home: Path) -> Any:
    """What it prints, as JSON. Any road to a network ends at a port where nobody listens."""
    nowhere = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), "http://127.0.0.1:9")
    checked = subprocess.run(  # noqa: S603  # our own words
        list(map(str, command)),
        env={"PATH": os.environ["PATH"], "HOME": str(home), **nowhere},
        cwd=home,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert checked.stdout, checked.stderr
    return json.loads(checked.stdout)


def accepted(checker: str) -> set[Finding]:
    entries = yaml.safe_load(Path(__file__).with_name("accepted_findings.yml").read_text("utf-8"))
    assert all(entry["reason"] for entry in entries[checker])
    return {(entry["id"], name) for entry in entries[checker] for name in entry["resources"]}
