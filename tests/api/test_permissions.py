"""The function's role allows what the application does to its table, and nothing else.

Everywhere in the tests DynamoDB refuses what the role does not allow (tests/conftest.py). Here all
that it does allow is seen to be used: by every route of the application, driven by this test alone.
"""

import ast
import inspect
from typing import Any

import pytest
from botocore.exceptions import ClientError

from app.config import Settings
from app.store import table as table_module
from app.store.table import Table
from tests.conftest import Person
from tests.ids import new_id
from tests.permissions import granted, needed, watch
from tests.routes import BY_SECRET, PRIVATE, PUBLIC, fill


def drive(person: Person, other: Person, method: str, route: str) -> int:
    """Call the route so that it succeeds, on a list made for it, with what it needs there; its
    status. Who deletes an account is the other one, who owns no list."""
    list_id = person("POST", "/api/lists", {"name": "Home"}).json["id"]
    ids = {"<list_id>": list_id, "<todo_id>": new_id(), "<member_id>": other.sub}
    if "<todo_id>" in route and method != "PUT":
        made = person("POST", f"/api/lists/{list_id}/todos", {"title": "Sweep"}).json
        ids["<todo_id>"] = made["id"]
    if "invite" in route or "<member_id>" in route:
        made = person("POST", f"/api/lists/{list_id}/invites", {"role": "viewer"}).json
        ids |= {"<invite_id>": made["invite"]["id"], "<token>": made["token"]}
    if "<member_id>" in route:
        other("POST", "/api/invites/accept", {"token": ids["<token>"]})
    if "<token_id>" in route:
        made = person("POST", "/api/tokens", {"name": "x", "scope": "read"}).json
        ids["<token_id>"] = made["about"]["id"]
    if "<secret>" in route:
        path = person("PUT", "/api/calendar", {}).json["path"]
        ids["<secret>"] = path.rpartition("/")[2].removesuffix(".ics")
    if route.endswith("/deletion"):
        person = other
    if route.endswith("/restore"):
        person("DELETE", fill(route, ids).removesuffix("/restore"))
    if (method, route) in BY_SECRET:
        sent = BY_SECRET[method, route] or {}
        secret = {name: fill(text, ids) for name, text in sent.items()}
        return person(method, fill(route, ids), secret or None).status_code
    return person(method, fill(route, ids), PRIVATE.get((method, route))).status_code


def test_the_role_allows_what_the_routes_do_and_nothing_else(
    ada: Person, bob: Person, dynamodb: Any, settings: Settings
) -> None:
    calls: list[tuple[str, dict[str, Any]]] = []
    stop = watch(dynamodb, lambda operation, parameters: calls.append((operation, parameters)))
    try:
        # A name is shown in all lists, of which there is one more with each; the account goes last.
        rows = sorted({*PUBLIC, *PRIVATE, *BY_SECRET}, key=lambda row: _turn(row[1]))
        refused = [row for row in rows if drive(ada, bob, *row) >= 300]
    finally:
        stop()
    assert refused == []
    assert {permission for call in calls for permission in needed(*call)} == granted()
    assert {name for _, parameters in calls for name in tables(parameters)} == {settings.table_name}
    # The one above is only as good as the routes are thorough: nothing else is called anywhere.
    assert {operation for operation, _ in calls} == operations_in_the_source()


def _turn(route: str) -> int:
    return {"/api/me": 0, "/api/me/deletion": 2}.get(route, 1)


def tables(parameters: dict[str, Any]) -> list[str]:
    if "TransactItems" in parameters:
        actions = [action for item in parameters["TransactItems"] for action in item.values()]
        return [action["TableName"] for action in actions]
    return list(parameters.get("RequestItems", [parameters.get("TableName")]))


def operations_in_the_source() -> set[str]:
    """What `Table` asks its client for, in AWS's spelling."""
    calls = [
        node
        for node in ast.walk(ast.parse(inspect.getsource(table_module)))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "_call"
    ]
    names = [ast.literal_eval(call.args[0]) for call in calls]
    return {"".join(part.capitalize() for part in name.split("_")) for name in names}


def test_nothing_is_allowed_by_wildcard_nor_to_scan_or_to_administer() -> None:
    kinds = ("GetItem", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem")
    known = {f"dynamodb:{kind}" for kind in (*kinds, "BatchGetItem", "Query")}
    assert {action for action, _ in granted()} <= known
    assert {resource for _, resource in granted()} <= {"table", "index/bySeq"}


def test_what_is_not_allowed_is_refused_in_every_test(dynamodb: Any, settings: Settings) -> None:
    table = Table(dynamodb, settings.table_name)
    for operation in ("scan", "delete_table"):
        with pytest.raises(ClientError, match="AccessDeniedException"):
            table._call(operation, TableName=table.name)
    with pytest.raises(ClientError, match="index/other"):
        table._call("query", TableName=table.name, IndexName="other")


def test_a_transaction_takes_the_permissions_of_its_parts() -> None:
    parts = [{"Put": {}}, {"Update": {}}, {"Delete": {}}, {"ConditionCheck": {}}, {"Put": {}}]
    assert needed("TransactWriteItems", {"TransactItems": parts}) == {
        ("dynamodb:PutItem", "table"),
        ("dynamodb:UpdateItem", "table"),
        ("dynamodb:DeleteItem", "table"),
        ("dynamodb:ConditionCheckItem", "table"),
    }


def test_the_tests_themselves_may_do_what_they_like(dynamodb: Any, settings: Settings) -> None:
    assert dynamodb.scan(TableName=settings.table_name)["Items"] == []
