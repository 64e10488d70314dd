"""What follows on a repeating to-do, written a second time, as docs/sync.md says it."""

from dataclasses import dataclass

from tests.recurrence import expected
from tests.sync.model import LATER, Json, World, follow_id, is_gone

KEPT = ("title", "notes", "dueTime", "priority", "tags", "order", "parentId", "assignee")


def follow_op(todo_id: str, todo: Json, on: str) -> Json | None:
    """The op that makes the next one of `todo`, done `on` this day; None if there is none."""
    if todo["repeat"] is None:
        return None
    due, repeat = expected(todo["repeat"], todo["due"], on)
    if due is None:
        return None
    fields = {**{name: todo[name] for name in KEPT}, "due": due, "repeat": repeat}
    if fields["order"] is LATER:  # only the server can place it
        del fields["order"]
    return {"op": "follow", "id": follow_id(todo_id), "after": todo_id, "fields": fields}


Place = tuple[str, str]  # by list and id


@dataclass(frozen=True)
class Series:
    """What is promised of the to-dos that follow on others: those that are `due` are there, until
    somebody takes them away. Where no list holds the two together there may be more than one."""

    due: frozenset[Place] = frozenset()
    parted: frozenset[str] = frozenset()  # ids of what was moved, or made once more, elsewhere

    def after(self, op: Json, list_id: str, before: World, now: str) -> "Series":
        """When `op` was applied to the world `before`."""
        kind, place = op["op"], (list_id, op.get("id", ""))
        if kind in ("trash", "purge", "move"):
            moved = {place[1]} if kind == "move" else set()
            return Series(self.due - {place}, self.parted | moved)
        others = [one.todos for key, one in before.lists.items() if key != list_id]
        if kind == "create" and any(place[1] in todos for todos in others):
            return Series(self.due, self.parted | {place[1]})
        if kind != "follow":
            return self
        todos = before.lists[list_id].todos
        done, there = todos.get(op["after"]), todos.get(op["id"])
        is_wanted = isinstance(done, dict) and done["done"] and done["deletedAt"] is None
        if not is_wanted or (there is not None and is_gone(there, now)):
            return self
        return Series(self.due | {place}, self.parted)

    def check(self, world: World) -> None:
        for list_id, todo_id in self.due:
            todo = world.lists[list_id].todos.get(todo_id)
            is_there = isinstance(todo, dict) and todo["deletedAt"] is None
            assert is_there, f"{todo_id} is due, and not there: {todo}"

    def check_single(self, world: World) -> None:
        lists = world.lists.values()
        for todo_id in {todo_id for one in lists for todo_id in one.todos} - self.parted:
            next_id = follow_id(todo_id)
            found = [one.todos[next_id] for one in lists if next_id in one.todos]
            live = [todo for todo in found if isinstance(todo, dict) and not todo["deletedAt"]]
            assert len(live) <= 1 or next_id in self.parted, f"{todo_id} has {len(live)} successors"
