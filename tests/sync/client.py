"""A client of the sync protocol, as docs/sync.md tells to write one. To be read beside it.

It has two parts. `Kept` is what stands on the device: every method that changes it is one
transaction, so a crash loses none of it and no half of it. `Client` knows in addition which push it
is waiting for; a crash forgets that. It sends nothing itself: `next_push` and `next_pull` give what
is to be sent, `pushed` and `pulled` take what came back, be it soon, late, twice or never.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests import ids
from tests.sync import model
from tests.sync.model import Json

MAX_OPS = 45
# Pages go by the numbers of changes, so that a to-do may come before the details of its list.
_UNKNOWN = {"name": "", "colour": "slate", "archived": False, "deletedAt": None}


@dataclass
class Pending:
    """An op that is not known to be in the copy. `uid` names it also when its number changes.

    `is_answered`: the server said that it is applied. `is_covered`: the copy has what it did, or it
    did nothing; it stays only until the answer came, which a lost one would have brought.
    """

    uid: int
    n: int
    list_id: str
    op: Json
    is_answered: bool = False
    is_covered: bool = False


@dataclass
class Kept:
    """What is on the device."""

    client_id: str
    next_n: int = 1
    epoch: str | None = None
    synced_at: str | None = None
    inbox_id: str | None = None
    is_whole: bool = False  # pulled to the end at least once since it began, or began anew
    cursors: dict[str, int] = field(default_factory=dict)
    lists: dict[str, Json] = field(default_factory=dict)  # role, info, members
    todos: dict[tuple[str, str], Json] = field(default_factory=dict)  # by list and id
    outbox: list[Pending] = field(default_factory=list)
    sent_up_to: int | None = None  # the last op of a push that was not answered
    refusals: list[tuple[int, Json]] = field(default_factory=list)  # uid and problem
    overwrote: list[tuple[int, Json]] = field(default_factory=list)


class Client:
    def __init__(
        self, sub: str, new_uid: Callable[[], int], new_id: Callable[[], str] = ids.new_id
    ) -> None:
        self.sub = sub
        self.kept = Kept(new_id())
        self.waits_for: Json | None = None  # the push on its way
        self._new_uid, self._new_id = new_uid, new_id
        # For the tests alone: what was sent with which number, and which is the last of a to-do.
        self.numbered: dict[tuple[str, int], int] = {}
        self.made: dict[int, tuple[str, Json]] = {}
        self.latest: dict[str, int] = {}
        self.heard: set[tuple[str, int]] = set()  # the numbers that were answered
        self.arriving: set[str] = set()  # lists of which not all pages came yet

    def crash(self) -> None:
        """Only what is kept is left."""
        self.waits_for = None

    # What the person does.

    def change(self, list_id: str, op: Json) -> int:
        """Take a change into the outbox, where it is seen at once."""
        return self._add(self._new_uid(), list_id, op)

    def view(self, now: str) -> tuple[model.World, set[int]]:
        """What the person sees: the copy, and on it the pending ops in their order. With the uids
        of those that can not be done, or are not wanted any more, as far as this device knows."""
        lists = {
            list_id: model.TodoList(
                info=one["info"] or _UNKNOWN,
                roles={
                    **{sub: member["role"] for sub, member in one["members"].items()},
                    self.sub: one["role"],
                },
                names={sub: member["name"] for sub, member in one["members"].items()},
                todos={
                    id_: todo for (where, id_), todo in self.kept.todos.items() if where == list_id
                },
            )
            for list_id, one in self.kept.lists.items()
        }
        world = model.World(lists, {self.sub: self.kept.inbox_id or ""})
        vain = set()
        for pending in self.kept.outbox:
            if pending.is_covered:
                continue
            try:
                world, _ = model.apply(world, pending.list_id, pending.op, self.sub, now)
                if not model.has_followed(world, pending.list_id, pending.op):
                    vain.add(pending.uid)
            except model.Refused:
                vain.add(pending.uid)
        return world, vain

    # Push.

    def next_push(self, at_most: int = MAX_OPS) -> Json | None:
        """The ops from the first on that has no answer yet: of one list, and when they were sent
        before, the same ones as then. One push at a time."""
        left = [one for one in self.kept.outbox if not one.is_answered]
        if not left or self.waits_for is not None:
            return None
        up_to = self.kept.sent_up_to or left[0].n + at_most - 1
        ops = left[:1]
        for one in left[1:]:
            # A hole is where one was refused, before the table was restored: there is a gap.
            if one.list_id != ops[0].list_id or one.n != ops[-1].n + 1 or one.n > up_to:
                break
            ops.append(one)
        self.kept.sent_up_to = ops[-1].n
        self.waits_for = {
            "clientId": self.kept.client_id,
            "listId": ops[0].list_id,
            "ops": [{"n": one.n, **one.op} for one in ops],
        }
        return self.waits_for

    def gave_up(self) -> None:
        """No answer, or 503: nothing is known. The same will be sent again."""
        self.waits_for = None

    def pushed(self, request: Json, status: int, answer: Json) -> None:
        """An answer that comes late, to a push that was given up, says the same as the next one
        will, unless the client has another id by now."""
        if request is self.waits_for:
            self.waits_for = None
        if request["clientId"] != self.kept.client_id:
            return
        if status == 409 and answer["code"] == "gap":
            self._start_over_counting(answer["last"])
        if status != 200:
            return
        for result in answer["results"]:
            self._settle(result)
            self.heard.add((request["clientId"], result["n"]))
        left = [one.n for one in self.kept.outbox if not one.is_answered]
        if self.kept.sent_up_to is not None and (not left or left[0] > self.kept.sent_up_to):
            self.kept.sent_up_to = None

    def _settle(self, result: Json) -> None:
        one = next((one for one in self.kept.outbox if one.n == result["n"]), None)
        if one is None or one.is_answered:
            return
        if result["status"] == "refused":
            self.kept.outbox.remove(one)  # first out of the view, then tell
            self._tell(one, result["problem"])
            return
        if "overwrote" in result:
            self.kept.overwrote.append((one.uid, result["overwrote"]))
        # Also when it is `repeated`: sent again after a reset, of which we heard after the answer.
        one.is_answered = True  # and stays in the view until a pull covers it
        if one.is_covered:
            self.kept.outbox.remove(one)

    def _tell(self, one: Pending, problem: Json) -> None:
        """An op on a to-do that was moved is made anew where it is now; the rest is told."""
        if problem["code"] != "moved":
            self.kept.refusals.append((one.uid, problem))
            return
        is_there = one.op["op"] == "create" or one.op.get("to") == problem["movedTo"]
        if not is_there:
            self._add(self._new_uid(), problem["movedTo"], one.op)

    def _start_over_counting(self, last: int) -> None:
        """The server does not know the ops before these. What it does know is done."""
        self.kept.client_id = self._new_id()
        self.kept.next_n = 1
        self.kept.sent_up_to = None
        pending, self.kept.outbox = self.kept.outbox, []
        for one in pending:
            if one.n > last:
                self._add(one.uid, one.list_id, one.op)
            else:
                one.n = 0  # so that the next whole pull covers it
                self.kept.outbox.append(one)

    def _add(self, uid: int, list_id: str, op: Json) -> int:
        n = self.kept.next_n
        self.kept.outbox.append(Pending(uid, n, list_id, op))
        self.kept.next_n = n + 1
        self.numbered[self.kept.client_id, n] = uid
        if uid not in self.made:
            self.made[uid] = (list_id, op)
            self.latest[op.get("id", "")] = uid
        return uid

    # Pull.

    def next_pull(self) -> Json:
        kept = self.kept
        since = {"epoch": kept.epoch, "syncedAt": kept.synced_at} if kept.epoch else {}
        return {"clientId": kept.client_id, "cursors": dict(kept.cursors), **since}

    def pulled(self, request: Json, answer: Json) -> None:
        """One page. An answer to a question that would be another by now must undo nothing."""
        kept = self.kept
        asked = (request["clientId"], request["cursors"], request.get("epoch"))
        if asked != (kept.client_id, kept.cursors, kept.epoch):
            return
        kept.epoch, kept.synced_at = answer["epoch"], answer["syncedAt"]
        kept.inbox_id = answer["inboxId"]
        if answer["reset"]:
            self._begin_anew(answer["last"])
            return
        for changes in answer["lists"]:
            self._take(changes)
        for list_id in answer["purge"]:
            self._forget(list_id)
        if not answer["more"]:
            kept.is_whole = True
            self.arriving.clear()
            self._cover(answer["last"])

    def _take(self, changes: Json) -> None:
        list_id = changes["id"]
        if list_id not in self.kept.cursors:
            self.arriving.add(list_id)
        one = self.kept.lists.setdefault(list_id, {"info": None, "members": {}})
        one["role"] = changes["role"]
        if "info" in changes:
            one["info"] = changes["info"]
        for todo in changes["todos"]:
            self.kept.todos[list_id, todo["id"]] = todo
        for gone in changes["gone"]:
            self.kept.todos.pop((list_id, gone["id"]), None)
        if changes.get("everybody"):
            one["members"] = {}
        for member in changes["members"]:
            if member["role"] is None:
                one["members"].pop(member["id"], None)
            else:
                kept = {name: member[name] for name in ("role", "name")}
                one["members"][member["id"]] = kept
        self.kept.cursors[list_id] = changes["cursor"]

    def _forget(self, list_id: str) -> None:
        self.kept.lists.pop(list_id, None)
        self.kept.cursors.pop(list_id, None)
        for key in [key for key in self.kept.todos if key[0] == list_id]:
            del self.kept.todos[key]

    def _cover(self, last: int) -> None:
        """What is answered can go. What is not is sent once more: its answer may be a refusal."""
        for one in self.kept.outbox:
            one.is_covered = one.is_covered or one.n <= last
        self.kept.outbox = [
            one for one in self.kept.outbox if not (one.is_answered and one.is_covered)
        ]

    def _begin_anew(self, last: int) -> None:
        kept = self.kept
        kept.is_whole = False
        kept.lists, kept.todos, kept.cursors = {}, {}, {}
        self._cover(last)
        for one in kept.outbox:
            if one.n > last:  # as never sent: a table that was restored knows nothing of it
                one.is_answered = one.is_covered = False
