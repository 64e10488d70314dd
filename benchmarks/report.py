"""What was measured, as tables."""

import os
import platform
import re
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.catalogue import BASE, CALLS, DOABLE
from benchmarks.measure import Result, p99

_BLOCK = "<!-- {0}: made by `make bench` -->"
_TITLES = {
    "get": "GET of 20 items: one Query",
    "post": "POST: one PutItem",
    "fresh-get": "the same GET, each with a token not seen before",
    "own-get": "GET of a list's 20 to-dos, members only: BatchGetItem, Query",
    "own-post": "POST of a to-do: GetItem, BatchGetItem, TransactWriteItems",
}


@dataclass(frozen=True)
class Column:
    """`value` of a result is shown in `form`, with its ratio to the base."""

    title: str
    value: Callable[[Result], float]
    form: str


def _warm(call: str) -> Callable[[Result], float]:
    return lambda result: statistics.median(result.processor[call]) / 1e3


COLUMNS = (
    Column("cold start, ms", lambda result: statistics.median(result.cold), "{:.0f}"),
    Column("warm GET, µs", _warm("get"), "{:.0f}"),
    Column("warm POST, µs", _warm("post"), "{:.0f}"),
    Column("zip, MB", lambda result: result.build.megabytes, "{:.1f}"),
    Column("memory, MB", lambda result: statistics.median(result.memory), "{:.0f}"),
)


def base_of(results: Sequence[Result]) -> Result | None:
    return next((one for one in results if one.build.variant.name == BASE), None)


def summary(results: Sequence[Result]) -> list[list[str]]:
    rows = [["", *(column.title for column in COLUMNS)]]
    base = base_of(results)
    for result in results:
        cells = [
            _with_ratio(column.form, column.value(result), column.value(base) if base else None)
            for column in COLUMNS
        ]
        rows.append([_title(result), *cells])
    return rows


def tails(results: Sequence[Result]) -> list[list[str]]:
    """The hundredth that is worst, in wall time."""
    rows = [["p99, wall time", "cold start, ms", "warm GET, µs", "warm POST, µs", "modules"]]
    for result in results:
        warm = [f"{p99(result.wall[call]) / 1e3:.0f}" for call in CALLS]
        rows.append([_title(result), f"{p99(result.cold):.0f}", *warm, str(result.modules)])
    return rows


def instructions(results: Sequence[Result]) -> list[list[str]]:
    python = "".join(sorted({result.build.python for result in results}))
    rows = [[f"million instructions, Python {python}", "cold start", "warm GET", "warm POST"]]
    base = base_of(results)
    for result in results:
        if result.counts:
            counts = _counts(result)
            bases = _counts(base) if base else [None] * len(counts)
            pairs = zip(counts, bases, strict=True)
            cells = [_with_ratio("{:.1f}", count, of_base) for count, of_base in pairs]
            rows.append([_title(result), *cells])
    return rows


def own_routes(results: Sequence[Result]) -> list[list[str]]:
    """Doable's own routes beside the benchmark's."""
    rows = [["Doable, warm", "processor, µs", "wall, µs", "p99, µs", "million instructions"]]
    for result in results:
        if result.build.variant.name == DOABLE:
            rows += [_route(result, call) for call in result.build.variant.calls]
    return rows


def _route(result: Result, call: str) -> list[str]:
    counted = f"{result.counts.warm[call] / 1e6:.1f}" if result.counts else ""
    times = (
        statistics.median(result.processor[call]),
        statistics.median(result.wall[call]),
        p99(result.wall[call]),
    )
    return [_TITLES[call], *(f"{nanoseconds / 1e3:.0f}" for nanoseconds in times), counted]


def _counts(result: Result) -> list[float]:
    assert result.counts
    return [count / 1e6 for count in (result.counts.cold, *map(result.counts.warm.get, CALLS))]  # type: ignore[operator]


def _title(result: Result) -> str:
    return result.build.variant.title


def _with_ratio(form: str, value: float, base: float | None) -> str:
    ratio = f" ({value / base:.2f})" if base else ""
    return form.format(value) + ratio


def as_text(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def as_markdown(rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|---|" + "---:|" * (len(rows[0]) - 1))
    return "\n".join(lines)


def machine() -> str:
    """Where it was measured, as a sentence."""
    models = re.findall(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    processors = f"{len(models) or os.cpu_count()} processors ({', '.join(sorted(set(models)))})"
    system = f"{platform.system()} {platform.release().partition('-')[0]}, {platform.machine()}"
    return f"Measured with Python {platform.python_version()} on {processors}, {system}."


def write(page: Path, blocks: dict[str, str]) -> None:
    """Replace the named blocks of the page."""
    text = page.read_text()
    for name, content in blocks.items():
        begin, end = _BLOCK.format(name), _BLOCK.format(f"/{name}")
        pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
        if len(pattern.findall(text)) != 1:
            raise ValueError(f"{page}: expected one block {begin}")
        text = pattern.sub("\n".join([begin, content, end]).replace("\\", r"\\"), text)
    page.write_text(text)
