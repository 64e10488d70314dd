"""Order keys, as the npm package fractional-indexing makes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.order import FIRST, is_order_key, key_after

KEYS = st.from_regex(r"[A-Za-z][0-9A-Za-z]{0,63}", fullmatch=True).filter(is_order_key)


@pytest.mark.parametrize(
    ("key", "following"),
    [
        (None, "a0"),
        ("a0", "a1"),
        ("a9", "aA"),
        ("aZ", "aa"),
        ("az", "b00"),
        ("bzz", "c000"),
        ("a1V", "a2"),
        ("Zz", "a0"),
        ("Yzz", "Z0"),
        ("z" * 27, "z" * 27 + "V"),
    ],
)
def test_the_key_after_a_key(key: str | None, following: str) -> None:
    assert key_after(key) == following


@given(KEYS)
def test_the_key_after_sorts_after_and_is_a_key(key: str) -> None:
    following = key_after(key)
    assert is_order_key(following)
    assert following > key or len(key) == 64


def test_ten_thousand_in_a_row_stay_short_and_in_order() -> None:
    keys = [FIRST]
    for _ in range(10_000):
        keys.append(key_after(keys[-1]))
    assert keys == sorted(set(keys))
    assert max(map(len, keys)) == 4


@pytest.mark.parametrize(
    "key", ["", "a", "a00", "b0", "1a", "A" + "0" * 26, "a0 ", "a0\n", "a" * 65]
)
def test_what_is_no_key(key: str) -> None:
    assert not is_order_key(key)


def test_at_the_end_of_all_keys_the_key_stays() -> None:
    last = "z" * 64
    assert key_after(last) == last
