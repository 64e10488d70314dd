"""An invite: whoever has its secret may become a member of a list, once."""

from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from app.domain import instants
from app.domain.lists import Colour
from app.domain.ops import Actor

LIFE = timedelta(days=7)
MAX_OPEN = 20  # of one list
InvitedRole = Literal["editor", "viewer"]


class Invite(Struct, frozen=True, kw_only=True):
    """`id` is derived from the secret, which nobody knows but who was told."""

    id: str
    list_id: str
    role: InvitedRole
    created_at: str
    created_by: str
    expires_at: str
    used_by: str | None = None

    @property
    def expires(self) -> int:
        """When the table forgets it, in seconds since 1970."""
        return int(instants.from_text(self.expires_at).timestamp())

    def used(self, actor: Actor) -> "Invite":
        return replace(self, used_by=actor.sub)

    def is_over(self, now: datetime) -> bool:
        return instants.from_text(self.expires_at) <= now


class Preview(Struct, frozen=True, kw_only=True):
    """What one may know before one accepts."""

    list_name: str
    colour: Colour
    invited_by: str
    role: InvitedRole
    expires_at: str


def new_invite(id_: str, list_id: str, role: InvitedRole, actor: Actor) -> Invite:
    return Invite(
        id=id_,
        list_id=list_id,
        role=role,
        created_at=actor.time,
        created_by=actor.sub,
        expires_at=instants.to_text(actor.now + LIFE),
    )
