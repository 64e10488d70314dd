"""How many instructions a variant runs, which repeats almost exactly where times do not.

valgrind's callgrind counts them. The runner calls getloadavg() wherever a count is to end, and
callgrind writes what it counted so far at each of these: until the first answer, then between the
calls' two marks.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.build import Build
from benchmarks.lab import Lab

WARM_UP = 10
CALLS = 20


@dataclass(frozen=True)
class Counts:
    """`cold` up to the first answer, net of the interpreter and the runner; `warm` per call."""

    cold: int
    warm: dict[str, int]


def is_available() -> bool:
    return shutil.which("valgrind") is not None


def count(lab: Lab, build: Build, calls: Sequence[str]) -> Counts:
    first, *rest = _run(lab, build, calls)
    # Two marks around each warm-up and each count; what lies between is not wanted.
    warm = dict(zip(calls, rest[3::4], strict=True))
    return Counts(first - count_interpreter(lab), {name: n // CALLS for name, n in warm.items()})


def count_interpreter(lab: Lab) -> int:
    return _run(lab, None, [])[0]


def _run(lab: Lab, build: Build | None, calls: Sequence[str]) -> list[int]:
    """The counts between the marks, in order."""
    with TemporaryDirectory(prefix="bench-") as name:
        output = Path(name, "counts")
        command = ["valgrind", "--quiet", "--tool=callgrind", f"--callgrind-out-file={output}"]
        with lab.start(build, [*command, "--dump-before=getloadavg"]) as process:
            for call in calls:
                process.ask(f"time {call} {WARM_UP}")
                process.ask(f"time {call} {CALLS}")
        parts = sorted(output.parent.glob("counts.*"), key=lambda path: int(path.suffix[1:]))
        return [_total(part) for part in parts]


def _total(part: Path) -> int:
    lines = part.read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("totals:"))
