"""Repetition rules: a subset of RRULE (RFC 5545, section 3.3.10), and which day comes next."""

import re
from collections.abc import Iterator
from datetime import date

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_INTERVAL = "(;INTERVAL=([2-9]|[1-9][0-9]{1,2}))?"
_BYDAY = "|".join(
    day + "".join(f"(,{later})?" for later in _DAYS[place:]) for place, day in enumerate(_DAYS, 1)
)
# Parts and days in this order, so that one rule has one spelling. X-FROM=COMPLETION is ours: it
# counts from the day on which the to-do was done instead of the day on which it was due.
RULE_PATTERN = (
    f"^FREQ=(DAILY{_INTERVAL}"
    f"|WEEKLY{_INTERVAL}(;BYDAY=({_BYDAY}))?"
    f"|MONTHLY{_INTERVAL}(;BYMONTHDAY=(-1|[1-9]|[12][0-9]|3[01]))?"
    f"|YEARLY{_INTERVAL})"
    "(;COUNT=[1-9][0-9]{0,2}|;UNTIL=[0-9]{8})?"
    "(;X-FROM=COMPLETION)?$"
)
MAX_LENGTH = 128
_LAST_DAY = -1


def is_rule(text: str) -> bool:
    if len(text) > MAX_LENGTH or not re.fullmatch(RULE_PATTERN, text):
        return False
    try:
        _until(_parts(text))
    except ValueError:  # 30 February
        return False
    return True


def next_due(rule: str, due: date | None, on: date) -> tuple[date, str] | None:
    """The day and the rule of the to-do that follows on one that was done `on` this day.

    The series is that of the RRULE with DTSTART=`due`, and the day its first one after both: done
    early, it is the next one; done late, none that is past. What counts from its completion, or has
    no `due`, begins with `on`. COUNT is what is left, this one included. None: there is no more.
    """
    parts = _parts(rule)
    left = int(parts.get("COUNT", 0))
    if left == 1:
        return None
    begin = on if due is None or "X-FROM" in parts else due
    after = max(begin, on)
    day = next((day for day in _days(parts, begin, after) if day > after), None)
    if day is None or day > _until(parts):
        return None
    return day, rule.replace(f";COUNT={left}", f";COUNT={left - 1}")


def _parts(rule: str) -> dict[str, str]:
    return dict(part.split("=") for part in rule.split(";"))


def _until(parts: dict[str, str]) -> date:
    """Raises ValueError."""
    text = parts.get("UNTIL")
    return date(int(text[:4]), int(text[4:6]), int(text[6:])) if text else date.max


def _days(parts: dict[str, str], begin: date, after: date) -> Iterator[date]:
    """Days of the series in their order, from `after` or somewhat before until the end of time."""
    interval = int(parts.get("INTERVAL", 1))
    if parts["FREQ"] in ("DAILY", "WEEKLY"):
        return _by_day(parts, interval, begin, after)
    months = interval if parts["FREQ"] == "MONTHLY" else 12 * interval
    return _by_month(int(parts.get("BYMONTHDAY", begin.day)), months, begin, after)


def _by_day(parts: dict[str, str], interval: int, begin: date, after: date) -> Iterator[date]:
    """In periods of days or of weeks, which begin on Monday."""
    first, offsets, length = begin.toordinal(), [0], interval
    if parts["FREQ"] == "WEEKLY":
        names = parts.get("BYDAY", _DAYS[begin.weekday()]).split(",")
        first, length = first - begin.weekday(), 7 * interval
        offsets = [_DAYS.index(name) for name in names]
    passed = (after.toordinal() - first) // length
    for period in (passed, passed + 1):
        for offset in offsets:
            ordinal = first + period * length + offset
            if ordinal <= date.max.toordinal():
                yield date.fromordinal(ordinal)


def _by_month(wanted: int, interval: int, begin: date, after: date) -> Iterator[date]:
    """A month that has no such day is passed over."""
    first, last = _month(begin), _month(date.max)
    passed = (_month(after) - first) // interval
    for month in range(first + passed * interval, last + 1, interval):
        for day in (31, 30, 29, 28) if wanted == _LAST_DAY else (wanted,):
            try:
                yield date(month // 12, month % 12 + 1, day)
                break
            except ValueError:
                continue


def _month(day: date) -> int:
    """Counted from the year 0."""
    return 12 * day.year + day.month - 1
