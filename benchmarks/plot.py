"""The summary as a picture: a bar for each variant and measure, as long as its ratio to the base.

It is readable on a light and on a dark page, as the reader's system says which it is.
"""

from collections.abc import Sequence
from html import escape

from benchmarks.catalogue import BASE, DOABLE
from benchmarks.measure import Result
from benchmarks.report import COLUMNS, Column, base_of

LEFT, COLUMN, BAR, ROW, TOP = 232, 128, 74, 26, 44
STYLE = """
text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #24292f }
.head, .doable { font-weight: 600 } .ratio { text-anchor: end }
rect { fill: #8c959f } rect.doable { fill: #1a66d6 } rect.base { fill: #57606a }
line { stroke: #24292f; stroke-dasharray: 2 3 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } line { stroke: #e6edf3 }
  rect { fill: #6e7681 } rect.doable { fill: #58a6ff } rect.base { fill: #9aa4af }
}"""


def draw(results: Sequence[Result]) -> str:
    """An SVG document. Needs the base among the results."""
    base = base_of(results)
    assert base
    width, height = LEFT + COLUMN * len(COLUMNS), TOP + ROW * len(results) + 8
    names = [
        _text(8, _middle(row), result.build.variant.title.partition(":")[0], _kind(result))
        for row, result in enumerate(results)
    ]
    columns = [
        part
        for place, column in enumerate(COLUMNS)
        for part in _column(LEFT + COLUMN * place, column, results, base)
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
            f' width="{width}" height="{height}" role="img">',
            "<title>What each variant costs, as ratios to the bare handler</title>",
            f"<style>{STYLE}</style>",
            *names,
            *columns,
            "</svg>\n",
        ]
    )


def _column(left: int, column: Column, results: Sequence[Result], base: Result) -> list[str]:
    ratios = [column.value(result) / column.value(base) for result in results]
    scale = BAR / max(ratios)
    parts = [_text(left, 20, column.title.partition(",")[0], "head")]
    for row, (result, ratio) in enumerate(zip(results, ratios, strict=True)):
        length = max(ratio * scale, 1)
        parts.append(
            f'<rect class="{_kind(result)}" x="{left}" y="{_middle(row) - 13}"'
            f' width="{length:.1f}" height="17" rx="2"/>'
        )
        parts.append(_text(left + BAR + 36, _middle(row), f"{ratio:.2f}", f"ratio {_kind(result)}"))
    one = left + scale
    parts.append(
        f'<line x1="{one:.1f}" x2="{one:.1f}" y1="{TOP - 14}" y2="{TOP + ROW * len(results)}"/>'
    )
    return parts


def _middle(row: int) -> int:
    return TOP + ROW * row + 14


def _kind(result: Result) -> str:
    return {DOABLE: "doable", BASE: "base"}.get(result.build.variant.name, "")


def _text(x: float, y: float, text: str, kind: str) -> str:
    return f'<text x="{x:.1f}" y="{y}" class="{kind}">{escape(text)}</text>'
