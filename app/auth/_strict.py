"""Base64url and JSON with one reading only: what two parsers could read differently is refused.

Everything here raises ValueError, and nothing else, whatever it is fed; no error quotes its input.
"""

import base64
import json
import math
from typing import Any, NoReturn

# JavaScript, which reads the same tokens elsewhere, holds no longer whole number exactly. It also
# keeps Python from converting thousands of digits.
_MAX_DIGITS = 16
# Far more than tokens and key sets have. How deep a parser gets before it breaks is its own affair.
_MAX_BRACKETS = 200


def decode_base64url(text: str) -> bytes:
    """RFC 7515, section 2, to the letter: no padding, no other alphabet, unused last bits zero."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        raw = b""
    if not raw or base64.urlsafe_b64encode(raw).rstrip(b"=") != text.encode("ascii"):
        raise ValueError("no canonical base64url")
    return raw


def parse_object(raw: bytes) -> dict[str, Any]:
    """A JSON object in UTF-8, with no key twice, no NaN, no infinity and no lone surrogate."""
    if raw.count(b"[") + raw.count(b"{") > _MAX_BRACKETS:
        raise ValueError("JSON nested too deeply")
    try:
        value = _DECODER.decode(raw.decode("utf-8"))
        if b"\\u" in raw:  # the only way for a lone surrogate to get in
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (json.JSONDecodeError, UnicodeError):
        raise ValueError("no JSON") from None
    if not isinstance(value, dict):
        raise ValueError("JSON that is no object")
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("JSON with a key twice")
    return found


def _whole(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        raise ValueError("JSON with a number too long")
    return int(digits)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("JSON with a number too large")
    return number


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"JSON with {name}")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique,
    parse_int=_whole,
    parse_float=_finite,
    parse_constant=_no_constant,
)
