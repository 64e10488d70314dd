"""Pages, cursors and filters."""

import json
from typing import Any

import pytest

from tests.conftest import Person
from tests.ids import new_id


def add_many(person: Person, list_id: str, count: int, **fields: Any) -> list[str]:
    path = f"/api/lists/{list_id}/todos"
    bodies = [{"title": f"{n}", **fields} for n in range(count)]
    return [person("POST", path, body).json["id"] for body in bodies]


def flat(pages: list[list[str]]) -> list[str]:
    return [one for page in pages for one in page]


def walk(person: Person, path: str) -> list[list[str]]:
    """The ids on every page, following nextCursor to its end."""
    pages, cursor = [], ""
    while True:
        answer = person("GET", f"{path}&cursor={cursor}" if cursor else path).json
        pages.append([one["id"] for one in answer["items"]])
        cursor = answer["nextCursor"]
        if cursor is None:
            return pages


def test_pages_hold_every_todo_once(ada: Person) -> None:
    ids = add_many(ada, ada.inbox, 7)
    pages = walk(ada, f"/api/lists/{ada.inbox}/todos?limit=3")
    assert [len(page) for page in pages] == [3, 3, 1]
    assert sorted(flat(pages)) == sorted(ids)


def test_a_full_last_page_has_no_cursor(ada: Person) -> None:
    add_many(ada, ada.inbox, 4)
    assert len(walk(ada, f"/api/lists/{ada.inbox}/todos?limit=2")) == 2


def test_pages_go_on_across_lists(ada: Person) -> None:
    other = ada("POST", "/api/lists", {"name": "Home"}).json["id"]
    ids = add_many(ada, ada.inbox, 3) + add_many(ada, other, 3)
    pages = walk(ada, "/api/todos?limit=2")
    assert [len(page) for page in pages] == [2, 2, 2]
    assert sorted(flat(pages)) == sorted(ids)


def test_pages_of_lists(ada: Person) -> None:
    ids = [ada("POST", "/api/lists", {"name": f"{n}"}).json["id"] for n in range(4)]
    pages = walk(ada, "/api/lists?limit=2")
    assert pages[0][0] == ada.inbox
    assert sorted(flat(pages)[1:]) == sorted(ids)


def test_a_cursor_is_bound_to_the_person_and_the_question(ada: Person, bob: Person) -> None:
    add_many(ada, ada.inbox, 3)
    path = f"/api/lists/{ada.inbox}/todos"
    cursor = ada("GET", f"{path}?limit=1").json["nextCursor"]
    assert ada("GET", f"{path}?limit=2&cursor={cursor}").status_code == 200
    of_all = ada("GET", "/api/todos?limit=1").json["nextCursor"]
    assert ada("GET", f"/api/todos?cursor={of_all}").status_code == 200
    for person, question in (
        (ada, f"{path}?done=true&cursor={cursor}"),
        (ada, f"/api/todos?cursor={cursor}"),
        (bob, f"/api/todos?cursor={of_all}"),
        (ada, f"{path}?cursor=bm9uc2Vuc2U"),
        (ada, f"{path}?cursor=!"),
    ):
        refused = person("GET", question)
        assert refused.status_code == 422
        assert refused.json["errors"][0]["field"] == "cursor"


@pytest.mark.parametrize("limit", ["0", "501", "-1", "ten", "", "1.5"])
def test_a_limit_is_1_to_500(ada: Person, limit: str) -> None:
    refused = ada("GET", f"/api/todos?limit={limit}")
    assert refused.json["errors"][0]["field"] == "limit"


@pytest.mark.parametrize(
    "query",
    [
        "limt=1",
        "limit=1&limit=2",
        "due=tomorrow",
        "due=2026-02-30",
        "due=2026-12-01%0a",
        "due=2026-12-01..2026-13-01",
        "done=1",
        "q=",
    ],
)
def test_a_question_that_is_not_understood_is_refused(ada: Person, query: str) -> None:
    assert ada("GET", f"/api/todos?{query}").status_code == 422


