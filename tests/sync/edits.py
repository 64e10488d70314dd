"""What people change, made up from a few numbers: most of it makes sense, some of it does not."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from app.domain import instants
from app.domain.ids import secret_id
from tests.sync.client import Client
from tests.sync.household import Household
from tests.sync.model import Json, World, follow_id
from tests.sync.series import follow_op

TEXTS = ["Milk", "Eggs", " Bread ", "Rice"]
ORDERS = ["a0", "a5", "a1V", "aZ"]
EDITS = (
    "create create create_last write write unseen notes tag tag tick tick order move move trash"
    " trash restore purge patchList createList trashList restoreList nonsense due parent"
    " repeat complete complete complete undo assign setRole removeMember leave handOver"
).split()
RULES = [
    "FREQ=DAILY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
    "FREQ=DAILY;COUNT=2",
    "FREQ=MONTHLY;BYMONTHDAY=31;X-FROM=COMPLETION",
    "FREQ=DAILY;UNTIL=20261130",
]


class Author:
    """Remembers which to-dos and lists there ever were. `which` chooses one, `how` the op."""

    def __init__(self, house: Household) -> None:
        self.house = house
        self.todo_ids: list[str] = []
        self.list_ids = [house.home, house.work, *house.inboxes]

    def edit(self, kind: str, who: int, which: int, how: int) -> None:
        self.house.server.clock.now += 1
        client = self.house.clients[who]
        is_about_series = kind in ("complete", "undo")
        list_id, todo = self.todo(client, which, is_about_series)
        if kind.endswith("List"):
            list_id = self.list_at(which)
        if kind == "createList" and len(self.list_ids) < 8 and how % 2:
            list_id = self.house.new_id()
            self.list_ids.append(list_id)
        if kind.startswith("create") and kind != "createList":
            list_id = self._list_of(client, which)
        if kind in ("setRole", "removeMember", "handOver"):
            list_id = self.own_list_at(client, which)
        if kind == "leave":
            list_id = self.list_at(which)
        make = {"complete": self._complete, "undo": self._undo, "handOver": self._hand_over}.get(
            kind
        )
        ops = make(todo, how, client) if make else [self._op(kind, todo, how, client)]
        for op in ops:
            client.change(list_id, op)

    def _complete(self, todo: Json, how: int, client: Client) -> list[Json]:
        """From now on it repeats. The local day may be another than the server's."""
        if "title" not in todo:
            return [self._creation(self.new_todo(), "Again", 1)]
        ops = [] if todo["repeat"] else [self._op("repeat", todo, how, client)]
        todo = {**todo, **(ops[0]["fields"] if ops else {})}
        today = date.fromisoformat(self.house.server.now[:10]) + timedelta(days=how % 3 - 1)
        tick = {"op": "tick", "id": todo["id"], "done": True}
        follow = follow_op(todo["id"], todo, today.isoformat())
        return [*ops, tick, follow] if follow else [*ops, tick]

    def _undo(self, todo: Json, how: int, client: Client) -> list[Json]:
        """With what followed, where that is seen in the same list."""
        tick = {"op": "tick", "id": todo["id"], "done": False}
        trash = {"op": "trash", "id": follow_id(todo["id"])}
        seen = [one["id"] for list_id, one in self._seen(client) if list_id == todo.get("listId")]
        return [tick, trash] if trash["id"] in seen else [tick]

    def _hand_over(self, todo: Json, how: int, client: Client) -> list[Json]:
        promote = {"op": "setRole", "member": self.person_at(how), "role": "owner"}
        step_down = {"op": "setRole", "member": client.sub, "role": ["editor", "viewer"][how % 2]}
        leave = {"op": "removeMember", "member": client.sub}
        return [promote, leave if how % 5 == 0 else step_down]

    def person_at(self, how: int) -> str:
        return list(self.house.subs.values())[how % len(self.house.subs)]

    def _op(self, kind: str, todo: Json, how: int, client: Client) -> Json:
        text, order, one = TEXTS[how % 4], ORDERS[how // 4 % 4], {"id": todo["id"]}
        patch: Json = {"op": "patch", **one}
        titled = {"title": text}
        nonsense: list[Json] = [
            {**patch, "fields": {"title": " "}},
            {**patch, "fields": {"colour": "red"}},
            {"op": "fly", **one},
            {"op": "create", "id": self.house.new_id(), "fields": {"title": "x" * 501}},
            {"op": "tick", "id": self.house.new_id(), "done": True},
            {"op": "follow", "id": self.house.new_id(), "after": todo["id"], "fields": titled},
            {"op": "join", "role": "owner"},
            {"op": "setRole", "member": client.sub, "role": "king"},
        ]
        return {
            "create": lambda: self._creation(self.new_todo(), text, how),
            "create_last": lambda: self._creation(todo["id"], text, how),
            "write": lambda: {**patch, "fields": titled, "was": {"title": todo.get("title", "-")}},
            "unseen": lambda: {**patch, "fields": titled},
            "notes": lambda: {**patch, "fields": {"notes": text}, "was": {"notes": "Old"}},
            "tag": lambda: {**patch, "addTags": [text.strip()], "removeTags": [order]},
            "due": lambda: {**patch, "fields": {"dueTime": "17:00"}},  # without a day: refused
            "parent": lambda: {
                **patch,
                "fields": {"due": "2026-12-01", "parentId": self.todo(client, how)[1]["id"]},
            },
            "repeat": lambda: {
                **patch,
                "fields": {"repeat": RULES[how % 5], "due": [None, "2026-11-20"][how % 2]},
            },
            "tick": lambda: {"op": "tick", **one, "done": bool(how % 2)},
            "order": lambda: {"op": "order", **one, "order": order},
            "move": lambda: {
                "op": "move",
                **one,
                "to": self._other_list(todo, client, how),
                "order": order,
            },
            "assign": lambda: {
                **patch,
                "fields": {"assignee": None if how % 5 == 0 else self.person_at(how)},
            },
            "setRole": lambda: {
                "op": "setRole",
                "member": self.person_at(how),
                "role": ["owner", "editor", "viewer", "owner"][how // 4 % 4],
            },
            "removeMember": lambda: {"op": "removeMember", "member": self.person_at(how)},
            "leave": lambda: {"op": "removeMember", "member": client.sub},
            "patchList": lambda: {
                "op": "patchList",
                "fields": {"archived": True} if how % 4 == 0 else {"name": text.strip()},
            },
            "createList": lambda: {"op": "createList", "name": text.strip(), "colour": "teal"},
            "nonsense": lambda: nonsense[how % 8],
        }.get(kind, lambda: {"op": kind, **({} if kind.endswith("List") else one)})()

    def _creation(self, todo_id: str, text: str, how: int) -> Json:
        order = {"order": ORDERS[how % 4]} if how % 3 == 0 else {}
        parent = {"parentId": self.todo_ids[0]} if how == 7 and self.todo_ids else {}
        repeat = {"repeat": RULES[how % 5], "due": "2026-11-18"} if how % 2 else {}
        assignee = {"assignee": self.person_at(how)} if how % 4 == 2 else {}
        stamps = self._stamps(how)
        done = {"done": True} if "doneAt" in stamps else {}
        fields = {"title": text, **order, **parent, **repeat, **assignee, **done}
        op = {"op": "create", "id": todo_id, "fields": fields}
        return {**op, "stamps": stamps} if stamps else op

    def _stamps(self, how: int) -> Json:
        """As an import has them, some by a clock that is ahead."""
        return {
            3: {"createdAt": self._ago(400)},
            4: {"deletedAt": self._ago(1)},
            6: {"createdAt": self._ago(3), "doneAt": self._ago(2)},
            7: {"createdAt": self._ago(60), "deletedAt": self._ago(20)},
            9: {"deletedAt": self._ago(40)},
            11: {"createdAt": self._ago(-1)},
            14: {"doneAt": self._ago(-1)},
        }.get(how, {})

    def _ago(self, days: int) -> str:
        now = datetime.fromisoformat(self.house.server.now)
        return instants.to_text(now - timedelta(days=days))

    def new_todo(self) -> str:
        self.todo_ids.append(self.house.new_id())
        return self.todo_ids[-1]

    def list_at(self, where: int) -> str:
        """One of the two that are shared, mostly."""
        return self.list_ids[where % 2 if where < 11 else where % len(self.list_ids)]

    def _other_list(self, todo: Json, client: Client, how: int) -> str:
        """One that the person is in, mostly, and that it can be moved to."""
        lists = self.house.oracle.life.world.lists.items()
        others = [
            id_ for id_, one in lists if client.sub in one.roles and id_ != todo.get("listId")
        ]
        return others[how % len(others)] if others and how % 4 else self.list_at(how)

    def _list_of(self, client: Client, where: int) -> str:
        """One that the person is in, mostly."""
        lists = self.house.oracle.life.world.lists.items()
        theirs = [list_id for list_id, one in lists if client.sub in one.roles]
        return theirs[where % len(theirs)] if where % 4 else self.list_at(where)

    def own_list_at(self, client: Client, where: int) -> str:
        """One that the person owns, mostly, and that others may be in."""
        own = [
            list_id
            for list_id, one in self.house.oracle.life.world.lists.items()
            if one.roles.get(client.sub) == "owner" and list_id not in self.house.inboxes
        ]
        return own[where % len(own)] if own and where % 4 else self.list_at(where)

    def member_at(self, list_id: str, where: int) -> str:
        """Somebody who is in it, mostly."""
        one = self.house.oracle.life.world.lists.get(list_id)
        subs = list(one.roles) if one and where % 4 else []
        return subs[where % len(subs)] if subs else self.person_at(where)

    def token_at(self, where: int) -> str:
        """Of an invite that is open, mostly; or of one of the last that there were."""
        life, now = self.house.oracle.life, self.house.server.now
        known = [(token, life.invites.get(secret_id(token))) for token in self.house.tokens]
        open_ = [token for token, one in known if one and one.is_open(life.world, now)]
        chosen = open_ if open_ and where % 3 else self.house.tokens[-4:]
        return chosen[where % len(chosen)]

    def todo(self, client: Client, which: int, repeats: bool = False) -> tuple[str, Json]:
        """One that the person sees, best one that repeats; or any that there is, or ever was."""
        seen = self._seen(client)
        seen = [one for one in seen if repeats and one[1]["repeat"]] or seen
        if seen and which < 14:
            return seen[which % len(seen)]
        there = self._todos_of(self.house.oracle.life.world)
        if there and which < 15:
            return there[which % len(there)]
        return self.list_at(which), {"id": (self.todo_ids or [self.house.new_id()])[-1]}

    def _seen(self, client: Client) -> list[tuple[str, Json]]:
        world, _ = client.view(self.house.server.now)
        mine = {id_: one for id_, one in world.lists.items() if client.sub in one.roles}
        return self._todos_of(replace(world, lists=mine))

    def _todos_of(self, world: World) -> list[tuple[str, Json]]:
        return [
            (list_id, {**todo, "id": todo_id, "listId": list_id})
            for list_id, one in world.lists.items()
            for todo_id, todo in one.todos.items()
            if isinstance(todo, dict)
        ]
