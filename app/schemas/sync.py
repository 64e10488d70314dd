"""What clients and the server tell each other to keep copies equal: docs/sync.md."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from app.domain.clients import Client, Refusal
from app.domain.lists import Colour, Info, Member, Role
from app.domain.ops import Op
from app.domain.todos import Todo
from app.errors import AppError, ValidationFailed, invalid_field
from app.schemas.answers import TodoJson
from app.schemas.fields import Id, Instant, NewId, Sub
from app.schemas.invalid import refusal_of
from app.schemas.ops import MAX_INT, AnyOp, Number, OpJson, RawOp, Texts

MAX_OPS = 45
Cursor = Annotated[int, Meta(ge=0, le=MAX_INT)]


class _Numbered(Struct):
    n: Number


class PushBody(Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Ops of one client on one list."""

    client_id: NewId
    list_id: Id
    ops: Annotated[
        tuple[RawOp, ...],
        Meta(min_length=1, max_length=MAX_OPS, description="With consecutive numbers"),
    ]

    def numbers(self) -> range:
        """Raises ValidationFailed where they do not follow each other."""
        found = [_number(raw, place) for place, raw in enumerate(self.ops)]
        wanted = range(found[0], found[0] + len(found))
        for place, pair in enumerate(zip(found, wanted, strict=True)):
            if pair[0] != pair[1]:
                raise invalid_field(f"ops[{place}].n", "sequence", f"Expected {pair[1]}")
        return wanted

    def decoded(self) -> list[Op | AppError]:
        """Each op, or why it is none."""
        return [self._decode(raw) for raw in self.ops]

    def _decode(self, raw: RawOp) -> Op | AppError:
        try:
            op: AnyOp = msgspec.json.decode(raw, type=OpJson)
            return op.on(self.list_id)
        except msgspec.ValidationError as error:
            return refusal_of(error)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return invalid_field("", "malformed", "This is not well-formed JSON")
        except ValidationFailed as error:
            return error


def _number(raw: RawOp, place: int) -> int:
    try:
        return msgspec.json.decode(raw, type=_Numbered).n
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        detail = "Every op has a number, which counts the client's ops from 1"
        raise invalid_field(f"ops[{place}].n", "missing", detail) from None


class PushResult(Struct, kw_only=True):
    """What became of op `n`; with `refused` the `problem` says why."""

    n: Number
    status: Annotated[
        Literal["applied", "refused", "repeated"],
        Meta(description="repeated: consumed by an earlier push, which was answered"),
    ]
    problem: Refusal | UnsetType = UNSET
    overwrote: Texts | UnsetType = UNSET

    @classmethod
    def of(cls, client: Client, n: int) -> Self:
        outcome = client.outcome_of(n)
        if outcome is None:
            return cls(n=n, status="repeated")
        if outcome.problem:
            return cls(n=n, status="refused", problem=outcome.problem)
        overwrote = Texts(**outcome.overwrote) if outcome.overwrote else UNSET
        return cls(n=n, status="applied", overwrote=overwrote)


class PushAnswer(Struct):
    """`last` may be less than the last number sent: send the rest again."""

    last: Annotated[int, Meta(description="The highest number that is consumed")]
    results: list[PushResult]

    @classmethod
    def of(cls, client: Client, numbers: range) -> Self:
        known = [PushResult.of(client, n) for n in numbers if n <= client.last]
        return cls(last=client.last, results=known)


class PullBody(Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """What a client has. The first time nothing but its id."""

    client_id: NewId
    cursors: Annotated[
        dict[Id, Cursor], Meta(max_length=5000, description="List id → last seq delivered")
    ] = {}
    epoch: Annotated[str, Meta(max_length=64, description="As in the last answer")] | None = None
    synced_at: Annotated[datetime, Meta(tz=True, description="As in the last answer")] | None = None


class InfoJson(Struct, rename="camel", kw_only=True):
    """The details of a list."""

    name: str
    colour: Colour
    archived: bool
    created_at: Instant
    deleted_at: Instant | None
    seq: int

    @classmethod
    def of(cls, info: Info) -> Self:
        return msgspec.convert(info, cls, from_attributes=True)


class GoneJson(Struct, rename="camel", kw_only=True):
    """A to-do that is not in this list any more; `movedTo` names the list that it went to."""

    id: Id
    seq: int
    moved_to: Id | None


class MemberChange(Struct, kw_only=True):
    """Somebody who came, goes by another name or has another role; without one, who left."""

    id: Sub
    role: Role | None
    name: str
    seq: int

    @classmethod
    def of(cls, member: Member) -> Self:
        return msgspec.convert(member, cls, from_attributes=True)


class ListChangesJson(Struct, kw_only=True, omit_defaults=True):
    """What changed in a list after the client's cursor; keep `cursor` in its place."""

    id: Id
    role: Role
    cursor: int
    todos: list[TodoJson]
    gone: list[GoneJson]
    members: list[MemberChange]
    everybody: Annotated[
        bool, Meta(description="`members` are all there are: forget any others that you know")
    ] = False
    info: InfoJson | UnsetType = UNSET

    @classmethod
    def of(cls, changes: Any, now: datetime) -> Self:
        """`changes` as in app/store/pulls.py."""
        gone = [todo for todo in changes.todos if todo.is_gone(now)]
        here = [todo for todo in changes.todos if not todo.is_gone(now)]
        return cls(
            id=changes.id,
            role=changes.role,
            cursor=changes.cursor,
            todos=[TodoJson.of(todo) for todo in here],
            gone=[_gone(todo) for todo in gone],
            members=[MemberChange.of(member) for member in changes.members],
            everybody=changes.everybody,
            info=InfoJson.of(changes.info) if changes.info else UNSET,
        )


def _gone(todo: Todo) -> GoneJson:
    return GoneJson(id=todo.id, seq=todo.seq, moved_to=todo.moved_to)


class PullAnswer(Struct, rename="camel", kw_only=True):
    """A page of what changed. With `reset` there is no data: forget all, and pull again."""

    epoch: str
    synced_at: Instant
    reset: Literal["away", "restored"] | None
    inbox_id: Id
    lists: list[ListChangesJson]
    purge: Annotated[list[Id], Meta(description="Lists to forget")]
    more: Annotated[bool, Meta(description="Pull again with the new cursors")]
    last: Annotated[
        int | None,
        Meta(description="Ops up to it are in what was delivered; null before the final page"),
    ]
