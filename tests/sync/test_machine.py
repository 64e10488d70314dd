"""Many devices do anything at any time, and in the end all are equal: Hypothesis plays, an oracle
watches every commit. What is held to be true is in `household.py` and `oracle.py`.

A short run is part of all tests. `make test-sync` plays for longer, from another seed each time,
and says from which. SYNC_SEED plays the same again, SYNC_SHRINK looks for the shortest way to it.
"""

import os
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from app.store import changes, pulls
from tests.sync.client import Client
from tests.sync.edits import EDITS, TEXTS, Author
from tests.sync.household import Household, Snapshot
from tests.sync.model import Json
from tests.sync.server import DAY

EXAMPLES = int(os.environ.get("SYNC_EXAMPLES", "60"))
SEED = int(os.environ.get("SYNC_SEED", "1"))
STEPS = int(os.environ.get("SYNC_STEPS", "60"))
SHRINKS = "SYNC_SHRINK" in os.environ  # takes minutes

WHO = st.sampled_from([0, 0, 1, 1, 2, 2, 3, 3, 4])
WHICH = st.integers(0, 15)
ROLES = ["owner", "editor", "viewer", None, "editor"]
OF_PEOPLE = "member invite accept accept preview withdraw name role remove look".split()
OUTER = "invite accept accept withdraw name role remove".split()
FAULTS: list[Any] = ["throttled", "broken", "unreached", "cut", "cut"]
TIMES = "1 31 61 91 expire back_up back_up restore restore disaster".split()
played: Counter[str] = Counter()


