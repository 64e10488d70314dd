"""What clients send: bodies and queries."""

import hashlib
from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from app.domain import lists, people, todos
from app.domain.filters import DueRange, TodoFilter
from app.domain.invites import InvitedRole
from app.domain.lists import Colour, Role
from app.domain.script_tokens import Scope
from app.errors import invalid_field
from app.schemas.fields import (
    Due,
    DueTime,
    Id,
    Name,
    NewId,
    Notes,
    Order,
    Priority,
    Repeat,
    Sub,
    Tag,
    Tags,
    Title,
)

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


class Body(Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """A request body. Unknown fields are refused: a misspelt one must not be lost silently."""

    def fields(self) -> dict[str, Any]:
        """What the client sent, by the names of the domain, cleaned; what it left out is absent."""
        sent = {name: getattr(self, name) for name in self.__struct_fields__ if name != "id"}
        return {name: _clean(name, value) for name, value in sent.items() if value is not UNSET}

    def digest(self, **more: Any) -> str:
        """By which a repeated creation is known: of this, and what `more` was sent with it."""
        sent = {**msgspec.to_builtins(self), **more}
        sent.pop("id", None)  # so that a POST with an id and a PUT to it are the same
        return hashlib.sha256(msgspec.json.encode(sent)).hexdigest()[:32]


_TRIMMED = {"title", "name", "display_name"}  # not notes: a person may still be typing them


def _clean(name: str, value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if name in _TRIMMED:
        return value.strip()
    return clean_tags(value) if isinstance(value, tuple) else value


def clean_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag.strip() for tag in tags))


class TodoPut(Body):
    """A whole to-do. What is left out takes its default."""

    title: Title
    notes: Notes = ""
    done: bool = False
    due: Due | None = None
    due_time: DueTime | None = None
    priority: Priority = todos.NO_PRIORITY
    tags: Tags = ()
    order: Order | UnsetType = UNSET
    parent_id: Id | None = None
    repeat: Repeat | None = None
    assignee: Sub | None = None


class TodoPost(TodoPut):
    """A new to-do. Without `id` the server derives one from the Idempotency-Key or makes one."""

    id: NewId | UnsetType = UNSET


class TodoValues(Body):
    """Only what is to change. `null` clears a due date, a due time, a parent, a repetition
    or who is to do it."""

    title: Title | UnsetType = UNSET
    notes: Notes | UnsetType = UNSET
    due: Due | UnsetType | None = UNSET
    due_time: DueTime | UnsetType | None = UNSET
    priority: Priority | UnsetType = UNSET
    parent_id: Id | UnsetType | None = UNSET
    repeat: Repeat | UnsetType | None = UNSET
    assignee: Sub | UnsetType | None = UNSET


class TodoPatch(TodoValues):
    """The same, and what sync has ops of their own for."""

    done: bool | UnsetType = UNSET
    tags: Tags | UnsetType = UNSET
    order: Order | UnsetType = UNSET


class ListFields(Body):
    """What a list is made of."""

    name: Name
    colour: Colour = lists.DEFAULT_COLOUR


class ListPost(ListFields):
    """A new list, owned by the person who makes it."""

    id: NewId | UnsetType = UNSET


class ListPatch(Body):
    """Only what is to change."""

    name: Name | UnsetType = UNSET
    colour: Colour | UnsetType = UNSET
    archived: bool | UnsetType = UNSET


class MemberPatch(Body):
    """What a member may do: an owner everything, an editor change to-dos and details, a viewer
    read."""

    role: Role


class InvitePost(Body):
    """As what who accepts becomes a member."""

    role: InvitedRole


class InviteSecret(Body):
    """The part of an invite's address behind the #."""

    token: Annotated[str, Meta(min_length=1, max_length=64)]


class ScriptTokenPost(Body):
    """A token for a script: what it is for, what it may do, and its last day."""

    name: Name
    scope: Scope
    expires_on: (
        Annotated[date, Meta(description="A day of UTC; 90 days on, if left out")] | None
    ) = None


class CalendarPut(Body):
    """Of which list the calendar is; `null` is of all."""

    list_id: Id | None = None


class CalendarQuery(Struct, kw_only=True):
    """What else is asked is nobody's slip: people add `?x=1`, so that a calendar loads anew."""

    as_: Annotated[
        Literal["events", "todos"], Meta(description="`todos` for the few calendars that show them")
    ] = msgspec.field(default="events", name="as")


class HandOver(Body):
    """Who is to own a list; one of its members."""

    hand_over_to: Sub


class DeletionPost(Body):
    """That the account is to be deleted, and what becomes of lists that others are in and nobody
    else owns. What needs no choice is passed over."""

    confirm: Literal["delete my account"]
    lists: dict[Id, Literal["delete"] | HandOver] = {}

    def choices(self) -> dict[str, str | None]:
        """Who is to own each list; None: nobody, it is to be deleted."""
        return {
            id_: choice.hand_over_to if isinstance(choice, HandOver) else None
            for id_, choice in self.lists.items()
        }


DELETION_EXAMPLE = {
    "confirm": "delete my account",
    "lists": {
        "01936f00-0000-7000-8000-000000000001": {
            "handOverTo": "6e1f5c0a-93d4-4c02-9b7a-2f3d1c5e8a90"
        },
        "01936f00-0000-7000-8000-000000000002": "delete",
    },
}


class PersonPatch(Body):
    """What the others see of a person."""

    display_name: Annotated[str, Meta(max_length=people.MAX_NAME)]


Limit = Annotated[int, Meta(ge=1, le=500, description="The most items that a page holds")]
Cursor = Annotated[str, Meta(max_length=512, description="`nextCursor` of the page before")]


class PageQuery(Struct, kw_only=True, forbid_unknown_fields=True):
    limit: Limit = 100
    cursor: Cursor = ""


class TodoQuery(PageQuery):
    done: Literal["true", "false"] | UnsetType = UNSET
    due: (
        Annotated[
            str,
            Meta(
                pattern=rf"^(none|{_DAY}|({_DAY})?\.\.({_DAY})?)$",
                max_length=22,
                description="A day, `none`, or a range of days with either end open",
                examples=["2026-12-01", "none", "..2026-12-01"],
            ),
        ]
        | UnsetType
    ) = UNSET
    tag: Tag | UnsetType = UNSET
    q: (
        Annotated[str, Meta(min_length=1, max_length=200, description="In title or notes")]
        | UnsetType
    ) = UNSET
    trash: Annotated[Literal["true", "false"], Meta(description="Only what is in the trash")] = (
        "false"
    )

    def filter(self) -> TodoFilter:
        return TodoFilter(
            done=None if self.done is UNSET else self.done == "true",
            due=None if self.due is UNSET else _due_range(self.due),
            tag=None if self.tag is UNSET else self.tag.strip(),
            q=None if self.q is UNSET else self.q,
            trash=self.trash == "true",
        )


def _due_range(text: str) -> DueRange:
    if text == "none":
        return DueRange(none=True)
    first, dots, last = text.partition("..")
    return DueRange(first=_day(first), last=_day(last if dots else first))


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        raise invalid_field("due", "format", "There is no such day") from None


class TodoDeletion(Struct, kw_only=True, forbid_unknown_fields=True):
    forever: Annotated[Literal["true", "false"], Meta(description="Not to the trash")] = "false"
