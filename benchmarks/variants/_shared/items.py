"""What is stored and answered, and what a client may send; checked by hand, as is usual where the
framework checks nothing."""

import re
import uuid
from datetime import UTC, date, datetime

FIELDS = {"title", "notes", "due", "priority", "tags"}


def check(sent: object) -> dict:
    """The body as it was sent; ValueError says what is wrong with it."""
    if not isinstance(sent, dict):
        raise ValueError("expected an object")
    if unknown := sent.keys() - FIELDS:
        raise ValueError(f"unknown fields: {', '.join(sorted(unknown))}")
    if not is_text(sent.get("title"), 1, 500):
        raise ValueError("title: expected 1 to 500 characters")
    if not is_text(sent.get("notes", ""), 0, 16384):
        raise ValueError("notes: expected a text")
    if sent.get("due") is not None and not is_day(sent["due"]):
        raise ValueError("due: expected a day such as 2026-12-01")
    priority = sent.get("priority", 4)
    if type(priority) is not int or not 1 <= priority <= 4:
        raise ValueError("priority: expected 1 to 4")
    tags = sent.get("tags", [])
    if not isinstance(tags, list) or len(tags) > 20 or not all(is_text(t, 1, 50) for t in tags):
        raise ValueError("tags: expected up to 20 short texts")
    return sent


def is_text(value: object, shortest: int, longest: int) -> bool:
    return isinstance(value, str) and shortest <= len(value) <= longest


def is_day(value: object) -> bool:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def new_item(owner: str, fields: dict) -> dict:
    """What PutItem gets for a body that was checked."""
    item = {
        "PK": f"L#{owner}",
        "SK": f"T#{uuid.uuid4()}",
        "title": fields["title"],
        "notes": fields.get("notes", ""),
        "done": False,
        "priority": fields.get("priority", 4),
        "tags": fields.get("tags", []),
        "createdAt": datetime.now(UTC).isoformat(timespec="milliseconds"),
    }
    if fields.get("due") is not None:
        item["due"] = fields["due"]
    return item


def answer(item: dict) -> dict:
    """An item as clients see it."""
    shown = {name: value for name, value in item.items() if name not in ("PK", "SK")}
    return {"id": item["SK"].removeprefix("T#"), **shown}
