"""Lists with several people: invites, roles, who is to do what."""

from typing import Any

import pytest

from app.domain.invites import MAX_OPEN
from tests.conftest import Clock, Person
from tests.ids import new_id

DAY = 86400


@pytest.fixture
def home(ada: Person) -> str:
    ada("PATCH", "/api/me", {"displayName": "Ada"})
    return str(ada("POST", "/api/lists", {"name": "Home", "colour": "teal"}).json["id"])


def invite(person: Person, list_id: str, role: str = "editor") -> Any:
    made = person("POST", f"/api/lists/{list_id}/invites", {"role": role})
    assert made.status_code == 201, made.json
    return made.json


def accept(person: Person, token: str) -> Any:
    return person("POST", "/api/invites/accept", {"token": token})


def share(owner: Person, list_id: str, other: Person, role: str = "editor") -> None:
    assert accept(other, invite(owner, list_id, role)["token"]).status_code == 200


def members(person: Person, list_id: str) -> dict[str, tuple[str, str]]:
    items = person("GET", f"/api/lists/{list_id}/members").json["items"]
    return {one["id"]: (one["role"], one["name"]) for one in items}


def set_role(person: Person, list_id: str, other: Person, role: str) -> Any:
    return person("PATCH", f"/api/lists/{list_id}/members/{other.sub}", {"role": role})


def remove(person: Person, list_id: str, other: Person) -> Any:
    return person("DELETE", f"/api/lists/{list_id}/members/{other.sub}")


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json["code"]


def test_who_accepts_an_invite_is_a_member(ada: Person, bob: Person, home: str) -> None:
    bob("PATCH", "/api/me", {"displayName": "Bob"})
    made = invite(ada, home)
    assert made["invite"] == {
        "id": made["invite"]["id"],
        "role": "editor",
        "createdAt": "2026-11-18T11:06:40.000Z",
        "createdBy": ada.sub,
        "expiresAt": "2026-11-25T11:06:40.000Z",
    }
    seen = ada.client.post("/api/invites/preview", json={"token": made["token"]})
    assert seen.json == {
        "listName": "Home",
        "colour": "teal",
        "invitedBy": "Ada",
        "role": "editor",
        "expiresAt": made["invite"]["expiresAt"],
    }
    joined = accept(bob, made["token"])
    assert (joined.json["id"], joined.json["role"]) == (home, "editor")
    assert members(bob, home) == {ada.sub: ("owner", "Ada"), bob.sub: ("editor", "Bob")}
    assert [one["id"] for one in bob("GET", "/api/lists").json["items"]] == [bob.inbox, home]


def test_accepting_twice_is_harmless_and_nobody_else_can(
    ada: Person, bob: Person, sign_in: Any, home: str
) -> None:
    token = invite(ada, home)["token"]
    first = accept(bob, token)
    assert accept(bob, token).json == first.json
    assert code(accept(sign_in("cyn"), token)) == (404, "invite_gone")
    assert code(ada.client.post("/api/invites/preview", json={"token": token})) == (
        404,
        "invite_gone",
    )
    assert ada("GET", f"/api/lists/{home}/invites").json == {"items": []}


def test_an_invite_does_not_change_the_role_of_a_member(
    ada: Person, bob: Person, home: str
) -> None:
    share(ada, home, bob, "viewer")
    token = invite(ada, home, "editor")["token"]
    assert accept(bob, token).json["role"] == "viewer"
    assert accept(ada, token).json["role"] == "owner"
    assert len(ada("GET", f"/api/lists/{home}/invites").json["items"]) == 1


@pytest.mark.parametrize("token", ["", "x" * 65, 7, None])
def test_what_is_no_token_is_refused(ada: Person, token: object) -> None:
    assert accept(ada, token).status_code == 422  # type: ignore[arg-type]


def test_an_invite_that_never_was_is_gone(ada: Person) -> None:
    assert code(accept(ada, "yPZ0D4q4rJkD3cJk1R2V7g")) == (404, "invite_gone")


