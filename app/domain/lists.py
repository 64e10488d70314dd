"""A list, its members, and what a person sees of it."""

from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from app.domain import instants
from app.errors import invalid_field

Role = Literal["owner", "editor", "viewer"]
Colour = Literal["slate", "red", "orange", "amber", "green", "teal", "blue", "violet", "pink"]

DEFAULT_COLOUR: Colour = "slate"
INBOX_NAME = "Inbox"
MAX_NAME = 100  # characters
MAX_TODOS = 10_000
MAX_LISTS = 200
MAX_MEMBERS = 50
TRASH_AGE = timedelta(days=30)
LEFT_AGE = timedelta(days=90)  # how long others can still learn that somebody left


class Counters(Struct, frozen=True, kw_only=True):
    """What a list counts. `seq` is the number of its last change; `last_order` the greatest order
    key it ever held, so that adding at the end reads no other to-do."""

    seq: int = 0
    open: int = 0
    done: int = 0
    last_order: str | None = None
    members: int = 1
    owners: int = 1


class Info(Struct, frozen=True, kw_only=True):
    """What people name and paint. `seq` is the change that last touched it."""

    seq: int
    name: str
    colour: Colour
    created_at: str
    archived: bool = False
    deleted_at: str | None = None
    created_from: str = ""

    def is_gone(self, now: datetime) -> bool:
        return self.deleted_at is not None and instants.is_older(self.deleted_at, now, TRASH_AGE)


class Member(Struct, frozen=True, kw_only=True):
    """Somebody of a list; without a `role`, somebody who left it with change `seq`, at `left_at`.
    `name` is as the others see it, and may be empty."""

    id: str
    role: Role | None = None
    seq: int = 0
    name: str = ""
    left_at: str | None = None

    @property
    def expires(self) -> int | None:
        """When the table forgets it, in seconds since 1970; None as long as it is a member."""
        if self.left_at is None:
            return None
        return int((instants.from_text(self.left_at) + LEFT_AGE).timestamp())


class Erasure(Struct, frozen=True, kw_only=True):
    """Somebody who deleted the account was erased from the list with change `seq`. Who that was is
    not known any more: a copy must take all who are members from then on, and forget the others."""

    seq: int


class TodoList(Struct, frozen=True, kw_only=True):
    """A list as one of its members sees it."""

    id: str
    role: Role
    info: Info
    meta: Counters


def check(info: Info) -> Info:
    if not 1 <= len(info.name) <= MAX_NAME or info.name != info.name.strip():
        raise invalid_field("name", "length", f"A name has 1 to {MAX_NAME} characters")
    return info
