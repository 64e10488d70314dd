"""The rules of what a push is answered, each by example: refusals, and texts that are handed back.
`test_rules.py` has those of numbers."""

import pytest

from tests.sync.client import Client
from tests.sync.examples import create, do, rename, results, rows, send, title_of
from tests.sync.household import Household
from tests.sync.model import Json

# 7. What is refused is answered one by one, consumed, and blocks nothing.


def refusals(house: Household, kind: str) -> tuple[Client, Json, str, str]:
    """Who sends what to which list, and with which code it is refused."""
    ada, bob, cyn = house.clients[0], house.clients[2], house.clients[3]
    if kind == "validation":
        return ada, create(house, " "), house.home, "validation_failed"
    if kind == "no op":
        return ada, {"op": "fly"}, house.home, "validation_failed"
    if kind == "role":
        return cyn, create(house), house.home, "forbidden"
    if kind == "not the owner":
        return bob, {"op": "trashList"}, house.home, "forbidden"
    if kind == "removed":
        house.set_role(house.home, bob.sub, None)
        return bob, create(house), house.home, "not_found"
    if kind == "gone list":
        do(house, ada, {"op": "trashList"})
        return bob, create(house), house.home, "not_found"
    return bob, {"op": "tick", "id": house.new_id(), "done": True}, house.home, "not_found"


KINDS = ["validation", "no op", "role", "not the owner", "removed", "gone list", "no to-do"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_refused_op_is_consumed_and_the_next_ones_are_done(house: Household, kind: str) -> None:
    client, op, where, code = refusals(house, kind)
    start = client.kept.next_n
    request = do(house, client, op, where=where)
    answer = send(house, client, request)
    assert (answer["last"], results(answer)) == (start, [("refused", code)])
    assert [problem["code"] for _, problem in client.kept.refusals] == [code]
    good = create(house)
    do(house, client, good, where=house.work)
    assert f"T#{good['id']}" in rows(house, house.work)
    house.settle()


@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_whose_answer_was_lost_is_told_again(house: Household, kind: str) -> None:
    client, op, where, code = refusals(house, kind)
    client.change(where, op)
    house.push(client, lose=True)
    house.pull_all(client)  # which covers it; it is asked for all the same
    house.push(client)
    assert [problem["code"] for _, problem in client.kept.refusals] == [code]
    assert not client.kept.outbox


def test_among_ops_of_one_push_a_refused_one_stands_alone(house: Household) -> None:
    ada = house.clients[0]
    first, bad, last = create(house), create(house, ""), create(house)
    for op in (first, bad, last):
        ada.change(house.home, op)
    request = ada.next_push()
    assert request
    answer = send(house, ada, request)
    assert [status for status, _ in results(answer)] == ["applied", "refused", "applied"]
    assert {f"T#{first['id']}", f"T#{last['id']}"} <= rows(house).keys()
    assert f"T#{bad['id']}" not in rows(house)


def test_an_op_on_a_to_do_that_was_moved_is_made_anew_where_it_is(house: Household) -> None:
    ada, bob = house.clients[0], house.clients[2]
    milk = create(house)
    do(house, ada, milk)
    house.pull_all(bob)
    bob.change(house.home, rename(milk, "Oat milk"))
    do(house, ada, {"op": "move", "id": milk["id"], "to": house.work, "order": "a0"})
    house.push(bob, lose=True)
    house.settle()
    assert rows(house, house.work)[f"T#{milk['id']}"]["title"]["S"] == "Oat milk"
    assert not bob.kept.refusals


# 8. What is overwritten unseen is handed back.


@pytest.mark.parametrize("lose", [False, True])
def test_a_text_that_somebody_else_changed_meanwhile_is_handed_back(
    house: Household, lose: bool
) -> None:
    ada, bob = house.clients[0], house.clients[2]
    milk = create(house, notes="2 l")
    do(house, ada, milk)
    house.pull_all(bob)
    do(house, ada, rename(milk, "Ada's"))
    bob.change(house.home, rename(milk, "Bob's", was={"title": "Milk", "notes": "2 l"}))
    house.push(bob, lose=lose)
    house.push(bob)
    assert [texts for _, texts in bob.kept.overwrote] == [{"title": "Ada's"}]
    assert title_of(house, milk) == "Bob's"


@pytest.mark.parametrize("seen", ["Ada's", "Milk"])
def test_a_text_that_the_person_saw_or_wrote_too_is_not(house: Household, seen: str) -> None:
    ada, bob = house.clients[0], house.clients[2]
    milk = create(house)
    do(house, ada, milk, rename(milk, "Ada's"))
    do(house, bob, rename(milk, "Bob's" if seen == "Ada's" else "Ada's", was={"title": seen}))
    assert bob.kept.overwrote == []
