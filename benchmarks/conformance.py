"""Whether a variant does the same work as the others: what is not measured unless it is so."""

import re
from typing import Any

from benchmarks.catalogue import DOABLE, Variant
from benchmarks.lab import Lab, Process
from benchmarks.world import BODY, TABLE, TODOS, body_of

Json = dict[str, Any]
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class DiffersError(AssertionError):
    """A variant answers something else. The message says which and what."""


def check(lab: Lab, variant: Variant, process: Process) -> None:
    """Raises DiffersError."""
    events = lab.world.events[variant.event]
    try:
        _check_get(lab, events["get"], process)
        _check_post(lab, events["post"], process)
        _check_refusals(events, process)
        if variant.name == DOABLE:
            _check_own(events, process)
    except DiffersError as error:
        raise DiffersError(f"{variant.name}: {error}") from None


def _check_get(lab: Lab, event: Json, process: Process) -> None:
    for answer in (process.first["answer"], process.answer(event)):
        _expect("GET", answer["statusCode"], 200)
        _expect("GET", body_of(answer), expected_items(lab))
        call = lab.last_call()
        _expect("call", call["operation"], "Query")
        _expect(
            "query", {"ConsistentRead": True, "Limit": 20}.items() <= call["body"].items(), True
        )


def _check_post(lab: Lab, event: Json, process: Process) -> None:
    answer = process.answer(event)
    call = lab.last_call()
    _expect("POST", answer["statusCode"], 201)
    body = body_of(answer)
    made, when = body.pop("id"), body.pop("createdAt")
    _expect("id", bool(_ID.fullmatch(made)), True)
    _expect("createdAt", when[:2], "20")
    _expect("POST", body, BODY | {"done": False})
    _expect("call", (call["operation"], call["body"]["TableName"]), ("PutItem", TABLE))
    item = {name: _load(value) for name, value in call["body"]["Item"].items()}
    _expect("item", (item.pop("PK")[:2], item.pop("SK")), ("L#", f"T#{made}"))
    _expect("item", item, BODY | {"done": False, "createdAt": when})


def _check_refusals(events: dict[str, Json], process: Process) -> None:
    for name, event in events.items():
        if name.startswith("token:"):
            _expect(name, process.answer(event)["statusCode"], 401)
        elif name.startswith("body:"):
            _expect(name, process.answer(event)["statusCode"] in (400, 422), True)


def _check_own(events: dict[str, Json], process: Process) -> None:
    """Doable's own routes, which are measured too."""
    listed = process.answer(events["own-get"])
    _expect("own GET", (listed["statusCode"], len(body_of(listed)["items"])), (200, TODOS))
    _expect("own POST", process.answer(events["own-post"])["statusCode"], 201)


def expected_items(lab: Lab) -> Json:
    items = []
    for stored in lab.world.answers["Query"]["Items"]:
        item = {name: _load(value) for name, value in stored.items()}
        del item["PK"]
        items.append({"id": item.pop("SK").removeprefix("T#"), **item})
    return {"items": items}


def _load(attribute: Json) -> Any:
    ((kind, value),) = attribute.items()
    if kind == "N":
        return int(value)
    return [_load(part) for part in value] if kind == "L" else value


def _expect(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise DiffersError(f"{what}: expected {expected!r}, got {found!r}")
