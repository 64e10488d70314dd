"""What the benchmark says of what it measured."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from benchmarks import plot, report
from benchmarks.build import Build
from benchmarks.catalogue import BASE, BY_NAME, DOABLE
from benchmarks.instructions import Counts
from benchmarks.measure import Result


@pytest.fixture
def results(tmp_path: Path) -> list[Result]:
    """Doable at half of what the base costs, in everything."""
    return [_result(tmp_path, DOABLE, 1), _result(tmp_path, BASE, 2)]


def _result(folder: Path, name: str, cost: int) -> Result:
    made = Build(BY_NAME[name], "3.11", folder, folder / f"{name}.zip")
    made.zip.write_bytes(bytes(cost * 1_000_000))
    result = Result(made, cold=[cost * 100.0] * 3, memory=[cost * 30.0] * 3, modules=cost)
    for call in made.variant.calls:
        result.processor[call] = [cost * 500_000] * 2 + [cost * 9_000_000]
        result.wall[call] = [cost * 600_000] * 3
    result.counts = Counts(cost * 1_000_000, dict.fromkeys(made.variant.calls, cost * 2_000_000))
    return result


def test_medians_are_shown_with_their_ratio_to_the_base(results: list[Result]) -> None:
    _, doable, base = report.summary(results)
    assert doable == ["Doable", "100 (0.50)", "500 (0.50)", "500 (0.50)", "1.0 (0.50)", "30 (0.50)"]
    assert base[1:3] == ["200 (1.00)", "1000 (1.00)"]


def test_without_the_base_there_are_no_ratios(results: list[Result]) -> None:
    (_, doable) = report.summary(results[:1])
    assert doable[1] == "100"


def test_doables_own_routes_stand_beside_the_benchmarks(results: list[Result]) -> None:
    rows = report.own_routes(results)
    assert len(rows) == 1 + len(BY_NAME[DOABLE].calls)
    assert {row[4] for row in rows[1:]} == {"2.0"}


def test_tables_replace_what_a_page_said_before(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    begin, end = "<!-- summary: made by `make bench` -->", "<!-- /summary: made by `make bench` -->"
    page.write_text(f"before\n{begin}\nold\n{end}\nafter\n")
    report.write(page, {"summary": "| new |"})
    assert page.read_text() == f"before\n{begin}\n| new |\n{end}\nafter\n"


def test_a_page_without_the_place_for_a_table_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing here\n")
    with pytest.raises(ValueError, match="expected one block <!-- summary"):
        report.write(page, {"summary": "| new |"})


def test_a_bar_is_as_long_as_its_ratio(results: list[Result]) -> None:
    picture = ElementTree.fromstring(plot.draw(results))  # noqa: S314  # our own words
    bars = picture.findall("{http://www.w3.org/2000/svg}rect")
    widths = {
        kind: {float(bar.attrib["width"]) for bar in bars if bar.attrib["class"] == kind}
        for kind in ("doable", "base")
    }
    assert len(bars) == 2 * len(report.COLUMNS)
    assert widths == {"doable": {plot.BAR / 2}, "base": {plot.BAR}}
