"""The eight rules that copies stay equal by (docs/sync.md, "Why it holds"), each by example."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from tests.sync.client import Client
from tests.sync.dynamo import Fault
from tests.sync.household import PUSH, Household
from tests.sync.model import Json
from tests.sync.server import DAY

# How an answer gets lost: the table commits and does not say so, as often as it is asked.
CUT: list[Fault] = ["cut", "cut", "cut"]


@pytest.fixture
def house() -> Household:
    """Everybody has pulled once."""
    made = Household()
    for client in made.clients:
        made.pull_all(client)
    return made


def create(house: Household, title: str = "Milk", **fields: Any) -> Json:
    return {"op": "create", "id": house.new_id(), "fields": {"title": title, **fields}}


def rename(op: Json, title: str, **more: Any) -> Json:
    return {"op": "patch", "id": op["id"], "fields": {"title": title}, **more}


def do(house: Household, client: Client, *ops: Json, where: str = "") -> Json:
    """Push these; gives the request, to send it again."""
    for op in ops:
        client.change(where or house.home, op)
    assert house.push(client)
    return house.sent[-1][1]


def send(house: Household, client: Client, request: Json) -> Json:
    return dict(house.call(client.sub, "POST", PUSH, request).json)


def results(answer: Json) -> list[tuple[str, str | None]]:
    told = answer["results"]
    return [(one["status"], one.get("problem", {}).get("code")) for one in told]


def rows(house: Household, list_id: str = "") -> dict[str, Any]:
    return house.server.dynamo.items(house.server.table, f"L#{list_id or house.home}")


def title_of(house: Household, op: Json) -> str:
    return str(rows(house)[f"T#{op['id']}"]["title"]["S"])


def seqs(house: Household) -> list[int]:
    return sorted(int(row["seq"]["N"]) for row in rows(house).values() if "seq" in row)


def at_every_call(act: Callable[[int], list[str]]) -> None:
    """Interrupt at the first call to the table, the second … until there is none any more."""
    for at_call in count(1):
        if not act(at_call):
            assert at_call > 2
            return


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

    with house.meanwhile(3, go_on):
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
        ada.change(house.new_id(), {"op": "createList", "name": f"{at_call}"})
        ada.change(next(reversed(ada.made.values()))[0], create(house))
        with house.meanwhile(at_call, lambda: house.push(ada)) as done:
            house.pull(ada)
        house.check_view(ada)
        house.push(ada)
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
    house.server.set_role(house.home, cyn.sub, None)
    house.pull(cyn)
    house.check_copy(cyn)
    house.server.set_role(house.home, cyn.sub, "editor")
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
    house.server.set_role(house.home, bob.sub, "viewer")
    assert results(send(house, bob, do(house, bob, rename(milk, "Bob's")))) == [
        ("refused", "forbidden")
    ]


# 5. The transaction checks that the person is still a member.


def remove(house: Household, client: Client, list_id: str, is_counted: bool = True) -> None:
    """With `is_counted` false it is removed without a change of the list's counter, so that only
    the check of the membership is left to notice it."""
    if is_counted:
        house.server.set_role(list_id, client.sub, None)
        return
    house.oracle.is_watching = False
    keys = [(f"L#{list_id}", f"M#{client.sub}"), (f"U#{client.sub}", f"M#{list_id}")]
    house.server.dynamo.write(house.server.table, delete=keys)


@pytest.mark.parametrize("is_counted", [True, False])
def test_who_is_removed_while_writing_writes_nothing(house: Household, is_counted: bool) -> None:
    bob = house.clients[2]
    milk = create(house)
    bob.change(house.home, milk)
    with house.meanwhile(3, lambda: remove(house, bob, house.home, is_counted)):
        house.push(bob)
    assert f"T#{milk['id']}" not in rows(house)
    assert [problem["code"] for _, problem in bob.kept.refusals] == ["not_found"]


@pytest.mark.parametrize("is_counted", [True, False])
@pytest.mark.parametrize("which", ["home", "work"])
def test_a_move_checks_both_lists(house: Household, which: str, is_counted: bool) -> None:
    bob = house.clients[2]
    milk = create(house)
    do(house, bob, milk)
    house.server.set_role(house.home, bob.sub, "owner")  # of either list
    bob.change(house.home, {"op": "move", "id": milk["id"], "to": house.work, "order": "a0"})
    with house.meanwhile(3, lambda: remove(house, bob, getattr(house, which), is_counted)):
        house.push(bob)
    assert f"T#{milk['id']}" not in rows(house, house.work)
    assert title_of(house, milk) == "Milk"
    assert [problem["code"] for _, problem in bob.kept.refusals] == ["not_found"]


def test_who_was_removed_forgets_the_list_and_writes_nothing_more(house: Household) -> None:
    bob = house.clients[2]
    remove(house, bob, house.home)
    answer = house.pull(bob)
    assert answer is not None
    assert answer["purge"] == [house.home]
    request = do(house, bob, create(house))
    assert results(send(house, bob, request)) == [("refused", "not_found")]
    assert house.home not in bob.kept.lists


def test_a_list_that_was_shared_anew_comes_whole(house: Household) -> None:
    ada, bob = house.clients[0], house.clients[2]
    do(house, ada, create(house))
    for is_told in (True, False):
        remove(house, bob, house.home)
        if is_told:
            house.pull_all(bob)
        house.server.set_role(house.home, bob.sub, "viewer")
        house.pull_all(bob)
        house.check_copy(bob)


def test_a_viewer_writes_nothing(house: Household) -> None:
    cyn = house.clients[3]
    request = do(house, cyn, create(house), {"op": "patchList", "fields": {"name": "Cyn's"}})
    assert results(send(house, cyn, request)) == [("refused", "forbidden")] * 2


# 6. Deletions are changes; who was away too long begins anew.


def test_trash_purge_and_move_are_changes_that_others_learn_of(house: Household) -> None:
    ada, bob = house.clients[0], house.clients[2]
    trashed, purged, moved = ops = [create(house) for _ in range(3)]
    do(house, ada, *ops)
    house.pull_all(bob)
    cursor = bob.kept.cursors[house.home]
    do(
        house,
        ada,
        {"op": "trash", "id": trashed["id"]},
        {"op": "purge", "id": purged["id"]},
        {"op": "move", "id": moved["id"], "to": house.work, "order": "a0"},
    )
    answer = house.pull(bob)
    assert answer is not None
    (home,) = [one for one in answer["lists"] if one["id"] == house.home]
    assert [(todo["seq"], todo["deletedAt"] is None) for todo in home["todos"]] == [
        (cursor + 1, False)
    ]
    assert home["gone"] == [
        {"id": purged["id"], "seq": cursor + 2, "movedTo": None},
        {"id": moved["id"], "seq": cursor + 3, "movedTo": house.work},
    ]
    house.check_copy(bob)


def test_tombstones_live_longer_than_a_client_may_be_away(house: Household) -> None:
    ada, bob = house.clients[0], house.clients[2]
    milk = create(house)
    do(house, ada, milk)
    house.pull_all(bob)
    do(house, ada, {"op": "purge", "id": milk["id"]})
    house.server.clock.now += 60 * DAY
    house.expire()
    answer = house.pull(bob)
    assert answer is not None
    assert answer["reset"] is None
    house.check_copy(bob)


def test_who_was_away_for_more_than_60_days_begins_anew_and_loses_nothing(
    house: Household,
) -> None:
    ada, bob = house.clients[0], house.clients[2]
    old, own = create(house, "Old"), create(house, "Own")
    do(house, ada, old)
    house.pull_all(bob)
    bob.change(house.home, own)
    do(house, ada, {"op": "purge", "id": old["id"]})
    house.server.clock.now += 91 * DAY
    house.expire()
    answer = house.pull(bob)
    assert answer is not None
    assert (answer["reset"], answer["lists"], answer["last"]) == ("away", [], 0)
    house.settle()
    assert title_of(house, own) == "Own"
    assert (house.home, old["id"]) not in bob.kept.todos


def test_a_copy_is_as_old_as_the_first_of_its_pages(
    house: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who pulls a page and then goes away again has the rest as of long ago."""
    ada, bob = house.clients[0], house.clients[2]
    milk = create(house)
    do(house, ada, milk, where=house.work)
    house.pull_all(bob)
    do(house, ada, {"op": "purge", "id": milk["id"]}, where=house.work)
    do(house, ada, create(house), create(house))
    monkeypatch.setattr("app.store.pulls.PAGE_ITEMS", 1)
    house.server.clock.now += 59 * DAY
    house.pull(bob)
    house.server.clock.now += 41 * DAY
    house.expire()
    answer = house.pull(bob)
    assert answer is not None
    assert answer["reset"] == "away"
    house.settle()


