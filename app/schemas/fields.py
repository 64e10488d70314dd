"""The fields of the contract: their types, bounds and descriptions, for either direction."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from app.domain import lists, order, recurrence, todos
from app.domain.ids import ID_PATTERN, NEW_ID_PATTERN, SUB_PATTERN

NOT_BLANK = r"[^\s\x1c-\x1f\x85]"

Id = Annotated[
    str,
    Meta(
        pattern=ID_PATTERN,
        max_length=36,
        description="A lower-case UUID: version 7 when a client made it, 5 when the server did, 8"
        " of a to-do that follows on a repeating one",
        examples=["01936f00-0000-7000-8000-000000000001"],
    ),
]
NewId = Annotated[
    str,
    Meta(
        pattern=NEW_ID_PATTERN,
        max_length=36,
        description="A lower-case UUID of version 7",
        examples=["01936f00-0000-7000-8000-000000000002"],
    ),
]
Sub = Annotated[
    str,
    Meta(
        pattern=SUB_PATTERN,
        max_length=36,
        description="A person, as the user pool calls it",
        examples=["6e1f5c0a-93d4-4c02-9b7a-2f3d1c5e8a90"],
    ),
]
Secret = Annotated[
    str,
    Meta(
        pattern="^[A-Za-z0-9_-]{22}$",
        max_length=22,
        description="The secret of an address, told when it was made",
        examples=["yPZ0D4q4rJkD3cJk1R2V7g"],
    ),
]
Instant = Annotated[str, Meta(description="UTC, RFC 3339", examples=["2026-12-01T08:30:00.000Z"])]
Stamp = Annotated[
    str,
    Meta(
        pattern=r"^(19[7-9]|[2-9][0-9]{2})[0-9]-[0-9]{2}-[0-9]{2}"
        r"T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$",
        description="UTC, RFC 3339 with milliseconds, from 1970 on",
        examples=["2026-11-21T08:30:00.000Z"],
    ),
]
Title = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=todos.MAX_TITLE,
        pattern=NOT_BLANK,
        description="White space around it is trimmed",
        examples=["Book dentist"],
    ),
]
Notes = Annotated[str, Meta(description=f"At most {todos.MAX_NOTES} bytes of UTF-8")]
Due = Annotated[date, Meta(description="A local day, no instant", examples=["2026-12-01"])]
DueTime = Annotated[
    str,
    Meta(
        pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$",
        max_length=5,
        description="A local time of the due day",
        examples=["17:00"],
    ),
]
Priority = Annotated[int, Meta(ge=1, le=4, description="1 is the highest, 4 is none")]
Tag = Annotated[str, Meta(min_length=1, max_length=todos.MAX_TAG, pattern=NOT_BLANK)]
Tags = Annotated[tuple[Tag, ...], Meta(max_length=todos.MAX_TAGS)]
Order = Annotated[
    str,
    Meta(
        pattern="^[A-Za-z][0-9A-Za-z]*$",
        max_length=order.MAX_LENGTH,
        description="A fractional index; left out, the to-do goes to the end",
        examples=["a0"],
    ),
]
Repeat = Annotated[
    str,
    Meta(
        pattern=recurrence.RULE_PATTERN,
        max_length=recurrence.MAX_LENGTH,
        description="A subset of RRULE: DAILY, WEEKLY by days in the order of the week, MONTHLY by"
        " a day or -1, the last, or YEARLY; INTERVAL from 2 on; COUNT of what is left, or UNTIL a"
        " day. X-FROM=COMPLETION counts from the day it was done",
        examples=["FREQ=WEEKLY;BYDAY=MO,TH"],
    ),
]
Name = Annotated[
    str, Meta(min_length=1, max_length=lists.MAX_NAME, pattern=NOT_BLANK, examples=["Home"])
]
