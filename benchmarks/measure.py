"""Times and memory, interleaved: one round measures every variant once, A B C … A B C …"""

import os
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from benchmarks import instructions
from benchmarks.build import Build
from benchmarks.catalogue import CALLS, OWN_CALLS
from benchmarks.instructions import Counts
from benchmarks.lab import Lab

BATCH = 20  # calls in a row


@dataclass(frozen=True)
class Rounds:
    cold: int
    warm: int
    warm_up: int


FULL = Rounds(cold=80, warm=60, warm_up=10)
QUICK = Rounds(cold=8, warm=8, warm_up=3)


@dataclass
class Result:
    """Of one variant: milliseconds to the first answer; nanoseconds of processor and wall time of
    each warm call; the most memory at the first answer, MB; modules imported until then."""

    build: Build
    cold: list[float] = field(default_factory=list)
    processor: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    wall: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    memory: list[float] = field(default_factory=list)
    modules: int = 0
    counts: Counts | None = None


def measure(
    lab: Lab, builds: Sequence[Build], rounds: Rounds, with_instructions: bool
) -> list[Result]:
    results = [Result(build) for build in builds]
    with _apart(lab):
        _measure_cold(lab, results, rounds)
        _measure_warm(lab, results, rounds)
    if with_instructions:
        tell("counting instructions")
        for result, counts in zip(
            results, instructions.count(lab, builds, CALLS + OWN_CALLS), strict=True
        ):
            result.counts = counts
    return results


def _measure_cold(lab: Lab, results: Sequence[Result], rounds: Rounds) -> None:
    for turn in _turns("cold starts", 1, rounds.cold):
        for result in results:
            with lab.start(result.build) as process:
                pass
            if turn >= 0:
                result.cold.append(process.milliseconds)
                result.memory.append(process.first["peak"] * 1024 / 1e6)
                result.modules = process.first["modules"]


def _measure_warm(lab: Lab, results: Sequence[Result], rounds: Rounds) -> None:
    with ExitStack() as stack:
        running = [(one, stack.enter_context(lab.start(one.build))) for one in results]
        for turn in _turns("warm calls", rounds.warm_up, rounds.warm):
            for result, process in running:
                variant = result.build.variant
                for call in variant.calls:
                    costs = process.costs(lab.world.take(variant, call, BATCH))
                    if turn >= 0:
                        result.processor[call] += [processor for processor, _ in costs]
                        result.wall[call] += [wall for _, wall in costs]


def _turns(what: str, thrown_away: int, counted: int) -> Iterator[int]:
    """Those of the warm-up are below zero."""
    for turn in range(-thrown_away, counted):
        if turn % 10 == 0:
            tell(f"{what}: round {turn} of {counted}")
        yield turn


@contextmanager
def _apart(lab: Lab) -> Iterator[None]:
    """The stub on one processor, what is measured on another."""
    ours = os.sched_getaffinity(0)
    first, *others = sorted(ours)
    os.sched_setaffinity(lab.stub_pid, {first})
    os.sched_setaffinity(0, {others[-1]} if others else ours)  # inherited by what is started
    try:
        yield
    finally:
        os.sched_setaffinity(0, ours)
        os.sched_setaffinity(lab.stub_pid, ours)


def p99(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[98]


def tell(progress: str) -> None:
    print(progress, file=sys.stderr, flush=True)
