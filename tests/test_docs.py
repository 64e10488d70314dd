"""The documents say what is so."""

import re
import subprocess
from pathlib import Path

import pytest

from app.observability import METRICS
from local.infra import load

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


OPERATIONS = ROOT / "docs" / "operations.md"


def name_of(document: Path) -> str:
    return str(document.relative_to(ROOT))


def tracked() -> set[str]:
    listed = subprocess.run(
        ["git", "ls-files"],  # noqa: S607  # whichever git there is
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(listed.stdout.split())


@pytest.mark.parametrize("document", PAGES, ids=name_of)
def test_every_link_and_every_path_leads_somewhere(document: Path) -> None:
    text = document.read_text()
    links = [link for link in re.findall(r"\]\(([^)#]+)[^)]*\)", text) if ":" not in link]
    assert [link for link in links if not (document.parent / link).exists()] == []
    paths = re.findall(r"`((?:app|docs|frontend|infra|local|tests|benchmarks)/[\w./-]*)[:`]", text)
    made = {"frontend/dist", "frontend/node_modules"}
    assert [path for path in paths if not (ROOT / path).exists() and path not in made] == []


@pytest.mark.parametrize("document", PAGES, ids=name_of)
def test_every_make_target_exists(document: Path) -> None:
    makefile = (ROOT / "Makefile").read_text()
    named = re.findall(
        r"(?:`|^    (?:\w+=\S+ )*)make (?:\w+=\S+ )*([a-z]+)", document.read_text(), re.M
    )
    assert [name for name in named if not re.search(rf"^{name}:", makefile, re.M)] == []


def test_the_readmes_map_knows_every_folder() -> None:
    readme = (ROOT / "README.md").read_text()
    tops = {path.split("/")[0] + "/" for path in tracked() if "/" in path}
    assert [top for top in tops if not top.startswith(".") and f"`{top}`" not in readme] == []


def rows(document: Path, heading: str) -> dict[str, str]:
    """The first table under a heading: each name in the first column, with the last one's text."""
    section = document.read_text().split(f"\n{heading}\n")[1]
    lines = re.search(r"(?:^\|.*\n)+", section, re.M)[0].splitlines()[2:]  # type: ignore[index]
    cells = [line.strip("|").split("|") for line in lines]
    return {name: row[-1].strip() for row in cells for name in re.findall(r"`(\w+)`", row[0])}


def test_every_parameter_of_a_deploy_is_told_with_its_default() -> None:
    text = (ROOT / "serverless.yml").read_text()
    defaults = load(ROOT / "serverless.yml")["params"]["default"]
    told = rows(OPERATIONS, "## Parameters")
    assert set(told) == set(re.findall(r"\$\{param:(\w+)", text)) | set(defaults)
    wrong = [name for name, value in defaults.items() if str(value) not in told[name]]
    assert wrong == []


def test_every_alarm_has_its_paragraph() -> None:
    resources = load(ROOT / "infra" / "alarms.yml")["Resources"]
    alarms = {name for name, one in resources.items() if one["Type"] == "AWS::CloudWatch::Alarm"}
    sections = re.findall(r"^### (\w+)\n\n([^#]+)", OPERATIONS.read_text(), re.M)
    assert {name for name, _ in sections} == alarms
    assert all("**Look at**" in text and "**do**" in text.lower() for _, text in sections)


def test_every_metric_is_explained() -> None:
    assert set(rows(OPERATIONS, "## Metrics")) == set(METRICS)


def test_no_machine_and_no_registry_is_named() -> None:
    forbidden = re.compile(r"/(?:home|Users|root|work)/\w|registry\.npmjs|pypi\.org/simple")
    texts = [ROOT / path for path in tracked() if (ROOT / path).suffix not in {".png", ".lock"}]
    assert [
        str(path) for path in texts if path.exists() and forbidden.search(path.read_text())
    ] == []