def test_an_invite_is_open_for_seven_days(
    ada: Person, bob: Person, home: str, clock: Clock, sign_in: Any
) -> None:
    token = invite(ada, home)["token"]
    clock.now += 7 * DAY - 1
    late = sign_in("bob")
    assert ada.client.post("/api/invites/preview", json={"token": token}).status_code == 200
    clock.now += 1
    assert code(accept(sign_in("bob"), token)) == (404, "invite_gone")
    assert sign_in("ada")("GET", f"/api/lists/{home}/invites").json == {"items": []}
    assert late.sub == bob.sub


def test_an_invite_can_be_withdrawn_once(ada: Person, bob: Person, home: str) -> None:
    made = invite(ada, home)
    path = f"/api/lists/{home}/invites/{made['invite']['id']}"
    assert ada("DELETE", path).status_code == 204
    assert code(ada("DELETE", path)) == (404, "invite_gone")
    assert code(accept(bob, made["token"])) == (404, "invite_gone")


def test_an_invite_ends_with_the_right_to_invite(
    ada: Person, bob: Person, sign_in: Any, home: str
) -> None:
    share(ada, home, bob)
    assert set_role(ada, home, bob, "owner").status_code == 204
    token = invite(bob, home)["token"]
    assert set_role(ada, home, bob, "editor").status_code == 204
    cyn = sign_in("cyn")
    assert code(accept(cyn, token)) == (404, "invite_gone")
    assert code(cyn.client.post("/api/invites/preview", json={"token": token}))[1] == "invite_gone"
    assert set_role(ada, home, bob, "owner").status_code == 204
    assert accept(cyn, token).status_code == 200


def test_an_invite_to_a_deleted_list_is_gone(ada: Person, bob: Person, home: str) -> None:
    token = invite(ada, home)["token"]
    ada("DELETE", f"/api/lists/{home}")
    assert code(accept(bob, token)) == (404, "invite_gone")
    ada("POST", f"/api/lists/{home}/restore")
    assert accept(bob, token).status_code == 200


def test_nobody_is_invited_into_an_inbox(ada: Person) -> None:
    made = ada("POST", f"/api/lists/{ada.inbox}/invites", {"role": "viewer"})
    assert code(made) == (409, "conflict")


def test_nobody_becomes_an_owner_by_an_invite(ada: Person, home: str) -> None:
    made = ada("POST", f"/api/lists/{home}/invites", {"role": "owner"})
    assert made.status_code == 422


def test_a_list_has_so_many_open_invites(ada: Person, home: str) -> None:
    for _ in range(MAX_OPEN):
        invite(ada, home)
    made = ada("POST", f"/api/lists/{home}/invites", {"role": "viewer"})
    assert code(made) == (409, "limit_reached")


def test_no_token_is_in_the_table(ada: Person, dynamodb: Any, settings: Any, home: str) -> None:
    token = invite(ada, home)["token"]
    items = dynamodb.scan(TableName=settings.table_name)["Items"]
    assert len(items) > 5
    assert token not in repr(items)


