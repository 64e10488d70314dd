"""Every route and every op, tried by everybody: `matrix.txt` says what comes of it.

All cells begin with the same table, and what is refused leaves the list as it was.
"""

from functools import lru_cache
from typing import Any, NamedTuple

import pytest

from app.routes._openapi import contracts
from app.schemas.ops import OP_KINDS
from tests.api.matrix import (
    DONE,
    NEW,
    OPS,
    OWN_TODO,
    SCRIPTS,
    TODO,
    TRASHED,
    WHO,
    Row,
    filled,
    read,
)
from tests.routes import BY_SECRET, OWN, PUBLIC, SHARED
from tests.sync.server import DAY, Answer, Server, issuer

ROUTES, OUTCOMES = read()
OWN_ID = "<own_id>"  # in place of <member_id>: who asks
CLIENT = "01936f00-0000-7000-8000-c00000000001"
LIST, TRASHED_LIST = (f"01936f00-0000-7000-8000-d0000000000{number}" for number in (1, 2))
ROLES = {"viewer": "viewer", "editor": "editor", "removed": "editor", "other": "viewer"}
PATH = f"/api/lists/{LIST}"


class World(NamedTuple):
    """A server, how its table is at the beginning, and what stands for the names in rows."""

    server: Server
    table: Any
    ids: dict[str, str]
    tokens: dict[str, str]  # of scripts


def sub_of(who: str) -> str:
    return issuer().sub_of("owner" if who in SCRIPTS else who)


@lru_cache
def world() -> World:
    """A list that the owner shares with a viewer, an editor and another one; somebody was removed
    from it. There is a to-do, one that is done and repeats, and one in the trash."""
    server = Server()

    def good(who: str, method: str, path: str, body: Any = None) -> Any:
        answer = server.call(sub_of(who), method, path, body)
        assert answer.status < 300, f"{method} {path}: {answer}"
        return answer.json

    for list_id in (LIST, TRASHED_LIST):
        good("owner", "POST", "/api/lists", {"id": list_id, "name": "Home"})
        for who, role in ROLES.items():
            invite = good("owner", "POST", f"/api/lists/{list_id}/invites", {"role": role})
            good(who, "POST", "/api/invites/accept", {"token": invite["token"]})
        good("owner", "DELETE", f"/api/lists/{list_id}/members/{sub_of('removed')}")
    good("owner", "DELETE", f"/api/lists/{TRASHED_LIST}")
    good("owner", "PUT", f"{PATH}/todos/{TODO}", {"title": "Milk"})
    good(
        "owner", "PUT", f"{PATH}/todos/{DONE}", {"title": "x", "repeat": "FREQ=DAILY", "done": True}
    )
    good("owner", "PUT", f"{PATH}/todos/{TRASHED}", {"title": "Old"})
    good("owner", "DELETE", f"{PATH}/todos/{TRASHED}")
    for who in ("stranger", "owner", *ROLES):
        inbox = good(who, "GET", "/api/me")["inboxId"]
        good(who, "PUT", f"/api/lists/{inbox}/todos/{OWN_TODO}", {"title": "Own"})
    invite = good("owner", "POST", f"{PATH}/invites", {"role": "viewer"})
    today = server.now[:10]
    expired = {"name": "x", "scope": "write", "expiresOn": today}
    scripts = {
        "expired": good("owner", "POST", "/api/tokens", expired),
        "reading": good("owner", "POST", "/api/tokens", {"name": "x", "scope": "read"}),
        "writing": good("owner", "POST", "/api/tokens", {"name": "x", "scope": "write"}),
        "other": good("owner", "POST", "/api/tokens", {"name": "x", "scope": "read"}),
    }
    calendar = good("owner", "PUT", "/api/calendar", {"listId": LIST})
    server.clock.now += DAY
    ids = {
        "<list_id>": LIST,
        "<trashed_list_id>": TRASHED_LIST,
        "<todo_id>": TODO,
        "<member_id>": sub_of("other"),
        "<invite_id>": invite["invite"]["id"],
        "<token>": invite["token"],
        "<token_id>": scripts["other"]["about"]["id"],
        "/api/calendar/<secret>.ics": calendar["path"],
    }
    tokens = {who: one["token"] for who, one in scripts.items()}
    return World(server, server.dynamo.snapshot(server.table), ids, tokens)


