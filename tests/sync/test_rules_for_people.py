"""The rules of memberships and of deletions, each by example. `test_rules.py`: those of numbers."""

import pytest

from tests.sync.client import Client
from tests.sync.examples import create, do, rename, results, rows, send, title_of
from tests.sync.household import Household
from tests.sync.server import DAY

# 5. The transaction checks that the person is still a member.


def remove(house: Household, client: Client, list_id: str, is_counted: bool = True) -> None:
    """With `is_counted` false it is removed without a change of the list's counter, so that only
    the check of the membership is left to notice it."""
    if is_counted:
        house.set_role(list_id, client.sub, None)
        return
    house.oracle.is_watching = False
    keys = [(f"L#{list_id}", f"M#{client.sub}"), (f"U#{client.sub}", f"M#{list_id}")]
    house.server.dynamo.write(house.server.table, delete=keys)


@pytest.mark.parametrize("is_counted", [True, False])
def test_who_is_removed_while_writing_writes_nothing(house: Household, is_counted: bool) -> None:
    bob = house.clients[2]
    milk = create(house)
    bob.change(house.home, milk)
    with house.before_writing(lambda: remove(house, bob, house.home, is_counted)):
        house.push(bob)
    assert f"T#{milk['id']}" not in rows(house)
    assert [problem["code"] for _, problem in bob.kept.refusals] == ["not_found"]


@pytest.mark.parametrize("is_counted", [True, False])
def test_who_becomes_a_viewer_while_writing_writes_nothing(
    house: Household, is_counted: bool
) -> None:
    bob = house.clients[2]
    milk = create(house)
    bob.change(house.home, milk)

    def demote() -> None:
        if is_counted:
            house.set_role(house.home, bob.sub, "viewer")
        else:
            row = {**rows(house)[f"M#{bob.sub}"], "role": {"S": "viewer"}}
            house.oracle.is_watching = False
            house.server.dynamo.write(house.server.table, row)

    with house.before_writing(demote):
        house.push(bob)
    assert f"T#{milk['id']}" not in rows(house)
    assert [problem["code"] for _, problem in bob.kept.refusals] == ["forbidden"]


@pytest.mark.parametrize("is_counted", [True, False])
@pytest.mark.parametrize("which", ["home", "work"])
def test_a_move_checks_both_lists(house: Household, which: str, is_counted: bool) -> None:
    bob = house.clients[2]
    milk = create(house)
    do(house, bob, milk)
    for client in house.clients[:3]:
        for list_id in (house.home, house.work):
            house.set_role(list_id, client.sub, "owner")
    bob.change(house.home, {"op": "move", "id": milk["id"], "to": house.work, "order": "a0"})
    with house.before_writing(lambda: remove(house, bob, getattr(house, which), is_counted)):
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
        house.set_role(house.home, bob.sub, "viewer")
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


def test_a_reset_says_up_to_where_ops_are_done(house: Household) -> None:
    bob = house.clients[2]
    house.pull_all(bob)
    do(house, bob, create(house), create(house))
    house.server.clock.now += 61 * DAY
    answer = house.pull(bob)
    assert answer is not None
    assert (answer["reset"], answer["last"]) == ("away", 2)


def test_who_begins_anew_hears_what_is_done_and_sends_the_rest_again(house: Household) -> None:
    ada = house.clients[0]
    do(house, ada, create(house, "Answered"))
    ada.change(house.home, create(house, "Not heard"))
    house.push(ada, lose=True)
    ada.change(house.home, create(house, "Not sent"))
    house.server.clock.now += 61 * DAY
    answer = house.pull(ada)
    assert answer is not None
    assert (answer["reset"], answer["last"]) == ("away", 2)
    assert [one.n for one in ada.kept.outbox] == [2, 3]
    house.settle()
    titles = {todo["title"] for todo in ada.kept.todos.values()}
    assert titles == {"Answered", "Not heard", "Not sent"}


def test_what_was_done_while_beginning_anew_outlives_another_restore(house: Household) -> None:
    """There is no cursor then to say that the device has anything."""
    ada = house.clients[0]
    then = house.snapshot()
    house.server.clock.now += 61 * DAY
    house.pull(ada)
    assert ada.kept.cursors == {}
    milk = create(house)
    do(house, ada, milk)
    house.restore(then)
    answer = house.pull(ada)
    assert answer is not None
    assert answer["reset"] == "restored"
    house.settle()
    assert title_of(house, milk) == "Milk"


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
