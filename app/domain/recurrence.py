"""Which repetition rules a to-do may carry: a subset of RRULE (RFC 5545, section 3.3.10)."""

import re

# In this order, so that one rule has one spelling. X-FROM=COMPLETION is ours: it counts from the
# day on which the to-do was done instead of the day on which it was due.
RULE_PATTERN = (
    r"^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)"
    r"(;INTERVAL=[1-9][0-9]{0,2})?"
    r"(;BYDAY=(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU)){0,6})?"
    r"(;BYMONTHDAY=(-1|[1-9]|[12][0-9]|3[01]))?"
    r"(;COUNT=[1-9][0-9]{0,2}|;UNTIL=[0-9]{8})?"
    r"(;X-FROM=COMPLETION)?$"
)
MAX_LENGTH = 128
_RULE = re.compile(RULE_PATTERN[1:-1])


def is_rule(text: str) -> bool:
    return len(text) <= MAX_LENGTH and _RULE.fullmatch(text) is not None
