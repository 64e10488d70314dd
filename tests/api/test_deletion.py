"""Deleting an account: nothing of the person is left, whatever happens meanwhile."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from app.domain.ids import inbox_id
from tests.ids import new_id
from tests.sync.items import Item
from tests.sync.server import Answer, Server, issuer

ADA, BOB, CYN = (issuer().sub_of(name) for name in ("ada", "bob", "cyn"))
DELETION = "/api/me/deletion"
CONFIRM = "delete my account"


class Crash(Exception):
    """The function is gone, in the middle of a request."""


@dataclass
class World:
    """Three people who share lists in every way that there is."""

    server: Server
    lists: dict[str, str] = field(default_factory=dict)

    def __call__(self, sub: str, method: str, path: str, body: Any = None) -> Any:
        answer = self.server.call(sub, method, path, body)
        assert answer.status < 300, (method, path, answer)
        return answer.json

    def list_of(self, sub: str, name: str) -> str:
        self.lists[name] = self(sub, "POST", "/api/lists", {"name": name})["id"]
        return self.lists[name]

    def invite(self, sub: str, name: str, role: str = "editor") -> str:
        path = f"/api/lists/{self.lists[name]}/invites"
        return str(self(sub, "POST", path, {"role": role})["token"])

    def share(self, owner: str, name: str, other: str, role: str = "editor") -> None:
        self.join(other, self.invite(owner, name, role))

    def join(self, sub: str, token: str) -> Answer:
        return self.server.call(sub, "POST", "/api/invites/accept", {"token": token})

    def add(self, sub: str, name: str, title: str, **fields: Any) -> Any:
        body = {"title": title, **fields}
        return self(sub, "POST", f"/api/lists/{self.lists[name]}/todos", body)

    def push(self, sub: str, list_id: str, *ops: Any, client: str | None = None) -> Answer:
        numbered = [{"n": n, **op} for n, op in enumerate(ops, 1)]
        body = {"clientId": client or new_id(), "listId": list_id, "ops": numbered}
        return self.server.call(sub, "POST", "/api/sync/push", body)

    def delete(self, sub: str, lists: Any = None) -> Answer:
        """Ask once."""
        return self.server.call(sub, "POST", DELETION, {"confirm": CONFIRM, "lists": lists or {}})

    def delete_all(self, sub: str, lists: Any = None) -> list[int]:
        """Ask until it is done; the statuses."""
        statuses = []
        for _ in range(100):
            statuses.append(self.delete(sub, lists).status)
            if statuses[-1] == 200:
                return statuses
            assert statuses[-1] in (202, 500, 503)
        raise AssertionError(f"there is no end: {statuses}")

    @property
    def items(self) -> dict[tuple[str, str], Item]:
        partitions = self.server.dynamo.snapshot(self.server.table).partitions
        return {(pk, sk): item for pk, items in partitions.items() for sk, item in items.items()}

    def traces(self, sub: str) -> list[Any]:
        return [place for place, item in self.items.items() if sub in repr((place, item))]

    def fork(self) -> "World":
        """The same, to be spoilt."""
        server = Server()
        server.clock.now = self.server.clock.now
        for (pk, sk), item in self.items.items():
            server.dynamo.write(server.table, item)
            assert (pk, sk) == (item["PK"]["S"], item["SK"]["S"])
        return World(server, self.lists)


@pytest.fixture(scope="module")
def shared() -> World:
    world = World(Server())
    for sub, name in ((ADA, "Ada Lovelace"), (BOB, "Bob"), (CYN, "Cyn")):
        world(sub, "PATCH", "/api/me", {"displayName": name})
    world.lists["inbox"] = inbox_id(ADA)
    world.add(ADA, "inbox", "Private")
    # Ada's alone; Ada's with others in it, to hand over, to delete, and in the trash.
    for name in ("own", "home", "doomed", "trashed"):
        world.list_of(ADA, name)
        world.add(ADA, name, "By Ada")
    for name in ("home", "doomed", "trashed"):
        world.share(ADA, name, BOB)
        world.add(BOB, name, "By Bob for Ada", assignee=ADA, due="2026-12-01", repeat="FREQ=DAILY")
    world.share(ADA, "home", CYN, "viewer")
    world(ADA, "DELETE", f"/api/lists/{world.lists['trashed']}")
    # Bob's, where Ada is in, owns as well, and was in before.
    for name in ("club", "both", "past"):
        world.list_of(BOB, name)
        world.share(BOB, name, ADA)
        by_ada = world.add(ADA, name, "By Ada", assignee=ADA, due="2026-12-01")
        by_bob = world.add(BOB, name, "By Bob")
        world(ADA, "PATCH", f"/api/lists/{by_bob['listId']}/todos/{by_bob['id']}", {"notes": "x"})
        world(ADA, "DELETE", f"/api/lists/{by_ada['listId']}/todos/{by_ada['id']}")
        world.add(ADA, name, "Also by Ada", assignee=BOB)
        moved = world.add(ADA, name, "By Ada, moved by Bob")
        purged = world.add(ADA, name, "Purged")
        world.push(ADA, world.lists[name], {"op": "purge", "id": purged["id"]})
        bobs = world.lists.get("bob's") or world.list_of(BOB, "bob's")
        move = {"op": "move", "id": moved["id"], "to": bobs, "order": "a0"}
        assert world.push(BOB, world.lists[name], move).json["results"][0]["status"] == "applied"
    both = world.lists["both"]
    world(BOB, "PATCH", f"/api/lists/{both}/members/{ADA}", {"role": "owner"})
    world(ADA, "DELETE", f"/api/lists/{world.lists['past']}/members/{ADA}")
    # Invites: Ada's open and used ones, also to a list that she has left.
    world.invite(ADA, "home")
    world.invite(ADA, "both")
    # What is Ada's alone.
    world(ADA, "PUT", "/api/calendar", {"listId": None})
    for name in ("one", "two"):
        world(ADA, "POST", "/api/tokens", {"name": name, "scope": "read"})
    world(ADA, "POST", "/api/sync/pull", {"clientId": new_id()})
    return world


@pytest.fixture
def world(shared: World) -> World:
    return shared.fork()


def choices(world: World) -> Any:
    return {world.lists["home"]: {"handOverTo": BOB}, world.lists["doomed"]: "delete"}


def titles(world: World, sub: str, name: str) -> list[tuple[str, str, str | None]]:
    items = world(sub, "GET", f"/api/lists/{world.lists[name]}/todos")["items"]
    return sorted((one["title"], one["createdBy"], one["assignee"]) for one in items)


def require_sound(world: World) -> None:
    """Every list that is left counts what it holds, has an owner, and is one on both sides."""
    items = world.items
    for list_id in {pk[2:] for pk, _ in items if pk.startswith("L#")}:
        own = {sk: item for (pk, sk), item in items.items() if pk == f"L#{list_id}"}
        roles = {
            sk[2:]: one["role"]["S"] for sk, one in own.items() if sk[:2] == "M#" and "role" in one
        }
        meta = own["META"]
        assert int(meta.get("members", {"N": "1"})["N"]) == len(roles), list_id
        owners = list(roles.values()).count("owner")
        assert int(meta.get("owners", {"N": "1"})["N"]) == owners >= 1, list_id
        seqs = [int(one["seq"]["N"]) for one in own.values() if "seq" in one]
        assert len(set(seqs)) == len(seqs), list_id
        assert max(seqs) <= int(meta["changes"]["N"]), list_id
        theirs = {
            pk[2:]: item["role"]["S"] for (pk, sk), item in items.items() if sk == f"M#{list_id}"
        }
        assert theirs == roles, list_id


def test_nothing_of_the_person_is_left(world: World) -> None:
    assert len(world.traces(ADA)) > 40
    assert world.delete_all(ADA, choices(world)) == [200]
    assert world.traces(ADA) == []
    assert "Lovelace" not in repr(world.items)
    require_sound(world)
    (note,) = [place for place in world.items if place[0].startswith("D#")]
    assert "ttl" in world.items[note]


def test_others_keep_what_is_theirs(world: World) -> None:
    world.delete_all(ADA, choices(world))
    assert titles(world, BOB, "home") == [("By Ada", "", None), ("By Bob for Ada", BOB, None)]
    assert world(BOB, "GET", f"/api/lists/{world.lists['home']}")["role"] == "owner"
    assert titles(world, CYN, "home") == titles(world, BOB, "home")
    for name in ("club", "both", "past"):
        assert titles(world, BOB, name) == [("Also by Ada", "", BOB), ("By Bob", BOB, None)]
    assert {one[1] for one in titles(world, BOB, "bob's")} == {""}
    for name in ("own", "doomed", "trashed"):
        gone = world.server.call(BOB, "GET", f"/api/lists/{world.lists[name]}")
        assert gone.status == 404
        assert [place for place in world.items if world.lists[name] in place[0]] == []
    names = {one["name"] for one in world(BOB, "GET", "/api/lists")["items"]}
    assert names == {"Inbox", "home", "club", "both", "past", "bob's"}


@dataclass
class Copy:
    """A device that pulls, as docs/sync.md tells."""

    world: World
    sub: str
    cursors: dict[str, int] = field(default_factory=dict)
    todos: dict[tuple[str, str], Any] = field(default_factory=dict)
    members: dict[str, dict[str, str]] = field(default_factory=dict)
    known: dict[str, Any] = field(default_factory=dict)

    def pull(self) -> None:
        more = True
        while more:
            body = {"clientId": new_id(), "cursors": self.cursors, **self.known}
            page = self.world(self.sub, "POST", "/api/sync/pull", body)
            self.known = {"epoch": page["epoch"], "syncedAt": page["syncedAt"]}
            for changes in page["lists"]:
                self._take(changes)
            for list_id in page["purge"]:
                del self.cursors[list_id], self.members[list_id]
                self.todos = {at: one for at, one in self.todos.items() if at[0] != list_id}
            more = page["more"]

    def _take(self, changes: Any) -> None:
        list_id = changes["id"]
        self.cursors[list_id] = changes["cursor"]
        members = self.members.setdefault(list_id, {})
        if changes.get("everybody"):
            members.clear()
        for one in changes["members"]:
            if one["role"]:
                members[one["id"]] = one["role"]
            else:
                members.pop(one["id"], None)
        for todo in changes["todos"]:
            self.todos[list_id, todo["id"]] = todo
        for gone in changes["gone"]:
            self.todos.pop((list_id, gone["id"]), None)


def test_the_copies_of_others_learn_of_it(world: World) -> None:
    copies = [Copy(world, BOB), Copy(world, CYN)]
    for copy in copies:
        copy.pull()
        assert ADA in repr((copy.todos, copy.members))
    world.delete_all(ADA, choices(world))
    for copy in copies:
        copy.pull()
        assert ADA not in repr((copy.todos, copy.members))
        fresh = Copy(world, copy.sub)
        fresh.pull()
        assert (copy.todos, copy.members) == (fresh.todos, fresh.members)
    assert world.lists["doomed"] not in copies[0].cursors
    assert copies[0].members[world.lists["home"]] == {BOB: "owner", CYN: "viewer"}


def test_also_a_page_at_a_time_they_do(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.pulls.PAGE_ITEMS", 1)
    copy = Copy(world, BOB)
    copy.pull()
    world.delete_all(ADA, choices(world))
    world(BOB, "PATCH", f"/api/lists/{world.lists['home']}", {"name": "Home again"})
    copy.pull()
    assert ADA not in repr((copy.todos, copy.members))


def test_a_list_that_others_are_in_needs_a_choice(world: World) -> None:
    home, doomed = world.lists["home"], world.lists["doomed"]
    before = world.items
    wrong = [
        ({}, {home: "missing", doomed: "missing"}),
        ({home: "delete"}, {doomed: "missing"}),
        ({home: {"handOverTo": ADA}, doomed: "delete"}, {home: "no_member"}),
        ({home: "delete", doomed: {"handOverTo": CYN}}, {doomed: "no_member"}),
    ]
    for given, lacking in wrong:
        answer = world.delete(ADA, given)
        assert (answer.status, answer.json["code"]) == (409, "choice_needed")
        told = {one["field"]: one["code"] for one in answer.json["errors"]}
        assert told == {f"lists.{id_}": code for id_, code in lacking.items()}
        assert world.items == before
    assert world(ADA, "GET", "/api/me")["displayName"] == "Ada Lovelace"


def test_a_choice_that_is_lost_meanwhile_is_asked_for_again(world: World) -> None:
    """The heir leaves between two requests: the list is neither deleted nor left without owner."""
    home, given = world.lists["home"], choices(world)

    def leave() -> None:
        world(BOB, "DELETE", f"/api/lists/{home}/members/{BOB}")

    with at_write(world, 1, leave):
        answer = world.delete(ADA, given)
    assert (answer.status, answer.json["code"]) == (409, "choice_needed")
    assert [one["field"] for one in answer.json["errors"]] == [f"lists.{home}"]
    assert world.delete_all(ADA, {**given, home: {"handOverTo": CYN}}) == [200]
    assert world(CYN, "GET", f"/api/lists/{home}")["role"] == "owner"
    assert world.traces(ADA) == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"confirm": "yes"},
        {"confirm": CONFIRM, "lists": {"x": "delete"}},
        {"confirm": CONFIRM, "lists": {new_id(): "keep"}},
        {"confirm": CONFIRM, "lists": {new_id(): {"handOverTo": "bob"}}},
        {"confirm": CONFIRM, "sub": BOB},
    ],
)
def test_nothing_is_deleted_by_mistake(world: World, body: Any) -> None:
    before = world.items
    assert world.server.call(ADA, "POST", DELETION, body).status == 422
    assert world.items == before


def test_whoever_was_never_here_can_be_forgotten_too() -> None:
    world = World(Server())
    assert world.delete_all(ADA) == [200]
    assert world.traces(ADA) == []
    assert world.delete_all(ADA) == [200]


# Every private route of another device, and what it says by then.
REQUESTS = [
    ("GET", "/api/me", None),
    ("PATCH", "/api/me", {"displayName": "Ada again"}),
    ("GET", "/api/lists", None),
    ("POST", "/api/lists", {"name": "Again"}),
    ("GET", "/api/todos", None),
    ("POST", "/api/tokens", {"name": "Again", "scope": "read"}),
    ("PUT", "/api/calendar", {}),
    ("POST", "/api/sync/pull", {"clientId": new_id()}),
    (
        "POST",
        "/api/sync/push",
        {
            "clientId": new_id(),
            "listId": new_id(),
            "ops": [{"n": 1, "op": "createList", "name": "x"}],
        },
    ),
    (
        "POST",
        "/api/sync/push",
        {"clientId": new_id(), "listId": inbox_id(ADA), "ops": [{"n": 1, "op": "nonsense"}]},
    ),
    ("GET", f"/api/lists/{inbox_id(ADA)}", None),
    ("GET", f"/api/lists/{inbox_id(ADA)}/todos", None),
    ("POST", f"/api/lists/{inbox_id(ADA)}/todos", {"title": "Again"}),
]


@pytest.mark.parametrize("is_done", [False, True])
def test_other_requests_of_the_person_are_refused(world: World, is_done: bool) -> None:
    """Also after all is done, as tokens of the pool hold for a while."""
    token = world.invite(BOB, "club")
    if is_done:
        world.delete_all(ADA, choices(world))
    else:
        with crash_at_write(world, 2):
            assert world.delete(ADA, choices(world)).status == 500
    before = world.items
    accept = ("POST", "/api/invites/accept", {"token": token})
    club = f"/api/lists/{world.lists['club']}"
    shared = [("GET", club, None), ("GET", f"{club}/todos", None)]
    for method, path, body in [*REQUESTS, accept, *shared]:
        answer = world.server.call(ADA, method, path, body)
        assert (answer.status, answer.json["code"]) == (403, "account_deleted"), (method, path)
    assert world.items == before
    world.delete_all(ADA, choices(world))
    assert world.traces(ADA) == []


def test_a_person_may_come_back_after_two_days(world: World) -> None:
    world.delete_all(ADA, choices(world))
    world.server.clock.now += 3 * 86400
    world.server.expire()
    assert [place for place in world.items if place[0].startswith("D#")] == []
    assert world(ADA, "GET", "/api/me")["displayName"] == ""


# Interrupted, and raced with.


@contextmanager
def before_calls(world: World, act: Callable[[int, str], None]) -> Iterator[None]:
    """Act before each call with its number and operation; what is sent by that does not count."""
    count = itertools.count()
    busy = [False]

    def hook(operation: str) -> None:
        if busy[0]:
            return
        busy[0] = True
        try:
            act(next(count), operation)
        finally:
            busy[0] = False

    end = world.server.dynamo.before_call(hook)
    try:
        yield
    finally:
        end()


@contextmanager
def at_write(world: World, number: int, act: Callable[[], Any]) -> Iterator[None]:
    """Act before the write of this number."""
    writes = itertools.count()

    def check(_: int, operation: str) -> None:
        if operation == "transact_write_items" and next(writes) == number:
            act()

    with before_calls(world, check):
        yield


def crash() -> None:
    raise Crash


def crash_at_write(world: World, number: int) -> Any:
    return at_write(world, number, crash)


def calls_of(shared: World) -> int:
    world, seen = shared.fork(), [0]

    def note(number: int, _: str) -> None:
        seen[0] = number + 1

    with before_calls(world, note):
        world.delete_all(ADA, choices(world))
    return seen[0]


def test_it_may_be_interrupted_at_every_call(shared: World) -> None:
    """Before it, which is also after the one before."""
    total = calls_of(shared)
    assert total > 60
    for number in range(total):
        world = shared.fork()

        def stop(at: int, _: str, number: int = number) -> None:
            if at == number:
                raise Crash

        with before_calls(world, stop):
            assert world.delete(ADA, choices(world)).status == 500
        assert world.delete_all(ADA, choices(world)) == [200]
        assert world.traces(ADA) == [], number
        require_sound(world)


def test_it_may_be_cut_off_at_every_write(shared: World) -> None:
    """The table does what it is told, and nobody hears of it."""
    for number in range(calls_of(shared)):
        world = shared.fork()
        faults = ["cut"] * 3  # as often as a call is sent again

        def stop(
            at: int, _: str, number: int = number, faults: Any = faults, world: Any = world
        ) -> None:
            if at == number:
                world.server.dynamo.fail(*faults)

        with before_calls(world, stop):
            world.delete_all(ADA, choices(world))
        assert world.traces(ADA) == [], number
        require_sound(world)


def follow(world: World) -> None:
    """Bob completes what repeats and is for Ada."""
    for name in ("home", "doomed"):
        path = f"/api/lists/{world.lists[name]}/todos"
        found = world.server.call(BOB, "GET", f"{path}?done=false")
        for todo in found.json.get("items", []):
            if todo["repeat"]:
                world.server.call(BOB, "PATCH", f"{path}/{todo['id']}", {"done": True})


def others_act(world: World) -> None:
    """What others may do meanwhile, some of it made offline when Ada was still there."""
    follow(world)
    for name in ("home", "club", "both", "past", "doomed"):
        list_id = world.lists[name]
        made = {"op": "create", "id": new_id(), "fields": {"title": "For Ada", "assignee": ADA}}
        world.push(BOB, list_id, made)
        todos = world.server.call(BOB, "GET", f"/api/lists/{list_id}/todos").json.get("items", [])
        for todo in todos[:2]:
            ops = [
                {"op": "patch", "id": todo["id"], "fields": {"assignee": ADA}},
                {"op": "setRole", "member": ADA, "role": "viewer"},
                {"op": "move", "id": todo["id"], "to": world.lists["bob's"], "order": "a0"},
            ]
            world.push(BOB, list_id, *ops)
    world.push(BOB, world.lists["both"], {"op": "removeMember", "member": ADA})


def ada_acts(world: World) -> None:
    """What another device of Ada's may send."""
    for method, path, body in REQUESTS:
        world.server.call(ADA, method, path, body)
    for name in ("own", "home", "club", "both", "past", "doomed"):
        made = {"op": "create", "id": new_id(), "fields": {"title": "x", "assignee": ADA}}
        world.push(ADA, world.lists[name], made)


