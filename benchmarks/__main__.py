"""What the wrap costs: `python -m benchmarks [--only a,b] [--quick] [--no-instructions]`.

Builds all variants, checks that they do the same, measures them side by side and prints tables. A
whole run also writes docs/cost-of-the-wrap.md and its picture. Needs Linux, and valgrind for the
instruction counts.
"""

import argparse
import sys
from collections.abc import Sequence

from benchmarks import conformance, instructions, plot, report
from benchmarks.build import LAMBDAS_PYTHON, OUR_PYTHON, ROOT, Build, build
from benchmarks.catalogue import BASE, BY_NAME, CALLS, DOABLE, VARIANTS, Variant
from benchmarks.lab import Lab, open_lab
from benchmarks.measure import FULL, QUICK, Result, measure, tell
from infra import interpreters

PAGE = ROOT / "docs" / "cost-of-the-wrap.md"
ADVICE = ROOT / "docs" / "wrapping-a-flask-app.md"
COUNTED_ON_LAMBDAS_PYTHON = ("bare-tuned", DOABLE, BASE, "flask-serverless-wsgi")
PICTURE = ROOT / "docs" / "images" / "cost-of-the-wrap.svg"


def main() -> None:
    options = _options()
    variants = [one for one in VARIANTS if one.name in options.only]
    if options.instructions and not instructions.is_available():
        sys.exit("valgrind is needed to count instructions: install it, or say --no-instructions")
    is_whole = len(variants) == len(VARIANTS) and options.instructions and not options.quick
    with open_lab() as lab:
        builds = _build_all(lab, variants, OUR_PYTHON)
        rounds = QUICK if options.quick else FULL
        results = measure(lab, builds, rounds, options.instructions)
        on_lambda = _count_on_lambdas_python(lab) if is_whole else []
    _print(results, on_lambda)
    if is_whole:
        _publish(results, on_lambda)


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


def _build_all(lab: Lab, variants: Sequence[Variant], python: str) -> list[Build]:
    """What answers otherwise than it should is not measured."""
    builds = []
    for variant in variants:
        tell(f"building: {variant.name} for Python {python}")
        builds.append(build(variant, python))
        with lab.start(builds[-1]) as process:
            conformance.check(lab, variant, process)
    return builds


def _count_on_lambdas_python(lab: Lab) -> list[Result]:
    if LAMBDAS_PYTHON == OUR_PYTHON or interpreters.find(LAMBDAS_PYTHON) is None:
        return []
    variants = [one for one in VARIANTS if one.name in COUNTED_ON_LAMBDAS_PYTHON]
    builds = _build_all(lab, variants, LAMBDAS_PYTHON)
    tell("counting instructions")
    counts = instructions.count(lab, builds, CALLS)
    return [Result(made, counts=one) for made, one in zip(builds, counts, strict=True)]


def _print(results: Sequence[Result], on_lambda: Sequence[Result]) -> None:
    tables = [report.summary(results), report.tails(results), report.instructions(results)]
    tables += [report.instructions(on_lambda), report.own_routes(results)]
    print("\n\n".join(report.as_text(table) for table in tables if len(table) > 1))


def _publish(results: Sequence[Result], on_lambda: Sequence[Result]) -> None:
    tables = {
        "summary": report.summary(results),
        "instructions": report.instructions(results),
        "tails": report.tails(results),
        "routes": report.own_routes(results),
    }
    if on_lambda:
        tables["lambda"] = report.instructions(on_lambda)
    blocks = {name: report.as_markdown(rows) for name, rows in tables.items()}
    blocks.setdefault(
        "lambda", f"(Python {LAMBDAS_PYTHON} was not on this machine beside another.)"
    )
    report.write(PAGE, blocks | {"machine": report.machine()})
    report.write(ADVICE, {"summary": blocks["summary"]})
    PICTURE.write_text(plot.draw(results))


if __name__ == "__main__":
    main()
