"""Push and pull over HTTP: what comes in, what goes out, and what is said of it.

The rules that keep copies equal are tried in tests/sync.
"""

from typing import Any

import msgspec
import pytest
from flask import Flask

from app.domain.ids import follow_id
from app.errors import LimitReached
from app.schemas.ops import OP_KINDS, OpJson
from app.store import pulls
from app.store.table import Table
from tests.conftest import Clock, Person
from tests.ids import new_id

LONG_AGO = "2020-02-29T08:30:00.000Z"


class Device:
    """A client that numbers its ops."""

    def __init__(self, person: Person) -> None:
        self.person, self.id, self.n = person, new_id(), 0

    def push(self, list_id: str, *ops: dict[str, Any]) -> Any:
        numbered = [{"n": self.n + place, **op} for place, op in enumerate(ops, 1)]
        self.n += len(ops)
        return self.send(list_id, numbered)

    def send(self, list_id: str, ops: list[Any]) -> Any:
        body = {"clientId": self.id, "listId": list_id, "ops": ops}
        return self.person("POST", "/api/sync/push", body)

    def pull(self, **body: Any) -> Any:
        return self.person("POST", "/api/sync/pull", {"clientId": self.id, **body})


@pytest.fixture
def device(ada: Person) -> Device:
    return Device(ada)


def create(**fields: Any) -> dict[str, Any]:
    return {"op": "create", "id": new_id(), "fields": {"title": "Milk", **fields}}


def imported(**stamps: Any) -> dict[str, Any]:
    return {**create(), "stamps": stamps}


def test_every_kind_of_op_does_what_it_says(device: Device, ada: Person) -> None:
    home, work = new_id(), new_id()
    made = create(tags=["a"])
    of = {"id": made["id"]}
    device.push(work, {"op": "createList", "name": "Work"})
    answer = device.push(
        home,
        {"op": "createList", "name": "Home", "colour": "teal"},
        made,
        {"op": "patch", **of, "fields": {"notes": "2 l"}, "addTags": ["b"], "removeTags": ["a"]},
        {"op": "tick", **of, "done": True},
        {
            "op": "follow",
            "id": follow_id(made["id"]),
            "after": made["id"],
            "fields": {"title": "x"},
        },
        {"op": "order", **of, "order": "a5"},
        {"op": "trash", **of},
        {"op": "restore", **of},
        {"op": "patchList", "fields": {"name": "House", "archived": True}},
        {"op": "move", **of, "to": work, "order": "a0"},
    )
    assert {one["status"] for one in answer.json["results"]} == {"applied"}
    assert answer.json["last"] == 11
    todo = ada("GET", f"/api/lists/{work}/todos/{made['id']}").json
    assert (todo["notes"], todo["tags"], todo["order"], todo["done"]) == ("2 l", ["b"], "a0", True)
    assert ada("GET", f"/api/lists/{home}").json["name"] == "House"
    assert [one["title"] for one in ada("GET", f"/api/lists/{home}/todos").json["items"]] == ["x"]
    assert ada("GET", f"/api/lists/{home}/todos/{made['id']}").json["code"] == "moved"

    device.push(work, {"op": "purge", **of}, {"op": "trashList"})
    assert ada("GET", f"/api/lists/{work}").status_code == 404
    device.push(work, {"op": "restoreList"})
    assert ada("GET", f"/api/lists/{work}/todos").json["items"] == []


@pytest.mark.parametrize(
    ("op", "code", "field"),
    [
        ({"op": "fly"}, "choice", "op"),
        ({}, "missing", "op"),
        ({"op": "tick", "id": "x", "done": True}, "format", "id"),
        ({"op": "tick", "id": new_id()}, "missing", "done"),
        ({**create(), "colour": "red"}, "unknown_field", "colour"),
        (create(due="2026-02-30"), "format", "fields.due"),
        (create(notes="ä" * 8193), "length", "notes"),
        (imported(createdAt="2026-11-18"), "format", "stamps.createdAt"),
        (imported(createdAt="2026-11-18T08:30:00Z"), "format", "stamps.createdAt"),
        (imported(createdAt="2026-11-18T08:30:00.000+01:00"), "format", "stamps.createdAt"),
        (imported(createdAt="2026-02-30T08:30:00.000Z"), "format", "stamps.createdAt"),
        (imported(deletedAt="2026-11-18T24:00:00.000Z"), "format", "stamps.deletedAt"),
        (imported(deletedAt="1969-12-31T23:59:59.999Z"), "format", "stamps.deletedAt"),
        (imported(doneAt=1763454600), "type", "stamps.doneAt"),
        (imported(doneAt=None), "type", "stamps.doneAt"),
        (imported(doneAt="2026-11-18T08:30:00.000Z"), "needs_done", "stamps.doneAt"),
        (imported(updatedAt="2026-11-18T08:30:00.000Z"), "unknown_field", "updatedAt"),
        ({**create(), "stamps": None}, "type", "stamps"),
    ],
)
def test_what_is_no_op_is_refused_by_its_number(
    device: Device, ada: Person, op: dict[str, Any], code: str, field: str
) -> None:
    answer = device.push(ada.inbox, op, create())
    refused, applied = answer.json["results"]
    assert (answer.status_code, answer.json["last"], applied["status"]) == (200, 2, "applied")
    assert (refused["n"], refused["status"]) == (1, "refused")
    assert refused["problem"]["code"] == "validation_failed"
    assert [(one["code"], one["field"]) for one in refused["problem"]["errors"]] == [(code, field)]


