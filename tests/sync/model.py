"""What ops do, written a second time from docs/sync.md and /api/openapi.json, on plain JSON.

It shares no code with `app/domain/apply.py`, so that the two can be held against each other: the
oracle replays what was committed, op by op, and the client makes its view by it. Values are never
changed in place; an older world stays what it was.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

Json = dict[str, Any]

DEFAULTS: Json = {
    "notes": "",
    "done": False,
    "doneAt": None,
    "due": None,
    "dueTime": None,
    "priority": 4,
    "tags": [],
    "parentId": None,
    "repeat": None,
    "assignee": None,
    "deletedAt": None,
}
TRASH_AGE = timedelta(days=30)
LATER = None  # the order of a to-do that was made without one: greater than all others there


class Refused(Exception):
    def __init__(self, code: str, moved_to: str | None = None) -> None:
        super().__init__(code)
        self.code, self.moved_to = code, moved_to


@dataclass(frozen=True)
class Gone:
    """What is left of a to-do that was deleted for ever, or moved to another list."""

    moved_to: str | None = None


@dataclass(frozen=True)
class TodoList:
    info: Json
    roles: Mapping[str, str] = field(default_factory=dict)  # of its members, by sub
    names: Mapping[str, str] = field(default_factory=dict)  # the same, as the others see them
    todos: Mapping[str, Json | Gone] = field(default_factory=dict)
    made_from: Any = None
    todos_made_from: Mapping[str, Json] = field(default_factory=dict)

    def with_todo(self, todo_id: str, todo: Json | Gone) -> "TodoList":
        return replace(self, todos={**self.todos, todo_id: todo})

    def with_member(self, sub: str, role: str | None, name: str = "") -> "TodoList":
        """Without a role: without the member."""
        others = {one: other for one, other in self.roles.items() if one != sub}
        names = {one: other for one, other in self.names.items() if one != sub}
        if role is None:
            return replace(self, roles=others, names=names)
        return replace(self, roles={**others, sub: role}, names={**names, sub: name})


@dataclass(frozen=True)
class World:
    lists: Mapping[str, TodoList] = field(default_factory=dict)
    inboxes: Mapping[str, str] = field(default_factory=dict)  # of the people, by sub
    names: Mapping[str, str] = field(default_factory=dict)  # which they go by, by sub

    def with_list(self, list_id: str, one: TodoList) -> "World":
        return replace(self, lists={**self.lists, list_id: one})


def is_past(instant: str, now: str) -> bool:
    """Whether something deleted then can be restored no more."""
    return datetime.fromisoformat(now) - datetime.fromisoformat(instant) > TRASH_AGE


def is_gone(todo: Json | Gone, now: str) -> bool:
    return isinstance(todo, Gone) or (
        todo["deletedAt"] is not None and is_past(todo["deletedAt"], now)
    )


def apply(world: World, list_id: str, op: Json, sub: str, now: str) -> tuple[World, Json]:
    """The world after the op, and which texts it overwrote unseen. Raises Refused."""
    if is_malformed(op):
        raise Refused("validation_failed")
    kind = op["op"]
    if kind == "createList":
        return _create_list(world, list_id, op, sub, now), {}
    one = world.lists.get(list_id)
    deleted = one and one.info["deletedAt"]
    if one is None or sub not in one.roles or (deleted and is_past(deleted, now)):
        raise Refused("not_found")
    if kind in ("trashList", "restoreList"):
        return world.with_list(list_id, _hide(world, list_id, kind, sub, now)), {}
    if kind in ("setRole", "removeMember"):
        return world.with_list(list_id, _change_member(one, op, sub)), {}
    _require_writable(one, sub)
    if kind == "patchList":
        is_inbox = world.inboxes.get(sub) == list_id
        if is_inbox and op["fields"].get("archived"):
            raise Refused("conflict")
        return world.with_list(list_id, replace(one, info={**one.info, **op["fields"]})), {}
    if kind == "create":
        return world.with_list(list_id, _create(one, op, sub, now)), {}
    if kind == "follow":
        return world.with_list(list_id, _follow(one, op, sub, now)), {}
    if op.get("to") == list_id:
        raise Refused("validation_failed")
    todo = _find(one, op["id"], now)
    if kind == "move":
        return _move(world, list_id, todo, op, sub, now), {}
    changed = _change(one, todo, op, now)
    overwrote = _overwritten(todo, op)
    if changed is todo or changed == todo:
        return world, overwrote
    if isinstance(changed, dict):
        changed = {**changed, "updatedAt": now, "updatedBy": sub}
    return world.with_list(list_id, one.with_todo(op["id"], changed)), overwrote


def _require_writable(one: TodoList, sub: str) -> None:
    if one.info["deletedAt"] is not None:
        raise Refused("not_found")
    if one.roles[sub] == "viewer":
        raise Refused("forbidden")


def join(world: World, list_id: str, role: str, sub: str) -> World:
    """What accepting an invite does."""
    one = world.lists[list_id]
    return world.with_list(list_id, one.with_member(sub, role, world.names.get(sub, "")))


def rename(world: World, list_id: str, sub: str) -> World:
    """What taking another name does in a list."""
    return join(world, list_id, world.lists[list_id].roles[sub], sub)


def _change_member(one: TodoList, op: Json, sub: str) -> TodoList:
    if one.info["deletedAt"] is not None:
        raise Refused("not_found")
    is_leaving = op["op"] == "removeMember" and op["member"] == sub
    if one.roles[sub] != "owner" and not is_leaving:
        raise Refused("forbidden")
    if op["member"] not in one.roles:
        raise Refused("not_found")
    if op.get("role") == one.roles[op["member"]]:
        return one
    changed = one.with_member(op["member"], op.get("role"), one.names.get(op["member"], ""))
    if "owner" not in changed.roles.values():
        raise Refused("last_owner")
    return changed


def _create_list(world: World, list_id: str, op: Json, sub: str, now: str) -> World:
    if list_id[14] != "7":  # others are derived, and could be guessed
        raise Refused("validation_failed")
    made = {"name": op["name"], "colour": op.get("colour", "slate")}
    existing = world.lists.get(list_id)
    if existing is not None:
        is_retry = sub in existing.roles and existing.made_from == made
        if not is_retry or existing.info["deletedAt"] is not None:
            raise Refused("id_taken")
        return world
    info = {**made, "archived": False, "createdAt": now, "deletedAt": None}
    one = TodoList(info=info, made_from=made)
    return world.with_list(list_id, one.with_member(sub, "owner", world.names.get(sub, "")))


def _hide(world: World, list_id: str, kind: str, sub: str, now: str) -> TodoList:
    one = world.lists[list_id]
    if one.roles[sub] != "owner":
        raise Refused("forbidden")
    if kind == "trashList" and world.inboxes.get(sub) == list_id:
        raise Refused("conflict")
    if kind == "trashList":
        return replace(one, info={**one.info, "deletedAt": one.info["deletedAt"] or now})
    return replace(one, info={**one.info, "deletedAt": None})


def _create(one: TodoList, op: Json, sub: str, now: str) -> TodoList:
    existing = one.todos.get(op["id"])
    if existing is not None:
        return _recreate(one, existing, op, now)
    in_trash = "deletedAt" in op.get("stamps", {})
    _require_parent(one, op["id"], op["fields"].get("parentId"), now if in_trash else None)
    _require_assignable(one, op["fields"].get("assignee"))
    made_from = {**one.todos_made_from, op["id"]: _said(op)}
    made = {**_made(op, sub, now), **_stamps(op, now)}
    return replace(one.with_todo(op["id"], made), todos_made_from=made_from)


def _said(op: Json) -> Json:
    return {**op["fields"], **({"stamps": op["stamps"]} if op.get("stamps") else {})}


def _stamps(op: Json, now: str) -> Json:
    """Nothing is of later than now, and nothing is made that the trash would not give back."""
    stamps = {name: min(text, now) for name, text in op.get("stamps", {}).items()}
    if "doneAt" in stamps and not op["fields"].get("done"):
        raise Refused("validation_failed")
    if "deletedAt" in stamps and is_past(stamps["deletedAt"], now):
        stamps["deletedAt"] = now
    return stamps


def _made(op: Json, sub: str, now: str) -> Json:
    fields = {**op["fields"], "title": op["fields"]["title"].strip()}
    todo = {
        **DEFAULTS,
        "order": LATER,
        **fields,
        "doneAt": now if fields.get("done") else None,
        "createdAt": now,
        "createdBy": sub,
        "updatedAt": now,
        "updatedBy": sub,
    }
    return _checked(todo)


def _follow(one: TodoList, op: Json, sub: str, now: str) -> TodoList:
    """What is there in any way stays as it is, but for what is in the trash."""
    after, there = _find(one, op["after"], now), one.todos.get(op["id"])
    if after["deletedAt"] is not None or not after["done"]:
        return one
    if there is None:
        kept = {name: after[name] for name in ("parentId", "assignee")}
        made = {**_made(op, sub, now), **kept}
        return one.with_todo(op["id"], made)
    if is_gone(there, now) or there["deletedAt"] is None:
        return one
    back = {**there, "deletedAt": None, "updatedAt": now, "updatedBy": sub}
    return one.with_todo(op["id"], back)


def _recreate(one: TodoList, existing: Json | Gone, op: Json, now: str) -> TodoList:
    if isinstance(existing, Gone) and existing.moved_to:
        raise Refused("moved", existing.moved_to)
    if isinstance(existing, Gone) or is_gone(existing, now):
        raise Refused("conflict")
    if one.todos_made_from.get(op["id"]) == _said(op):
        return one
    raise Refused("in_trash" if existing["deletedAt"] is not None else "id_taken")


def _find(one: TodoList, todo_id: str, now: str) -> Json:
    todo = one.todos.get(todo_id)
    if isinstance(todo, Gone) and todo.moved_to:
        raise Refused("moved", todo.moved_to)
    if todo is None or isinstance(todo, Gone) or is_gone(todo, now):
        raise Refused("not_found")
    return todo


def has_followed(world: World, list_id: str, op: Json) -> bool:
    """False if it is a `follow` after which there is none that follows."""
    if op["op"] != "follow":
        return True
    todo = world.lists[list_id].todos.get(op["id"])
    return isinstance(todo, dict) and todo["deletedAt"] is None


def _change(one: TodoList, todo: Json, op: Json, now: str) -> Json | Gone:
    kind = op["op"]
    if kind == "purge":
        return Gone()
    if kind == "trash":
        return {**todo, "deletedAt": todo["deletedAt"] or now}
    if kind == "restore":
        return {**todo, "deletedAt": None}
    if todo["deletedAt"] is not None:
        raise Refused("in_trash")
    fields = {"tick": {"done": op.get("done")}, "order": {"order": op.get("order")}}.get(
        kind, op.get("fields", {})
    )
    return _patched(one, todo, op, fields, now)


def _patched(one: TodoList, todo: Json, op: Json, fields: Json, now: str) -> Json:
    parent = fields.get("parentId")
    if parent != todo["parentId"]:
        _require_parent(one, op["id"], parent)
    if fields.get("assignee") != todo["assignee"]:
        _require_assignable(one, fields.get("assignee"))
    changed = {**todo, **fields, "title": fields.get("title", todo["title"]).strip()}
    kept = [tag for tag in changed["tags"] if tag not in op.get("removeTags", ())]
    changed["tags"] = list(dict.fromkeys([*kept, *op.get("addTags", ())]))
    if changed["due"] is None and "dueTime" not in fields:
        changed["dueTime"] = None
    if changed["done"] != todo["done"]:
        changed["doneAt"] = now if changed["done"] else None
    return _checked(changed)


def _move(world: World, list_id: str, todo: Json, op: Json, sub: str, now: str) -> World:
    one, target = world.lists[list_id], world.lists.get(op["to"])
    if todo["deletedAt"] is not None:
        raise Refused("in_trash")
    if target is None or sub not in target.roles:
        raise Refused("not_found")
    _require_writable(target, sub)
    there = target.todos.get(op["id"])
    if there is not None and not (isinstance(there, Gone) and there.moved_to):
        raise Refused("id_taken")
    parent = op.get("parentId")
    _require_parent(target, op["id"], parent)
    own = {
        "createdBy": sub if todo["createdBy"] == sub else "",
        "assignee": sub if todo["assignee"] == sub else None,
    }
    place = {"order": op["order"], "parentId": parent, **own}
    arrived = _checked({**todo, **place, "updatedAt": now, "updatedBy": sub})
    made_from = {**target.todos_made_from, op["id"]: one.todos_made_from.get(op["id"], {})}
    there_now = replace(target.with_todo(op["id"], arrived), todos_made_from=made_from)
    left = one.with_todo(op["id"], Gone(moved_to=op["to"]))
    return world.with_list(list_id, left).with_list(op["to"], there_now)


def _require_parent(
    one: TodoList, todo_id: str, parent_id: str | None, trash_at: str | None = None
) -> None:
    """A parent is another live to-do of the list, and has no parent itself. What is made in the
    trash, at that time, may hang on what is there."""
    if parent_id is None:
        return
    parent = one.todos.get(parent_id)
    if not isinstance(parent, dict) or parent_id == todo_id:
        raise Refused("validation_failed")
    if parent["deletedAt"] is not None and (trash_at is None or is_gone(parent, trash_at)):
        raise Refused("validation_failed")
    if parent["parentId"] is not None:
        raise Refused("validation_failed")


def _require_assignable(one: TodoList, assignee: str | None) -> None:
    if assignee is not None and assignee not in one.roles:
        raise Refused("validation_failed")


def _checked(todo: Json) -> Json:
    needs_due = todo["dueTime"] is not None and todo["due"] is None
    if needs_due or len(todo["tags"]) > 20:
        raise Refused("validation_failed")
    return todo


def _overwritten(todo: Json, op: Json) -> Json:
    """Texts that are neither what the author saw nor what is wanted."""
    wanted = dict(op.get("fields", {}))
    wanted |= {"title": wanted["title"].strip()} if "title" in wanted else {}
    return {
        name: todo[name]
        for name, seen in op.get("was", {}).items()
        if name in wanted and todo[name] not in (seen, wanted[name])
    }


_FIELDS = {
    "create": {"id", "fields", "stamps"},
    "follow": {"id", "after", "fields"},
    "patch": {"id", "fields", "addTags", "removeTags", "was"},
    "tick": {"id", "done"},
    "order": {"id", "order"},
    "move": {"id", "to", "order", "parentId"},
    "trash": {"id"},
    "restore": {"id"},
    "purge": {"id"},
    "createList": {"name", "colour"},
    "patchList": {"fields"},
    "trashList": set(),
    "restoreList": set(),
    "setRole": {"member", "role"},
    "removeMember": {"member"},
}
_VALUES = {
    "create": {*DEFAULTS, "title", "order"} - {"doneAt", "deletedAt"},
    "follow": {*DEFAULTS, "title", "order"} - {"doneAt", "deletedAt"},
    "patch": {*DEFAULTS, "title", "order"} - {"doneAt", "deletedAt"},  # done, tags: by REST only
    "patchList": {"name", "colour", "archived"},
}
_SUB = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_FORMS = {
    "title": r"\s*\S.{0,499}",
    "name": r"\S.{0,99}",
    "due": r"\d{4}-\d{2}-\d{2}",
    "order": r"a[0-9A-Za-z][0-9A-Za-z]{0,62}",
    "assignee": _SUB,
    "member": _SUB,
    "role": "owner|editor|viewer",
}


def follow_id(todo_id: str) -> str:
    """Version 8, the variant as it was, and 62 bits more by 2^40."""
    bits = int(todo_id.replace("-", ""), 16)
    last = ((bits & 2**62 - 1) + 2**40) % 2**62
    text = f"{bits >> 62 << 62 | last:032x}"
    return f"{text[:8]}-{text[8:12]}-8{text[13:16]}-{text[16:20]}-{text[20:]}"


def is_malformed(op: Json) -> bool:
    """As far as the tests make such: unknown ops and fields, and texts of a wrong form."""
    if op.get("op") not in _FIELDS or not op.keys() - {"n", "op"} <= _FIELDS[op["op"]]:
        return True
    if op["op"] == "follow" and op["id"] != follow_id(op["after"]):
        return True
    if op["op"] == "create" and op["id"][14] != "7":  # others are derived
        return True
    if not op.get("fields", {}).keys() <= _VALUES.get(op["op"], set()):
        return True
    values = {**op.get("fields", {}), **op}
    return any(
        not isinstance(values[name], str) or not re.fullmatch(form, values[name], re.DOTALL)
        for name, form in _FORMS.items()
        if values.get(name) is not None
    )
