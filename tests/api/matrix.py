"""Who may do what: `matrix.txt`, and what each of its rows sends.

In the table a row is a route with the status of its answer, or an op with what became of it, for
each person. An op that never came so far, as the whole push was refused, has the status of that.
"""

import json
from pathlib import Path
from typing import Any

from tests.sync.model import follow_id

TABLE = Path(__file__).with_name("matrix.txt")
Row = tuple[str, ...]

# `anonymous` sends no token. `removed` was an editor. The last ones are scripts of the owner's: one
# with a token that is over, one that may only read, and one that may write, too.
SCRIPTS = ("expired", "reading", "writing")
WHO = ("anonymous", "stranger", "viewer", "editor", "owner", "removed", *SCRIPTS)
TODO, DONE = (f"01936f00-0000-7000-8000-a0000000000{number}" for number in (1, 2))
TRASHED, OWN_TODO, NEW = (f"01936f00-0000-7000-8000-b0000000000{number}" for number in (1, 2, 3))
_FIELDS = {"title": "Changed"}
# By name: the op, and whether it is pushed to the shared list, to the person's Inbox, or as new.
OPS: dict[str, tuple[dict[str, Any], str]] = {
    "create": ({"op": "create", "id": NEW, "fields": _FIELDS}, "<list_id>"),
    "patch": ({"op": "patch", "id": TODO, "fields": _FIELDS}, "<list_id>"),
    "tick": ({"op": "tick", "id": TODO, "done": True}, "<list_id>"),
    "follow": (
        {"op": "follow", "id": follow_id(DONE), "after": DONE, "fields": _FIELDS},
        "<list_id>",
    ),
    "order": ({"op": "order", "id": TODO, "order": "a5"}, "<list_id>"),
    "move out": ({"op": "move", "id": TODO, "to": "<inbox_id>", "order": "a0"}, "<list_id>"),
    "move in": ({"op": "move", "id": OWN_TODO, "to": "<list_id>", "order": "a0"}, "<inbox_id>"),
    "trash": ({"op": "trash", "id": TODO}, "<list_id>"),
    "restore": ({"op": "restore", "id": TRASHED}, "<list_id>"),
    "purge": ({"op": "purge", "id": TODO}, "<list_id>"),
    "assign": (
        {"op": "patch", "id": TODO, "fields": {"assignee": "<member_id>"}},
        "<list_id>",
    ),
    "createList": ({"op": "createList", "name": "New"}, NEW),
    "createList there": ({"op": "createList", "name": "New"}, "<list_id>"),
    "patchList": ({"op": "patchList", "fields": {"name": "Changed"}}, "<list_id>"),
    "trashList": ({"op": "trashList"}, "<list_id>"),
    "restoreList": ({"op": "restoreList"}, "<trashed_list_id>"),
    "setRole": ({"op": "setRole", "member": "<member_id>", "role": "owner"}, "<list_id>"),
    "setRole oneself": ({"op": "setRole", "member": "<own_id>", "role": "viewer"}, "<list_id>"),
    "removeMember": ({"op": "removeMember", "member": "<member_id>"}, "<list_id>"),
    "removeMember oneself": ({"op": "removeMember", "member": "<own_id>"}, "<list_id>"),
}


def read() -> tuple[dict[Row, dict[str, int]], dict[str, dict[str, str]]]:
    """The routes by method and rule, and the ops by name: for each person what is expected."""
    lines = [line for line in TABLE.read_text().splitlines() if line and line[0] != "#"]
    assert tuple(lines[0].split()) == WHO
    rows = [line.rsplit(maxsplit=len(WHO)) for line in lines[1:]]
    routes = {
        tuple(name.split()): dict(zip(WHO, map(int, cells), strict=True))
        for name, *cells in rows
        if "/" in name
    }
    ops = {name: dict(zip(WHO, cells, strict=True)) for name, *cells in rows if "/" not in name}
    return routes, ops


def filled(template: Any, ids: dict[str, str]) -> Any:
    text = json.dumps(template)
    for name, value in ids.items():
        text = text.replace(name, value)
    return json.loads(text)
