"""Words for the examples: ops, and what became of them."""

from collections.abc import Callable
from itertools import count
from typing import Any

from tests.sync.client import Client
from tests.sync.household import PUSH, Household
from tests.sync.model import Json


def create(house: Household, title: str = "Milk", **fields: Any) -> Json:
    return {"op": "create", "id": house.new_id(), "fields": {"title": title, **fields}}


def rename(op: Json, title: str, **more: Any) -> Json:
    return {"op": "patch", "id": op["id"], "fields": {"title": title}, **more}


def do(house: Household, client: Client, *ops: Json, where: str = "") -> Json:
    """Push these; gives the request, to send it again."""
    for op in ops:
        client.change(where or house.home, op)
    assert house.push(client)
    return house.sent[-1][1]


def send(house: Household, client: Client, request: Json) -> Json:
    return dict(house.call(client.sub, "POST", PUSH, request).json)


def results(answer: Json) -> list[tuple[str, str | None]]:
    told = answer["results"]
    return [(one["status"], one.get("problem", {}).get("code")) for one in told]


def rows(house: Household, list_id: str = "") -> dict[str, Any]:
    return house.server.dynamo.items(house.server.table, f"L#{list_id or house.home}")


def title_of(house: Household, op: Json) -> str:
    return str(rows(house)[f"T#{op['id']}"]["title"]["S"])


def seqs(house: Household) -> list[int]:
    return sorted(int(row["seq"]["N"]) for row in rows(house).values() if "seq" in row)


def at_every_call(act: Callable[[int], list[str]]) -> None:
    """Interrupt at the first call to the table, the second … until there is none any more. `act` is
    given which, and gives what `meanwhile` did; requests make three calls at the least."""
    for at_call in count(1):
        if not act(at_call):
            assert at_call > 3
            return
