"""The rules that copies stay equal by (docs/sync.md, "Why it holds"), each by example: here those
of numbers and reads. `test_rules_for_people.py` and `test_rules_of_answers.py` have the others."""

import pytest

from tests.sync.client import Client
from tests.sync.dynamo import Fault
from tests.sync.examples import (
    at_every_call,
    create,
    do,
    rename,
    results,
    rows,
    send,
    seqs,
    title_of,
)
from tests.sync.household import Household
from tests.sync.model import Json

# How an answer gets lost: the table commits and does not say so, as often as it is asked.
CUT: list[Fault] = ["cut", "cut", "cut"]


# 1. Numbers are dense, unique, and in the order of commits.


def test_changes_are_numbered_without_a_gap_in_the_order_of_commits(house: Household) -> None:
    ada, bob = house.clients[0], house.clients[2]
    first, second = create(house), create(house)
    before = int(rows(house)["META"]["changes"]["N"])
    do(house, ada, first, second)
    do(house, bob, create(house))
    assert seqs(house) == list(range(1, before + 4))
    assert rows(house)["META"]["changes"]["N"] == str(before + 3)
    do(house, ada, rename(first, "Eggs"))
    assert rows(house)[f"T#{first['id']}"]["seq"]["N"] == str(before + 4)


def test_two_writers_at_once_never_share_a_number(house: Household) -> None:
    ada, bob = house.clients[0], house.clients[2]

    def attempt(at_call: int) -> list[str]:
        house.clients[2].change(house.home, create(house, "Bob's"))
        ada.change(house.home, create(house, "Ada's"))
        with house.meanwhile(at_call, lambda: house.push(bob)) as done:
            house.push(ada)
        return done

    at_every_call(attempt)
    assert seqs(house) == list(range(1, int(rows(house)["META"]["changes"]["N"]) + 1))
    house.settle()


def test_two_changes_of_one_to_do_at_once_are_both_kept(house: Household) -> None:
    ada, bob = house.clients[0], house.clients[2]
    milk = create(house)
    do(house, ada, milk)

    def attempt(at_call: int) -> list[str]:
        ada.change(house.home, rename(milk, f"Milk {at_call}"))
        notes = {"op": "patch", "id": milk["id"], "fields": {"notes": f"{at_call} l"}}
        bob.change(house.home, notes)
        with house.meanwhile(at_call, lambda: house.push(bob)) as done:
            house.push(ada)
        row = rows(house)[f"T#{milk['id']}"]
        assert (row["title"]["S"], row.get("notes", {}).get("S", "")) == (
            f"Milk {at_call}",
            f"{at_call if done else at_call - 1} l",
        )
        return done

    at_every_call(attempt)


def test_two_who_move_and_write_at_once_never_share_a_number_of_the_second_list(
    house: Household,
) -> None:
    ada, bob = house.clients[0], house.clients[2]

    def attempt(at_call: int) -> list[str]:
        milk = create(house)
        do(house, ada, milk)
        ada.change(house.home, {"op": "move", "id": milk["id"], "to": house.work, "order": "a0"})
        bob.change(house.work, create(house))
        with house.meanwhile(at_call, lambda: house.push(bob)) as done:
            house.push(ada)
        return done

    at_every_call(attempt)
    house.settle()


# 2. An op is applied once.


def test_a_push_that_is_sent_again_is_answered_again_and_done_once(house: Household) -> None:
    ada = house.clients[0]
    request = do(house, ada, create(house), {"op": "tick", "id": house.new_id(), "done": True})
    before = rows(house)
    again = [send(house, ada, request) for _ in range(2)]
    assert results(again[0]) == [("applied", None), ("refused", "not_found")]
    assert again[0] == again[1]
    assert rows(house) == before


