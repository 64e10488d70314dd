"""The rules that the domain itself holds, whoever calls it."""

from typing import Any

import pytest
from msgspec.structs import replace

from app.domain import lists, todos
from app.domain.lists import Info
from app.domain.todos import Todo
from app.errors import ValidationFailed

WHEN = "2026-11-18T11:06:40.000Z"
TODO = Todo(
    id="t",
    list_id="l",
    seq=1,
    title="x",
    order="a0",
    created_at=WHEN,
    created_by="ada",
    updated_at=WHEN,
    updated_by="ada",
)

BROKEN: dict[str, tuple[dict[str, Any], str]] = {
    "no title": ({"title": ""}, "title"),
    "untrimmed title": ({"title": " x"}, "title"),
    "long title": ({"title": "x" * 501}, "title"),
    "long notes": ({"notes": "x" * 16385}, "notes"),
    "no such day": ({"due": "2026-02-30"}, "due"),
    "a day written otherwise": ({"due": "20261201"}, "due"),
    "a time without its day": ({"due_time": "17:00"}, "dueTime"),
    "too many tags": ({"tags": tuple(map(str, range(21)))}, "tags"),
    "a blank tag": ({"tags": ("a", " ")}, "tags[1]"),
    "a long tag": ({"tags": ("x" * 51,)}, "tags[0]"),
    "no order key": ({"order": "a00"}, "order"),
    "no rule": ({"repeat": "sometimes"}, "repeat"),
}


@pytest.mark.parametrize(("changes", "field"), BROKEN.values(), ids=BROKEN.keys())
def test_a_todo_that_breaks_a_rule_is_refused_by_field(changes: Any, field: str) -> None:
    with pytest.raises(ValidationFailed) as refusal:
        todos.check(replace(TODO, **changes))
    assert [error.field for error in refusal.value.errors] == [field]


def test_everything_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(ValidationFailed) as refusal:
        todos.check(replace(TODO, title="", order="", due="soon"))
    assert len(refusal.value.errors) == 3


def test_a_todo_at_its_limits_is_fine() -> None:
    full = replace(TODO, title="x" * 500, notes="x" * 16384, tags=tuple(map(str, range(20))))
    assert todos.check(full) is full


@pytest.mark.parametrize("name", ["", " x", "x" * 101])
def test_a_list_has_a_name(name: str) -> None:
    with pytest.raises(ValidationFailed):
        lists.check(Info(seq=1, name=name, colour="red", created_at=WHEN))
