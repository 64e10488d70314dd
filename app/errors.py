"""Everything that Doable refuses, without a word about HTTP frameworks.

Clients switch on `code`, which never changes; `title` and `detail` are for people and may.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from msgspec import Struct


class FieldError(Struct, frozen=True):
    """What is wrong with one field: `field` is a path such as `tags[2]`, or "" for all of it."""

    field: str
    code: str
    detail: str


@dataclass(eq=False)
class AppError(Exception):
    """A refusal that the client may see.

    `headers` are sent with the answer. `current` is the to-do or the list as it is now, where that
    helps to decide what to do next.
    """

    code: ClassVar[str] = "internal"
    status: ClassVar[int] = 500
    title: ClassVar[str] = "Something went wrong on our side"

    detail: str = ""
    errors: Sequence[FieldError] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    current: Any = None


class BadRequest(AppError):
    code, status, title = "bad_request", 400, "The request cannot be read"


class Unauthorized(AppError):
    """One answer for every bad token: whoever sends one learns nothing from it."""

    code, status, title = "unauthorized", 401, "Sign in first"


class Forbidden(AppError):
    code, status, title = "forbidden", 403, "Your role does not allow this"


class WrongOrigin(Forbidden):
    """The API's own address was called, not CloudFront's in front of it."""

    code, title = "wrong_origin", "This is not the address to call"


class AccountDeleted(Forbidden):
    """The person asked to be forgotten. Who deletes an account and was interrupted asks again."""

    code, title = "account_deleted", "This account is deleted, or about to be"


class NotFound(AppError):
    """Also the answer to strangers: that a list exists is nobody else's business."""

    code, status, title = "not_found", 404, "Not found"


class InviteGone(NotFound):
    """It never was, is over, was withdrawn or used, or who invited may not do so any more."""

    code, title = "invite_gone", "This invite is not open any more"


class Moved(NotFound):
    """Somebody moved the to-do to the list with id `moved_to`, and its changes belong there."""

    code, title = "moved", "It is in another list now"

    def __init__(self, moved_to: str) -> None:
        super().__init__("It was moved to another list")
        self.moved_to = moved_to


class MethodNotAllowed(AppError):
    code, status, title = "method_not_allowed", 405, "This address does not take this method"


class Conflict(AppError):
    code, status, title = "conflict", 409, "This does not fit the present state"


class IdTaken(Conflict):
    code, title = "id_taken", "This id is taken"


class InTrash(Conflict):
    code, title = "in_trash", "This to-do is in the trash"


class LastOwner(Conflict):
    code, title = "last_owner", "A list needs an owner"


class LimitReached(Conflict):
    code, title = "limit_reached", "A limit is reached"


class ChoiceNeeded(Conflict):
    """Lists that others are in would lose their only owner; `errors` name them."""

    code, title = "choice_needed", "Say what becomes of the lists that others are in"


class Gap(Conflict):
    """A client's ops begin behind a number that never came; `last` is the last that did."""

    code, title = "gap", "Ops are missing"

    def __init__(self, last: int) -> None:
        super().__init__(f"The last op known of this client is {last}; take a new clientId")
        self.last = last


class PreconditionFailed(AppError):
    code, status, title = "precondition_failed", 412, "It has changed meanwhile"


class TooLarge(AppError):
    code, status, title = "too_large", 413, "The body is too large"


class UnsupportedMediaType(AppError):
    code, status, title = "unsupported_media_type", 415, "Send JSON"


class PreconditionRequired(AppError):
    """RFC 6585, section 3: a replacement without If-Match could undo somebody's work unseen."""

    code, status, title = "precondition_required", 428, "Send If-Match to replace"


class ValidationFailed(AppError):
    code, status, title = "validation_failed", 422, "Some fields are not right"


def invalid_field(field: str, code: str, detail: str) -> ValidationFailed:
    return ValidationFailed(detail, errors=[FieldError(field, code, detail)])


class Unavailable(AppError):
    """A passing trouble; the same request may be sent again after `retry_after` seconds."""

    code, status, title = "unavailable", 503, "Doable is busy"

    def __init__(
        self, detail: str = "", retry_after: int = 1, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail, headers={"Retry-After": str(retry_after), **(headers or {})})


BY_STATUS = {
    kind.status: kind
    for kind in (
        BadRequest,
        Unauthorized,
        Forbidden,
        NotFound,
        MethodNotAllowed,
        Conflict,
        PreconditionFailed,
        TooLarge,
        UnsupportedMediaType,
        ValidationFailed,
        PreconditionRequired,
        Unavailable,
    )
}