@pytest.mark.parametrize("act", [others_act, ada_acts])
def test_whatever_is_done_meanwhile_leaves_nothing_behind(
    shared: World, act: Callable[[World], None]
) -> None:
    """Between any two calls of the deletion."""
    for number in range(calls_of(shared)):
        world = shared.fork()

        def meanwhile(at: int, _: str, number: int = number, world: World = world) -> None:
            if at == number:
                act(world)

        with before_calls(world, meanwhile):
            world.delete_all(ADA, choices(world))
        assert world.traces(ADA) == [], number
        require_sound(world)


def lasting(world: World) -> dict[str, Callable[[], Any]]:
    """Requests that may have begun long before, and write at last."""
    call, lists = world.server.call, world.lists
    client, other = new_id(), new_id()
    open_, theirs = world.invite(BOB, "club"), world.invite(ADA, "home")
    todo = world.add(ADA, "club", "To move", assignee=ADA)
    move = {"op": "move", "id": todo["id"], "to": lists["home"], "order": "a0"}
    made = {"op": "create", "id": new_id(), "fields": {"title": "x", "assignee": ADA}}
    role = f"/api/lists/{lists['both']}/members/{ADA}"
    world.push(ADA, lists["own"], made, client=other)
    more = {"clientId": other, "listId": lists["own"], "ops": [{"n": 2, **made, "id": new_id()}]}
    return {
        "name": lambda: call(ADA, "PATCH", "/api/me", {"displayName": "Ada again"}),
        "token": lambda: call(ADA, "POST", "/api/tokens", {"name": "x", "scope": "read"}),
        "calendar": lambda: call(ADA, "PUT", "/api/calendar", {}),
        "list": lambda: call(ADA, "POST", "/api/lists", {"name": "x"}),
        "createList": lambda: world.push(ADA, new_id(), {"op": "createList", "name": "x"}),
        "create": lambda: world.push(ADA, lists["home"], made, client=client),
        "create in Inbox": lambda: world.push(ADA, lists["inbox"], made),
        "create again": lambda: call(ADA, "POST", "/api/sync/push", more),
        "nothing": lambda: world.push(ADA, lists["own"], {"op": "nonsense"}),
        "move": lambda: world.push(ADA, lists["club"], move),
        "accept": lambda: world.join(ADA, world.invite(BOB, "bob's")),
        "accept what one is in": lambda: world.join(ADA, open_),
        "invite": lambda: call(
            ADA, "POST", f"/api/lists/{lists['home']}/invites", {"role": "viewer"}
        ),
        "be accepted": lambda: world.join(issuer().sub_of("dan"), theirs),
        "leave": lambda: call(ADA, "DELETE", role),
        "be demoted": lambda: call(BOB, "PATCH", role, {"role": "editor"}),
        "be removed": lambda: call(BOB, "DELETE", role),
        "be assigned": lambda: world.push(BOB, lists["club"], {**made, "id": new_id()}),
        "follow": lambda: follow(world),
        "move by another": lambda: world.push(BOB, lists["club"], {**move, "to": lists["bob's"]}),
        "restore": lambda: call(ADA, "POST", f"/api/lists/{lists['trashed']}/restore"),
        "trash": lambda: call(ADA, "DELETE", f"/api/lists/{lists['home']}"),
    }


