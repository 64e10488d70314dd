"""The address at which a person's calendars find the to-dos: whoever knows it may read them."""

from msgspec import Struct

from app.domain.ops import Actor


class Calendar(Struct, frozen=True, kw_only=True):
    """Of all lists of a person or, with a `list_id`, of one. `id` is derived from the secret, which
    nobody knows but who was told."""

    id: str
    sub: str
    created_at: str
    list_id: str | None = None


def new_calendar(id_: str, list_id: str | None, actor: Actor) -> Calendar:
    return Calendar(id=id_, sub=actor.sub, created_at=actor.time, list_id=list_id)
