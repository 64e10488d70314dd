"""To-dos as iCalendar: as other programs read them, and octet by octet."""

import re
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from typing import Any

import icalendar
import pytest
import vobject
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain.icalendar import MAX_BYTES, MAX_NOTES, MAX_TODOS, As, escape, fold, write
from app.domain.recurrence import next_due
from app.domain.todos import Todo
from tests.recurrence import KNOWN
from tests.unit.domain.test_rules import TODO

TODAY = date(2026, 11, 18)
DENTIST = replace(
    TODO,
    seq=7,
    title="Book dentist; ask for 10:00, not later",
    notes="Bring:\n- the card\n- C:\\x-rays",
    due="2026-12-01",
    tags=("health", "a,b"),
    priority=2,
    updated_at="2026-11-17T08:30:00.000Z",
)
TIMED = replace(DENTIST, due_time="09:30")


def only(*todos: Todo, kind: As = "events", name: str = "Doable") -> Any:
    """The calendar's components, as icalendar reads them; also vobject takes it all."""
    text = write(name, todos, kind, TODAY)
    parsed = vobject.readOne(text.decode())
    calendar: Any = icalendar.Calendar.from_ical(text)
    wanted = "VEVENT" if kind == "events" else "VTODO"
    found = list(calendar.walk(wanted))
    assert len(found) == len(parsed.contents.get(wanted.lower(), []))
    assert [one.errors for one in calendar.walk() if one.errors] == []
    return found


def lines(*todos: Todo, kind: As = "events") -> list[str]:
    text = write("Doable", todos, kind, TODAY)
    return text.replace(b"\r\n ", b"").decode().split("\r\n")


def test_a_todo_of_a_day_is_an_event_of_all_that_day() -> None:
    (event,) = only(DENTIST)
    assert event["DTSTART"].dt == date(2026, 12, 1)
    assert event["DURATION"].dt == timedelta(days=1)
    assert str(event["SUMMARY"]) == DENTIST.title
    assert str(event["DESCRIPTION"]) == DENTIST.notes
    assert [str(one) for one in event["CATEGORIES"].cats] == ["health", "a,b"]
    assert (str(event["UID"]), event["SEQUENCE"], event["PRIORITY"]) == (DENTIST.id, 7, 5)
    changed = datetime(2026, 11, 17, 8, 30, tzinfo=UTC)
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == changed
    assert event.walk("VALARM") == []


def test_a_todo_of_a_time_lasts_half_an_hour_and_rings() -> None:
    (event,) = only(TIMED)
    assert event["DTSTART"].dt == datetime(2026, 12, 1, 9, 30)  # of no zone
    assert event["DURATION"].dt == timedelta(minutes=30)
    (alarm,) = event.walk("VALARM")
    assert (str(alarm["ACTION"]), alarm["TRIGGER"].dt) == ("DISPLAY", timedelta())
    assert str(alarm["DESCRIPTION"]) == TIMED.title


def test_also_a_calendar_of_todos_is_to_be_had() -> None:
    (todo,) = only(TIMED, kind="todos")
    assert todo["DUE"].dt == datetime(2026, 12, 1, 9, 30)
    assert str(todo["STATUS"]) == "NEEDS-ACTION"
    (alarm,) = todo.walk("VALARM")
    assert alarm["TRIGGER"].params["RELATED"] == "END"
    (todo,) = only(DENTIST, kind="todos")
    assert todo["DUE"].dt == date(2026, 12, 1)
    (todo,) = only(replace(DENTIST, repeat="FREQ=DAILY"), kind="todos")
    assert (todo["DTSTART"].dt, "DUE" in todo) == (date(2026, 12, 1), False)


def test_only_what_is_open_and_due_shows_up() -> None:
    others = [
        TODO,
        replace(DENTIST, done=True),
        replace(DENTIST, deleted_at="2026-11-17T08:30:00.000Z"),
        replace(DENTIST, deleted_at="2026-11-17T08:30:00.000Z", purged=True),
    ]
    assert only(*others) == []


def test_the_calendar_says_what_it_is_and_when_to_ask_again() -> None:
    text = write("Home, sweet", [], "events", TODAY).decode()
    assert text.split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Doable//Doable//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:Home\\, sweet",
        "X-WR-CALNAME:Home\\, sweet",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "END:VCALENDAR",
        "",
    ]


@pytest.mark.parametrize(
    ("repeat", "due_time", "rule"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,TH", None, "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("FREQ=DAILY;COUNT=3", "09:30", "FREQ=DAILY;COUNT=3"),
        ("FREQ=DAILY;UNTIL=20261224", None, "FREQ=DAILY;UNTIL=20261224"),
        ("FREQ=DAILY;UNTIL=20261224", "09:30", "FREQ=DAILY;UNTIL=20261224T235959"),
        ("FREQ=DAILY;X-FROM=COMPLETION", None, None),
        ("FREQ=DAILY;COUNT=3;X-FROM=COMPLETION", "09:30", None),
    ],
)
def test_what_counts_from_its_due_day_repeats(
    repeat: str, due_time: str | None, rule: str | None
) -> None:
    found = [
        one for one in lines(replace(DENTIST, repeat=repeat, due_time=due_time)) if "RRULE" in one
    ]
    assert found == ([f"RRULE:{rule}"] if rule else [])
    only(replace(DENTIST, repeat=repeat, due_time=due_time))


