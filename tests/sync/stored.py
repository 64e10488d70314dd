"""What stands in the table, read without the application: items as JSON, and what one person
should have of it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from tests.sync.dynamo import Commit, Dynamo
from tests.sync.items import Item
from tests.sync.model import DEFAULTS, LATER, Gone, Json, TodoList, is_gone, is_past

_TODO = [*DEFAULTS, "title", "order", "createdAt", "createdBy", "updatedAt", "updatedBy"]
_INFO: Json = {
    "name": None,
    "colour": None,
    "archived": False,
    "createdAt": None,
    "deletedAt": None,
}


def number(item: Item | None, name: str, default: int = 0) -> int:
    return int(item[name]["N"]) if item and name in item else default


def value(attribute: Item) -> Any:
    ((kind, content),) = attribute.items()
    if kind == "N":
        return int(content)
    return [value(part) for part in content] if kind == "L" else content


def todo(item: Item) -> Json | Gone:
    if "purged" in item:
        return Gone(moved_to=item["movedTo"]["S"] if "movedTo" in item else None)
    return {name: value(item[name]) if name in item else DEFAULTS.get(name) for name in _TODO}


def info(item: Item) -> Json:
    return {name: value(item[name]) if name in item else other for name, other in _INFO.items()}


def differences(before: TodoList | None, after: TodoList, items: Mapping[str, Item]) -> list[str]:
    """Where what was written of a list is not what made `after` of `before`."""
    wrong = []
    old = before or TodoList(info={})
    if (after.info != old.info) != ("INFO" in items):
        wrong.append("INFO")
    if "INFO" in items and info(items["INFO"]) != after.info:
        wrong.append(f"INFO is {info(items['INFO'])}, not {after.info}")
    wrong += _member_differences(old, after, items)
    changed = {id_ for id_, one in after.todos.items() if one != old.todos.get(id_)}
    written = {sk[2:] for sk in items if sk.startswith("T#")}
    if changed != written:
        wrong.append(f"changed {changed}, written {written}")
    for id_ in changed & written:
        expected, actual = after.todos[id_], todo(items[f"T#{id_}"])
        if isinstance(expected, dict) and isinstance(actual, dict) and expected["order"] is LATER:
            expected = {**expected, "order": _end(old, actual["order"])}
        if expected != actual:
            wrong.append(f"{id_} is {actual}, not {expected}")
    return wrong


def _member_differences(old: TodoList, after: TodoList, items: Mapping[str, Item]) -> Iterator[str]:
    written = {sk[2:]: member(item) for sk, item in items.items() if sk.startswith("M#")}
    was, is_ = _members(old), _members(after)
    changed = {sub: is_.get(sub) for sub in was | is_ if was.get(sub) != is_.get(sub)}
    if written != changed:
        yield f"members changed as {changed}, written as {written}"
    for sk, item in items.items():
        if sk.startswith("M#") and ("role" in item) == ("leftAt" in item and "ttl" in item):
            yield f"{sk} is neither a member nor the tombstone of one: {item}"


def _members(one: TodoList) -> dict[str, Json]:
    return {sub: {"role": role, "name": one.names.get(sub, "")} for sub, role in one.roles.items()}


def member(item: Item) -> Json | None:
    """None for who has left."""
    if "role" not in item:
        return None
    return {"role": item["role"]["S"], "name": item.get("name", {}).get("S", "")}


def is_two_sided(commit: Commit) -> bool:
    """Whether what it writes of memberships is the same on the list's side and the person's."""
    ours, theirs = {}, {}
    for (pk, sk), item in commit.after.items():
        if sk.startswith("M#"):
            role = item.get("role") if item else None
            if pk.startswith("L#"):
                ours[pk[2:], sk[2:]] = role
            else:
                theirs[sk[2:], pk[2:]] = role
    return ours == theirs


def _end(one: TodoList, order: str) -> str | None:
    """The key, when it does sort after all others that were there."""
    others = [other["order"] for other in one.todos.values() if isinstance(other, dict)]
    return order if all(other is LATER or other < order for other in others) else None


def with_orders(one: TodoList, items: Mapping[str, Item]) -> TodoList:
    """The same, with the order keys that the server found for new to-dos."""
    todos = dict(one.todos)
    for id_, this in todos.items():
        if isinstance(this, dict) and this["order"] is LATER:
            todos[id_] = {**this, "order": items[f"T#{id_}"]["order"]["S"]}
    return replace(one, todos=todos)


def copy_for(dynamo: Dynamo, table: str, sub: str, now: str) -> dict[str, Any]:
    """What the person's devices should hold: lists by id with role, info, members and to-dos."""
    roles = dynamo.items(table, f"U#{sub}")
    lists = {}
    for list_id in [sk[2:] for sk in roles if sk.startswith("M#")]:
        items = dynamo.items(table, f"L#{list_id}")
        if (deleted := info(items["INFO"])["deletedAt"]) and is_past(deleted, now):
            continue
        lists[list_id] = {
            "role": items[f"M#{sub}"]["role"]["S"],
            "info": {**info(items["INFO"]), "seq": number(items["INFO"], "seq")},
            "members": {
                sk[2:]: known
                for sk, item in items.items()
                if sk.startswith("M#") and (known := member(item))
            },
            "todos": {
                sk[2:]: {**this, "seq": number(item, "seq"), "id": sk[2:], "listId": list_id}
                for sk, item in items.items()
                if sk.startswith("T#")
                if isinstance(this := todo(item), dict) and not is_gone(this, now)
            },
        }
    return lists


def copy_of(kept: Any, now: str) -> dict[str, Any]:
    """The same of a client, which takes what can be restored no more for gone by itself."""
    return {
        list_id: {
            **one,
            "todos": {
                id_: this
                for (where, id_), this in kept.todos.items()
                if where == list_id and not is_gone(this, now)
            },
        }
        for list_id, one in kept.lists.items()
        if not (one["info"]["deletedAt"] and is_past(one["info"]["deletedAt"], now))
    }


def unlike(actual: Any, expected: Any, path: str = "") -> list[str]:
    """Where two copies differ."""
    if isinstance(actual, dict) and isinstance(expected, dict):
        names = sorted(actual.keys() | expected.keys())
        return [
            line
            for name in names
            for line in unlike(actual.get(name), expected.get(name), f"{path}.{name}")
        ]
    return [] if actual == expected else [f"{path} is {actual!r}, not {expected!r}"]
