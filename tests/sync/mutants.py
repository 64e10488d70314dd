"""Deliberate faults in the application, to see that the tests of sync notice each of them.

    make test-mutants                          all
    .venv/bin/python -m tests.sync.mutants weak   those whose name holds "weak"

Each is made in a copy of the tree, in a temporary folder, and must be noticed by an assertion that
fails: one that does not import, or makes the server answer 500, proves nothing.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from tests.sync.mutations import MUTANTS, Edit, Mutant

ROOT = Path(__file__).parents[2]
COPIED = ("app", "infra", "local", "tests", "pyproject.toml")
TESTS = (
    "test_cases.py",
    "test_rules.py",
    "test_rules_for_people.py",
    "test_rules_of_answers.py",
    "test_rules_of_series.py",
    "test_rules_of_members.py",
    "test_races.py",
    "test_machine.py",
)
EXAMPLES = "40"
SECONDS = 300
AT_ONCE = 2


@contextmanager
def copy_of_the_tree(*edits: Edit) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="doable-mutant-") as folder:
        root = Path(folder)
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, root / name)
        for edit in edits:
            path = root / edit.file
            path.write_text(path.read_text().replace(edit.old, edit.new))
        yield root


def ambiguous(mutants: Sequence[Mutant]) -> list[str]:
    """Those whose text is not there exactly once any more: the application has moved on."""
    return [
        f"{mutant.name}: {found} times in {edit.file}: {edit.old!r}"
        for mutant in mutants
        for edit in mutant.edits
        if (found := (ROOT / edit.file).read_text().count(edit.old)) != 1
    ]


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  # our own words only
        [sys.executable, "-B", *arguments],
        cwd=root,
        env={
            "SYNC_EXAMPLES": EXAMPLES,
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",  # they take longer to load than most tests
            "PATH": "",
            "COLUMNS": "2000",
        },
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def try_tests(*edits: Edit) -> str:
    """What came of them: "passed", "caught" by an assertion, or why that does not count."""
    with copy_of_the_tree(*edits) as root:
        imported = run(root, "-c", "from app import create_app")
        if imported.returncode:
            return f"does not import: {imported.stderr[-500:]}"
        tests = [f"tests/sync/{name}" for name in TESTS]
        try:
            done = run(root, "-m", "pytest", "-x", "-q", "--tb=no", "-rfE", *tests)
        except subprocess.TimeoutExpired:
            return f"took more than {SECONDS} s"
        if done.returncode == 0:
            return "passed"
        reason = re.search(r"^(?:FAILED|ERROR) .*? - (.*)$", done.stdout, re.M)
        if not reason:
            return f"broken: {done.stdout[-500:]}{done.stderr[-500:]}"
        is_assertion = re.match(r"AssertionError\b|assert\b|Failed: ", reason[1])
        if not is_assertion or "status=500" in reason[1]:
            return f"broken: {reason[1][:300]}"
        return "caught"


def main(wanted: str = "") -> int:
    chosen = [mutant for mutant in MUTANTS if wanted in mutant.name]
    if lost := ambiguous(MUTANTS):
        print(*lost, sep="\n")
        return 1
    if (untouched := try_tests()) != "passed":
        print(f"The tests do not pass as it is: {untouched}")
        return 1
    with ThreadPoolExecutor(AT_ONCE) as pool:
        results = pool.map(lambda mutant: try_tests(*mutant.edits), chosen)
        caught = 0
        for mutant, result in zip(chosen, results, strict=True):
            caught += result == "caught"
            print(f"{result:8} {mutant.name} ({mutant.breaks})", flush=True)
    print(f"caught {caught} of {len(chosen)}")
    return 0 if caught == len(chosen) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
