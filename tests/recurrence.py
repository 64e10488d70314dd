"""What follows on a repeating to-do, as dateutil says: `recurrence.json`, which tests both the
server and the page.

    .venv/bin/python -m tests.recurrence    writes it anew
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import product
from pathlib import Path
from typing import Any

from dateutil.rrule import rrulestr

FILE = Path(__file__).with_suffix(".json")
KNOWN: dict[str, Any] = json.loads(FILE.read_text())
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
Question = tuple[str, str | None, str]  # the rule, the due day, the day on which it was done
Answer = tuple[str | None, str | None]  # the next day and rule
MONTH_ENDS = ("2026-12-31", "2027-01-29", "2027-01-30", "2027-01-31", "2027-02-28", "2027-03-31")
LEAP_DAYS = ("2024-02-29", "2028-02-28", "2028-02-29", "2028-03-01", "2096-02-29", "2100-02-28")
# Berlin, New York, São Paulo, Lord Howe; and Apia, which had no 30 December 2011.
CLOCK_CHANGES = (
    *("2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25", "2026-03-07", "2026-03-08"),
    *("2026-10-31", "2026-11-01", "2018-11-03", "2026-04-04", "2011-12-29", "2011-12-30"),
)
MANY = (
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=YEARLY",
)


def expected(rule: str, due: str | None, on: str) -> Answer:
    """By dateutil; but COUNT is what is left of the series, and X-FROM is ours."""
    parts = dict(part.split("=") for part in rule.split(";"))
    count, origin = parts.pop("COUNT", None), parts.pop("X-FROM", None)
    begin = on if due is None or origin else due
    series = rrulestr(
        ";".join(f"{name}={value}" for name, value in parts.items()), dtstart=_midnight(begin)
    )
    found = None if count == "1" else series.after(_midnight(max(begin, on)))
    if found is None:
        return None, None
    left = f"COUNT={int(count or 0) - 1}"
    return found.date().isoformat(), rule.replace(f"COUNT={count}", left)


def _midnight(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time())


def in_time(rules: Iterable[str], days: Iterable[str]) -> Iterator[Question]:
    """Each done on the day on which it is due."""
    return ((rule, day, day) for rule, day in product(rules, days))


def around(rules: Iterable[str], due: str | None, days: Iterable[int]) -> Iterator[Question]:
    """Done so many days before (less than 0) or after `due`, or after 1 December."""
    middle = date.fromisoformat(due or "2026-12-01")
    return (
        (rule, due, (middle + timedelta(days=gap)).isoformat())
        for rule, gap in product(rules, days)
    )


def chain(rule: str, due: str, length: int) -> Iterator[Question]:
    """One after the other, each done in time."""
    next_one: Answer = (due, rule)
    for _ in range(length):
        if next_one[0] and next_one[1]:
            yield next_one[1], next_one[0], next_one[0]
            next_one = expected(next_one[1], next_one[0], next_one[0])


def days_from(day: str, count: int) -> list[str]:
    first = date.fromisoformat(day)
    return [(first + timedelta(days=gap)).isoformat() for gap in range(count)]


DAILY, WEEKLY, MONTHLY, YEARLY = (f"FREQ={name}LY" for name in ("DAI", "WEEK", "MONTH", "YEAR"))


def questions() -> dict[str, list[Question]]:
    return {name: list(some) for name, some in [*_of_rules(), *_of_days(), *_of_ends()]}


Named = Iterator[tuple[str, Iterable[Question]]]


def _of_rules() -> Named:
    yield (
        "days, across the ends of months and years",
        in_time([DAILY, f"{DAILY};INTERVAL=2", f"{DAILY};INTERVAL=999"], [*MONTH_ENDS, *LEAP_DAYS]),
    )
    yield "days on which clocks change", in_time([DAILY, WEEKLY], CLOCK_CHANGES)
    yield "weeks", in_time([WEEKLY, f"{WEEKLY};INTERVAL=3"], days_from("2026-12-28", 7))
    yield (
        "days of the week, at the end of a year of 53 weeks",
        in_time(
            [f"{WEEKLY};BYDAY={days}" for days in ("MO,TH", "SU", "MO,TU,WE,TH,FR")],
            days_from("2026-12-26", 10),
        ),
    )
    yield (
        "days of every second and third week",
        in_time(
            [
                f"{WEEKLY};INTERVAL={days}"
                for days in ("2;BYDAY=MO,TH", "2;BYDAY=SU", "3;BYDAY=TU,SA")
            ],
            days_from("2026-12-24", 14),
        ),
    )
    yield (
        "a day of the month, due on another",
        in_time(
            [
                f"{MONTHLY};{day}"
                for day in ("BYMONTHDAY=1", "BYMONTHDAY=15", "INTERVAL=2;BYMONTHDAY=30")
            ],
            ["2026-12-01", "2026-12-14", "2026-12-16", "2026-12-31"],
        ),
    )
    yield "years", in_time([YEARLY, f"{YEARLY};INTERVAL=3"], [*MONTH_ENDS, *LEAP_DAYS])


def _of_ends() -> Named:
    every_31st, last = f"{MONTHLY};BYMONTHDAY=31", f"{MONTHLY};BYMONTHDAY=-1"
    yield "every 31st passes over the months that have none", chain(every_31st, "2026-12-31", 8)
    yield "so does every month from a 31st", chain(MONTHLY, "2026-12-31", 8)
    yield "every second month from a 31st", chain(f"{MONTHLY};INTERVAL=2", "2026-12-31", 4)
    yield (
        "every 30th, every 29th, and every third month",
        in_time(
            [f"{MONTHLY};{day}" for day in ("BYMONTHDAY=30", "BYMONTHDAY=29", "INTERVAL=3")],
            MONTH_ENDS,
        ),
    )
    yield "the last day", chain(last, "2027-01-31", 14)
    yield "the last day, leap or not", in_time([last], LEAP_DAYS)
    yield (
        "the last day of every half-year",
        chain(f"{MONTHLY};INTERVAL=6;BYMONTHDAY=-1", "2027-08-31", 3),
    )
    yield "29 February waits for a leap year", chain(YEARLY, "2020-02-29", 3)
    yield "and 2100 is none", chain(YEARLY, "2088-02-29", 4)
    yield (
        "29 February of some years only",
        in_time(
            [f"{YEARLY};INTERVAL={n}" for n in (2, 3, 4, 100)] + [f"{MONTHLY};INTERVAL=12"],
            ["2024-02-29", "2096-02-29"],
        ),
    )
    yield (
        "the 29th of every February",
        chain(f"{MONTHLY};INTERVAL=12;BYMONTHDAY=29", "2095-02-28", 3),
    )
    yield (
        "a day that never comes",
        in_time([f"{MONTHLY};INTERVAL={n};BYMONTHDAY=30" for n in (12, 24)], ["2027-02-28"]),
    )
    yield "the end of time", in_time(MANY, ["9998-12-31", "9999-12-30", "9999-12-31"])


def _of_days() -> Named:
    late = [1, 3, 7, 14, 27, 28, 365, 2000]
    yield "done early, it is the one after", around(MANY, "2027-01-31", [-400, -31, -7, -1])
    yield "done late, it is none that is past", around(MANY, "2027-01-31", late)
    yield (
        "from its completion",
        around(
            [f"{rule};X-FROM=COMPLETION" for rule in MANY], "2027-01-31", [-33, -1, 0, 1, 28, 400]
        ),
    )
    yield "without a due day", around([*MANY, f"{DAILY};X-FROM=COMPLETION"], None, [0, 30, 58, 455])
    yield "as many as are left", chain(f"{DAILY};COUNT=3", "2026-12-31", 3)
    yield (
        "as many, done early and late",
        around([f"{DAILY};INTERVAL=10;COUNT=10"], "2026-12-01", [-1, 0, 300]),
    )
    yield (
        "the last but one, and the last",
        around(
            [f"{WEEKLY};COUNT=2;X-FROM=COMPLETION", f"{DAILY};COUNT=1"], "2026-12-01", [-1, 0, 9]
        ),
    )
    yield (
        "so many without a due day",
        around([f"{DAILY};COUNT=999", f"{DAILY};COUNT=1"], None, [0, 5]),
    )
    yield "until a day, which counts", chain(f"{DAILY};UNTIL=20270102", "2026-12-31", 5)
    yield (
        "until a day, done early and late",
        around([f"{WEEKLY};BYDAY=MO;UNTIL=20270104"], "2026-12-28", [-7, 0, 6, 7, 8]),
    )
    yield (
        "until before and after the next",
        around([f"{MONTHLY};UNTIL=20270331", f"{MONTHLY};UNTIL=20270330"], "2027-01-31", [0, 50]),
    )
    yield (
        "until a day, from its completion",
        around([f"{DAILY};INTERVAL=3;UNTIL=20261205;X-FROM=COMPLETION"], "2026-12-01", [0, 1, 2]),
    )
    yield "until a day that is long past", in_time([f"{DAILY};UNTIL=20200101"], ["2026-12-01"])


def answered() -> dict[str, list[list[str | None]]]:
    return {
        name: [[*question, *expected(*question)] for question in some]
        for name, some in questions().items()
    }


def dump(value: Any, indent: str = "") -> str:
    """What stands in a list has a line each, for `git diff`."""
    if isinstance(value, dict):
        rows = [f"{json.dumps(name)}: {dump(one, indent + '  ')}" for name, one in value.items()]
    else:
        rows = [json.dumps(one, ensure_ascii=False) for one in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    lines = ",\n".join(f"{indent}  {row}" for row in rows)
    return f"{opening}\n{lines}\n{indent}{closing}"


if __name__ == "__main__":
    FILE.write_text(dump({**KNOWN, "next": answered()}) + "\n")
