"""Which repetition rules are ours, and what follows by them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain.recurrence import is_rule, next_due
from app.domain.todos import successor
from tests import recurrence
from tests.recurrence import DAYS, KNOWN, Answer
from tests.unit.domain.test_rules import TODO


def follows(rule: str, due: str | None, on: str) -> Answer:
    found = next_due(rule, date.fromisoformat(due) if due else None, date.fromisoformat(on))
    return (found[0].isoformat(), found[1]) if found else (None, None)


@pytest.mark.parametrize("rule", KNOWN["rules"])
def test_rules(rule: str) -> None:
    assert is_rule(rule)


@pytest.mark.parametrize("rule", [*KNOWN["noRules"], "FREQ=DAILY" + ";COUNT=1" * 16])
def test_no_rules_of_ours(rule: str) -> None:
    assert not is_rule(rule)


@pytest.mark.parametrize(
    ("rule", "due", "on", "then"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=31", "2027-01-31", "2027-01-31", "2027-03-31"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2028-01-31", "2028-01-31", "2028-02-29"),
        ("FREQ=YEARLY", "2096-02-29", "2096-02-29", "2104-02-29"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "2026-12-31", "2026-12-31", "2027-01-11"),
        ("FREQ=DAILY", "2026-12-01", "2026-12-24", "2026-12-25"),
        ("FREQ=WEEKLY", "2026-12-04", "2026-12-01", "2026-12-11"),
        ("FREQ=DAILY;INTERVAL=3;X-FROM=COMPLETION", "2026-12-04", "2026-12-01", "2026-12-04"),
        ("FREQ=DAILY;COUNT=1", "2026-12-01", "2026-12-01", None),
        ("FREQ=DAILY;UNTIL=20261201", "2026-12-01", "2026-12-01", None),
        ("FREQ=DAILY", "9999-12-31", "9999-12-31", None),
    ],
)
def test_the_day_after_as_people_count(rule: str, due: str, on: str, then: str | None) -> None:
    assert (follows(rule, due, on)[0], recurrence.expected(rule, due, on)[0]) == (then, then)


@pytest.mark.parametrize("name", KNOWN["next"])
def test_what_follows_by_example(name: str) -> None:
    for rule, due, on, then, left in KNOWN["next"][name]:
        assert follows(rule, due, on) == (then, left), (rule, due, on)


def test_the_examples_are_what_dateutil_says() -> None:
    assert KNOWN["next"] == recurrence.answered()
    assert sum(map(len, KNOWN["next"].values())) >= 150


INTERVALS = st.sampled_from(["", "", ";INTERVAL=2", ";INTERVAL=3", ";INTERVAL=12", ";INTERVAL=52"])
BYDAY = st.sets(st.sampled_from(DAYS)).map(
    lambda days: f";BYDAY={','.join(sorted(days, key=DAYS.index))}" if days else ""
)
BYMONTHDAY = st.sampled_from(
    ["", "", *(f";BYMONTHDAY={day}" for day in (-1, 1, 15, 28, 29, 30, 31))]
)
COUNTS = st.integers(0, 4).map(lambda left: f";COUNT={left}" if left else "")
UNTILS = st.dates(date(2023, 1, 1), date(2030, 1, 1)).map(lambda day: f";UNTIL={day:%Y%m%d}")
RULES = st.tuples(
    st.one_of(
        st.tuples(st.sampled_from(["DAILY", "YEARLY"]), INTERVALS),
        st.tuples(st.just("WEEKLY"), INTERVALS, BYDAY),
        st.tuples(st.just("MONTHLY"), INTERVALS, BYMONTHDAY),
    ).map("".join),
    st.just("") | COUNTS | UNTILS,
    st.sampled_from(["", ";X-FROM=COMPLETION"]),
).map(lambda parts: f"FREQ={''.join(parts)}")
MONTH_ENDS = st.dates(date(2023, 12, 1), date(2029, 12, 1)).map(
    lambda day: day.replace(day=1) - timedelta(days=1)
)
DUES = st.none() | MONTH_ENDS | st.dates(date(2023, 12, 1), date(2029, 12, 31))


@given(RULES, DUES, st.dates(date(2024, 1, 1), date(2029, 12, 31)))
def test_what_follows_is_what_dateutil_says(rule: str, due: date | None, on: date) -> None:
    assert is_rule(rule)
    question = (rule, due.isoformat() if due else None, on.isoformat())
    assert follows(*question) == recurrence.expected(*question)
    then, left = follows(*question)
    assert then is None or then > question[2]
    assert left is None or is_rule(left)


def test_the_next_one_is_a_new_copy_right_behind() -> None:
    done = replace(
        TODO,
        title="Water the plants",
        notes="Not the cactus",
        done=True,
        done_at=TODO.created_at,
        due="2026-12-01",
        due_time="08:00",
        priority=2,
        tags=("home",),
        order="a5",
        parent_id="p",
        repeat="FREQ=WEEKLY;COUNT=4",
    )
    assert successor(done, date(2026, 12, 2)) == {
        "title": "Water the plants",
        "notes": "Not the cactus",
        "due": "2026-12-08",
        "due_time": "08:00",
        "priority": 2,
        "tags": ("home",),
        "order": "a5",
        "parent_id": "p",
        "repeat": "FREQ=WEEKLY;COUNT=3",
    }


def test_what_does_not_repeat_any_more_has_no_next_one() -> None:
    assert successor(TODO, date(2026, 12, 1)) is None
    assert successor(replace(TODO, repeat="FREQ=DAILY;COUNT=1"), date(2026, 12, 1)) is None


def test_without_a_due_day_the_next_one_has_one() -> None:
    fields = successor(replace(TODO, repeat="FREQ=DAILY"), date(2026, 12, 1))
    assert fields is not None
    assert (fields["due"], fields["due_time"]) == ("2026-12-02", None)
