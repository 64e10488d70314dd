"""The documents say what is so."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


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


def test_no_machine_and_no_registry_is_named() -> None:
    forbidden = re.compile(r"/(?:home|Users|root|work)/\w|registry\.npmjs|pypi\.org/simple")
    texts = [ROOT / path for path in tracked() if (ROOT / path).suffix not in {".png", ".lock"}]
    assert [
        str(path) for path in texts if path.exists() and forbidden.search(path.read_text())
    ] == []
