"""People with devices, around one server: what the tests of sync play with.

Each method is one thing that happens. Whatever is wrong shows at once, as an AssertionError, or at
the latest in `settle`, after which all devices must be equal to the server.
"""

import itertools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any

from app.config import epoch_of
from app.domain.ids import secret_id
from tests.sync import model, stored
from tests.sync.client import Client
from tests.sync.dynamo import Fault
from tests.sync.model import Json
from tests.sync.oracle import Life, Oracle
from tests.sync.server import Answer, Server, issuer

PUSH, PULL = "/api/sync/push", "/api/sync/pull"
NAMES = ("ada", "bob", "cyn", "dan")


@dataclass
class Snapshot:
    data: Any
    life: Life


@dataclass
class Household:
    """Ada has two devices. `home` is Ada's list, Cyn only reads it; `work` is Bob's; all three are
    in both. Dan is in none."""

    server: Server = field(default_factory=Server)

    def __post_init__(self) -> None:
        self._numbers = itertools.count(1)
        self._wrong: list[AssertionError] = []
        self._is_faulty = False
        self.oracle = Oracle(self.server)
        self.subs = {name: issuer().sub_of(name) for name in NAMES}
        self.inboxes = [
            str(self.call(sub, "GET", "/api/me").json["inboxId"]) for sub in self.subs.values()
        ]
        for name, sub in self.subs.items():
            self.call(sub, "PATCH", "/api/me", {"displayName": name})
        self.tokens: list[str] = []  # of all invites, of which somebody heard
        self.home, self.work = self.new_id(), self.new_id()
        self._share(self.home, "ada", {"bob": "editor", "cyn": "viewer"})
        self._share(self.work, "bob", {"ada": "editor", "cyn": "editor"})
        uids = itertools.count(1).__next__
        self.clients = [
            Client(self.subs[name], uids, self.new_id)
            for name in ("ada", "ada", "bob", "cyn", "dan")
        ]
        for client in self.clients:
            client.numbered = self.oracle.numbered
        self.sent: list[tuple[Client, Json]] = []  # pushes of which a copy may come again
        self.lost: set[int] = set()  # ops that were done, and are not in the table restored last

    def _share(self, list_id: str, owner: str, roles: dict[str, str]) -> None:
        self.call(self.subs[owner], "POST", "/api/lists", {"id": list_id, "name": owner})
        for name, role in roles.items():
            self.set_role(list_id, self.subs[name], role)

    def new_id(self) -> str:
        """The same in every run, and not so near to the last one that those that follow meet."""
        return f"01936f00-0000-7000-8000-{next(self._numbers):08x}0000"

    # Requests.

    def call(self, sub: str, method: str, path: str, body: Any = None) -> Answer:
        answer = self.server.call(sub, method, path, body)
        self.verify()
        assert answer.status < 500 or (answer.status == 503 and self._is_faulty), answer
        return answer

    def set_role(self, list_id: str, sub: str, role: str | None) -> None:
        """Invite a person, change the role or, with None, remove them: by an owner, best by another
        one. The last owner stays one."""
        rows = self.server.dynamo.items(self.server.table, f"L#{list_id}")
        roles = {
            sk[2:]: one["role"]["S"] for sk, one in rows.items() if "role" in one and sk[0] == "M"
        }
        owners = sorted((one for one in roles if roles[one] == "owner"), key=lambda one: one == sub)
        if sub not in roles and role is not None:
            token = self.invite(owners[0], list_id, "viewer" if role == "viewer" else "editor")
            self.accept(sub, token)
        if role not in (None, "editor", "viewer") or sub in roles:
            path = f"/api/lists/{list_id}/members/{sub}"
            method, body = ("PATCH", {"role": role}) if role else ("DELETE", None)
            self.call(owners[0], method, path, body)

    def invite(self, sub: str, list_id: str, role: str) -> str:
        """Gives the token; "" where that is refused."""
        answer = self.call(sub, "POST", f"/api/lists/{list_id}/invites", {"role": role})
        if answer.status != 201:
            return ""
        self.tokens.append(answer.json["token"])
        return self.tokens[-1]

    def accept(self, sub: str, token: str) -> Answer:
        """Whoever may join does, and nobody else."""
        with self.told_alone() as is_alone:
            invite = self.oracle.life.invites.get(secret_id(token))
            now, world = self.server.now, self.oracle.life.world
            may = invite is not None and invite.is_accepted_from(sub, world, now)
            answer = self.call(sub, "POST", "/api/invites/accept", {"token": token})
        if is_alone:
            assert answer.status == (200 if may else 404), f"{answer} to {invite}"
        return answer

    def preview(self, token: str) -> None:
        """Nobody needs to sign in to see where an invite leads, as long as it does."""
        with self.told_alone() as is_alone:
            invite = self.oracle.life.invites.get(secret_id(token))
            is_open = invite is not None and invite.is_open(self.oracle.life.world, self.server.now)
            answer = self.call("", "POST", "/api/invites/preview", {"token": token})
        if is_alone:
            assert answer.status == (200 if is_open else 404), f"{answer} to {invite}"

    def look(self, sub: str, list_id: str) -> None:
        """At all there is of a list, by the plain routes: for its members only."""
        for part, roles in _READABLE.items():
            with self.told_alone() as is_alone:
                one = self.oracle.life.world.lists.get(list_id)
                is_there = one is not None and one.info["deletedAt"] is None
                role = one.roles.get(sub) if one and is_there else None
                status = 404 if role is None else 200 if role in roles else 403
                answer = self.call(sub, "GET", f"/api/lists/{list_id}{part}")
            if is_alone:
                assert answer.status == status, f"{role} reads {part}: {answer}"

    @contextmanager
    def told_alone(self) -> Iterator[list[bool]]:
        """Something is in what it gives if nobody else did anything during the request, so that
        there is one right answer, and the oracle knows all."""
        before, was_faulty, alone = self.server.requests, self._is_faulty, list[bool]()
        yield alone
        if self.server.requests == before + 1 and self.oracle.is_watching and not was_faulty:
            alone.append(True)

    @contextmanager
    def faults(self, *faults: Fault, operation: str | None = None) -> Iterator[None]:
        """Let the table fail so during the next requests."""
        self._is_faulty = True
        self.server.dynamo.fail(*faults, operation=operation)
        try:
            yield
        finally:
            self.server.dynamo.heal()
            self._is_faulty = False

    def verify(self) -> None:
        self.oracle.verify()
        if self._wrong:
            raise self._wrong[0]

    def push(self, client: Client, *, at_most: int = 45, lose: bool = False) -> bool:
        """One push; the answer may get lost. Whether there was one to send."""
        request = client.next_push(at_most)
        if request is None:
            return False
        self.sent = [*self.sent[-7:], (client, request)]
        answer = self.deliver(client, request)
        if lose or answer.status == 503:
            client.gave_up()
        else:
            client.pushed(request, answer.status, answer.json)
        return True

    def deliver(self, client: Client, request: Json, is_repeat: bool = False) -> Answer:
        """The request arrives, perhaps not for the first time."""
        answer = self.call(client.sub, "POST", PUSH, request)
        assert answer.status in (200, 409, 503), answer
        if answer.status == 200 and self.oracle.is_watching:
            self.oracle.check_answer(request, answer.json, None if is_repeat else client.heard)
        return answer

    def ask(self, client: Client) -> tuple[Json, Answer]:
        """For one page, without hearing the answer. What it says was consumed is so, and all that
        was before it was asked."""
        request, sent_by = client.next_pull(), client.kept.client_id
        before = self.oracle.life.last.get(sent_by, 0)
        with self.told_alone() as is_alone:
            answer = self.call(client.sub, "POST", PULL, request)
        assert answer.status in (200, 503), answer
        if is_alone:
            lists = self.oracle.life.world.lists
            not_theirs = [
                one for one in answer.json["lists"] if client.sub not in lists[one["id"]].roles
            ]
            assert not not_theirs, f"{client.sub} is told of {not_theirs}"
        told = answer.json.get("last")
        if told is not None and self.oracle.is_watching:
            assert before <= told <= self.oracle.life.last.get(sent_by, 0), f"last was {told}"
        return request, answer

    def pull(self, client: Client, *, lose: bool = False) -> Json | None:
        """One page; gives the answer."""
        request, answer = self.ask(client)
        if answer.status == 503:
            return None
        if not lose:
            client.pulled(request, answer.json)
        return dict(answer.json)

    def pull_all(self, client: Client) -> None:
        for _ in range(200):
            answer = self.pull(client)
            if answer is not None and not answer["more"] and answer["reset"] is None:
                return
        raise AssertionError("there is always another page")

    @contextmanager
    def meanwhile(
        self, at_call: int, act: Callable[[], Any], only: str = ""
    ) -> Iterator[list[str]]:
        """Do `act` before call number `at_call` that the next requests make to the table, or make
        of one operation. What it gives is empty if they made fewer."""
        left = itertools.count(at_call - 1, -1)
        done: list[str] = []

        def hook(operation: str) -> None:
            if only in ("", operation) and next(left) == 0:
                done.append(operation)
                try:
                    act()
                except AssertionError as error:  # the request around it would make a 500 of it
                    self._wrong.append(error)

        end = self.server.dynamo.before_call(hook)
        try:
            yield done
        finally:
            end()

    def before_writing(self, act: Callable[[], Any]) -> AbstractContextManager[list[str]]:
        """The same, when all is read and decided."""
        return self.meanwhile(1, act, "transact_write_items")

    # What comes over the server.

    def expire(self) -> None:
        for pk, sk in self.server.expire():
            self.oracle.life.forget(pk, sk)

    def snapshot(self) -> Snapshot:
        data = self.server.dynamo.snapshot(self.server.table)
        return Snapshot(data, self.oracle.life.copy())

    def restore(self, then: Snapshot) -> None:
        """Requests do not wait in the network while an operator restores a table: a push has no
        epoch, and one that did would count as new."""
        # What was done behind a gap has no number, and is sent no more (409 `gap`).
        pending = {one.uid for client in self.clients for one in client.kept.outbox if one.n}
        made = {uid for client in self.clients for uid in client.made}
        self.lost = made - pending - then.life.consumed.keys()
        self.server.restore(then.data)
        self.oracle.life = then.life.copy()
        self.sent.clear()

    # What must be true.

    def check_view(self, client: Client) -> None:
        """A person sees what they did last to a to-do, until others change it or it is refused."""
        if not client.kept.is_whole:
            return
        world, vain = client.view(self.server.now)
        life = self.oracle.life
        pending = {one.uid for one in client.kept.outbox if not one.is_covered}
        for todo_id, uid in client.latest.items():
            list_id, op = client.made[uid]
            is_shown = list_id in client.kept.lists and list_id not in client.arriving
            if not todo_id or uid in vain or not is_shown:
                continue
            if uid not in pending:
                if client.kept.epoch != epoch_of(self.server.table):
                    continue  # a copy of another life
                is_applied = life.consumed.get(uid, ("",))[0] == "applied"
                if not is_applied or life.touched.get(todo_id, 0) > life.commit_of[uid]:
                    continue
                if op["op"] == "follow" and (list_id, todo_id) not in life.series.due:
                    continue  # it was not wanted any more
            assert shows(world, list_id, op), f"{op} on {list_id} is not in the view"

    def settle(self) -> None:
        """Everybody goes online. Then all are equal, and every op has come to its end."""
        for client in self.clients:
            client.gave_up()
        for _ in range(20):
            while any(self.push(client) for client in self.clients):
                pass
            for client in self.clients:
                self.pull_all(client)
            if not any(client.kept.outbox for client in self.clients):
                break
        for client, request in self.sent:
            self.deliver(client, request, is_repeat=True)
        self.oracle.life.series.check_single(self.oracle.life.world)
        self._check_names()
        for client in self.clients:
            assert not client.kept.outbox, f"never consumed: {client.kept.outbox}"
            self.check_copy(client)
            self.check_view(client)
            self._check_ends(client)

    def _check_names(self) -> None:
        """Who could not tell all lists of another name tells them now; then all know it."""
        before = self.oracle.commits
        for sub, name in list(self.oracle.life.world.names.items()):
            self.call(sub, "PATCH", "/api/me", {"displayName": name})
        world = self.oracle.life.world
        for list_id, one in world.lists.items():
            is_gone = one.info["deletedAt"] and model.is_past(
                one.info["deletedAt"], self.server.now
            )
            known = {sub: world.names[sub] for sub in one.names}
            if list_id not in self.inboxes and not is_gone:
                assert one.names == known, f"{list_id} calls its members {one.names}, not {known}"
        if self.oracle.commits > before:
            for client in self.clients:
                self.pull_all(client)

    def check_copy(self, client: Client) -> None:
        now = self.server.now
        expected = stored.copy_for(self.server.dynamo, self.server.table, client.sub, now)
        wrong = stored.unlike(stored.copy_of(client.kept, now), expected)
        assert not wrong, "\n".join(wrong)

    def check_fresh(self) -> None:
        """A new device of everybody's begins at nothing and gets it all."""
        for sub in self.subs.values():
            client = Client(sub, lambda: 0, self.new_id)
            self.pull_all(client)
            self.check_copy(client)

    def _check_ends(self, client: Client) -> None:
        """Every op was consumed once, and every refusal told once."""
        told = [uid for uid, _ in client.kept.refusals]
        assert len(told) == len(set(told)), f"told twice: {client.kept.refusals}"
        overwrote = dict(client.kept.overwrote)
        for uid, made in client.made.items():
            outcome = self.oracle.life.consumed.get(uid)
            if outcome is None:
                assert uid in self.lost, f"lost: {made}"
                continue
            status, code, _, replaced = outcome
            if status == "refused" and code != "moved":
                assert uid in told, f"{made} was refused ({code}), and nobody knows"
            if replaced:
                assert overwrote.get(uid) == replaced, f"{made} overwrote {replaced} silently"


