"""The rules of who is in a list, each by example: invites, roles, leaving, and all of that at once.
`test_rules_for_people.py` has what a membership is for."""

import pytest

from tests.sync.client import Client
from tests.sync.examples import at_every_call, create, do, results, rows, send
from tests.sync.household import Household
from tests.sync.model import Json


def set_role(client: Client, role: str) -> Json:
    return {"op": "setRole", "member": client.sub, "role": role}


def remove(client: Client) -> Json:
    return {"op": "removeMember", "member": client.sub}


def withdraw_last(house: Household, sub: str) -> int:
    invite_id, invite = list(house.oracle.life.invites.items())[-1]
    path = f"/api/lists/{invite.list_id}/invites/{invite_id}"
    return house.call(sub, "DELETE", path).status


def role_of(house: Household, client: Client, list_id: str = "") -> str | None:
    item = rows(house, list_id).get(f"M#{client.sub}", {})
    return item["role"]["S"] if "role" in item else None


def test_an_invite_that_is_withdrawn_while_it_is_accepted_is_one_or_the_other(
    house: Household,
) -> None:
    ada, dan = house.clients[0], house.clients[4]
    told: list[int] = []

    def attempt(at_call: int) -> list[str]:
        token = house.invite(ada.sub, house.home, "editor")
        with house.meanwhile(at_call, lambda: told.append(withdraw_last(house, ada.sub))) as done:
            joined = house.accept(dan.sub, token).status == 200
        if done:
            assert joined == (role_of(house, dan) == "editor") == (told[-1] == 404)
        house.set_role(house.home, dan.sub, None)
        return done

    at_every_call(attempt)
    assert 204 in told


def test_an_invite_that_is_accepted_while_it_is_withdrawn_is_one_or_the_other(
    house: Household,
) -> None:
    ada, dan = house.clients[0], house.clients[4]
    joined: list[bool] = []

    def attempt(at_call: int) -> list[str]:
        token = house.invite(ada.sub, house.home, "viewer")
        accept = lambda: joined.append(house.accept(dan.sub, token).status == 200)  # noqa: E731
        with house.meanwhile(at_call, accept) as done:
            withdrawn = withdraw_last(house, ada.sub) == 204
        if done:
            assert joined[-1] != withdrawn
        house.set_role(house.home, dan.sub, None)
        return done

    at_every_call(attempt)
    assert True in joined


def test_two_who_accept_one_invite_at_once_are_not_both_members(house: Household) -> None:
    ada, bob, dan = house.clients[0], house.clients[2], house.clients[4]

    def attempt(at_call: int) -> list[str]:
        for client in (bob, dan):
            house.set_role(house.home, client.sub, None)
        token = house.invite(ada.sub, house.home, "editor")
        with house.meanwhile(at_call, lambda: house.accept(bob.sub, token)) as done:
            house.accept(dan.sub, token)
        assert [role_of(house, client) for client in (bob, dan)].count("editor") == 1
        return done

    at_every_call(attempt)


def test_who_loses_the_right_to_invite_meanwhile_lets_nobody_in(house: Household) -> None:
    ada, bob, dan = house.clients[0], house.clients[2], house.clients[4]

    def attempt(at_call: int) -> list[str]:
        house.set_role(house.home, bob.sub, "owner")
        token = house.invite(bob.sub, house.home, "editor")
        demote = lambda: do(house, ada, set_role(bob, "editor"))  # noqa: E731
        with house.meanwhile(at_call, demote) as done:
            is_in = house.accept(dan.sub, token).status == 200
        # Asked again, who is in stays in; and to nobody else it leads anywhere.
        assert (house.accept(dan.sub, token).status == 200) == is_in
        assert (role_of(house, dan) == "editor") == is_in
        house.set_role(house.home, dan.sub, None)
        return done

    at_every_call(attempt)


def test_who_is_no_owner_any_more_has_no_invite_made(house: Household) -> None:
    ada, bob = house.clients[0], house.clients[2]

    def attempt(at_call: int) -> list[str]:
        house.set_role(house.home, bob.sub, "owner")
        demote = lambda: do(house, ada, set_role(bob, "editor"))  # noqa: E731
        with house.meanwhile(at_call, demote) as done:
            token = house.invite(bob.sub, house.home, "viewer")
        assert bool(token) == (not done)
        return done

    at_every_call(attempt)


def test_two_owners_who_leave_at_once_do_not_leave_it_to_nobody(house: Household) -> None:
    ada, bob = house.clients[0], house.clients[2]

    def attempt(at_call: int) -> list[str]:
        for client in (ada, bob):
            owners = [one for one in (ada, bob) if role_of(house, one) == "owner"]
            if client not in owners:
                house.set_role(house.home, client.sub, "owner")
        leave = f"/api/lists/{house.home}/members"
        bobs = lambda: house.call(bob.sub, "DELETE", f"{leave}/{bob.sub}")  # noqa: E731
        with house.meanwhile(at_call, bobs) as done:
            house.call(ada.sub, "DELETE", f"{leave}/{ada.sub}")
        assert [role_of(house, client) for client in (ada, bob)].count("owner") == 1
        return done

    at_every_call(attempt)


