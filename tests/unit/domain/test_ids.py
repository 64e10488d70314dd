"""Ids that all derive alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import NEW_ID_PATTERN, follow_id, is_id, is_new_id
from tests.recurrence import KNOWN

IDS = st.from_regex(NEW_ID_PATTERN[1:-1], fullmatch=True)


@pytest.mark.parametrize(("before", "after"), KNOWN["follows"])
def test_the_id_of_what_follows_by_example(before: str, after: str) -> None:
    assert follow_id(before) == after


@given(IDS)
def test_ten_that_follow_are_ten_more_ids_and_none_that_a_client_may_choose(first: str) -> None:
    series = [first]
    for _ in range(10):
        series.append(follow_id(series[-1]))
    assert len(set(series)) == 11
    assert all(is_id(one) and not is_new_id(one) and one[14] == "8" for one in series[1:])
    # Right behind the one it follows, where both have one order key.
    assert series[0] < series[1]