class Machine(RuleBasedStateMachine):
    """Hypothesis leaves some of the rules out of each run, so there are few, and broad ones."""

    def __init__(self) -> None:
        super().__init__()
        self.house = Household()
        self.author = Author(self.house)
        self.answers: list[tuple[Client, str, Json, int, Json]] = []  # on their way
        self.snapshots: list[Snapshot] = []
        self.days = 0
        self.restores = 0

    @initialize(
        size=st.sampled_from([2, 3, 5, 500]),
        actions=st.sampled_from([100, 15]),
        todos=st.integers(0, 5),
    )
    def begin(self, size: int, actions: int, todos: int) -> None:
        """With short pages, and transactions that have no room for some pushes as a whole."""
        pulls.PAGE_ITEMS, changes.MAX_ACTIONS = size, actions
        for client in self.house.clients[:3]:
            self.house.pull_all(client)
        for number in range(todos):
            self._edit("create", number % 3, number, number)
        self.house.push(self.house.clients[0])

    @rule(kind=st.sampled_from(EDITS), who=WHO, which=WHICH, how=WHICH)
    def edit(self, kind: str, who: int, which: int, how: int) -> None:
        """A person changes something on a device, online or not."""
        self._edit(kind, who, which, how)

    @rule(kinds=st.lists(st.sampled_from(EDITS), min_size=2, max_size=5), who=WHO, which=WHICH)
    def edit_much(self, kinds: list[str], who: int, which: int) -> None:
        for place, kind in enumerate(kinds):
            self._edit(kind, who, which + place // 2, which + place)

    @rule(
        who=WHO,
        kind=st.sampled_from(["", *EDITS]),
        at_most=st.sampled_from([45, 45, 2, 1]),
        lose=st.booleans(),
    )
    def push(self, who: int, kind: str, at_most: int, lose: bool) -> None:
        if kind:
            self._edit(kind, who, at_most, len(kind))
        self.house.push(self.house.clients[who], at_most=at_most, lose=lose)

    @rule(who=WHO, pages=st.sampled_from([1, 1, 3]), lose=st.booleans())
    def pull(self, who: int, pages: int, lose: bool) -> None:
        for _ in range(pages):
            self.house.pull(self.house.clients[who], lose=lose)

    @rule(who=WHO)
    def synchronize(self, who: int) -> None:
        client = self.house.clients[who]
        while self.house.push(client):
            pass
        self.house.pull_all(client)

    @rule(
        who=WHO,
        kind=st.sampled_from(["ask", "push", "hear", "hear", "keep", "crash", "again"]),
        which=WHICH,
    )
    def wander(self, who: int, kind: str, which: int) -> None:
        """Questions and answers are on their way for long, come in another order, or twice."""
        client, house = self.house.clients[who], self.house
        if kind == "crash":
            client.crash()
        elif kind == "again":
            self._come_again(which)
        elif kind == "ask":
            request, answer = house.ask(client)
            self.answers.append((client, "pull", request, answer.status, answer.json))
        elif kind == "push" and (sent := client.next_push()) is not None:
            house.sent.append((client, sent))
            answer = house.deliver(client, sent)
            self.answers.append((client, "push", sent, answer.status, answer.json))
        elif self.answers:
            self._hear(which % len(self.answers), keep=kind == "keep")

    @rule(
        who=WHO,
        other=WHO,
        at_call=st.integers(1, 5),
        outer=st.sampled_from(["push", "push", "pull", "PATCH", *OUTER]),
        inner=st.sampled_from(["push", "push", "PATCH", "again", "forever", "pull", *OF_PEOPLE]),
        which=WHICH,
    )
    def interrupt(
        self, who: int, other: int, at_call: int, outer: str, inner: str, which: int
    ) -> None:
        """In the middle of a request another one is served."""
        for kind, one in ((inner, other), (outer, who)):
            if kind == "push":
                self._edit(EDITS[(which + at_call) % len(EDITS)], one, which, at_call)
                at_call = min(at_call, 4)  # so many calls a push takes
        with self.house.meanwhile(at_call, lambda: self._do(inner, other, which)):
            self._do(outer, who, which)
        self.house.verify()

    @rule(
        who=WHO,
        faults=st.lists(st.sampled_from(FAULTS), min_size=1, max_size=4),
        only_writes=st.booleans(),
        kind=st.sampled_from(["push", "push", "pull", "PATCH", *OUTER]),
    )
    def fail(self, who: int, faults: list[Any], only_writes: bool, kind: str) -> None:
        operation = "transact_write_items" if only_writes else None
        with self.house.faults(*faults, operation=operation):
            self._do(kind, who, who)

    @rule(who=WHO, which=WHICH, kind=st.sampled_from("PATCH POST DELETE restore forever".split()))
    def write_directly(self, who: int, which: int, kind: str) -> None:
        """A program of the person's uses the routes for those who script."""
        self._do(kind, who, which)

    @rule(who=WHO, which=WHICH, kind=st.sampled_from(OF_PEOPLE))
    def share(self, who: int, which: int, kind: str) -> None:
        self._do(kind, who, which)

    @rule(kind=st.sampled_from(TIMES), who=WHO)
    def pass_time(self, kind: str, who: int) -> None:
        house = self.house
        if kind == "expire":
            house.expire()
        elif kind == "back_up":
            self.snapshots = [house.snapshot()]
        elif kind == "restore":
            self._restore(self.snapshots)
        elif kind == "disaster":  # what was done since the backup is lost, and more is done
            then = house.snapshot()
            self._edit("create", who, who, who)
            self.synchronize(who)
            self._restore([then])
            self._edit("create", who, who, who)
        elif self.days + int(kind) < 380:  # a client is remembered for 400
            self.days += int(kind)
            house.server.clock.now += int(kind) * DAY

    def _restore(self, snapshots: list[Snapshot]) -> None:
        if snapshots and self.restores < 2:
            self.restores += 1
            self.answers = [one for one in self.answers if one[1] == "pull"]
            self.house.restore(snapshots[0])

    @invariant()
    def everybody_sees_what_they_did(self) -> None:
        for client in self.house.clients:
            self.house.check_view(client)

    def teardown(self) -> None:
        try:
            self.house.settle()
            self.house.check_fresh()
        finally:
            pulls.PAGE_ITEMS, changes.MAX_ACTIONS = 500, 100
            played["runs"] += 1
            played["requests"] += self.house.server.requests
            played["commits"] += self.house.oracle.commits

    def _edit(self, kind: str, who: int, which: int, how: int) -> None:
        self.author.edit(kind, who, which, how)
        played["edits"] += 1

    def _do(self, kind: str, who: int, which: int) -> None:
        client, house = self.house.clients[who], self.house
        if kind == "push":
            house.push(client)
        elif kind == "pull":
            house.pull(client)
        elif kind == "again":
            self._come_again(which)
        elif kind in OF_PEOPLE:
            self._share(kind, client, which)
        else:
            self._write_directly(kind, client, which)

    def _share(self, kind: str, client: Client, which: int) -> None:
        house, list_id = self.house, self.author.own_list_at(client, which)
        other = self.author.member_at(list_id, which // 2)
        member = f"/api/lists/{list_id}/members/{other}"
        invites = [
            f"/api/lists/{one.list_id}/invites/{id_}"
            for id_, one in house.oracle.life.invites.items()
        ]
        if kind == "member":
            house.set_role(self.author.list_ids[which % 2], client.sub, ROLES[which % 5])
        elif kind == "invite":
            house.invite(client.sub, list_id, ["editor", "viewer", "owner"][which % 3])
        elif kind == "accept":
            house.accept(client.sub, self.author.token_at(which))
        elif kind == "preview":
            house.preview(self.author.token_at(which))
        elif kind == "withdraw" and invites:
            house.call(client.sub, "DELETE", invites[-1 - which % min(4, len(invites))])
        elif kind == "name":
            house.call(client.sub, "PATCH", "/api/me", {"displayName": TEXTS[which % 4].strip()})
        elif kind == "role":
            house.call(client.sub, "PATCH", member, {"role": ROLES[which % 3]})
        elif kind == "remove":
            house.call(client.sub, "DELETE", member)
        elif kind == "look":
            house.look(client.sub, list_id)

    def _write_directly(self, kind: str, client: Client, which: int) -> None:
        list_id, todo = self.author.todo(client, which)
        path = f"/api/lists/{list_id}/todos"
        one, text = f"{path}/{todo['id']}", TEXTS[which % 4]
        method, where, body = {
            "PATCH": ("PATCH", one, {"title": text, "done": True, "tags": ["x"]}),
            "POST": ("POST", path, {"id": self.author.new_todo(), "title": text}),
            "DELETE": ("DELETE", one, None),
            "restore": ("POST", f"{one}/restore", None),
            "forever": ("DELETE", f"{one}?forever=true", None),
        }[kind]
        self.house.call(client.sub, method, where, body)

    def _come_again(self, which: int) -> None:
        """The network delivers a push once more; nobody waits for the answer."""
        if self.house.sent:
            client, request = self.house.sent[which % len(self.house.sent)]
            self.house.deliver(client, request, is_repeat=True)

    def _hear(self, place: int, keep: bool) -> None:
        client, kind, request, status, answer = self.answers[place]
        if not keep:
            del self.answers[place]
        if kind == "pull":
            client.pulled(request, answer)
        else:
            client.pushed(request, status, answer)


def play(examples: int, number: int) -> None:
    run_state_machine_as_test(
        seed(number)(Machine),
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            phases=[Phase.generate, *([Phase.shrink] if SHRINKS else [])],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_all_devices_end_equal_to_the_server(capsys: pytest.CaptureFixture[str]) -> None:
    played.clear()
    # By hundreds: Hypothesis remembers all that it did, and becomes slower.
    for batch, done in enumerate(range(0, EXAMPLES, 100)):
        try:
            play(min(100, EXAMPLES - done), SEED + batch)
        except Exception as error:
            error.add_note(f"Again: SYNC_SEED={SEED + batch} SYNC_EXAMPLES={EXAMPLES - done}")
            raise
    with capsys.disabled():
        counts = ", ".join(f"{number:,} {name}" for name, number in played.items())
        print(f"\nsync, from seed {SEED}, {STEPS} steps a run: {counts}")
    assert played["runs"] >= EXAMPLES