def test_behind_a_restored_table_everybody_begins_anew_and_loses_nothing_unsent(
    house: Household,
) -> None:
    ada, bob = house.clients[0], house.clients[2]
    lost, unsent = create(house, "Lost"), create(house, "Unsent")
    then = house.snapshot()
    do(house, bob, lost)
    house.pull_all(ada)
    house.pull_all(bob)
    do(house, bob, create(house, "Answered, and not yet seen"))
    bob.change(house.home, unsent)
    house.restore(then)
    do(house, ada, create(house, "With the numbers that Bob's had"))
    answer = house.pull(bob)
    assert answer is not None
    assert (answer["reset"], answer["lists"], answer["more"]) == ("restored", [], True)
    house.settle()
    house.check_fresh()
    titles = {todo["title"] for todo in bob.kept.todos.values()}
    assert titles >= {"Unsent", "Answered, and not yet seen", "With the numbers that Bob's had"}
    assert "Lost" not in titles


def test_ops_behind_a_gap_are_numbered_anew(house: Household) -> None:
    """The table was restored, and the device pushes before it has heard of it."""
    ada = house.clients[0]
    then = house.snapshot()
    do(house, ada, create(house, "Lost"))
    house.pull_all(ada)
    house.restore(then)
    before = ada.kept.client_id
    do(house, ada, create(house, "Later"))
    assert ada.kept.client_id != before
    assert [one.n for one in ada.kept.outbox] == [1]
    house.settle()
    assert {todo["title"] for todo in ada.kept.todos.values()} == {"Later"}


def test_ops_that_are_done_and_not_yet_covered_are_not_made_anew(house: Household) -> None:
    ada = house.clients[0]
    milk = create(house)
    do(house, ada, milk)
    then = house.snapshot()
    do(house, ada, create(house, "Lost"), create(house, " "))
    ada.change(house.home, rename(milk, "Oat milk"))
    house.restore(then)
    for _ in range(4):
        house.push(ada)
        house.check_view(ada)
    assert title_of(house, milk) == "Oat milk"
    house.settle()


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
        remove(house, bob, house.home)
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
    request = do(house, ada, first, bad, last)
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