_ALL = ("owner", "editor", "viewer")
_READABLE = {"": _ALL, "/todos": _ALL, "/members": _ALL, "/invites": ("owner",)}


def shows(world: model.World, list_id: str, op: Json) -> bool:
    """Whether what the op wanted is so."""
    kind = op["op"]
    where = op["to"] if kind == "move" else list_id
    one = world.lists.get(where)
    todo = one.todos.get(op["id"]) if one else None
    if kind in ("purge", "trash"):
        return not isinstance(todo, dict) or (kind == "trash" and todo["deletedAt"] is not None)
    if "deletedAt" in op.get("stamps", {}) and not isinstance(todo, dict):
        return True  # it was made in the trash, for no longer than things stay there
    if one is None:
        return kind == "move"  # to a list that this device does not have yet
    if not isinstance(todo, dict):
        return False
    if kind in (
        "create",
        "restore",
        "follow",
    ):  # a creation may have found it made, and edited since
        return kind == "create" or todo["deletedAt"] is None
    wanted = {"tick": {"done": op.get("done")}, "order": {"order": op.get("order")}}.get(
        kind, op.get("fields", {})
    )
    wanted = {**wanted, **({"title": wanted["title"].strip()} if "title" in wanted else {})}
    has_tags = set(op.get("addTags", ())) <= set(todo["tags"])
    return has_tags and all(todo[name] == value for name, value in wanted.items())
