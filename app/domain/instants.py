"""Instants are RFC 3339 in UTC with milliseconds, as text; they sort as they follow each other."""

from datetime import UTC, datetime, timedelta


def to_text(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def from_text(text: str) -> datetime:
    return datetime.fromisoformat(text)


def is_instant(text: str) -> bool:
    """Whether it is one, and written as `to_text` writes it."""
    try:
        return to_text(from_text(text)) == text
    except ValueError:
        return False


def is_older(text: str, now: datetime, age: timedelta) -> bool:
    return now - from_text(text) > age
