"""How many instructions a variant runs, which repeats almost exactly where times do not.

valgrind's callgrind counts them. The runner calls getloadavg() wherever a count is to end, and
callgrind writes what it counted so far at each of these: until the first answer, then before and
after the calls.
"""

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.build import Build
from benchmarks.lab import Lab

PROCESSORS = 2  # other work at the same time changes no count
WARM_UP = 10
CALLS = 20


@dataclass(frozen=True)
class Counts:
    """`cold` up to the first answer, net of the interpreter and the runner; `warm` per call."""

    cold: int
    warm: dict[str, int]


def is_available() -> bool:
    return shutil.which("valgrind") is not None


def count(lab: Lab, builds: Sequence[Build], calls: Sequence[str]) -> list[Counts]:
    """One for each build, with those of the `calls` that it has."""
    with ThreadPoolExecutor(PROCESSORS) as pool:
        interpreter = pool.submit(_run, lab, (), None)
        runs = pool.map(partial(_run, lab, calls), builds)
        (own,) = interpreter.result()
        return [
            _counts(_calls(calls, build), own, run) for build, run in zip(builds, runs, strict=True)
        ]


def _calls(wanted: Sequence[str], build: Build) -> list[str]:
    return [call for call in build.variant.calls if call in wanted]


def _counts(calls: Sequence[str], own: int, run: Sequence[int]) -> Counts:
    first, *parts = run
    # Before and after the warm-up, before and after the calls; what lies between is not wanted.
    warm = dict(zip(calls, parts[3::4], strict=True))
    return Counts(first - own, {call: total // CALLS for call, total in warm.items()})


def _run(lab: Lab, calls: Sequence[str], build: Build | None) -> list[int]:
    """The counts between the marks, in order."""
    with TemporaryDirectory(prefix="bench-") as name:
        output = Path(name, "counts")
        command = ["valgrind", "--quiet", "--tool=callgrind", f"--callgrind-out-file={output}"]
        with lab.start(build, [*command, "--dump-before=getloadavg"]) as process:
            if build:
                for call in _calls(calls, build):
                    process.costs(lab.world.take(build.variant, call, WARM_UP))
                    process.costs(lab.world.take(build.variant, call, CALLS))
        parts = sorted(output.parent.glob("counts.*"), key=lambda path: int(path.suffix[1:]))
        return [_total(part) for part in parts]


def _total(part: Path) -> int:
    lines = part.read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("totals:"))