def ask(who: str, method: str, path: str, body: Any) -> Answer:
    server, _, ids, tokens = world()
    own = {OWN_ID: sub_of(who), "<inbox_id>": inbox_of(who)}
    new = {"<todo_id>": NEW} if method == "PUT" else {}
    asked = filled([path, body], {**ids, **own, **new})
    if who in tokens:
        return server.send(tokens[who], method, *asked)
    return server.call("" if who == "anonymous" else sub_of(who), method, *asked)


@lru_cache
def inbox_of(who: str) -> str:
    return str(world().server.call(sub_of(who), "GET", "/api/me").json["inboxId"])


def begin() -> dict[str, Any]:
    """Put the table back; gives what is in the list."""
    server, table, *_ = world()
    server.dynamo.rewind(server.table, table)
    return items()


def items() -> dict[str, Any]:
    server = world().server
    return server.dynamo.items(server.table, f"L#{LIST}")


def cells(table: dict[Any, dict[str, Any]]) -> list[Any]:
    return [
        pytest.param(
            row, who, expected, id=f"{row if isinstance(row, str) else ' '.join(row)} {who}"
        )
        for row, columns in table.items()
        for who, expected in columns.items()
    ]


def body_of(row: Row) -> Any:
    known = {**OWN, **SHARED, **BY_SECRET}
    return known.get((row[0], row[1].replace(OWN_ID, "<member_id>")), examples().get(row))


@lru_cache
def examples() -> dict[Row, Any]:
    found = contracts(world().server.app)
    return {(method.upper(), rule): contract.example for rule, method, contract, _ in found}


@pytest.mark.parametrize(("row", "who", "expected"), cells(ROUTES))
def test_a_route_answers_everybody_as_it_should(row: Row, who: str, expected: int) -> None:
    method, route = row
    before = begin()
    body = body_of(row)
    if route.endswith("/restore"):
        ask("owner", "DELETE", route.removesuffix("/restore"), None)
        before = items()
    answer = ask(who, method, route, body)
    assert answer.status == expected
    if expected >= 400:
        assert items() == before
    if who in ("stranger", "removed") and (method == "GET" or route.endswith("/pull")):
        assert LIST not in str(answer.json)


@pytest.mark.parametrize(("row", "who", "expected"), cells(OUTCOMES))
def test_an_op_does_for_everybody_what_it_should(row: str, who: str, expected: str) -> None:
    op, list_id = OPS[row]
    before = begin()
    push = {"clientId": CLIENT, "listId": list_id, "ops": [{"n": 1, **op}]}
    answer = ask(who, "POST", "/api/sync/push", push)
    if answer.status == 200:
        (result,) = answer.json["results"]
        became = result.get("problem", {}).get("code", result["status"])
    else:
        became = str(answer.status)
    assert became == expected
    if expected != "applied":
        assert items() == before


def test_every_route_and_every_op_has_its_row() -> None:
    routed = {
        (method, rule.rule)
        for rule in world().server.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert {(method, route.replace(OWN_ID, "<member_id>")) for method, route in ROUTES} == routed
    assert {op["op"] for op, _ in OPS.values()} == {kind.__struct_config__.tag for kind in OP_KINDS}
    assert OUTCOMES.keys() == OPS.keys()


def test_everybody_is_in_every_row() -> None:
    assert {tuple(columns) for columns in (*ROUTES.values(), *OUTCOMES.values())} == {WHO}
    assert PUBLIC <= ROUTES.keys()
