"""Each op by example: the table `cases.json`, held against the server, and against the model that
the oracle goes by."""

from typing import Any

import msgspec
import pytest

from app.domain.apply import apply, overwritten
from app.domain.ops import ListState, State
from app.errors import AppError, Moved
from app.schemas.answers import TodoJson
from app.schemas.ops import OP_KINDS
from tests.sync import cases, model
from tests.sync.cases import ACTOR, ADA, AT, FILE, LIST, STAMPS, TARGET, TODO
from tests.sync.model import Json

ALL = [pytest.param(case, id=case["name"]) for case in FILE["cases"]]
GOOD = [pytest.param(case, id=case["name"]) for case in FILE["cases"] if "then" in case]
REFUSED = [pytest.param(case, id=case["name"]) for case in FILE["cases"] if "refused" in case]
# The tests of sync neither reach limits nor make most of what is malformed.
MODELLED = [one for one in ALL if one.values[0].get("needs") not in ("form", "count")]  # type: ignore[union-attr]


def test_every_kind_of_op_is_tried_with_and_without_success() -> None:
    kinds = {kind.__struct_config__.tag for kind in OP_KINDS}
    for outcome in ("then", "refused"):
        assert kinds <= {case["op"]["op"] for case in FILE["cases"] if outcome in case}
    names = [case["name"] for case in FILE["cases"]]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("case", REFUSED)
def test_the_server_refuses(case: Json) -> None:
    with pytest.raises(AppError) as refusal:
        op = cases.decoded(case)
        apply(cases.state_for(case, op), op, ACTOR)
    error = refusal.value
    moved_to = error.moved_to if isinstance(error, Moved) else None
    assert (error.code, moved_to) == (case["refused"], case.get("movedTo"))


@pytest.mark.parametrize("case", GOOD)
def test_the_server_does(case: Json) -> None:
    op = cases.decoded(case)
    before = cases.state_for(case, op)
    try:
        after = apply(before, op, ACTOR)
    except AppError as refusal:
        pytest.fail(f"refused: {refusal!r}")
    assert overwritten(before, op) == case.get("overwrote", {})
    if cases.changes_nothing(case):
        assert after == before  # so that nothing is written
    elif cases.is_of_list(case):
        check_members(case, before, after)
        if case["then"] is None:
            return
        info = msgspec.structs.asdict(after.info)
        found = {**info, "id": after.list_id, "role": after.role, "deletedAt": info["deleted_at"]}
        assert {name: found[name] for name in LIST} == cases.expected(case)
    else:
        check_todo(case, before, after)


def check_members(case: Json, before: State, after: ListState) -> None:
    """They are as they should be, and counted. Of who left nothing but that is said."""
    if not isinstance(before, ListState):
        return
    found = cases.members_of({**LIST, **case.get("list", {})})
    for member in after.members.values():
        known = {"id": member.id, "role": member.role, "name": member.name}
        is_there = member.role is not None
        found |= {member.id: known if is_there else {}}
        assert is_there or (member.name, member.left_at) == ("", AT)
    there = {id_: known for id_, known in found.items() if known}
    if members := (case["then"] or {}).get("members"):
        assert there == {known["id"]: known for known in members}
    assert (ADA in there) == (case["then"] is not None)
    owners = [known for known in there.values() if known["role"] == "owner"]
    assert (after.meta.members, after.meta.owners) == (len(there), len(owners))


def check_todo(case: Json, before: State, after: ListState) -> None:
    """It is as it should be, by whom and when; the others are as they were; all are counted."""
    assert isinstance(before, ListState)
    is_moved = case["op"]["op"] == "move"
    here, there = after.todos[cases.todo_id_of(case)], after.others.get(TARGET)
    assert here.purged == (is_moved or case["then"] is None)
    assert here.moved_to == (TARGET if is_moved else None)
    assert {**after.todos, here.id: None} == {**before.todos, here.id: None}
    assert uncounted(after) == uncounted(before)
    if is_moved:
        assert uncounted(there) == uncounted(before.others[TARGET])
        here = there.todos[here.id]  # type: ignore[union-attr]
    if case["then"] is not None:
        assert (here.updated_at, here.updated_by) == (AT, ADA)
        compare(case, msgspec.to_builtins(TodoJson.of(here)))


def uncounted(state: Any) -> tuple[int, int]:
    """How many more open and done ones are counted than are seen: what no op changes."""
    live = [todo for todo in state.todos.values() if todo.is_live]
    done = sum(todo.done for todo in live)
    return state.meta.open - len(live) + done, state.meta.done - done


def compare(case: Json, found: Json) -> None:
    expected = cases.expected(case)
    if case.get("isLast"):
        assert all(found["order"] > one["order"] for one in case["others"])
        expected["order"] = found["order"]
    found["tags"] = list(found["tags"])
    assert {name: found[name] for name in expected} == expected


def world_of(case: Json) -> model.World:
    made_from = case.get("madeFrom", {})
    lists = {
        id_: model.TodoList(
            info=one,
            roles={id_: member["role"] for id_, member in cases.members_of(one).items()},
            names={id_: member["name"] for id_, member in cases.members_of(one).items()},
            todos={t["id"]: gone_or(t) for t in cases.todos_of(case) if t["listId"] == id_},
            made_from=made_from,
            todos_made_from={TODO["id"]: made_from},
        )
        for id_, one in cases.lists_of(case).items()
        if one is not None
    }
    if case.get("isTaken"):
        lists[LIST["id"]] = model.TodoList(info=LIST, roles={"somebody": "owner"})
    is_inbox = (case.get("list") or {}).get("isInbox")
    return model.World(lists, {ADA: LIST["id"]} if is_inbox else {})


def gone_or(todo: Json) -> Json | model.Gone:
    return model.Gone(todo.get("movedTo")) if todo.get("isGone") else {**todo, **STAMPS}


@pytest.mark.parametrize("case", MODELLED)
def test_the_model_does_the_same(case: Json) -> None:
    world, list_id = world_of(case), cases.list_id_of(case)
    try:
        after, overwrote = model.apply(world, list_id, cases.op_json(case), ADA, AT)
    except model.Refused as refusal:
        told = (refusal.code, refusal.moved_to)
        assert told == (case.get("refused"), case.get("movedTo"))
        return
    assert "refused" not in case
    assert overwrote == case.get("overwrote", {})
    one = after.lists[list_id]
    if cases.is_of_list(case):
        if members := (case["then"] or {}).get("members"):
            there = [
                {"id": id_, "role": one.roles[id_], "name": one.names[id_]} for id_ in one.roles
            ]
            key = lambda member: member["id"]  # noqa: E731
            assert sorted(there, key=key) == sorted(members, key=key)
        assert (ADA in one.roles) == (case["then"] is not None)
        if case["then"] is None:
            return
        found = {"id": list_id, **one.info, "role": one.roles[ADA]}
        assert {name: found[name] for name in LIST} == cases.expected(case)
        return
    is_moved = case["op"]["op"] == "move"
    todo_id = cases.todo_id_of(case)
    todo = (after.lists[TARGET] if is_moved else one).todos.get(todo_id)
    if cases.changes_nothing(case):
        assert after == world
    elif case["then"] is None:
        assert todo == model.Gone()
    else:
        assert isinstance(todo, dict)
        place = {"id": todo_id, "listId": TARGET if is_moved else list_id}
        order = {"order": todo["order"] or "~"}  # LATER
        compare(case, {**todo, **place, **order})