def test_what_is_imported_says_since_when_and_by_whom_it_was_brought_here(
    device: Device, ada: Person
) -> None:
    made, done = "2026-11-01T08:30:00.000Z", "2026-11-02T08:30:00.000Z"
    op = {**create(done=True), "stamps": {"createdAt": made, "doneAt": done}}
    device.push(ada.inbox, op)
    todo = ada("GET", f"/api/lists/{ada.inbox}/todos/{op['id']}").json
    assert (todo["createdAt"], todo["doneAt"]) == (made, done)
    assert (todo["createdBy"], todo["updatedBy"]) == (ada.sub, ada.sub)
    assert todo["updatedAt"] == "2026-11-18T11:06:40.000Z"  # now


def test_what_is_made_in_the_trash_is_not_counted_and_can_be_restored(
    device: Device, ada: Person
) -> None:
    op = imported(deletedAt="2026-11-01T08:30:00.000Z")
    device.push(ada.inbox, op)
    todos = f"/api/lists/{ada.inbox}/todos"
    assert ada("GET", f"/api/lists/{ada.inbox}").json["counts"] == {"open": 0, "done": 0}
    assert [one["id"] for one in ada("GET", f"{todos}?trash=true").json["items"]] == [op["id"]]
    assert ada("POST", f"{todos}/{op['id']}/restore").status_code == 200
    assert ada("GET", f"/api/lists/{ada.inbox}").json["counts"] == {"open": 1, "done": 0}


def test_what_is_made_in_the_trash_goes_from_it_when_its_days_are_over(
    device: Device, ada: Person, clock: Clock, sign_in: Any
) -> None:
    """As if it had been here all the time. What was there for too long begins anew."""
    short, whole = imported(deletedAt="2026-10-20T08:30:00.000Z"), imported(deletedAt=LONG_AGO)
    device.push(ada.inbox, short, whole)
    trash = f"/api/lists/{ada.inbox}/todos?trash=true"
    assert len(ada("GET", trash).json["items"]) == 2
    clock.now += 2 * 86_400
    ada = sign_in("ada")
    assert [one["id"] for one in ada("GET", trash).json["items"]] == [whole["id"]]
    told = Device(ada).push(ada.inbox, short).json["results"][0]
    assert told["problem"]["code"] == "conflict"


@pytest.mark.parametrize(
    ("fields", "digest"),
    [
        ({"title": "Milk"}, "54648c641d7bb90c12c7c007797fab4c"),
        ({"title": "Milk", "done": True, "due": "2026-12-24"}, "8453504867713c5898049a72cb98696f"),
    ],
)
def test_a_creation_without_stamps_keeps_its_digest(fields: Any, digest: str) -> None:
    """By which a retry is known also when the server became a newer one meanwhile."""
    op = msgspec.convert({**create(), "n": 1, "fields": fields}, OpJson)
    assert op.on(new_id()).digest == digest


def test_only_an_import_may_say_when_something_was(ada: Person) -> None:
    body = {"title": "Milk", "stamps": {"createdAt": LONG_AGO}}
    answer = ada("POST", f"/api/lists/{ada.inbox}/todos", body)
    assert (answer.status_code, answer.json["errors"][0]["code"]) == (422, "unknown_field")


@pytest.mark.parametrize(
    ("numbers", "field"), [([2, 1], "ops[1].n"), ([1, 3], "ops[1].n"), ([1, 1], "ops[1].n")]
)
def test_numbers_follow_each_other(
    device: Device, ada: Person, numbers: list[int], field: str
) -> None:
    answer = device.send(ada.inbox, [{"n": n, **create()} for n in numbers])
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, field)