KINDS = [
    "accept",
    "accept what one is in",
    "be accepted",
    "be assigned",
    "be demoted",
    "be removed",
    "calendar",
    "create",
    "create again",
    "create in Inbox",
    "createList",
    "follow",
    "invite",
    "leave",
    "list",
    "move",
    "move by another",
    "name",
    "nothing",
    "restore",
    "token",
    "trash",
]


@pytest.mark.parametrize("kind", KINDS)
def test_a_request_that_lasts_longer_than_the_deletion_leaves_nothing(
    shared: World, kind: str
) -> None:
    """The whole deletion happens before any one of its calls."""
    for number in range(40):
        world = shared.fork()
        every = lasting(world)
        assert set(every) == set(KINDS)
        act = every[kind]
        done = [False]

        def delete(
            at: int, _: str, number: int = number, world: World = world, done: Any = done
        ) -> None:
            if at == number:
                done[0] = True
                world.delete_all(ADA, choices(world))

        with before_calls(world, delete):
            act()
        if not done[0]:
            assert number > 1
            return
        assert world.traces(ADA) == [], number
        require_sound(world)


def test_who_comes_for_the_first_time_while_being_forgotten_leaves_nothing() -> None:
    """The other device is the first of all, and is about to make the person."""
    for number in range(4):
        world = World(Server())

        def delete(at: int, _: str, number: int = number, world: World = world) -> None:
            if at == number:
                world.delete_all(ADA)

        with before_calls(world, delete):
            answer = world.server.call(ADA, "GET", "/api/me")
        assert (answer.status, answer.json["code"]) == (403, "account_deleted"), number
        assert world.traces(ADA) == []