@pytest.mark.parametrize("what", ["invite", "accept", "name"])
def test_who_takes_another_name_meanwhile_goes_by_it(house: Household, what: str) -> None:
    ada, dan = house.clients[0], house.clients[4]
    acts = {"invite": ada, "accept": dan, "name": ada}[what]

    def attempt(at_call: int) -> list[str]:
        name = f"Somebody {at_call}"
        rename = lambda text: house.call(acts.sub, "PATCH", "/api/me", {"displayName": text})  # noqa: E731
        token = house.invite(ada.sub, house.home, "editor")
        with house.meanwhile(at_call, lambda: rename(name)) as done:
            if what == "invite":
                house.invite(ada.sub, house.home, "editor")
            elif what == "accept":
                house.accept(dan.sub, token)
            else:
                rename(f"Else {at_call}")
        mine = house.oracle.life.world.names[acts.sub]
        assert rows(house)[f"M#{acts.sub}"]["name"]["S"] == mine
        assert mine == name or what == "name" or not done
        house.set_role(house.home, dan.sub, None)
        withdraw_all(house)
        return done

    at_every_call(attempt)


def withdraw_all(house: Household) -> None:
    """A list has so many open invites at most."""
    for invite_id, invite in list(house.oracle.life.invites.items()):
        if invite.used_by is None:
            path = f"/api/lists/{invite.list_id}/invites/{invite_id}"
            house.call(house.clients[0].sub, "DELETE", path)


def test_a_name_is_told_to_a_list_in_the_trash_which_may_come_back(house: Household) -> None:
    ada, bob = house.clients[0], house.clients[2]
    do(house, ada, {"op": "trashList"})
    house.call(bob.sub, "PATCH", "/api/me", {"displayName": "Bobby"})
    do(house, ada, {"op": "restoreList"})
    assert rows(house)[f"M#{bob.sub}"]["name"]["S"] == "Bobby"


def test_a_stranger_changes_nobody(house: Household) -> None:
    ada, dan = house.clients[0], house.clients[4]
    ops = (set_role(dan, "owner"), set_role(ada, "viewer"), remove(ada), remove(dan))
    request = do(house, dan, *ops, create(house))
    assert results(send(house, dan, request)) == [("refused", "not_found")] * 5
    house.look(dan.sub, house.home)


def test_who_was_removed_does_not_come_back_by_themselves(house: Household) -> None:
    ada, bob = house.clients[0], house.clients[2]
    token = house.invite(ada.sub, house.home, "editor")
    house.set_role(house.home, bob.sub, None)
    request = do(house, bob, set_role(bob, "editor"), remove(bob))
    assert results(send(house, bob, request)) == [("refused", "not_found")] * 2
    house.look(bob.sub, house.home)
    assert house.accept(bob.sub, token).status == 200  # whoever has one may
    assert house.accept(bob.sub, token).status == 200
    house.look(bob.sub, house.home)


def test_a_move_takes_the_right_to_write_in_both_lists(house: Household) -> None:
    ada, bob = house.clients[0], house.clients[2]
    milk = create(house)
    do(house, ada, milk)
    house.set_role(house.work, ada.sub, "viewer")
    there = {"op": "move", "id": milk["id"], "to": house.work, "order": "a0"}
    assert results(send(house, ada, do(house, ada, there))) == [("refused", "forbidden")]
    house.set_role(house.home, bob.sub, "viewer")
    assert results(send(house, bob, do(house, bob, there))) == [("refused", "forbidden")]
    assert f"T#{milk['id']}" not in rows(house, house.work)


def test_what_is_somebodys_to_do_is_nobodys_in_a_list_that_they_may_not_be_in(
    house: Household,
) -> None:
    ada, cyn = house.clients[0], house.clients[3]
    theirs, own = create(house, assignee=cyn.sub), create(house, assignee=ada.sub)
    do(house, ada, theirs, own)
    for op in (theirs, own):
        do(house, ada, {"op": "move", "id": op["id"], "to": house.work, "order": "a0"})
    found = rows(house, house.work)
    assert "assignee" not in found[f"T#{theirs['id']}"]
    assert found[f"T#{own['id']}"]["assignee"]["S"] == ada.sub


def test_nobody_is_invited_into_an_inbox(house: Household) -> None:
    ada, inbox = house.clients[0], house.inboxes[0]
    assert house.invite(ada.sub, inbox, "viewer") == ""
    assert not [sk for sk in rows(house, inbox) if sk.startswith("I#")]


def test_who_deleted_the_account_is_in_no_copy_any_more(house: Household) -> None:
    """Nobody can be told who it was."""
    ada, cyn = house.clients[0], house.clients[3]
    do(house, ada, create(house, assignee=cyn.sub), create(house))
    house.pull_all(ada)
    assert cyn.sub in str(ada.kept)
    house.oracle.is_watching = False
    body = {"confirm": "delete my account"}
    assert house.call(cyn.sub, "POST", "/api/me/deletion", body).status == 200
    house.pull_all(ada)
    house.check_copy(ada)
    assert cyn.sub not in str(ada.kept.lists) + str(ada.kept.todos)
