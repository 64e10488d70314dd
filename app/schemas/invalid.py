"""From msgspec's words to ours: what is wrong with a body, by field and stable code."""

import re

import msgspec

from app.errors import ValidationFailed, invalid_field

# msgspec's sentences → stable codes. The first that is found counts.
_CODES = [
    (re.compile(r"unknown field `(?P<field>.*)`", re.DOTALL), "unknown_field"),
    (re.compile(r"missing required field `(?P<field>.*)`", re.DOTALL), "missing"),
    (re.compile(r"of length"), "length"),
    (re.compile(r"Expected `int` [<>]="), "range"),
    (re.compile(r"matching regex|Invalid RFC3339"), "format"),
    (re.compile(r"Invalid enum value|Invalid value"), "choice"),
    (re.compile(r"Expected `"), "type"),
]
# What a client sent comes back to it in these, and stays in the table until it has read it.
MAX_FIELD = 100
MAX_DETAIL = 300
_FORMAT = "This does not have the expected form; /api/docs shows an example"


def refusal_of(error: msgspec.ValidationError) -> ValidationFailed:
    """msgspec names the place at the end of its sentence: `… - at `$.tags[1]``."""
    detail, _, place = str(error).partition(" - at `")
    field = place.rstrip("`").lstrip("$").lstrip(".")
    for pattern, code in _CODES:
        if found := pattern.search(detail):
            field = found.groupdict().get("field") or field
            return _refusal(field, code, _FORMAT if code == "format" else detail)
    return _refusal(field, "invalid", detail)


def _refusal(field: str, code: str, detail: str) -> ValidationFailed:
    return invalid_field(field[:MAX_FIELD], code, detail[:MAX_DETAIL])
