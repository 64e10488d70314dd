"""The ops that clients send, as JSON: docs/sync.md. Each carries an example."""

from typing import Annotated, Any, ClassVar

import msgspec
from msgspec import UNSET, Meta, Raw, Struct, UnsetType, field

from app.domain import instants
from app.domain import ops as domain
from app.domain.ids import follow_id, is_new_id
from app.domain.lists import DEFAULT_COLOUR, Colour, Role
from app.domain.ops import Op
from app.errors import invalid_field
from app.schemas.fields import Id, Name, NewId, Order, Stamp, Sub, Tags
from app.schemas.requests import Body, ListFields, ListPatch, TodoPut, TodoValues, clean_tags

MAX_INT = 2**53 - 1  # what JavaScript can count
Number = Annotated[int, Meta(ge=1, le=MAX_INT, description="Counts the client's ops from 1")]
LIST = "01936f00-0000-7000-8000-000000000001"
TODO = "01936f00-0000-7000-8000-000000000002"
MEMBER = "6e1f5c0a-93d4-4c02-9b7a-2f3d1c5e8a90"


class AnyOp(Struct, rename="camel", forbid_unknown_fields=True, kw_only=True, tag_field="op"):
    example: ClassVar[dict[str, Any]] = {}
    n: Number

    def on(self, list_id: str) -> Op:
        """As the domain knows it. Raises ValidationFailed."""
        raise NotImplementedError


class Stamps(Body):
    """When what is imported was made, done and put into the trash where it comes from."""

    created_at: Stamp | UnsetType = UNSET
    done_at: Stamp | UnsetType = UNSET
    deleted_at: Stamp | UnsetType = UNSET

    def sent(self) -> dict[str, str]:
        """By the names that clients use. Raises ValidationFailed."""
        known: dict[str, str] = msgspec.to_builtins(self)
        for name, text in known.items():
            if not instants.is_instant(text):
                raise invalid_field(f"stamps.{name}", "format", "There is no such instant")
        return known


class CreateOp(AnyOp, tag="create"):
    """Make a to-do. Without `order` it goes to the end. `stamps` are for an import: `doneAt` is of
    one that is done, and with `deletedAt` it is made in the trash. What would be later than now is
    now, and so is a `deletedAt` after which the trash would not give it back any more."""

    example: ClassVar = {
        "n": 1,
        "op": "create",
        "id": TODO,
        "fields": {"title": "Book dentist", "done": True, "order": "a0"},
        "stamps": {"createdAt": "2026-11-21T08:30:00.000Z", "doneAt": "2026-11-22T17:00:00.000Z"},
    }
    id: NewId
    fields: TodoPut
    stamps: Stamps = field(default_factory=Stamps)

    def on(self, list_id: str) -> Op:
        sent = self.stamps.sent()
        more = {"stamps": sent} if sent else {}  # without, it is the digest that it ever was
        return domain.CreateTodo(
            id=self.id,
            fields=self.fields.fields(),
            stamps=self.stamps.fields(),
            digest=self.fields.digest(**more),
        )


