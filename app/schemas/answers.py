"""What Doable answers: domain objects as JSON, and problems."""

from typing import Annotated, Any, Literal, Self

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from app.domain.calendars import Calendar
from app.domain.ids import inbox_id
from app.domain.invites import Invite, InvitedRole, Preview
from app.domain.lists import Colour, Member, Role, TodoList
from app.domain.people import Person
from app.domain.script_tokens import Scope, ScriptToken
from app.domain.todos import Todo
from app.errors import FieldError
from app.schemas.fields import Due, Id, Instant, Priority, Sub


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
    assignee: str | None
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


class MemberJson(Struct, kw_only=True):
    """A member of a list, as the others see it. The name may be empty."""

    id: Sub
    role: Role
    name: str


class MemberPage(Struct, kw_only=True):
    """All members of a list."""

    items: list[MemberJson]

    @classmethod
    def of(cls, members: list[Member]) -> Self:
        return cls(
            items=[msgspec.convert(one, MemberJson, from_attributes=True) for one in members]
        )


class InviteJson(Struct, rename="camel", kw_only=True):
    """An open invite."""

    id: Id
    role: InvitedRole
    created_at: Instant
    created_by: Sub
    expires_at: Instant

    @classmethod
    def of(cls, invite: Invite) -> Self:
        return msgspec.convert(invite, cls, from_attributes=True)


class NewInvite(Struct, rename="camel", kw_only=True):
    """The only answer that holds the token: it is stored as a hash."""

    token: str
    invite: InviteJson


class InvitePage(Struct, kw_only=True):
    """The open invites of a list."""

    items: list[InviteJson]


class InvitePreview(Struct, rename="camel", kw_only=True):
    """Who invites to what. The name of who does may be empty."""

    list_name: str
    colour: Colour
    invited_by: str
    role: InvitedRole
    expires_at: Instant

    @classmethod
    def of(cls, preview: Preview) -> Self:
        return msgspec.convert(preview, cls, from_attributes=True)


class ScriptTokenJson(Struct, rename="camel", kw_only=True):
    """A token for scripts, but for its secret. `lastUsedOn` is a day of UTC."""

    id: Id
    name: str
    scope: Scope
    created_at: Instant
    expires_at: Instant
    last_used_on: str | None

    @classmethod
    def of(cls, token: ScriptToken) -> Self:
        return msgspec.convert(token, cls, from_attributes=True)


class NewScriptToken(Struct, kw_only=True):
    """The only answer that holds the token: it is stored as a hash."""

    token: str
    about: ScriptTokenJson


class ScriptTokenPage(Struct, kw_only=True):
    """The tokens of the person."""

    items: list[ScriptTokenJson]


class CalendarJson(Struct, rename="camel", kw_only=True):
    """Whether a calendar can be read at a secret address, since when, and of which list: `null` is
    of all."""

    exists: bool
    created_at: Instant | None = None
    list_id: Id | None = None

    @classmethod
    def of(cls, calendar: Calendar | None) -> Self:
        if calendar is None:
            return cls(exists=False)
        return cls(exists=True, created_at=calendar.created_at, list_id=calendar.list_id)


class NewCalendar(Struct, kw_only=True):
    """The only answer that holds the address: it is stored as a hash."""

    path: str
    about: CalendarJson


class DeletionJson(Struct):
    """Whether all is erased; if not, ask again."""

    done: bool


class PersonJson(Struct, rename="camel", kw_only=True):
    """The person who asks."""

    id: str
    display_name: str
    inbox_id: Id
    created_at: Instant
    updated_at: Instant

    @classmethod
    def of(cls, person: Person) -> Self:
        known = {name: getattr(person, name) for name in Person.__struct_fields__}
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
    epoch: Annotated[str, Meta(description="Another one after a restore: start over")]


class PageConfig(Struct, rename="camel", kw_only=True):
    """What the page must know to sign people in. One build of the page serves every stage."""

    stage: str
    region: str
    user_pool_id: str
    user_pool_client_id: str
    cognito_endpoint: str | None
    version: str


# msgspec has no union of two structs.
_CURRENT = Meta(
    description="The item as it is now",
    extra_json_schema={
        "anyOf": [{"$ref": f"#/components/schemas/{name}"} for name in ("TodoJson", "ListJson")]
    },
)


class Problem(Struct, rename="camel", kw_only=True, omit_defaults=True):
    """Why a request was refused (RFC 9457). Programs switch on `code`, which never changes."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    request_id: str
    errors: tuple[FieldError, ...] = ()
    current: Annotated[Any, _CURRENT] = UNSET
    last: Annotated[
        int | UnsetType, Meta(description="With the code `gap`: the client's last known op")
    ] = UNSET


def current_json(item: Todo | TodoList | None) -> TodoJson | ListJson | UnsetType:
    if item is None:
        return UNSET
    return TodoJson.of(item) if isinstance(item, Todo) else ListJson.of(item)
