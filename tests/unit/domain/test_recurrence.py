"""Which repetition rules are ours."""

import pytest

from app.domain.recurrence import is_rule


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=3;X-FROM=COMPLETION",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
        "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=12",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=YEARLY;UNTIL=20301231",
    ],
)
def test_rules(rule: str) -> None:
    assert is_rule(rule)


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "FREQ=HOURLY",
        "FREQ=DAILY;INTERVAL=0",
        "BYDAY=MO;FREQ=WEEKLY",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=DAILY;COUNT=1;UNTIL=20301231",
        "FREQ=DAILY\n",
        "RRULE:FREQ=DAILY",
    ],
)
def test_no_rules_of_ours(rule: str) -> None:
    assert not is_rule(rule)