@pytest.mark.parametrize("due_time", [None, "09:30"])
@pytest.mark.parametrize("repeat", [one for one in KNOWN["rules"] if "X-FROM" not in one])
def test_every_rule_gives_the_days_that_follow_one_another(
    repeat: str, due_time: str | None
) -> None:
    """By dateutil, the next days of the event are those that the to-do would be due on, were each
    one done on its day."""
    day = date(2027, 1, 29)
    text = "\n".join(lines(replace(DENTIST, repeat=repeat, due=day.isoformat(), due_time=due_time)))
    found = re.search(r"^RRULE:(.*)$", text, re.M)
    assert found
    start = datetime.combine(day, time.fromisoformat(due_time or "00:00"))
    days = (one.date() for one in rrulestr(found[1], dtstart=start))
    later = [one for one, _ in zip(days, range(8), strict=False) if one > day]
    expected, left = [], repeat
    while len(expected) < len(later):
        following = next_due(left, day, day)
        if following is None:
            break
        day, left = following
        expected.append(day)
    # What does not fall on a day of its own rule is for dateutil none of the series, and for RFC
    # 5545 the first of it, as it is for us.
    assert later[: len(expected)] == expected
    assert len(later) - len(expected) in (0, 1)


@settings(deadline=None)  # two programs read it, and the machine may be busy
@given(st.text())
def test_a_text_comes_through_as_it_was(text: str) -> None:
    title = re.sub(r"[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]", "", text).strip()
    text = f"X{title}X"
    (event,) = only(replace(DENTIST, title=text, notes=text, tags=(text,)))
    assert str(event["SUMMARY"]) == text
    assert str(event["DESCRIPTION"]) == text
    assert [str(one) for one in event["CATEGORIES"].cats] == [text]


@given(st.text(max_size=400))
def test_a_line_is_folded_into_75_octets_and_back(text: str) -> None:
    line = f"SUMMARY:{escape(text)}"
    folded = fold(line)
    assert folded.endswith(b"\r\n")
    pieces = folded.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(piece) <= 75 for piece in pieces)
    assert all(piece.decode() for piece in pieces)  # each is UTF-8 by itself
    assert all(piece.startswith(b" ") for piece in pieces[1:])
    assert b"".join([pieces[0], *(piece[1:] for piece in pieces[1:])]).decode() == line


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_nothing_that_people_write_gets_out_of_its_line(text: str) -> None:
    escaped = escape(text)
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", escaped)
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", escaped)


def test_nobody_puts_an_event_into_another_ones_title() -> None:
    evil = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\nUID:evil\rSUMMARY:gotcha"
    events = only(replace(DENTIST, title=evil, notes=evil, tags=(evil,)), name=evil)
    assert [str(one["UID"]) for one in events] == [DENTIST.id]


def test_there_is_room_for_so_many_and_the_nearest_come_first() -> None:
    first = TODAY - timedelta(days=10)
    days = [first + timedelta(days=number) for number in range(MAX_TODOS + 5)]
    todos = [
        replace(DENTIST, id=f"{number}", title="x", notes="", due=day.isoformat())
        for number, day in enumerate(days)
    ]
    events = only(*todos)
    assert len(events) == MAX_TODOS
    shown = [one["DTSTART"].dt for one in events]
    assert shown[0] == TODAY
    assert shown[-1] == days[5]  # of the overdue ones, those nearest to today
    assert list(takewhile(lambda day: day >= TODAY, shown)) == days[10:]
    (comment,) = [one for one in lines(*todos) if one.startswith("COMMENT")]
    assert comment == "COMMENT:5 more to-dos\\, further away\\, have no room here"


def test_it_stays_below_what_lambda_can_answer() -> None:
    heavy = replace(DENTIST, title="🙂" * 500, notes="🙂" * 4_000, tags=("🙂" * 50,))
    text = write("Doable", [replace(heavy, id=f"{n}") for n in range(MAX_TODOS)], "events", TODAY)
    assert MAX_BYTES - 20_000 < len(text) < MAX_BYTES + 1_000
    assert text.count(b"BEGIN:VEVENT") == text.count(b"END:VEVENT") < MAX_TODOS
    assert b"COMMENT:" in text
    (event,) = only(heavy)
    assert str(event["DESCRIPTION"]) == "🙂" * MAX_NOTES + "…"


def test_the_last_day_of_time_is_one_too() -> None:
    (event,) = only(replace(TIMED, due="9999-12-31", due_time="23:59"))
    assert event["DTSTART"].dt == datetime(9999, 12, 31, 23, 59)
