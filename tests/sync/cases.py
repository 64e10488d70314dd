"""`cases.json`, which says how it is to be read, as the server knows such things."""

import json
import re
from pathlib import Path

import msgspec

from app.domain import instants
from app.domain.lists import Counters, Info, Member
from app.domain.ops import Actor, CreateTodo, ListState, NoList, Op, State, people_touched, touched
from app.domain.todos import Todo
from app.errors import AppError
from app.schemas.ops import CreateOp
from app.schemas.requests import ListFields
from app.schemas.sync import PushBody
from tests.sync.model import Json

FILE = json.loads(Path(__file__).with_name("cases.json").read_text())
AT, TODO, LIST = FILE["at"], FILE["todo"], FILE["list"]
TARGET = "01936f00-0000-7000-8000-000000000002"
ADA = FILE["by"]
ACTOR = Actor(ADA, instants.from_text(AT))
EARLIER = "2026-11-01T00:00:00.000Z"
STAMPS = {"createdAt": EARLIER, "createdBy": ADA, "updatedAt": EARLIER, "updatedBy": ADA}


def is_of_list(case: Json) -> bool:
    """Or about its members."""
    kind = case["op"]["op"]
    return kind.endswith("List") or kind in ("setRole", "removeMember")


def op_json(case: Json) -> Json:
    return {**({} if is_of_list(case) else {"id": TODO["id"]}), **case["op"]}


def todo_id_of(case: Json) -> str:
    return str(op_json(case)["id"])


def list_id_of(case: Json) -> str:
    return str(case.get("listId", LIST["id"]))


def lists_of(case: Json) -> dict[str, Json | None]:
    """By id those that the op is about; None: there is none for this person."""
    given = {list_id_of(case): case.get("list", {})}
    if "target" in case:
        given[TARGET] = case["target"]
    return {id_: None if one is None else {**LIST, **one} for id_, one in given.items()}


def members_of(one: Json) -> dict[str, Json]:
    """Of a list, by id. At least who acts is in it."""
    known = one.get("members", [{"id": ADA, "role": one["role"], "name": ""}])
    return {member["id"]: member for member in known}


def todos_of(case: Json) -> list[Json]:
    """All that there are, in either list."""
    given = [case.get("todo", {}), *case.get("others", [])]
    return [{**TODO, **one} for one in given if one is not None]


def expected(case: Json) -> Json:
    """The to-do, or the list, as it is afterwards, but for the members."""
    name, base = ("list", LIST) if is_of_list(case) else ("todo", TODO)
    known = {**base, **(case.get(name, {}) or {}), **case["then"]}
    return {name: known[name] for name in {**base, **case["then"]} if name != "members"}


def changes_nothing(case: Json) -> bool:
    is_there = case.get("list" if is_of_list(case) else "todo", {}) is not None
    return "then" in case and case["then"] == ({} if is_there else None)


def decoded(case: Json) -> Op:
    """As the route reads it. Raises AppError."""
    body = {"clientId": TARGET, "listId": list_id_of(case), "ops": [{"n": 1, **op_json(case)}]}
    (op,) = msgspec.json.decode(json.dumps(body), type=PushBody).decoded()
    if isinstance(op, AppError):
        raise op
    return op


def state_for(case: Json, op: Op) -> State:
    """As the store reads it: of the to-dos those that the op names."""
    seen = set(touched(op, list_id_of(case)))
    people = set(people_touched(op, ADA))
    here, *others = [_state(case, id_, one, seen, people) for id_, one in lists_of(case).items()]
    return msgspec.structs.replace(here, others={one.list_id: one for one in others})


def _state(
    case: Json, list_id: str, one: Json | None, seen: set[tuple[str, str]], people: set[str]
) -> State:
    has_room = case.get("hasRoom", True)
    if one is None:
        return NoList(list_id=list_id, is_taken=case.get("isTaken", False), has_room=has_room)
    todos = {todo["id"]: _todo(case, todo) for todo in todos_of(case) if todo["listId"] == list_id}
    members = {id_: Member(**known, seq=1) for id_, known in members_of(one).items()}
    return ListState(
        list_id=list_id,
        is_inbox=one.get("isInbox", False),
        role=one["role"],
        meta=_counters(list(todos.values()), list(members.values()), one.get("count")),
        info=Info(
            seq=1,
            name=one["name"],
            colour=one["colour"],
            archived=one["archived"],
            created_at=EARLIER,
            deleted_at=one["deletedAt"],
            created_from=_digest(case),
        ),
        todos={id_: todo for id_, todo in todos.items() if (list_id, id_) in seen},
        members={id_: member for id_, member in members.items() if id_ in people},
        has_room=has_room,
    )


def _counters(todos: list[Todo], members: list[Member], count: int | None) -> Counters:
    live = [todo for todo in todos if todo.is_live]
    done = sum(todo.done for todo in live)
    last = max((todo.order for todo in todos), default=None)
    return Counters(
        seq=9,
        open=(count or len(live)) - done,
        done=done,
        last_order=last,
        members=len(members),
        owners=sum(member.role == "owner" for member in members),
    )


def _todo(case: Json, todo: Json) -> Todo:
    known = {_snake(name): value for name, value in {**todo, **STAMPS}.items()}
    if known.pop("is_gone", False):
        known |= {"title": "-", "purged": True, "deleted_at": EARLIER}
    return msgspec.convert({"seq": 1, "created_from": _digest(case), **known}, Todo)


def _digest(case: Json) -> str:
    """Of what made it."""
    if "madeFrom" not in case:
        return ""
    if is_of_list(case):
        return msgspec.convert(case["madeFrom"], ListFields).digest()
    fields = dict(case["madeFrom"])
    said = {"stamps": fields.pop("stamps", {}), "fields": fields}
    op = msgspec.convert({"op": "create", "n": 1, "id": TODO["id"], **said}, CreateOp)
    made = op.on(LIST["id"])
    assert isinstance(made, CreateTodo)
    return made.digest


def _snake(name: str) -> str:
    return re.sub("[A-Z]", lambda letter: "_" + letter[0].lower(), name)