def test_two_devices_may_ask_for_it_at_once(shared: World) -> None:
    for number in range(0, calls_of(shared), 2):
        world = shared.fork()

        def ask_too(at: int, _: str, number: int = number, world: World = world) -> None:
            if at == number:
                assert world.delete_all(ADA, choices(world))[-1] == 200

        with before_calls(world, ask_too):
            assert world.delete(ADA, choices(world)).status == 200
        assert world.traces(ADA) == [], number
        require_sound(world)


def test_a_large_account_takes_several_requests(shared: World) -> None:
    """10,000 to-dos of one's own, and thousands in a list that others keep. A call takes 40 ms."""
    world = shared.fork()
    before = len(titles_of(world, "club"))
    for name, count in (("own", 10_000), ("club", 3_000)):
        fill(world, world.lists[name], count)

    def take_time(_: int, __: str) -> None:
        world.server._seconds += 0.04

    with before_calls(world, take_time):
        statuses = world.delete_all(ADA, choices(world))
    assert len(statuses) > 2
    assert set(statuses) == {200, 202}
    assert world.traces(ADA) == []
    require_sound(world)
    assert len(titles_of(world, "club")) == 3_000 + before


def titles_of(world: World, name: str) -> list[str]:
    pk = f"L#{world.lists[name]}"
    return [
        item["title"]["S"] for (at, sk), item in world.items.items() if at == pk and sk[:2] == "T#"
    ]


def fill(world: World, list_id: str, count: int) -> None:
    """So many to-dos by Ada, for Ada."""
    pk = f"L#{list_id}"
    meta = world.items[pk, "META"]
    seq = int(meta["changes"]["N"])
    one = next(item for (at, sk), item in world.items.items() if at == pk and sk.startswith("T#"))
    mine = {"createdBy": {"S": ADA}, "updatedBy": {"S": ADA}, "assignee": {"S": ADA}}
    made = [
        {**one, **mine, "SK": {"S": f"T#{new_id()}"}, "seq": {"N": str(seq + n)}}
        for n in range(1, count + 1)
    ]
    world.server.dynamo.write(
        world.server.table, *made, {**meta, "changes": {"N": str(seq + count)}}
    )