@pytest.mark.parametrize("n", [None, 0, -1, "1", 1.5, 2**53])
def test_an_op_without_a_number_cannot_be_answered(device: Device, ada: Person, n: Any) -> None:
    answer = device.send(ada.inbox, [{"n": n, **create()}])
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "ops[0].n")


@pytest.mark.parametrize("count", [0, 46])
def test_a_push_has_one_op_to_forty_five(device: Device, ada: Person, count: int) -> None:
    assert device.push(ada.inbox, *(create() for _ in range(count))).status_code == 422


def test_a_gap_says_up_to_where_the_ops_are_known(device: Device, ada: Person) -> None:
    device.push(ada.inbox, create())
    device.n = 5
    answer = device.push(ada.inbox, create())
    assert (answer.status_code, answer.json["code"], answer.json["last"]) == (409, "gap", 1)


def test_a_list_is_made_with_a_new_id_only(device: Device, bob: Person) -> None:
    """Who could make a list with a derived id could make another person's Inbox."""
    told = device.push(bob.inbox, {"op": "createList", "name": "Mine"}).json["results"][0]
    assert told["problem"]["errors"][0]["field"] == "listId"


def test_a_move_is_judged_by_both_lists(device: Device, ada: Person, bob: Person) -> None:
    made = create()
    device.push(ada.inbox, made)
    there = {"op": "move", "id": made["id"], "order": "a0"}
    told = device.push(
        ada.inbox,
        {**there, "to": bob.inbox},
        {**there, "to": new_id()},
        {**there, "to": ada.inbox},
    ).json["results"]
    assert [one["problem"]["code"] for one in told] == ["not_found"] * 2 + ["validation_failed"]
    assert told[0]["problem"] == told[1]["problem"]


def test_a_push_takes_what_a_transaction_has_room_for(device: Device, ada: Person) -> None:
    """45 moves are twice 45 items, and a counter and a check for each list that they go to."""
    made = [create() for _ in range(45)]
    device.push(ada.inbox, *made)
    lists = [ada("POST", "/api/lists", {"name": "x"}).json["id"] for _ in range(9)]
    moves = [
        {"n": 46 + place, "op": "move", "id": one["id"], "to": lists[place % 9], "order": "a0"}
        for place, one in enumerate(made)
    ]
    pushes = 0
    while moves:
        last = device.send(ada.inbox, moves).json["last"]
        moves = [op for op in moves if op["n"] > last]
        pushes += 1
    assert pushes == 2
    counts = [one["counts"]["open"] for one in ada("GET", "/api/lists").json["items"]]
    assert counts == [0] + [5] * 9


def test_what_was_overwritten_is_remembered_until_the_client_goes_on(
    device: Device, ada: Person
) -> None:
    """45 conflicts of 16 KB are more than an item of the table holds."""
    made = [create(notes="b" * 16_000) for _ in range(45)]
    for one in made:
        device.push(ada.inbox, one)
    patches = [
        {
            "n": 46 + place,
            "op": "patch",
            "id": one["id"],
            "fields": {"notes": "mine"},
            "was": {"notes": ""},
        }
        for place, one in enumerate(made)
    ]
    seen = []
    while patches:
        answer = device.send(ada.inbox, patches).json
        assert answer == device.send(ada.inbox, patches[: len(answer["results"])]).json
        seen += [one["overwrote"]["notes"] for one in answer["results"]]
        patches = [op for op in patches if op["n"] > answer["last"]]
    assert seen == ["b" * 16_000] * 45


def test_a_first_pull_brings_all_there_is(device: Device, ada: Person) -> None:
    kept, trashed, purged = create(), create(), create()
    device.push(ada.inbox, kept, trashed, purged)
    device.push(
        ada.inbox,
        *({"op": op, "id": one["id"]} for op, one in (("trash", trashed), ("purge", purged))),
    )
    answer = device.pull(cursors={}).json
    assert (answer["reset"], answer["more"], answer["last"], answer["purge"]) == (
        None,
        False,
        5,
        [],
    )
    assert answer["inboxId"] == ada.inbox
    (inbox,) = answer["lists"]
    assert (inbox["id"], inbox["role"], inbox["cursor"]) == (ada.inbox, "owner", 7)
    assert inbox["info"]["name"] == "Inbox"
    assert inbox["members"] == [{"id": ada.sub, "role": "owner", "name": "", "seq": 2}]
    assert [one["id"] for one in inbox["todos"]] == [kept["id"], trashed["id"]]
    assert [bool(one["deletedAt"]) for one in inbox["todos"]] == [False, True]
    assert inbox["gone"] == [{"id": purged["id"], "seq": 7, "movedTo": None}]


