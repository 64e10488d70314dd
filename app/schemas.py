"""Untrusted JSON → typed commands, and domain objects → JSON.

The same declarations validate and make the OpenAPI document: what they say is what holds.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from app.domain import lists, order, recurrence, todos
from app.domain.filters import DueRange, TodoFilter
from app.domain.ids import ID_PATTERN, inbox_id
from app.domain.lists import Colour, Role, TodoList
from app.domain.people import Person
from app.domain.todos import Todo

_NOT_BLANK = r"[^\s\x1c-\x1f\x85]"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

Id = Annotated[
    str,
    Meta(
        pattern=ID_PATTERN,
        max_length=36,
        description="A lower-case UUID: version 7 when a client made it, 5 when the server did",
        examples=["01936f00-0000-7000-8000-000000000001"],
    ),
]
Instant = Annotated[str, Meta(description="UTC, RFC 3339", examples=["2026-12-01T08:30:00.000Z"])]
Title = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=todos.MAX_TITLE,
        pattern=_NOT_BLANK,
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
Tag = Annotated[str, Meta(min_length=1, max_length=todos.MAX_TAG, pattern=_NOT_BLANK)]
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
        description="A subset of RRULE; X-FROM=COMPLETION counts from the day it was done",
        examples=["FREQ=WEEKLY;BYDAY=MO,TH"],
    ),
]
Name = Annotated[
    str, Meta(min_length=1, max_length=lists.MAX_NAME, pattern=_NOT_BLANK, examples=["Home"])
]


class _Body(Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """A request body. Unknown fields are refused: a misspelt one must not be lost silently."""

    def fields(self) -> dict[str, Any]:
        """What the client sent, by the names of the domain, cleaned; what it left out is absent."""
        sent = {name: getattr(self, name) for name in self.__struct_fields__ if name != "id"}
        return {name: _clean(name, value) for name, value in sent.items() if value is not UNSET}


_TRIMMED = {"title", "name", "display_name"}  # not notes: a person may still be typing them


def _clean(name: str, value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if name in _TRIMMED:
        return value.strip()
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(part.strip() for part in value))
    return value


class TodoPut(_Body):
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


class TodoPost(TodoPut):
    """A new to-do. Without `id` the server derives one from the Idempotency-Key or makes one."""

    id: Id | UnsetType = UNSET


class TodoPatch(_Body):
    """Only what is to change. `null` clears a due date, a due time, a parent or a repetition."""

    title: Title | UnsetType = UNSET
    notes: Notes | UnsetType = UNSET
    done: bool | UnsetType = UNSET
    due: Due | UnsetType | None = UNSET
    due_time: DueTime | UnsetType | None = UNSET
    priority: Priority | UnsetType = UNSET
    tags: Tags | UnsetType = UNSET
    order: Order | UnsetType = UNSET
    parent_id: Id | UnsetType | None = UNSET
    repeat: Repeat | UnsetType | None = UNSET


class ListPost(_Body):
    """A new list, owned by the person who makes it."""

    name: Name
    colour: Colour = lists.DEFAULT_COLOUR
    id: Id | UnsetType = UNSET


class ListPatch(_Body):
    """Only what is to change."""

    name: Name | UnsetType = UNSET
    colour: Colour | UnsetType = UNSET
    archived: bool | UnsetType = UNSET


class PersonPatch(_Body):
    """What the others see of a person."""

    display_name: Annotated[str, Meta(max_length=lists.MAX_NAME)]


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
    return DueRange(first=first or None, last=(last if dots else first) or None)


class TodoDeletion(Struct, kw_only=True, forbid_unknown_fields=True):
    forever: Annotated[Literal["true", "false"], Meta(description="Not to the trash")] = "false"


class TodoJson(Struct, rename="camel", kw_only=True):
    """A to-do. `seq` is the change of its list that last touched it."""

    id: Id
    list_id: Id
    seq: int
    title: str
    notes: str
    done: bool
    done_at: Instant | None
    due: Due | None
    due_time: str | None
    priority: Priority
    tags: tuple[str, ...]
    order: str
    parent_id: str | None
    repeat: str | None
    created_at: Instant
    created_by: str
    updated_at: Instant
    updated_by: str
    deleted_at: Instant | None

    @classmethod
    def of(cls, todo: Todo) -> Self:
        return msgspec.convert(todo, cls, from_attributes=True)


class Counts(Struct):
    open: int
    done: int


class ListJson(Struct):
    """A list as the person who asks sees it. `seq` is its last change."""

    id: Id
    name: str
    colour: Colour
    archived: bool
    role: Role
    seq: int
    counts: Counts

    @classmethod
    def of(cls, one: TodoList) -> Self:
        return cls(
            id=one.id,
            name=one.info.name,
            colour=one.info.colour,
            archived=one.info.archived,
            role=one.role,
            seq=one.meta.seq,
            counts=Counts(open=one.meta.open, done=one.meta.done),
        )


class PersonJson(Struct, rename="camel", kw_only=True):
    """The person who asks."""

    id: str
    display_name: str
    inbox_id: Id
    created_at: Instant
    updated_at: Instant

    @classmethod
    def of(cls, person: Person) -> Self:
        known = {name: getattr(person, name) for name in Person.__slots__}
        return cls(**known, inbox_id=inbox_id(person.id))


NextCursor = Annotated[str | None, Meta(description="null: there is nothing more")]


class TodoPage(Struct, rename="camel", kw_only=True):
    """Some to-dos. A page may be short, even empty, while `nextCursor` goes on."""

    items: list[TodoJson]
    next_cursor: NextCursor


class ListPage(Struct, rename="camel", kw_only=True):
    """Some lists."""

    items: list[ListJson]
    next_cursor: NextCursor


class Health(Struct):
    """That the function answers; it asks nobody else."""

    status: Literal["ok"]
    version: str


class PageConfig(Struct, rename="camel", kw_only=True):
    """What the page must know to sign people in. One build of the page serves every stage."""

    stage: str
    region: str
    user_pool_id: str
    user_pool_client_id: str
    cognito_endpoint: str | None
    version: str


class FieldProblem(Struct):
    """What is wrong with one field, or with all of the body where `field` is empty."""

    field: str
    code: str
    detail: str


class Problem(Struct, rename="camel", kw_only=True, omit_defaults=True):
    """Why a request was refused (RFC 9457). Programs switch on `code`, which never changes."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    request_id: str
    errors: tuple[FieldProblem, ...] = ()
    current: Annotated[
        Any, Meta(description="With 412 and 428: the item as it is now", extra_json_schema={})
    ] = UNSET


def to_json(extra: Mapping[str, Any]) -> dict[str, Any]:
    """The further members of a problem, domain objects made JSON."""
    return {name: _item_json(value) for name, value in extra.items()}


def _item_json(value: Any) -> Any:
    if isinstance(value, Todo):
        return TodoJson.of(value)
    return ListJson.of(value) if isinstance(value, TodoList) else value
