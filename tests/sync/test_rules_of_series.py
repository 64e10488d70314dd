"""The rules of to-dos that follow on repeating ones (docs/sync.md), each by example."""

from typing import Any

import pytest

from tests.sync.client import Client
from tests.sync.examples import at_every_call, create, do, results, rows, send
from tests.sync.household import Household
from tests.sync.model import Json, follow_id
from tests.sync.series import follow_op
from tests.sync.server import DAY

TODAY = "2026-11-18"


@pytest.fixture
def weekly(house: Household) -> Json:
    """Every Wednesday: the op that made it, as everybody has it."""
    milk = create(house, due=TODAY, repeat="FREQ=WEEKLY", order="a0")
    do(house, house.clients[0], milk)
    for client in house.clients:
        house.pull_all(client)
    return milk


def done(milk: Json, on: str = TODAY, **more: Any) -> list[Json]:
    """What a device sends when it is completed there."""
    seen = {
        "notes": "",
        "dueTime": None,
        "priority": 4,
        "tags": [],
        "parentId": None,
        "assignee": None,
    }
    follow = follow_op(milk["id"], {**seen, **milk["fields"], **more}, on)
    assert follow
    return [{"op": "tick", "id": milk["id"], "done": True}, follow]


def undone(milk: Json) -> list[Json]:
    tick = {"op": "tick", "id": milk["id"], "done": False}
    return [tick, {"op": "trash", "id": follow_id(milk["id"])}]


def complete(house: Household, client: Client, milk: Json, body: Json | None = None) -> Json:
    """By the plain route."""
    path = f"/api/lists/{house.home}/todos/{milk['id']}"
    answer = house.call(client.sub, "PATCH", path, body or {"done": True})
    assert answer.status == 200, answer
    return dict(answer.json)


def next_of(house: Household, milk: Json, list_id: str = "") -> Any:
    return rows(house, list_id).get(f"T#{follow_id(milk['id'])}")


def test_what_two_devices_complete_is_followed_by_one(house: Household, weekly: Json) -> None:
    ada, bob = house.clients[0], house.clients[2]
    do(house, ada, *done(weekly))
    do(house, bob, *done(weekly, on="2026-12-01"))
    assert next_of(house, weekly)["due"]["S"] == "2026-11-25"
    assert len([key for key in rows(house) if key.startswith("T#")]) == 2
    house.settle()


def test_what_two_complete_at_once_is_followed_by_one(house: Household) -> None:
    ada, bob = house.clients[0], house.clients[2]

    def attempt(at_call: int) -> list[str]:
        milk = create(house, due=TODAY, repeat="FREQ=DAILY", order="a0")
        do(house, ada, milk)
        for client in (ada, bob):
            for op in done(milk):
                client.change(house.home, op)
        with house.meanwhile(at_call, lambda: house.push(bob)) as interrupted:
            house.push(ada)
        house.push(bob)
        assert next_of(house, milk)["due"]["S"] == "2026-11-19"
        return interrupted

    at_every_call(attempt)
    house.settle()


def test_a_route_makes_the_next_one_in_the_same_commit(house: Household, weekly: Json) -> None:
    before = int(rows(house)["META"]["changes"]["N"])
    made = complete(house, house.clients[0], weekly)
    following = next_of(house, weekly)
    assert (made["seq"], following["seq"]["N"]) == (before + 1, str(before + 2))
    assert (following["due"]["S"], following["repeat"]["S"]) == ("2026-11-25", "FREQ=WEEKLY")
    do(house, house.clients[2], *done(weekly))
    assert next_of(house, weekly) == following
    house.settle()


def test_a_route_goes_by_what_it_has_just_changed(house: Household, weekly: Json) -> None:
    body = {"done": True, "title": "Oat milk", "repeat": "FREQ=DAILY;COUNT=2", "due": "2026-11-20"}
    complete(house, house.clients[0], weekly, body)
    following = next_of(house, weekly)
    assert following["title"]["S"] == "Oat milk"
    assert (following["due"]["S"], following["repeat"]["S"]) == ("2026-11-21", "FREQ=DAILY;COUNT=1")


@pytest.mark.parametrize(
    "body",
    [
        {"title": "Oat milk"},
        {"done": False},
        {"done": True, "repeat": None},
        {"done": True, "repeat": "FREQ=DAILY;COUNT=1"},
        {"done": True, "repeat": "FREQ=DAILY;UNTIL=20261118"},
    ],
)
def test_a_route_makes_no_next_one_where_none_follows(
    house: Household, weekly: Json, body: Json
) -> None:
    answer = complete(house, house.clients[0], weekly, body)
    assert answer["done"] == body.get("done", False)
    assert next_of(house, weekly) is None


