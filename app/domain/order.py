"""Order keys: strings that sort as the person ordered the to-dos (fractional indexing).

The form is that of the npm package `fractional-indexing`: an integer part, whose first letter tells
its length, then a fraction that does not end in "0"; digits are base 62 in ASCII order. See
https://observablehq.com/@dgreensp/implementing-fractional-indexing.
"""

import re

MAX_LENGTH = 64
FIRST = "a0"
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SMALLEST = "A" + "0" * 26  # the library keeps this one for itself


def is_order_key(key: str) -> bool:
    if not re.fullmatch(r"[A-Za-z][0-9A-Za-z]{0,63}", key) or key == _SMALLEST:
        return False
    length = _integer_length(key)
    return len(key) >= length and (len(key) == length or key[-1] != "0")


def key_after(key: str | None) -> str:
    """A key that sorts after `key`; FIRST where there is none.

    At the very end of the key space the key itself comes back: equal keys are ordered by id.
    """
    if key is None:
        return FIRST
    incremented = _increment(key[: _integer_length(key)])
    return incremented or (key + "V" if len(key) < MAX_LENGTH else key)


def _integer_length(key: str) -> int:
    """Digits of the integer part with its letter: a→2 … z→27, Z→2 … A→27."""
    head = key[0]
    return ord(head) - ord("a") + 2 if head >= "a" else ord("Z") - ord(head) + 2


def _increment(integer: str) -> str | None:
    head, digits = integer[0], list(integer[1:])
    for place in reversed(range(len(digits))):
        value = _DIGITS.index(digits[place]) + 1
        digits[place] = _DIGITS[value % 62]
        if value < 62:
            return head + "".join(digits)
    return _next_head(head, digits)


def _next_head(head: str, digits: list[str]) -> str | None:
    """All digits have run over: a letter further, and one digit more or fewer."""
    if head == "z":
        return None
    if head == "Z":
        return FIRST
    longer = [*digits, "0"] if head >= "a" else digits[:-1]
    return chr(ord(head) + 1) + "".join(longer)