def test_a_list_has_so_many_members(
    ada: Person, sign_in: Any, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.domain.lists.MAX_MEMBERS", 3)
    for name in ("bob", "cyn"):
        share(ada, home, sign_in(name))
    token = invite(ada, home)["token"]
    dan = sign_in("dan")
    assert code(accept(dan, token)) == (409, "limit_reached")
    assert remove(ada, home, sign_in("cyn")).status_code == 204
    assert accept(dan, token).status_code == 200


def test_a_role_takes_effect_at_once(ada: Person, bob: Person, home: str) -> None:
    share(ada, home, bob)
    todos = f"/api/lists/{home}/todos"
    assert bob("POST", todos, {"title": "Sweep"}).status_code == 201
    assert set_role(ada, home, bob, "viewer").status_code == 204
    assert code(bob("POST", todos, {"title": "Dust"})) == (403, "forbidden")
    assert bob("GET", todos).status_code == 200
    assert remove(ada, home, bob).status_code == 204
    assert code(bob("GET", todos)) == (404, "not_found")
    assert code(bob("POST", todos, {"title": "Dust"})) == (404, "not_found")
    assert members(ada, home) == {ada.sub: ("owner", "Ada")}


def test_only_owners_change_roles_and_remove_others(
    ada: Person, bob: Person, sign_in: Any, home: str
) -> None:
    cyn = sign_in("cyn")
    share(ada, home, bob)
    share(ada, home, cyn, "viewer")
    for refused in (
        set_role(bob, home, cyn, "editor"),
        set_role(bob, home, bob, "owner"),
        remove(bob, home, cyn),
        remove(cyn, home, ada),
    ):
        assert code(refused) == (403, "forbidden")


def test_a_member_leaves_whatever_the_role(ada: Person, bob: Person, home: str) -> None:
    for role in ("viewer", "editor"):
        share(ada, home, bob, role)
        assert remove(bob, home, bob).status_code == 204
        assert code(bob("GET", f"/api/lists/{home}")) == (404, "not_found")
        assert [one["id"] for one in bob("GET", "/api/lists").json["items"]] == [bob.inbox]


def test_the_last_owner_stays_until_another_is_one(ada: Person, bob: Person, home: str) -> None:
    share(ada, home, bob)
    assert code(remove(ada, home, ada)) == (409, "last_owner")
    assert code(set_role(ada, home, ada, "viewer")) == (409, "last_owner")
    assert set_role(ada, home, bob, "owner").status_code == 204
    assert set_role(ada, home, ada, "editor").status_code == 204
    assert members(ada, home) == {ada.sub: ("editor", "Ada"), bob.sub: ("owner", "")}
    assert remove(ada, home, ada).status_code == 204
    assert code(remove(bob, home, bob)) == (409, "last_owner")


def test_who_is_no_member_cannot_be_changed(ada: Person, bob: Person, home: str) -> None:
    assert code(set_role(ada, home, bob, "viewer")) == (404, "not_found")
    assert code(remove(ada, home, bob)) == (404, "not_found")
    share(ada, home, bob)
    remove(ada, home, bob)
    assert code(remove(ada, home, bob)) == (404, "not_found")
    assert code(ada("DELETE", f"/api/lists/{home}/members/{new_id()[:-1]}")) == (404, "not_found")


def test_a_name_is_shown_in_all_lists(ada: Person, bob: Person, home: str) -> None:
    share(ada, home, bob)
    bob("POST", "/api/lists", {"name": "Bob's own"})
    seq = ada("GET", f"/api/lists/{home}").json["seq"]
    assert bob("PATCH", "/api/me", {"displayName": "Bobby"}).json["displayName"] == "Bobby"
    assert members(ada, home)[bob.sub] == ("editor", "Bobby")
    assert ada("GET", f"/api/lists/{home}").json["seq"] == seq + 1
    bob("PATCH", "/api/me", {"displayName": "Bobby"})
    assert ada("GET", f"/api/lists/{home}").json["seq"] == seq + 1


def test_changes_of_members_come_with_a_pull(ada: Person, bob: Person, home: str) -> None:
    share(ada, home, bob)
    client = new_id()

    def pull(cursors: dict[str, int], **known: str) -> Any:
        body = {"clientId": client, "cursors": cursors, **known}
        return ada("POST", "/api/sync/pull", body).json

    first = pull({})
    (found,) = [one for one in first["lists"] if one["id"] == home]
    assert {one["id"]: one["role"] for one in found["members"]} == {
        ada.sub: "owner",
        bob.sub: "editor",
    }
    remove(bob, home, bob)
    known = {"epoch": first["epoch"], "syncedAt": first["syncedAt"]}
    (changed,) = pull({ada.inbox: 2, home: found["cursor"]}, **known)["lists"]
    assert changed["members"] == [
        {"id": bob.sub, "role": None, "name": "", "seq": found["cursor"] + 1}
    ]
    assert pull({home: 1, ada.inbox: 2}, **known)["purge"] == []
    gone = bob("POST", "/api/sync/pull", {"clientId": new_id(), "cursors": {home: 1}, **known})
    assert gone.json["purge"] == [home]


def push(person: Person, list_id: str, *ops: dict[str, Any]) -> list[str]:
    numbered = [{"n": n, **op} for n, op in enumerate(ops, 1)]
    body = {"clientId": new_id(), "listId": list_id, "ops": numbered}
    results = person("POST", "/api/sync/push", body).json["results"]
    return [one.get("problem", {}).get("code", one["status"]) for one in results]


def test_roles_and_removal_are_ops_too(ada: Person, bob: Person, home: str) -> None:
    share(ada, home, bob)
    promote = {"op": "setRole", "member": bob.sub, "role": "owner"}
    step_down = {"op": "setRole", "member": ada.sub, "role": "viewer"}
    leave = {"op": "removeMember", "member": ada.sub}
    write = {"op": "create", "id": new_id(), "fields": {"title": "x"}}
    assert push(ada, home, step_down, promote, step_down, write, leave, write) == [
        "last_owner",
        "applied",
        "applied",
        "forbidden",
        "applied",
        "not_found",
    ]
    assert members(bob, home) == {bob.sub: ("owner", "")}


def test_what_was_done_offline_after_a_removal_is_refused_and_said(
    ada: Person, bob: Person, home: str
) -> None:
    share(ada, home, bob)
    todo_id = new_id()
    ada("PUT", f"/api/lists/{home}/todos/{todo_id}", {"title": "Sweep"})
    remove(ada, home, bob)
    assert push(bob, home, {"op": "tick", "id": todo_id, "done": True}) == ["not_found"]


def test_a_todo_is_for_a_member(ada: Person, bob: Person, sign_in: Any, home: str) -> None:
    share(ada, home, bob, "viewer")
    todos = f"/api/lists/{home}/todos"
    made = ada("POST", todos, {"title": "Sweep", "assignee": bob.sub}).json
    assert made["assignee"] == bob.sub
    one = f"{todos}/{made['id']}"
    stranger = ada("PATCH", one, {"assignee": sign_in("cyn").sub})
    assert stranger.json["errors"] == [
        {
            "field": "assignee",
            "code": "no_member",
            "detail": "No member of this list has this id",
        }
    ]
    assert ada("PATCH", one, {"assignee": None}).json["assignee"] is None
    assert ada("PATCH", one, {"assignee": ada.sub}).json["assignee"] == ada.sub
    bad = ada("POST", todos, {"title": "Dust", "assignee": "bob"})
    assert bad.status_code == 422


def test_who_left_keeps_what_was_theirs_until_somebody_takes_it(
    ada: Person, bob: Person, home: str
) -> None:
    share(ada, home, bob)
    made = ada("POST", f"/api/lists/{home}/todos", {"title": "Sweep", "assignee": bob.sub}).json
    remove(bob, home, bob)
    one = f"/api/lists/{home}/todos/{made['id']}"
    whole = {"title": "Sweep the floor", "assignee": bob.sub}
    changed = ada("PUT", one, whole, headers={"If-Match": str(made["seq"])})
    assert (changed.status_code, changed.json["assignee"]) == (200, bob.sub)


def test_the_next_one_is_for_the_same_person_also_if_that_left(
    ada: Person, bob: Person, home: str
) -> None:
    share(ada, home, bob)
    todos = f"/api/lists/{home}/todos"
    body = {"title": "Bins", "due": "2026-11-18", "repeat": "FREQ=DAILY", "assignee": bob.sub}
    made = ada("POST", todos, body).json
    remove(bob, home, bob)
    ada("PATCH", f"{todos}/{made['id']}", {"done": True})
    open_ = ada("GET", f"{todos}?done=false").json["items"]
    assert [(one["due"], one["assignee"]) for one in open_] == [("2026-11-19", bob.sub)]


def test_in_another_list_it_is_for_nobody_but_who_moved_it(
    ada: Person, bob: Person, home: str
) -> None:
    share(ada, home, bob)
    other = ada("POST", "/api/lists", {"name": "Other"}).json["id"]
    todos = f"/api/lists/{home}/todos"
    for sub, left in ((ada.sub, ada.sub), (bob.sub, None)):
        made = ada("POST", todos, {"title": "Sweep", "assignee": sub}).json
        move = {"op": "move", "id": made["id"], "to": other, "order": "a0"}
        assert push(ada, home, move) == ["applied"]
        assert ada("GET", f"/api/lists/{other}/todos/{made['id']}").json["assignee"] == left


def test_a_member_of_a_deleted_list_knows_nothing_of_it(
    ada: Person, bob: Person, home: str
) -> None:
    share(ada, home, bob)
    ada("DELETE", f"/api/lists/{home}")
    assert code(bob("GET", f"/api/lists/{home}/members")) == (404, "not_found")
    assert code(remove(bob, home, bob)) == (404, "not_found")
    assert bob("PATCH", "/api/me", {"displayName": "Bob"}).status_code == 200
