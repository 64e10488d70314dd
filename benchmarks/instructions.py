"""How many instructions a variant runs, which repeats almost exactly where times do not.

valgrind's callgrind counts them. The runner calls getloadavg() wherever a count is to end, and
callgrind writes what it counted so far at each of these: until the first answer, then before and
after the calls.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.build import Build
from benchmarks.lab import Lab, Process

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
        pythons = sorted({build.python for build in builds})
        alone = dict(zip(pythons, pool.map(partial(_count_alone, lab), pythons), strict=True))
        counts = pool.map(partial(_count, lab, calls), builds)
        pairs = zip(builds, counts, strict=True)
        return [replace(one, cold=one.cold - alone[build.python]) for build, one in pairs]


def _count_alone(lab: Lab, python: str) -> int:
    with _counted(partial(lab.start_alone, python)) as (_, parts):
        pass
    return parts[0]


def _count(lab: Lab, calls: Sequence[str], build: Build) -> Counts:
    wanted = [call for call in build.variant.calls if call in calls]
    with _counted(partial(lab.start, build)) as (process, parts):
        for call in wanted:
            process.costs(lab.world.take(build.variant, call, WARM_UP))
            process.costs(lab.world.take(build.variant, call, CALLS))
    cold, *warm = parts
    # Before and after the warm-up, before and after the calls; what lies between is not wanted.
    totals = zip(wanted, warm[3::4], strict=True)
    return Counts(cold, {call: total // CALLS for call, total in totals})


@contextmanager
def _counted(
    start: Callable[[Sequence[str]], Process],
) -> Iterator[tuple[Process, list[int]]]:
    """A process, and the counts between its marks, which are there when it has ended."""
    parts: list[int] = []
    with TemporaryDirectory(prefix="bench-") as name:
        output = Path(name, "counts")
        command = ["valgrind", "--quiet", "--tool=callgrind", f"--callgrind-out-file={output}"]
        with start([*command, "--dump-before=getloadavg"]) as process:
            yield process, parts
        files = sorted(output.parent.glob("counts.*"), key=lambda path: int(path.suffix[1:]))
        parts += map(_total, files)


def _total(part: Path) -> int:
    lines = part.read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("totals:"))
