"""The one write path: dense numbers, one transaction, and races run again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.domain.ids import inbox_id
from app.domain.ops import (
    Actor,
    CreateList,
    CreateTodo,
    PatchList,
    PatchTodo,
    PurgeTodo,
    TrashList,
    TrashTodo,
)
from app.errors import NotFound, Unavailable, ValidationFailed
from app.store import changes, states, writes
from app.store.states import load_state
from app.store.table import Table
from tests.ids import new_id

INBOX = inbox_id("ada")
HOME = {"name": "Home", "colour": "teal"}


def create(title: str = "x", **fields: Any) -> CreateTodo:
    return CreateTodo(id=new_id(), fields={"title": title, **fields}, digest=new_id())


def create_list(table: Table, actor: Actor) -> str:
    list_id = new_id()
    writes.commit(table, actor, list_id, [CreateList(fields=HOME, digest="a body")])
    return list_id


def rows(table: Table, list_id: str = INBOX) -> list[dict[str, Any]]:
    """Everything of the list that stands in the index, in the order of its changes."""
    found = table.client.query(
        TableName=table.name,
        IndexName="bySeq",
        KeyConditionExpression="PK = :pk",
        ExpressionAttributeValues={":pk": {"S": f"L#{list_id}"}},
        ConsistentRead=True,
    )
    return found["Items"]  # type: ignore[return-value]


def seqs(table: Table) -> list[int]:
    return [int(row["seq"]["N"]) for row in rows(table)]


def test_the_index_holds_every_change_but_not_the_counter(table: Table, ada: Actor) -> None:
    writes.commit(table, ada, INBOX, [create(), create()])
    assert [row["SK"]["S"][:2] for row in rows(table)] == ["IN", "M#", "T#", "T#"]
    assert seqs(table) == [1, 2, 3, 4]


def test_several_ops_are_one_transaction(table: Table, ada: Actor) -> None:
    first, second = create("one"), create("two")
    ops = [first, second, PatchTodo(id=first.id, fields={"done": True}), TrashTodo(id=second.id)]
    done = writes.commit(table, ada, INBOX, ops)
    assert (done.after.meta.open, done.after.meta.done) == (0, 1)
    assert sorted(todo.seq for todo in done.after.todos.values()) == [3, 4]
    assert done.after.meta.seq == 4


def test_one_refused_op_leaves_nothing_behind(table: Table, ada: Actor) -> None:
    with pytest.raises(NotFound):
        writes.commit(table, ada, INBOX, [create(), PatchTodo(id=new_id(), fields={})])
    assert seqs(table) == [1, 2]


def test_what_changes_nothing_writes_nothing(
    table: Table, ada: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    op = create()
    writes.commit(table, ada, INBOX, [op])
    monkeypatch.setattr(Table, "write", lambda *_: pytest.fail("wrote"))
    writes.commit(table, ada, INBOX, [op])


def interfere(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None], times: int = 1) -> None:
    """Do `act` between the reading and the writing of the next commits."""
    left = [times]

    def slow(*args: Any, **options: Any) -> Any:
        state = load_state(*args, **options)
        if left[0]:
            left[0] -= 1
            act()
        return state

    monkeypatch.setattr(writes, "load_state", slow)


def test_a_lost_race_is_run_again_on_what_is_there_now(
    table: Table, ada: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    op = create()
    writes.commit(table, ada, INBOX, [op])
    commit_other = PatchTodo(id=op.id, fields={"notes": "theirs"})
    interfere(monkeypatch, lambda: _plain_commit(table, ada, commit_other))
    done = writes.commit(table, ada, INBOX, [PatchTodo(id=op.id, fields={"title": "mine"})])
    todo = done.after.todos[op.id]
    assert (todo.title, todo.notes, todo.seq) == ("mine", "theirs", 5)


def _plain_commit(table: Table, actor: Actor, op: Any) -> None:
    state, _ = load_state(table, actor, INBOX, [op])
    table.write(changes.number(table, actor.sub, state, writes.apply(state, op, actor))[1])


def test_a_race_that_is_never_won_ends_with_503(
    table: Table, ada: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]

    def tick() -> None:
        now[0] += 1
        _plain_commit(table, ada, create())

    interfere(monkeypatch, tick, times=-1)
    bounded = replace(table, monotonic=lambda: now[0]).within(8)
    with pytest.raises(Unavailable) as refusal:
        writes.commit(bounded, ada, INBOX, [create()])
    assert refusal.value.headers["Retry-After"] == "1"
    assert now[0] <= 8


def test_who_was_removed_meanwhile_writes_nothing(
    table: Table, ada: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    list_id = create_list(table, ada)
    member = {"PK": {"S": f"L#{list_id}"}, "SK": {"S": "M#ada"}}
    interfere(
        monkeypatch, lambda: table.client.delete_item(TableName=table.name, Key=member) and None
    )
    with pytest.raises(NotFound):
        writes.commit(table, ada, list_id, [create()])
    assert len(rows(table, list_id)) == 1


class Interrupted(Table):
    """A table on which somebody else acts once, before or after the batch of a read."""

    def get_many(self, wanted: Any) -> Any:
        act, self.__dict__["act"] = self.__dict__.get("act"), None
        if act and self.__dict__["first"]:
            act()
        found = super().get_many(wanted)
        if act and not self.__dict__["first"]:
            act()
        return found


def interrupt(table: Table, act: Callable[[], object], first: bool) -> Table:
    slow = Interrupted(**{name: getattr(table, name) for name in Table.__dataclass_fields__})
    slow.__dict__.update(act=act, first=first)
    return slow


WHEN = pytest.mark.parametrize("first", [True, False], ids=["before the batch", "after the batch"])


@WHEN
def test_a_change_between_two_reads_is_not_lost(table: Table, ada: Actor, first: bool) -> None:
    """META, the rest and the writing are three moments: somebody may act between any two."""
    op = create()
    writes.commit(table, ada, INBOX, [op])
    theirs = PatchTodo(id=op.id, fields={"notes": "theirs"})
    slow = interrupt(table, lambda: _plain_commit(table, ada, theirs), first)
    done = writes.commit(slow, ada, INBOX, [PatchTodo(id=op.id, fields={"title": "mine"})])
    todo = done.after.todos[op.id]
    assert (todo.title, todo.notes, todo.seq) == ("mine", "theirs", 5)


@WHEN
def test_a_change_of_the_list_between_two_reads_is_not_lost(
    table: Table, ada: Actor, first: bool
) -> None:
    theirs = PatchList(fields={"colour": "pink"})
    writes.commit(table, ada, INBOX, [create()])
    slow = interrupt(table, lambda: _plain_commit(table, ada, theirs), first)
    done = writes.commit(slow, ada, INBOX, [PatchList(fields={"name": "Mine"})])
    assert (done.after.info.name, done.after.info.colour) == ("Mine", "pink")


@WHEN
def test_nothing_is_added_to_a_list_that_is_deleted_meanwhile(
    table: Table, ada: Actor, first: bool
) -> None:
    list_id = create_list(table, ada)
    slow = interrupt(table, lambda: writes.commit(table, ada, list_id, [TrashList()]), first)
    with pytest.raises(NotFound):
        writes.commit(slow, ada, list_id, [create()])


@WHEN
def test_no_child_is_left_under_a_parent_that_goes_meanwhile(
    table: Table, ada: Actor, first: bool
) -> None:
    parent, child = create("parent"), create("child")
    writes.commit(table, ada, INBOX, [parent, child])
    slow = interrupt(table, lambda: _plain_commit(table, ada, PurgeTodo(id=parent.id)), first)
    with pytest.raises(ValidationFailed):
        fields = {"parent_id": parent.id}
        writes.commit(slow, ada, INBOX, [PatchTodo(id=child.id, fields=fields)])


def test_a_list_is_never_shown_older_than_its_number(table: Table, ada: Actor) -> None:
    """Otherwise its ETag would let a change through by somebody who has not seen the last one."""
    writes.commit(table, ada, INBOX, [create()])
    rename = PatchList(fields={"name": "New"})
    slow = interrupt(table, lambda: _plain_commit(table, ada, rename), True)
    torn = states.get_list(slow, ada, INBOX)
    assert (torn.info.name, torn.meta.seq) == ("New", 3)
    assert states.get_list(table, ada, INBOX).meta.seq == 4


def test_a_tombstone_is_forgotten_ninety_days_after_the_deletion(table: Table, ada: Actor) -> None:
    op = create()
    writes.commit(table, ada, INBOX, [op])
    assert "ttl" not in rows(table)[-1]
    writes.commit(table, ada, INBOX, [PurgeTodo(id=op.id)])
    expected = int((ada.now + timedelta(days=90)).timestamp())
    assert int(rows(table)[-1]["ttl"]["N"]) == expected


def test_the_store_keeps_to_the_rules_of_a_todo(table: Table, ada: Actor) -> None:
    with pytest.raises(ValidationFailed):
        writes.commit(table, ada, INBOX, [create(" untrimmed ")])