FILTERS = {
    "done=true": ["done"],
    "done=false": ["dentist", "milk", "late"],
    "due=2026-12-01": ["dentist"],
    "due=2026-11-30..2026-12-01": ["dentist", "late"],
    "due=..2026-11-30": ["late"],
    "due=2026-12-01..": ["dentist"],
    "due=none": ["done", "milk"],
    "tag=home": ["milk"],
    "q=DENT": ["dentist"],
    "q=oat": ["milk"],
    "q=nothing": [],
    "done=false&due=none": ["milk"],
}


@pytest.mark.parametrize(("query", "titles"), FILTERS.items(), ids=FILTERS.keys())
def test_filters(ada: Person, query: str, titles: list[str]) -> None:
    path = f"/api/lists/{ada.inbox}/todos"
    for body in (
        {"title": "dentist", "due": "2026-12-01"},
        {"title": "milk", "tags": ["home"], "notes": "Oat"},
        {"title": "late", "due": "2026-11-30"},
        {"title": "done", "done": True},
    ):
        ada("POST", path, body)
    for where in (path, "/api/todos"):
        found = ada("GET", f"{where}?{query}").json
        assert sorted(one["title"] for one in found["items"]) == sorted(titles)
        assert found["nextCursor"] is None


def test_a_page_ends_early_rather_than_late(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = add_many(ada, ada.inbox, 3)
    monkeypatch.setattr("app.store.todos.RESERVE", 100.0)
    pages = walk(ada, f"/api/lists/{ada.inbox}/todos?limit=3")
    assert [len(page) for page in pages] == [1, 1, 1, 0]
    assert sorted(flat(pages)) == sorted(ids)


def test_a_search_through_empty_lists_gets_on(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    lists = [ada("POST", "/api/lists", {"id": new_id(), "name": "x"}).json["id"] for _ in range(5)]
    ids = add_many(ada, lists[-1], 1)
    monkeypatch.setattr("app.store.todos.RESERVE", 100.0)
    pages = walk(ada, "/api/todos?done=false")
    assert flat(pages) == ids
    assert len(pages) > 3


def test_a_page_fits_into_what_lambda_can_answer(ada: Person) -> None:
    """Each control character is 6 bytes of JSON, and 7 in Lambda's answer."""
    ids = add_many(ada, ada.inbox, 60, notes="\u0001" * 16384)
    pages = walk(ada, f"/api/lists/{ada.inbox}/todos?limit=100")
    assert sorted(flat(pages)) == sorted(ids)
    first = ada("GET", f"/api/lists/{ada.inbox}/todos")
    assert 3_000_000 < len(json.dumps(first.text, ensure_ascii=False).encode()) < 6_000_000


def test_what_is_in_the_trash_is_passed_over_quickly(
    ada: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    path = f"/api/lists/{ada.inbox}/todos"
    for todo_id in add_many(ada, ada.inbox, 50):
        ada("DELETE", f"{path}/{todo_id}")
    (live,) = add_many(ada, ada.inbox, 1)
    capsys.readouterr()
    assert [one["id"] for one in ada("GET", f"{path}?limit=1").json["items"]] == [live]
    assert json.loads(capsys.readouterr().out)["dynamodbCalls"] == 2


def test_a_list_that_goes_between_two_pages_shifts_nothing(ada: Person) -> None:
    ids = [ada("POST", "/api/lists", {"id": new_id(), "name": "x"}).json["id"] for _ in range(3)]
    first = ada("GET", "/api/lists?limit=2").json
    ada("DELETE", f"/api/lists/{ids[0]}")
    second = ada("GET", f"/api/lists?limit=2&cursor={first['nextCursor']}").json
    assert [one["id"] for one in second["items"]] == ids[1:]
