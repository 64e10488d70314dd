"""What the wrap costs: `python -m benchmarks [--only a,b] [--quick] [--no-instructions]`.

Builds all variants, checks that they do the same, measures them side by side and prints tables. A
whole run also writes docs/cost-of-the-wrap.md and its picture. Needs Linux, and valgrind for the
instruction counts.
"""

import argparse
import sys
from collections.abc import Sequence

from benchmarks import conformance, instructions, plot, report
from benchmarks.build import ROOT, Build, build
from benchmarks.catalogue import BY_NAME, VARIANTS
from benchmarks.lab import Lab, open_lab
from benchmarks.measure import FULL, QUICK, Result, measure, tell

PAGE = ROOT / "docs" / "cost-of-the-wrap.md"
ADVICE = ROOT / "docs" / "wrapping-a-flask-app.md"
PICTURE = ROOT / "docs" / "images" / "cost-of-the-wrap.svg"


def main() -> None:
    options = _options()
    variants = [one for one in VARIANTS if one.name in options.only]
    if options.instructions and not instructions.is_available():
        sys.exit("valgrind is needed to count instructions: install it, or say --no-instructions")
    builds = []
    for variant in variants:
        tell(f"building: {variant.name}")
        builds.append(build(variant))
    with open_lab() as lab:
        _check_all(lab, builds)
        rounds = QUICK if options.quick else FULL
        results = measure(lab, builds, rounds, options.instructions)
    _print(results)
    if list(options.only) == list(BY_NAME) and options.instructions and not options.quick:
        _publish(results)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", default=list(BY_NAME), type=_names, help=", ".join(BY_NAME))
    parser.add_argument("--quick", action="store_true", help="fewer rounds; prints only")
    parser.add_argument("--no-instructions", dest="instructions", action="store_false")
    return parser.parse_args()


def _names(text: str) -> list[str]:
    names = text.split(",")
    unknown = sorted(set(names) - set(BY_NAME))
    if unknown:
        raise argparse.ArgumentTypeError(f"no such variant: {', '.join(unknown)}")
    return names


def _check_all(lab: Lab, builds: Sequence[Build]) -> None:
    for made in builds:
        tell(f"checking: {made.variant.name}")
        with lab.start(made) as process:
            conformance.check(lab, made.variant, process)


def _print(results: Sequence[Result]) -> None:
    tables = [report.summary(results), report.tails(results)]
    tables += [report.instructions(results), report.own_routes(results)]
    print("\n\n".join(report.as_text(table) for table in tables if len(table) > 1))


def _publish(results: Sequence[Result]) -> None:
    tables = {
        "summary": report.summary(results),
        "instructions": report.instructions(results),
        "tails": report.tails(results),
        "routes": report.own_routes(results),
    }
    blocks = {name: report.as_markdown(rows) for name, rows in tables.items()}
    report.write(PAGE, blocks | {"machine": report.machine()})
    report.write(ADVICE, {"summary": blocks["summary"]})
    PICTURE.write_text(plot.draw(results))


if __name__ == "__main__":
    main()
