"""What is remembered of a client that synchronizes: which of its ops are consumed, and how."""

from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from app.errors import AppError, FieldError, Gap, Moved

# Shorter than tombstones live: after so long a client may have missed some.
HORIZON = timedelta(days=60)
CLIENT_AGE = timedelta(days=400)  # how long a client that sends nothing is remembered


class Refusal(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """Why an op was refused. Programs switch on `code`; `moved_to` comes with the code `moved`."""

    code: str
    title: str
    detail: str
    errors: tuple[FieldError, ...] = ()
    moved_to: str | None = None

    @classmethod
    def of(cls, error: AppError) -> "Refusal":
        return cls(
            code=error.code,
            title=error.title,
            detail=error.detail,
            errors=tuple(error.errors),
            moved_to=error.moved_to if isinstance(error, Moved) else None,
        )


class Outcome(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of op number `n`: refused where there is a `problem`, else applied; `overwrote`
    are the texts that it replaced although its author had not seen them, by field."""

    n: int
    problem: Refusal | None = None
    overwrote: dict[str, str] = {}

    @property
    def is_plain(self) -> bool:
        return self.problem is None and not self.overwrote


class Client(Struct, frozen=True, kw_only=True):
    """Its ops up to number `last` are consumed. Of those from `since` on it is known how: as in
    `outcomes`, or else plainly applied. Before `since` the client has had its answers."""

    id: str
    last: int = 0
    since: int = 1
    outcomes: tuple[Outcome, ...] = ()

    def require_no_gap(self, first: int) -> None:
        """Raises Gap where ops are missing between those consumed and number `first`."""
        if first > self.last + 1:
            raise Gap(self.last)

    def answered_before(self, first: int) -> "Client":
        """Who sends number `first` has the answers to all ops before it."""
        left = tuple(one for one in self.outcomes if one.n >= first)
        return replace(self, since=max(self.since, first), outcomes=left)

    def consumed(self, outcome: Outcome) -> "Client":
        kept = self.outcomes if outcome.is_plain else (*self.outcomes, outcome)
        return replace(self, last=outcome.n, outcomes=kept)

    def outcome_of(self, n: int) -> Outcome | None:
        """None where it is not known any more, or not yet."""
        if not self.since <= n <= self.last:
            return None
        return next((one for one in self.outcomes if one.n == n), Outcome(n=n))


def reset_reason(
    epoch: str | None, synced_at: datetime | None, present_epoch: str, now: datetime
) -> Literal["restored", "away"] | None:
    """Why a client that holds data of `epoch` as of `synced_at` must begin anew; None where it may
    go on."""
    if epoch != present_epoch:
        return "restored"
    if synced_at is None or now - synced_at > HORIZON:
        return "away"
    return None


def as_of(synced_at: datetime | None, now: datetime, *, is_final: bool) -> datetime:
    """When a copy was equal to the table, after another page: as long as pages follow, before the
    first of them."""
    if is_final or synced_at is None or not now - HORIZON <= synced_at <= now:
        return now
    return synced_at