def test_a_push_whose_answer_was_lost_is_done_once(house: Household) -> None:
    ada = house.clients[0]
    with house.faults(*CUT, operation="transact_write_items"):
        do(house, ada, create(house))
    before = rows(house)
    assert house.push(ada)
    assert rows(house) == before
    assert [one.is_answered for one in ada.kept.outbox] == [True]


def test_an_old_push_that_comes_late_does_not_overwrite_a_later_edit(house: Household) -> None:
    ada, bob = house.clients[0], house.clients[2]
    milk = create(house)
    do(house, ada, milk)
    old = do(house, ada, rename(milk, "Oat milk"))
    do(house, bob, rename(milk, "Soy milk"))
    send(house, ada, old)
    assert title_of(house, milk) == "Soy milk"
    do(house, ada, create(house))
    assert results(send(house, ada, old)) == [("repeated", None)]
    assert title_of(house, milk) == "Soy milk"


def test_a_push_that_was_done_in_part_is_answered_as_a_whole(
    house: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the answers to its first part were lost, they come with those to the rest."""
    monkeypatch.setattr("app.store.changes.MAX_ACTIONS", 8)
    ada = house.clients[0]
    for op in (create(house, " "), *(create(house) for _ in range(5))):
        ada.change(house.home, op)
    request = ada.next_push()
    assert request
    lasts, answer = [], {"results": []}
    while len(answer["results"]) < 6:
        answer = send(house, ada, request)
        lasts.append(answer["last"])
    assert len(lasts) > 1
    assert lasts == sorted(set(lasts))
    codes = [("refused", "validation_failed"), *[("applied", None)] * 5]
    assert results(answer) == results(send(house, ada, request)) == codes


def test_two_copies_of_a_push_at_once_are_done_once(house: Household) -> None:
    ada = house.clients[0]

    def attempt(at_call: int) -> list[str]:
        ada.change(house.home, create(house))
        request = ada.next_push()
        assert request
        before = len(rows(house))
        with house.meanwhile(at_call, lambda: house.deliver(ada, request)) as done:
            answer = house.deliver(ada, request)
        ada.pushed(request, answer.status, answer.json)
        assert len(rows(house)) == before + 1
        return done

    at_every_call(attempt)


@pytest.mark.parametrize("is_first", [True, False])
def test_an_old_copy_of_a_push_does_not_take_back_what_was_consumed_since(
    house: Household, is_first: bool
) -> None:
    """The old one changes nothing, so that no counter stands in its way."""
    ada, bob = house.clients[0], house.clients[2]
    milk = create(house)
    do(house, bob, milk)
    if not is_first:
        do(house, ada, create(house))
    ada.change(house.home, {"op": "tick", "id": house.new_id(), "done": True})
    old = ada.next_push()
    assert old
    later: list[Json] = []

    def go_on() -> None:
        answer = house.deliver(ada, old)
        ada.pushed(old, answer.status, answer.json)
        later.append(do(house, ada, rename(milk, "Ada's")))

    with house.before_writing(go_on):
        house.deliver(ada, old, is_repeat=True)
    do(house, bob, rename(milk, "Bob's"))
    send(house, ada, later[0])
    assert title_of(house, milk) == "Bob's"


# 3. The cursor is what was delivered, and `last` belongs to the final page.


def pages(house: Household, client: Client) -> list[Json]:
    """All pages; each is held against the rules for one."""
    found = []
    while not found or found[-1]["more"]:
        answer = house.pull(client)
        assert answer is not None
        for one in answer["lists"]:
            parts = [*one["todos"], *one["gone"], *one["members"], one.get("info", {"seq": 0})]
            assert one["cursor"] == max(part["seq"] for part in parts)
            assert all(isinstance(part["seq"], int) for part in parts)
        assert (answer["last"] is None) is answer["more"]
        found.append(answer)
    return found


def test_a_page_ends_at_500_items_and_the_next_goes_on_behind_it(house: Household) -> None:
    ada, bob = house.clients[0], house.clients[2]
    for _ in range(520):
        bob.change(house.work, create(house))
    while house.push(bob):
        pass
    found = pages(house, ada)
    assert [sum(len(one["todos"]) for one in page["lists"]) for page in found] == [500, 20]
    house.check_copy(ada)


def test_a_page_ends_at_about_a_megabyte(house: Household) -> None:
    ada, bob = house.clients[0], house.clients[2]
    for _ in range(100):
        bob.change(house.work, create(house, notes="x" * 16_000))
    while house.push(bob, at_most=10):
        pass
    found = pages(house, ada)
    assert len(found) == 2
    assert len(str(found[0])) < 1_200_000
    house.check_copy(ada)


def test_what_is_committed_during_a_pull_is_not_passed_over(house: Household) -> None:
    ada, bob = house.clients[0], house.clients[2]

    def attempt(at_call: int) -> list[str]:
        do(house, bob, create(house))
        bob.change(house.home, create(house))
        with house.meanwhile(at_call, lambda: house.push(bob)) as done:
            house.pull(ada)
        house.pull_all(ada)
        house.push(bob)
        house.pull_all(ada)
        house.check_copy(ada)
        return done

    at_every_call(attempt)


def test_last_never_covers_an_op_whose_effect_is_not_in_the_answers(house: Household) -> None:
    """A device pushes and pulls at once; what it has done stays in its view all the time."""
    ada = house.clients[0]

    def attempt(at_call: int) -> list[str]:
        new_list, there, here = house.new_id(), create(house), create(house)
        ada.change(new_list, {"op": "createList", "name": "New"})
        ada.change(new_list, there)
        ada.change(house.home, here)

        def push_all() -> None:
            while house.push(ada):
                pass

        with house.meanwhile(at_call, push_all) as done:
            house.pull(ada)
        world, _ = ada.view(house.server.now)
        seen = {id_ for one in world.lists.values() for id_ in one.todos}
        assert {there["id"], here["id"]} <= seen
        push_all()
        house.pull_all(ada)
        assert not ada.kept.outbox
        return done

    at_every_call(attempt)


# 4. Every read is strongly consistent.


@pytest.mark.parametrize("lag", [1, 2, 3])
def test_what_is_done_is_seen_by_the_very_next_request(house: Household, lag: int) -> None:
    """Reads that do not ask for it get what was there some commits ago."""
    house.server.dynamo.lag = lag
    ada, bob, cyn = house.clients[0], house.clients[2], house.clients[3]
    milk = create(house)
    for step in range(4):
        do(house, ada, milk if step == 0 else rename(milk, f"Milk {step}"))
        house.pull(ada)
        assert not ada.kept.outbox  # so `last` was the new one
        house.check_copy(ada)
        house.pull(bob)
        house.check_copy(bob)
    house.set_role(house.home, cyn.sub, None)
    house.pull(cyn)
    house.check_copy(cyn)
    house.set_role(house.home, cyn.sub, "editor")
    house.pull(cyn)
    house.check_copy(cyn)
    do(house, cyn, rename(milk, "Cyn's"))
    assert title_of(house, milk) == "Cyn's"


@pytest.mark.parametrize("lag", [1, 2, 3])
def test_an_op_is_judged_by_what_is_there_now(house: Household, lag: int) -> None:
    house.server.dynamo.lag = lag
    ada, bob = house.clients[0], house.clients[2]
    milk = create(house)
    do(house, ada, milk)
    do(house, bob, {"op": "patch", "id": milk["id"], "fields": {"notes": "2 l"}})
    do(house, ada, {"op": "tick", "id": milk["id"], "done": True})
    row = rows(house)[f"T#{milk['id']}"]
    assert (row["notes"]["S"], row["done"]["BOOL"]) == ("2 l", True)
    house.set_role(house.home, bob.sub, "viewer")
    assert results(send(house, bob, do(house, bob, rename(milk, "Bob's")))) == [
        ("refused", "forbidden")
    ]
