"""To-dos as iCalendar (RFC 5545, and RFC 7986 for a calendar's own properties), to subscribe to.

Apple, Google and Outlook show VEVENTs; of VTODOs the latter two show nothing. Days and times are
floating: they mean the same wherever the calendar is read, as in the page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from app.domain import instants
from app.domain.todos import NO_PRIORITY, Todo

As = Literal["events", "todos"]
MAX_TODOS = 2_000
# Lambda answers with 6 MB, and gets the text as JSON in ASCII, which is up to three times as long.
MAX_BYTES = 1_900_000
MAX_NOTES = 2_000  # characters of them: who wants to read on opens the to-do
LINE_OCTETS = 75
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029]")
_PRIORITIES = {1: 1, 2: 5, 3: 9}  # RFC 5545, section 3.8.1.9: high, medium and low


def write(name: str, todos: Iterable[Todo], kind: As, today: date) -> bytes:
    """A calendar of this name with the open to-dos that have a due day: from `today` on, the
    nearest first, and after these the overdue ones, the latest first, until it is full."""
    wanted = sorted(filter(_is_wanted, todos), key=lambda todo: _nearness(todo, today))
    parts: list[bytes] = []
    size = 0
    for todo in wanted[:MAX_TODOS]:
        part = _fold_all(_component(todo, kind))
        size += len(part)
        if size > MAX_BYTES:
            break
        parts.append(part)
    head = _fold_all(_head(name, left_out=len(wanted) - len(parts)))
    return b"".join([head, *parts, b"END:VCALENDAR\r\n"])


def escape(text: str) -> str:
    """RFC 5545, section 3.3.11. What no calendar could show is left out."""
    text = re.sub("\r\n?", "\n", text)
    text = _UNPRINTABLE.sub("", text)
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", r"\n")


def fold(line: str) -> bytes:
    """RFC 5545, section 3.1: lines of at most 75 octets; none begins within a character."""
    left, lines, room = line.encode(), [], LINE_OCTETS
    while len(left) > room:
        end = room
        while left[end] & 0xC0 == 0x80:
            end -= 1
        lines.append(left[:end])
        left, room = left[end:], LINE_OCTETS - 1  # for the space in front
    return b"\r\n ".join([*lines, left]) + b"\r\n"


def _fold_all(lines: Iterable[str]) -> bytes:
    return b"".join(map(fold, lines))


def _is_wanted(todo: Todo) -> bool:
    return todo.is_live and not todo.done and todo.due is not None


def _nearness(todo: Todo, today: date) -> tuple[int, str, str]:
    days = (date.fromisoformat(str(todo.due)) - today).days
    place = days if days >= 0 else date.max.toordinal() - days
    return place, todo.due_time or "", todo.id


def _head(name: str, left_out: int) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//Doable//Doable//EN"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"NAME:{escape(name)}"
    yield f"X-WR-CALNAME:{escape(name)}"
    yield "REFRESH-INTERVAL;VALUE=DURATION:PT1H"
    yield "X-PUBLISHED-TTL:PT1H"
    if left_out:
        yield f"COMMENT:{escape(f'{left_out} more to-dos, further away, have no room here')}"


def _component(todo: Todo, kind: As) -> Iterator[str]:
    name = "VEVENT" if kind == "events" else "VTODO"
    yield f"BEGIN:{name}"
    yield f"UID:{todo.id}"
    yield f"DTSTAMP:{_stamp(todo.updated_at)}"
    yield f"CREATED:{_stamp(todo.created_at)}"
    yield f"LAST-MODIFIED:{_stamp(todo.updated_at)}"
    yield f"SEQUENCE:{todo.seq}"
    yield from _texts(todo)
    yield from _times(todo, kind)
    yield f"END:{name}"


def _texts(todo: Todo) -> Iterator[str]:
    yield f"SUMMARY:{escape(todo.title)}"
    if todo.notes:
        cut = todo.notes[:MAX_NOTES] + ("…" if len(todo.notes) > MAX_NOTES else "")
        yield f"DESCRIPTION:{escape(cut)}"
    if todo.tags:
        yield f"CATEGORIES:{','.join(map(escape, todo.tags))}"
    if todo.priority != NO_PRIORITY:
        yield f"PRIORITY:{_PRIORITIES[todo.priority]}"


def _times(todo: Todo, kind: As) -> Sequence[str]:
    """A to-do that is done once is DUE; one that repeats begins somewhere, as its rule takes it."""
    rule = _rule(todo)
    if kind == "todos" and rule is None:
        return ["STATUS:NEEDS-ACTION", f"DUE{_when(todo)}", *_alarm(todo, "TRIGGER;RELATED=END")]
    own = "STATUS:NEEDS-ACTION" if kind == "todos" else "TRANSP:TRANSPARENT"
    length = "DURATION:PT30M" if todo.due_time else "DURATION:P1D"
    rules = [f"RRULE:{rule}"] if rule else []
    return [own, f"DTSTART{_when(todo)}", length, *rules, *_alarm(todo, "TRIGGER")]


def _when(todo: Todo) -> str:
    day = str(todo.due).replace("-", "")
    if todo.due_time is None:
        return f";VALUE=DATE:{day}"
    return f":{day}T{todo.due_time.replace(':', '')}00"


def _rule(todo: Todo) -> str | None:
    """Its series as RRULE; of one that counts from its completion nobody knows the days yet."""
    if todo.repeat is None or "X-FROM=COMPLETION" in todo.repeat:
        return None
    if todo.due_time is None:
        return todo.repeat
    # UNTIL has the type of DTSTART: RFC 5545, section 3.3.10.
    return re.sub(r"UNTIL=\d{8}", r"\g<0>T235959", todo.repeat)


def _alarm(todo: Todo, trigger: str) -> list[str]:
    if todo.due_time is None:
        return []
    shown = f"DESCRIPTION:{escape(todo.title)}"
    return ["BEGIN:VALARM", "ACTION:DISPLAY", f"{trigger}:PT0S", shown, "END:VALARM"]


def _stamp(instant: str) -> str:
    return instants.from_text(instant).strftime("%Y%m%dT%H%M%SZ")