def test_nothing_new_is_a_short_answer(device: Device, ada: Person) -> None:
    first = device.pull(cursors={}).json
    cursors = {one["id"]: one["cursor"] for one in first["lists"]}
    again = device.pull(cursors=cursors, epoch=first["epoch"], syncedAt=first["syncedAt"]).json
    assert (again["lists"], again["purge"], again["more"], again["last"]) == ([], [], False, 0)


def test_what_is_in_the_trash_too_long_is_gone(
    device: Device, ada: Person, clock: Clock, sign_in: Any
) -> None:
    made = create()
    device.push(ada.inbox, made, {"op": "trash", "id": made["id"]})
    clock.now += 31 * 86_400
    (inbox,) = Device(sign_in("ada")).pull(cursors={}).json["lists"]
    assert (inbox["todos"], inbox["gone"][0]["id"]) == ([], made["id"])


@pytest.mark.parametrize("kind", OP_KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_op_is_described_with_an_example_that_is_one(app: Flask, kind: Any) -> None:
    described = app.test_client().get("/api/openapi.json").json["components"]["schemas"]
    assert described[kind.__name__]["examples"] == [kind.example]
    assert type(msgspec.json.decode(msgspec.json.encode(kind.example), type=OpJson)) is kind
    assert {"$ref": f"#/components/schemas/{kind.__name__}"} in (
        described["PushBody"]["properties"]["ops"]["items"]["anyOf"]
    )


@pytest.mark.parametrize(
    "op",
    [
        {"op": "trash", "id": new_id(), "k" * 140_000: 1},
        {"op": "k" * 200_000},
        {"op": "trash", "id": new_id(), "\x01" * 30_000: 1},
    ],
    ids=["a long field", "a long kind", "a long field of control characters"],
)
def test_what_is_said_of_a_huge_op_is_short(device: Device, ada: Person, op: Any) -> None:
    """It is kept until the client has read it, and an item holds 400 KB."""
    answer = device.push(ada.inbox, op)
    assert (answer.status_code, answer.json["results"][0]["status"]) == (200, "refused")
    assert len(answer.data) < 5_000


def raw_push(person: Person, list_id: str, op: bytes) -> Any:
    head = f'{{"clientId": "{new_id()}", "listId": "{list_id}", "ops": ['.encode()
    headers = {"Content-Type": "application/json"}
    return person("POST", "/api/sync/push", data=head + op + b"]}", headers=headers)


def test_an_op_that_is_no_text_is_refused_alone(ada: Person) -> None:
    op = b'{"n": 1, "op": "create", "id": "%s", "fields": {"title": "\xff\xfe"}}'
    answer = raw_push(ada, ada.inbox, op % new_id().encode())
    assert (answer.status_code, answer.json["results"][0]["status"]) == (200, "refused")


@pytest.mark.parametrize("depth", [1_000, 50_000])
def test_an_op_that_is_nested_too_deep_is_no_failure_of_ours(ada: Person, depth: int) -> None:
    nested = b"[" * depth + b"]" * depth
    answer = raw_push(ada, ada.inbox, b'{"n": 1, "op": "tick", "x": ' + nested + b"}")
    assert answer.status_code in (200, 400, 422)


@pytest.mark.parametrize(
    "synced_at",
    ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-11-25T00:00:00Z"],
)
@pytest.mark.parametrize("holds", [True, False], ids=["with a copy", "without one"])
def test_a_copy_is_never_said_to_be_younger_than_now(
    device: Device, ada: Person, monkeypatch: pytest.MonkeyPatch, synced_at: str, holds: bool
) -> None:
    monkeypatch.setattr(pulls, "PAGE_ITEMS", 1)
    device.push(ada.inbox, create(), create())
    first = device.pull().json
    cursors = {ada.inbox: 1} if holds else {}
    answer = device.pull(cursors=cursors, epoch=first["epoch"], syncedAt=synced_at)
    assert (answer.status_code, answer.json["syncedAt"]) == (200, first["syncedAt"])


def test_a_list_that_is_full_refuses_and_stops_no_queue(
    device: Device, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What shares a partition key holds 10 GB at most."""
    write, inbox = Table.write, ada.inbox

    def full(self: Table, actions: Any) -> None:
        if len(actions) > 2:  # more than the note of what is consumed
            raise LimitReached("This list holds too much")
        write(self, actions)

    monkeypatch.setattr(Table, "write", full)
    answer = device.push(inbox, create(), create()).json
    assert answer["last"] == 2
    assert {one["problem"]["code"] for one in answer["results"]} == {"limit_reached"}