def test_what_is_done_already_is_not_completed_again(house: Household, weekly: Json) -> None:
    do(house, house.clients[0], {"op": "tick", "id": weekly["id"], "done": True})
    complete(house, house.clients[0], weekly, {"done": True, "title": "Oat milk"})
    assert next_of(house, weekly) is None


def test_late_by_a_route_the_next_one_is_due_after_the_servers_today(
    house: Household, weekly: Json
) -> None:
    house.server.clock.now += 14 * DAY
    complete(house, house.clients[0], weekly)
    assert next_of(house, weekly)["due"]["S"] == "2026-12-09"


def test_who_sends_only_that_it_is_done_makes_no_next_one(house: Household, weekly: Json) -> None:
    do(house, house.clients[0], done(weekly)[0])
    assert next_of(house, weekly) is None


def test_undone_and_done_again_it_is_the_same_one_that_follows(
    house: Household, weekly: Json
) -> None:
    ada = house.clients[0]
    do(house, ada, *done(weekly))
    do(house, ada, {"op": "patch", "id": follow_id(weekly["id"]), "fields": {"notes": "2 l"}})
    do(house, ada, *undone(weekly))
    assert "deletedAt" in next_of(house, weekly)
    do(house, ada, *done(weekly, on="2026-12-24"))
    following = next_of(house, weekly)
    assert "deletedAt" not in following
    assert (following["due"]["S"], following["notes"]["S"]) == ("2026-11-25", "2 l")
    house.settle()


def test_undone_here_and_done_there_it_is_done(house: Household, weekly: Json) -> None:
    ada, bob = house.clients[0], house.clients[2]
    do(house, ada, *done(weekly))
    for op in done(weekly):
        bob.change(house.home, op)
    do(house, ada, *undone(weekly))
    house.push(bob)
    assert "deletedAt" not in next_of(house, weekly)
    house.settle()


def test_what_was_reopened_before_has_no_next_one(house: Household, weekly: Json) -> None:
    """The transaction had room for the tick only, and somebody else came between."""
    ada, bob = house.clients[0], house.clients[2]
    for op in done(weekly):
        ada.change(house.home, op)
    house.push(ada, at_most=1)
    do(house, bob, {"op": "tick", "id": weekly["id"], "done": False})
    request = ada.next_push()
    assert request is not None
    assert results(send(house, ada, request)) == [("applied", None)]
    assert next_of(house, weekly) is None
    ada.gave_up()
    house.settle()


def test_what_followed_and_was_deleted_for_ever_stays_so(house: Household, weekly: Json) -> None:
    ada = house.clients[0]
    do(house, ada, *done(weekly))
    do(house, ada, *undone(weekly), {"op": "purge", "id": follow_id(weekly["id"])})
    do(house, ada, *done(weekly))
    complete(house, ada, weekly, {"done": False})
    complete(house, ada, weekly)
    assert "purged" in next_of(house, weekly)
    house.settle()


def test_what_was_moved_is_followed_where_it_is_now(house: Household, weekly: Json) -> None:
    ada, bob = house.clients[0], house.clients[2]
    for op in done(weekly):
        ada.change(house.home, op)
    do(house, bob, {"op": "move", "id": weekly["id"], "to": house.work, "order": "a0"})
    while house.push(ada):
        pass
    assert next_of(house, weekly) is None
    assert next_of(house, weekly, house.work)["due"]["S"] == "2026-11-25"
    house.settle()


def test_a_parent_that_is_gone_keeps_nothing_from_following(house: Household, weekly: Json) -> None:
    ada, bob = house.clients[0], house.clients[2]
    parent = create(house, "Shopping")
    child = {"op": "patch", "id": weekly["id"], "fields": {"parentId": parent["id"]}}
    do(house, ada, parent, child)
    do(house, bob, {"op": "purge", "id": parent["id"]})
    do(house, ada, *done(weekly, parentId=parent["id"]))
    assert next_of(house, weekly)["parentId"]["S"] == parent["id"]
    house.settle()


def test_a_series_goes_on_from_one_to_the_next(house: Household, weekly: Json) -> None:
    ada = house.clients[0]
    one = weekly
    for due in ("2026-11-25", "2026-12-02", "2026-12-09"):
        do(house, ada, *done(one, on=one["fields"]["due"]))
        assert next_of(house, one)["due"]["S"] == due
        one = {"id": follow_id(one["id"]), "fields": {**one["fields"], "due": due}}
    house.settle()


def test_an_id_that_is_not_derived_makes_nothing(house: Household, weekly: Json) -> None:
    tick, follow = done(weekly)
    wrong = {**follow, "id": follow_id(follow["id"])}
    request = do(house, house.clients[0], tick, wrong)
    told = send(house, house.clients[0], request)
    assert results(told) == [("applied", None), ("refused", "validation_failed")]
    assert told["results"][1]["problem"]["errors"][0]["field"] == "id"
    assert f"T#{wrong['id']}" not in rows(house)
