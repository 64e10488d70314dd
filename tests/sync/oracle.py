"""Looks over the table's shoulder: at every commit it checks the numbers, replays the ops that the
commit consumed on a world of its own (`model.py`), and holds the two against each other.

So the state of every list is at all times what its ops give when they are applied one after the
other in the order of the commits, each of them once.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from tests.sync import invites, model, stored
from tests.sync.dynamo import Commit
from tests.sync.invites import Invites
from tests.sync.items import Item
from tests.sync.model import Json, Refused, World
from tests.sync.series import Series, follow_op
from tests.sync.server import Request, Server

ACCEPT, RENAME = "POST /api/invites/accept", "PATCH /api/me"
Outcome = tuple[str, str | None, str | None, Json]  # status, code, movedTo, overwrote


@dataclass
class Life:
    """What happened to one table, as far as it is in there: a restored one goes back to then."""

    world: World = field(default_factory=World)
    last: dict[str, int] = field(default_factory=dict)  # by client
    consumed: dict[int, Outcome] = field(default_factory=dict)  # by uid, each once
    commit_of: dict[int, int] = field(default_factory=dict)  # by uid
    touched: dict[str, int] = field(default_factory=dict)  # id of a to-do → its last commit
    series: Series = field(default_factory=Series)
    invites: Invites = field(default_factory=dict)

    def copy(self) -> "Life":
        copies = (dict(one) for one in (self.last, self.consumed, self.commit_of, self.touched))
        return Life(self.world, *copies, self.series, self.invites)

    def forget(self, pk: str, sk: str) -> None:
        """An item has expired."""
        if sk.startswith("C#"):
            self.last.pop(sk[2:], None)
        if pk.startswith("I#"):
            self.invites = {id_: one for id_, one in self.invites.items() if id_ != pk[2:]}
        if not sk.startswith("T#"):
            return
        one = self.world.lists[pk[2:]]
        left = {id_: todo for id_, todo in one.todos.items() if id_ != sk[2:]}
        self.world = self.world.with_list(pk[2:], replace(one, todos=left))


@dataclass
class Attempt:
    """A result of replaying: the world after, and what became of each op."""

    world: World
    outcomes: list[Outcome]
    series: Series


class Oracle:
    """`numbered` says for each client and number which op that is. What is wrong is noted, because
    it is found in the middle of a request, whose error handling would swallow it."""

    def __init__(self, server: Server) -> None:
        self.life = Life()
        self.commits = 0
        self.is_watching = True  # a test that does what nobody does may turn it off
        self.wrong: list[str] = []
        self.numbered: dict[tuple[str, int], int] = {}
        self.outcomes: dict[tuple[str, int], list[Outcome]] = {}  # what may be answered
        self._server = server
        server.dynamo.on_commit(self._hear)

    def verify(self) -> None:
        assert not self.wrong, "\n".join(self.wrong)

    def _hear(self, commit: Commit) -> None:
        if not self.is_watching:
            return
        self.commits += 1
        for outer in self._server.serving[:-1]:
            outer.past.append(self.life.world)
        try:
            self._judge(commit)
        except AssertionError as error:
            paths = " in ".join(one.path for one in reversed(self._server.serving))
            self.wrong.append(f"commit {self.commits} ({paths}): {error}")

    def _judge(self, commit: Commit) -> None:
        changed = _check_numbers(commit)
        assert stored.is_two_sided(commit), f"one side of a membership: {commit.after}"
        request = self._server.serving[-1]
        world = self.life.world
        self.life.invites = invites.after(self.life.invites, commit, request, world)
        counts = {pk: commit.after[pk, "META"] for pk in changed}
        for pk in changed:
            for sk in [sk for where, sk in commit.after if where == pk and sk.startswith("T#")]:
                self.life.touched[sk[2:]] = self.commits
        notes = {key: item for key, item in commit.after.items() if key[1].startswith("C#")}
        if not notes and (person := commit.after.get((f"U#{request.sub}", "META"))):
            self._welcome(commit, request)
            self._name(request, person)
        elif request.path == "POST /api/sync/push":
            assert len(notes) == 1, "a push wrote without the note that its ops are consumed"
            ((key, item),) = notes.items()
            assert item is not None
            old = commit.before[key]
            self._consume(request, key, stored.number(old, "last"), int(item["last"]["N"]), changed)
        elif request.path == RENAME or "/invites" in request.path:
            self._take_member(commit, request, changed)
        else:
            assert not notes, f"{request.path} consumed ops"
            op, list_id = _op_of(request)
            ops = [op, *self._next_ones(op, list_id, request)]
            attempt = self._replay(self.life.world, list_id, ops, request)
            assert attempt.outcomes[0][0] == "applied", f"{op} was done, not {attempt.outcomes[0]}"
            self._adopt(attempt, changed)
        for pk, meta in counts.items():
            self._check_counts(self.life.world.lists[pk[2:]], meta)

    def _consume(
        self,
        request: Request,
        key: tuple[str, str],
        old: int,
        new: int,
        changed: dict[str, dict[str, Any]],
    ) -> None:
        body = request.body
        client_id = body["clientId"]
        assert key == (f"U#{request.sub}", f"C#{client_id}"), f"the note of another: {key}"
        ops = [op for op in body["ops"] if old < op["n"] <= new]
        assert [op["n"] for op in ops] == list(range(old + 1, new + 1)), f"{old} to {new}: {ops}"
        assert old == self.life.last.get(client_id, 0), "the note went back, or forward by itself"
        self.life.last[client_id] = new
        attempts = self._attempts(request, [dict(op) for op in ops], changed)
        assert attempts, (
            f"no serial order explains {ops} by {request.sub}: wrote {changed}, expected "
            f"{self._replay(self.life.world, body['listId'], ops, request).outcomes}"
        )
        for place, op in enumerate(ops):
            uid = self.numbered.get((client_id, op["n"]), -op["n"])
            assert uid not in self.life.consumed, f"op {uid} was consumed twice: {op}"
            self.life.consumed[uid] = attempts[0].outcomes[place]
            # What changed nothing may have been judged before others' commits within the request.
            is_written = f"T#{op.get('id')}" in changed.get(f"L#{body['listId']}", {})
            early = 0 if is_written or not request.past else len(request.past) + 1
            self.life.commit_of[uid] = self.commits - early
            self.outcomes[client_id, op["n"]] = [one.outcomes[place] for one in attempts]
        self._adopt(attempts[0], changed)

    def _attempts(
        self, request: Request, ops: list[Json], changed: dict[str, dict[str, Any]]
    ) -> list[Attempt]:
        """What was written had its counters checked, and so was judged by the present. A list that
        was only looked at may be as old as the request."""
        present = self.life.world
        written = {pk[2:]: one for pk in changed if (one := present.lists.get(pk[2:]))}
        mixed = [replace(old, lists={**old.lists, **written}) for old in reversed(request.past)]
        found = []
        for world in [present, *mixed]:
            attempt = self._replay(world, request.body["listId"], ops, request)
            if self._explains(world, attempt, changed):
                found.append(attempt)
        return found

    def _replay(self, world: World, list_id: str, ops: list[Json], request: Request) -> Attempt:
        outcomes: list[Outcome] = []
        series = self.life.series
        for op in ops:
            before = world
            try:
                world, overwrote = model.apply(world, list_id, op, request.sub, request.now)
                outcomes.append(("applied", None, None, overwrote))
                series = series.after(op, list_id, before, request.now)
            except Refused as refusal:
                outcomes.append(("refused", refusal.code, refusal.moved_to, {}))
        return Attempt(world, outcomes, series)

    def _next_ones(self, op: Json, list_id: str, request: Request) -> list[Json]:
        """A to-do that a route completes is followed by the next one."""
        if op["op"] != "patch":
            return []
        present = self.life.world
        done = self._replay(present, list_id, [op], request).world
        before, after = (one.lists[list_id].todos.get(op["id"]) for one in (present, done))
        if not isinstance(before, dict) or not isinstance(after, dict):
            return []
        is_completed = after["done"] and not before["done"]
        follow = follow_op(op["id"], after, request.now[:10]) if is_completed else None
        return [follow] if follow else []

    def _explains(self, base: World, attempt: Attempt, changed: dict[str, dict[str, Any]]) -> bool:
        """Whether this is what was written, no more and no less."""
        before = self.life.world.lists
        for list_id, one in attempt.world.lists.items():
            items = changed.get(f"L#{list_id}")
            if items is None and one is not base.lists.get(list_id):
                if one != base.lists.get(list_id):
                    return False
            elif items and stored.differences(before.get(list_id), one, items):
                return False
        return changed.keys() <= {f"L#{list_id}" for list_id in attempt.world.lists}

    def _adopt(self, attempt: Attempt, changed: dict[str, dict[str, Any]]) -> None:
        lists = dict(self.life.world.lists)
        for pk, items in changed.items():
            one = attempt.world.lists[pk[2:]]
            wrong = stored.differences(lists.get(pk[2:]), one, items)
            assert not wrong, f"{pk} is not as its ops make it: {wrong}"
            lists[pk[2:]] = stored.with_orders(one, items)
        self.life.world = replace(self.life.world, lists=lists)
        self.life.series = attempt.series
        self.life.series.check(self.life.world)

    def _check_counts(self, one: model.TodoList, meta: Any) -> None:
        live = [todo for todo in one.todos.values() if isinstance(todo, dict)]
        done = [todo["done"] for todo in live if todo["deletedAt"] is None]
        counted = stored.number(meta, "open"), stored.number(meta, "done")
        assert counted == (done.count(False), done.count(True)), f"counted {counted} in {done}"
        roles = list(one.roles.values())
        people = stored.number(meta, "members", 1), stored.number(meta, "owners", 1)
        assert people == (len(roles), roles.count("owner")), f"counted {people} in {roles}"
        assert "owner" in roles, f"nobody owns it any more: {roles}"

    def _take_member(
        self, commit: Commit, request: Request, changed: dict[str, dict[str, Any]]
    ) -> None:
        """Somebody joined, or goes by another name: in one list at a time, if in any."""
        world, sub = self.life.world, request.sub
        invited = [pk[2:] for (pk, _), item in commit.after.items() if pk[0] == "I" and item]
        used = [self.life.invites[one] for one in invited]
        for list_id in [pk[2:] for pk in changed]:
            is_member = sub in world.lists[list_id].roles
            if request.path == ACCEPT:
                assert [one.list_id for one in used] == [list_id], f"joined {list_id} by {used}"
                assert not is_member, "joined what they were in"
                world = model.join(world, list_id, used[0].role, sub)
            else:
                assert is_member, "goes by a name where they are not"
                world = model.rename(world, list_id, sub)
        self._adopt(Attempt(world, [], self.life.series), changed)

    def _welcome(self, commit: Commit, request: Request) -> None:
        for pk, sk in commit.after:
            if pk.startswith("L#") and sk == "META":
                info = {"name": "Inbox", "colour": "slate", "archived": False}
                info |= {"createdAt": request.now, "deletedAt": None}
                one = model.TodoList(info).with_member(request.sub, "owner")
                made = self.life.world.with_list(pk[2:], one)
                inboxes = {**made.inboxes, request.sub: pk[2:]}
                self.life.world = replace(made, inboxes=inboxes)

    def _name(self, request: Request, person: Item) -> None:
        name, world = person["displayName"]["S"], self.life.world
        asked = request.body["displayName"] if request.path == RENAME else ""
        assert name in ("", asked), f"{request.path} made the name {name}"
        self.life.world = replace(world, names={**world.names, request.sub: name})

    def check_answer(self, body: Json, answer: Json, heard: set[tuple[str, int]] | None) -> None:
        """What a push says of its ops is what became of them, the first time or again. `heard` are
        the numbers that the client has answers to; None where it did not send this by itself."""
        told = {result["n"]: result for result in answer["results"]}
        sent = [op["n"] for op in body["ops"]]
        assert sorted(told) == [n for n in sent if n <= answer["last"]], f"{body} → {answer}"
        for n, result in told.items():
            if result["status"] == "repeated":
                has_heard = heard is None or (body["clientId"], n) in heard
                assert has_heard, f"{n} had no answer, and is said to have had one"
                continue
            problem = result.get("problem", {})
            said: Outcome = (
                result["status"],
                problem.get("code"),
                problem.get("movedTo"),
                result.get("overwrote", {}),
            )
            allowed = self.outcomes[body["clientId"], n]
            assert said in allowed, f"op {n} of {body} was {allowed}, and is told as {said}"
            # From now on, as it was told.
            self.outcomes[body["clientId"], n] = [said]
            if (uid := self.numbered.get((body["clientId"], n))) in self.life.consumed:
                self.life.consumed[uid] = said


def _check_numbers(commit: Commit) -> dict[str, dict[str, Any]]:
    """The items that were written, by list; the seqs are the numbers that its counter took."""
    changed: dict[str, dict[str, Any]] = {}
    for (pk, sk), item in commit.after.items():
        if pk.startswith("L#") and not sk.startswith("I#"):
            assert item is not None, "what belongs to a list leaves a tombstone"
            changed.setdefault(pk, {})[sk] = item
    for pk, items in changed.items():
        assert "META" in items, f"{pk} was changed and did not count it"
        old = commit.before[pk, "META"]
        first, last = stored.number(old, "changes"), stored.number(items.pop("META"), "changes")
        seqs = sorted(stored.number(item, "seq") for item in items.values())
        assert seqs == list(range(first + 1, last + 1)), f"{pk}: {first} → {last} as {seqs}"
    return changed


_OF_REST = {
    "PATCH": "patch",
    "DELETE": "trash",
    "POST": "restore",
}


def _op_of(request: Request) -> tuple[Json, str]:
    """The op that a request to a route of its own is, and its list."""
    method, _, path = request.path.partition(" ")
    path, _, query = path.partition("?")
    parts = path.removeprefix("/api/lists").strip("/").split("/")
    body = request.body or {}
    if parts == [""]:
        return {"op": "createList", **{k: v for k, v in body.items() if k != "id"}}, body["id"]
    list_id, *rest = parts
    if not rest:
        kind = {"PATCH": "patchList", "DELETE": "trashList"}[method]
        return {"op": kind, **({"fields": body} if body else {})}, list_id
    if rest == ["restore"]:
        return {"op": "restoreList"}, list_id
    if rest[0] == "members":
        op = {"op": "setRole" if body else "removeMember", "member": rest[1], **body}
        return op, list_id
    if rest == ["todos"]:
        fields = {name: value for name, value in body.items() if name != "id"}
        return {"op": "create", "id": body["id"], "fields": fields}, list_id
    kind = "purge" if query == "forever=true" else _OF_REST[method]
    return {"op": kind, "id": rest[1], **({"fields": body} if body else {})}, list_id
