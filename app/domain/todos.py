"""A to-do, and what must always be true of one."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from app.domain import instants
from app.domain.order import is_order_key
from app.domain.recurrence import is_rule, next_due
from app.errors import FieldError, Moved, NotFound, ValidationFailed

MAX_TITLE = 500  # characters
MAX_NOTES = 16 * 1024  # bytes of UTF-8
MAX_TAGS = 20
MAX_TAG = 50  # characters
NO_PRIORITY = 4
NOBODY = ""  # as an author: one who deleted the account, or is not told here
TRASH_AGE = timedelta(days=30)  # how long the trash gives a to-do back
TOMBSTONE_AGE = timedelta(days=90)  # how long other devices can still learn of the deletion


class Todo(Struct, frozen=True, kw_only=True):
    """One to-do as it is stored.

    `due` and `due_time` are local ("2026-12-01", "17:00"), never instants. `assignee` is the member
    who is to do it, and may have left the list since. `created_from` is the
    digest of the request that made it, by which a repeated creation is known. `purged` marks what
    was deleted for ever: only the tombstone is left. A to-do that went to another list leaves one,
    too, with that list's id in `moved_to`.
    """

    id: str
    list_id: str
    seq: int
    title: str
    order: str
    created_at: str
    created_by: str
    updated_at: str
    updated_by: str
    notes: str = ""
    done: bool = False
    done_at: str | None = None
    due: str | None = None
    due_time: str | None = None
    priority: int = NO_PRIORITY
    tags: tuple[str, ...] = ()
    parent_id: str | None = None
    repeat: str | None = None
    assignee: str | None = None
    deleted_at: str | None = None
    created_from: str = ""
    purged: bool = False
    moved_to: str | None = None

    @property
    def is_live(self) -> bool:
        return self.deleted_at is None

    @property
    def expires(self) -> int | None:
        """When the table forgets it, in seconds since 1970; None while it lives."""
        if self.deleted_at is None:
            return None
        return int((instants.from_text(self.deleted_at) + TOMBSTONE_AGE).timestamp())

    def is_gone(self, now: datetime) -> bool:
        """Nobody can see or restore it any more."""
        if self.deleted_at is None:
            return False
        return self.purged or instants.is_older(self.deleted_at, now, TRASH_AGE)


def mentions(todo: Todo, sub: str) -> bool:
    return sub in (todo.created_by, todo.updated_by, todo.assignee)


def without(todo: Todo, sub: str) -> Todo:
    """The same, but for any trace of that person."""
    return replace(
        todo,
        created_by=NOBODY if todo.created_by == sub else todo.created_by,
        updated_by=NOBODY if todo.updated_by == sub else todo.updated_by,
        assignee=None if todo.assignee == sub else todo.assignee,
    )


def require(todo: Todo | None, now: datetime) -> Todo:
    """Give it back if it lives or is in the trash. Raises NotFound, Moved."""
    if todo is not None and todo.moved_to:
        raise Moved(todo.moved_to)
    if todo is None or todo.is_gone(now):
        raise NotFound("No such to-do in this list")
    return todo


_KEPT = ("title", "notes", "due_time", "priority", "tags", "order", "parent_id")


def successor(todo: Todo, on: date) -> dict[str, Any] | None:
    """The fields of the to-do that follows on this one, done on the local day `on`. None where
    nothing repeats, or not any more. By its order key, and its id, it stands right behind."""
    if todo.repeat is None:
        return None
    following = next_due(todo.repeat, date.fromisoformat(todo.due) if todo.due else None, on)
    if following is None:
        return None
    kept = {name: getattr(todo, name) for name in _KEPT}
    return {**kept, "due": following[0].isoformat(), "repeat": following[1]}


def check(todo: Todo) -> Todo:
    """Give the to-do back, or raise ValidationFailed with every field that is wrong."""
    errors = [
        *_check_texts(todo),
        *_check_dates(todo),
        *_check_tags(todo.tags),
        *_check_forms(todo),
    ]
    if errors:
        raise ValidationFailed(errors[0].detail, errors=errors)
    return todo


def _check_texts(todo: Todo) -> Iterator[FieldError]:
    if not 1 <= len(todo.title) <= MAX_TITLE or todo.title != todo.title.strip():
        yield FieldError("title", "length", f"A title has 1 to {MAX_TITLE} characters")
    if len(todo.notes.encode()) > MAX_NOTES:
        yield FieldError("notes", "length", f"Notes have at most {MAX_NOTES} bytes")


def _check_dates(todo: Todo) -> Iterator[FieldError]:
    if todo.due is not None and not _is_date(todo.due):
        yield FieldError("due", "format", "A due date is a day such as 2026-12-01")
    if todo.due_time is not None and todo.due is None:
        yield FieldError("dueTime", "needs_due", "A due time needs a due date")


def _check_tags(tags: tuple[str, ...]) -> Iterator[FieldError]:
    if len(tags) > MAX_TAGS:
        yield FieldError("tags", "length", f"A to-do has at most {MAX_TAGS} tags")
    for place, tag in enumerate(tags):
        if not 1 <= len(tag) <= MAX_TAG or tag != tag.strip():
            yield FieldError(f"tags[{place}]", "length", f"A tag has 1 to {MAX_TAG} characters")


def _check_forms(todo: Todo) -> Iterator[FieldError]:
    if not is_order_key(todo.order):
        yield FieldError("order", "format", "An order key is a fractional index such as a0")
    if todo.repeat is not None and not is_rule(todo.repeat):
        yield FieldError("repeat", "format", "Expected a rule such as FREQ=WEEKLY;BYDAY=MO,TH")


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