class Texts(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The texts of a to-do that devices may overwrite each other."""

    title: str | UnsetType = UNSET
    notes: str | UnsetType = UNSET


class PatchOp(AnyOp, tag="patch"):
    """Change some fields. `was` are the texts that the person saw when changing them."""

    example: ClassVar = {
        "n": 2,
        "op": "patch",
        "id": TODO,
        "fields": {"title": "Book the dentist", "due": "2026-12-01"},
        "addTags": ["health"],
        "was": {"title": "Book dentist"},
    }
    id: Id
    fields: TodoValues = field(default_factory=TodoValues)
    add_tags: Tags = ()
    remove_tags: Tags = ()
    was: Texts = Texts()

    def on(self, list_id: str) -> Op:
        return domain.PatchTodo(
            id=self.id,
            fields=self.fields.fields(),
            add_tags=clean_tags(self.add_tags),
            remove_tags=clean_tags(self.remove_tags),
            was=msgspec.to_builtins(self.was),
        )


class TickOp(AnyOp, tag="tick"):
    """Complete it, or reopen it."""

    example: ClassVar = {"n": 3, "op": "tick", "id": TODO, "done": True}
    id: Id
    done: bool

    def on(self, list_id: str) -> Op:
        return domain.PatchTodo(id=self.id, fields={"done": self.done})


class FollowOp(AnyOp, tag="follow"):
    """Make the to-do that follows on `after`, a repeating one that is done. There is at most one:
    its id is that of `after` as version 8, with the last 62 bits counted on by 2^40. Made already,
    it stays as it is; in the trash, it is restored; deleted for ever or moved, it stays so."""

    example: ClassVar = {
        "n": 4,
        "op": "follow",
        "id": "01936f00-0000-8000-8000-010000000002",
        "after": TODO,
        "fields": {"title": "Book dentist", "due": "2027-06-01", "repeat": "FREQ=YEARLY"},
    }
    id: Id
    after: Id
    fields: TodoPut

    def on(self, list_id: str) -> Op:
        if self.id != follow_id(self.after):
            raise invalid_field("id", "derived", "Derive it from `after`, as docs/sync.md says")
        return domain.FollowTodo(id=self.id, after=self.after, fields=self.fields.fields())


class OrderOp(AnyOp, tag="order"):
    """Move it within its list."""

    example: ClassVar = {"n": 5, "op": "order", "id": TODO, "order": "a0V"}
    id: Id
    order: Order

    def on(self, list_id: str) -> Op:
        return domain.PatchTodo(id=self.id, fields={"order": self.order})


class MoveOp(AnyOp, tag="move"):
    """Move it to another list, where it gets this order key and this parent."""

    example: ClassVar = {"n": 6, "op": "move", "id": TODO, "to": LIST, "order": "a0"}
    id: Id
    to: Id
    order: Order
    parent_id: Id | None = None

    def on(self, list_id: str) -> Op:
        return domain.MoveTodo(id=self.id, to=self.to, order=self.order, parent_id=self.parent_id)


class TrashOp(AnyOp, tag="trash"):
    """Put it into the trash."""

    example: ClassVar = {"n": 7, "op": "trash", "id": TODO}
    id: Id

    def on(self, list_id: str) -> Op:
        return domain.TrashTodo(id=self.id)


class RestoreOp(AnyOp, tag="restore"):
    """Take it out of the trash."""

    example: ClassVar = {"n": 8, "op": "restore", "id": TODO}
    id: Id

    def on(self, list_id: str) -> Op:
        return domain.RestoreTodo(id=self.id)


class PurgeOp(AnyOp, tag="purge"):
    """Delete it for ever."""

    example: ClassVar = {"n": 9, "op": "purge", "id": TODO}
    id: Id

    def on(self, list_id: str) -> Op:
        return domain.PurgeTodo(id=self.id)


class CreateListOp(AnyOp, tag="createList"):
    """Make the list that `listId` names."""

    example: ClassVar = {"n": 10, "op": "createList", "name": "Home", "colour": "teal"}
    name: Name
    colour: Colour = DEFAULT_COLOUR

    def on(self, list_id: str) -> Op:
        if not is_new_id(list_id):
            raise invalid_field("listId", "format", "Make a list with a UUID of version 7")
        made = ListFields(name=self.name, colour=self.colour)
        return domain.CreateList(fields=made.fields(), digest=made.digest())


class PatchListOp(AnyOp, tag="patchList"):
    """Rename it, paint it, put it into the archive or take it out."""

    example: ClassVar = {"n": 11, "op": "patchList", "fields": {"archived": True}}
    fields: ListPatch

    def on(self, list_id: str) -> Op:
        return domain.PatchList(fields=self.fields.fields())


class TrashListOp(AnyOp, tag="trashList"):
    """Delete it with all its to-dos."""

    example: ClassVar = {"n": 12, "op": "trashList"}

    def on(self, list_id: str) -> Op:
        return domain.TrashList()


class RestoreListOp(AnyOp, tag="restoreList"):
    """Take back its deletion."""

    example: ClassVar = {"n": 13, "op": "restoreList"}

    def on(self, list_id: str) -> Op:
        return domain.RestoreList()


class SetRoleOp(AnyOp, tag="setRole"):
    """An owner's: what a member may do. Who hands the list over makes another one an owner."""

    example: ClassVar = {"n": 14, "op": "setRole", "member": MEMBER, "role": "editor"}
    member: Sub
    role: Role

    def on(self, list_id: str) -> Op:
        return domain.SetRole(member=self.member, role=self.role)


class RemoveMemberOp(AnyOp, tag="removeMember"):
    """An owner's: take somebody out of the list. Everybody's: leave it."""

    example: ClassVar = {"n": 15, "op": "removeMember", "member": MEMBER}
    member: Sub

    def on(self, list_id: str) -> Op:
        return domain.RemoveMember(member=self.member)


OpJson = (
    CreateOp
    | PatchOp
    | TickOp
    | FollowOp
    | OrderOp
    | MoveOp
    | TrashOp
    | RestoreOp
    | PurgeOp
    | CreateListOp
    | PatchListOp
    | TrashListOp
    | RestoreListOp
    | SetRoleOp
    | RemoveMemberOp
)


OP_KINDS = OpJson.__args__
_REFS = [{"$ref": f"#/components/schemas/{kind.__name__}"} for kind in OP_KINDS]
# Each op is read by itself, so that one that is wrong is refused, and the others are not.
RawOp = Annotated[Raw, Meta(extra_json_schema={"anyOf": _REFS})]
