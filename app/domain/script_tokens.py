"""A personal access token: what a script sends instead of signing in."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from app.domain import instants
from app.domain.ids import new_secret
from app.domain.ops import Actor
from app.errors import invalid_field

PREFIX = "dbl_"  # by which a scanner finds one that was published by mistake
SECRET = re.compile(PREFIX + "[A-Za-z0-9_-]{43}")
MAX_TOKENS = 50  # of one person
LIFE = timedelta(days=90)
LONGEST_LIFE = timedelta(days=365)
Scope = Literal["read", "write"]


class ScriptToken(Struct, frozen=True, kw_only=True):
    """`id` is derived from the secret, which nobody knows but who was told. `last_used_on` is a day
    of UTC."""

    id: str
    sub: str
    name: str
    scope: Scope
    created_at: str
    expires_at: str
    last_used_on: str | None = None

    @property
    def expires(self) -> int:
        """When the table forgets it, in seconds since 1970."""
        return int(instants.from_text(self.expires_at).timestamp())

    def is_over(self, now: datetime) -> bool:
        return instants.from_text(self.expires_at) <= now

    def used(self, now: datetime) -> "ScriptToken":
        return replace(self, last_used_on=now.date().isoformat())


def new_token_secret() -> str:
    """256 random bits, because it is good for so long."""
    return PREFIX + new_secret(32)


def new_script_token(
    id_: str, name: str, scope: Scope, expires_on: str | None, actor: Actor
) -> ScriptToken:
    """Good up to the end of the day `expires_on`, of UTC. Raises ValidationFailed."""
    today = actor.now.date()
    last = date.fromisoformat(expires_on) if expires_on else today + LIFE
    if not today <= last <= today + LONGEST_LIFE:
        detail = f"Choose a day from today to {today + LONGEST_LIFE}"
        raise invalid_field("expiresOn", "range", detail)
    end = datetime.combine(last + timedelta(days=1), time(), UTC)
    return ScriptToken(
        id=id_,
        sub=actor.sub,
        name=name,
        scope=scope,
        created_at=actor.time,
        expires_at=instants.to_text(end),
    )
