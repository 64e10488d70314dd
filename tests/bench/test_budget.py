"""Doable's package, its start and its answers cost no more than benchmarks/budget.toml allows."""

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import instructions
from benchmarks.build import OUR_PYTHON, Build, build
from benchmarks.catalogue import BASE, BY_NAME, CALLS, DOABLE
from benchmarks.instructions import Counts
from benchmarks.lab import Lab, open_lab

BUDGET = tomllib.loads(Path(instructions.__file__).with_name("budget.toml").read_text())
ADVICE = (
    "Find what grew with `python -m benchmarks --only bare,doable`, or, for imports, with `python"
    " -X importtime`. If it is worth that much, raise the figure in benchmarks/budget.toml."
)


@pytest.fixture(scope="module")
def doable() -> Build:
    return build(BY_NAME[DOABLE])


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    with open_lab() as lab:
        yield lab


@pytest.fixture(scope="module")
def counts(lab: Lab, doable: Build) -> dict[str, Counts]:
    if not instructions.is_available():
        if os.environ.get("CI"):
            pytest.fail("valgrind is missing; .ci/run installs it")
        pytest.skip(
            "valgrind is missing, so no instructions are counted (apt-get install valgrind)"
        )
    bare, ours = instructions.count(lab, [build(BY_NAME[BASE]), doable], CALLS)
    return {BASE: bare, DOABLE: ours}


def test_the_package_is_no_larger_than_it_may_be(doable: Build) -> None:
    hold("megabytes of the zip", doable.megabytes, BUDGET["zip_megabytes"])


def test_a_start_imports_no_more_modules_than_it_may(lab: Lab, doable: Build) -> None:
    with lab.start_alone(OUR_PYTHON) as alone, lab.start(doable) as process:
        imported = process.first["modules"] - alone.first["modules"]
    hold("modules imported at a start", imported, BUDGET["modules"])


def test_a_cold_start_runs_no_more_instructions_than_it_may(counts: dict[str, Counts]) -> None:
    ratio = counts[DOABLE].cold / counts[BASE].cold
    hold(
        "instructions of a cold start, of the bare handler's", ratio, BUDGET["instructions"]["cold"]
    )


@pytest.mark.parametrize("call", ["get", "post"])
def test_a_warm_answer_runs_no_more_instructions_than_it_may(
    counts: dict[str, Counts], call: str
) -> None:
    ratio = counts[DOABLE].warm[call] / counts[BASE].warm[call]
    what = f"instructions of a warm {call.upper()}, of the bare handler's"
    hold(what, ratio, BUDGET["instructions"][call])


def hold(what: str, found: float, allowed: float) -> None:
    assert found <= allowed, f"{what}: {found:.3f}, allowed are {allowed}. {ADVICE}"
