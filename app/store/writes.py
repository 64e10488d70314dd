"""The one write path: every change of a list, from wherever it comes, goes through `commit`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.domain.apply import apply
from app.domain.ids import inbox_id
from app.domain.ops import Actor, ListState, Op, touched
from app.domain.todos import Todo
from app.errors import NotFound
from app.store import keys, people, records
from app.store.table import Table


@dataclass(frozen=True, slots=True)
class Commit:
    """The list as it was found and as it is now, with those to-dos that the ops name."""

    before: ListState
    after: ListState


def commit(table: Table, actor: Actor, list_id: str, ops: Sequence[Op]) -> Commit:
    """Apply the ops, all or none.

    A lost race is run again on what is there now, until the request's time is over. Raises
    AppError: what `apply` refuses, NotFound for strangers, Unavailable when time is up.
    """
    todo_ids = sorted({todo_id for op in ops for todo_id in touched(op)})

    def attempt() -> Commit:
        before = load_state(table, actor, list_id, todo_ids)
        after = before
        for op in ops:
            after = apply(after, op, actor)
        after, actions = _changes(table, before, after)
        if actions:
            table.write([*actions, _still_member(table, actor, before)])
        return Commit(before, after)

    return table.until_won(attempt)


def load_state(table: Table, actor: Actor, list_id: str, todo_ids: Sequence[str] = ()) -> ListState:
    """The list with these to-dos, as this person may see it. Raises NotFound for strangers.

    The items are not read at one moment; that is why `_changes` puts a condition on each.
    """
    member = keys.list_member(list_id, actor.sub)
    meta, info = keys.list_meta(list_id), keys.list_info(list_id)
    wanted = [member, meta, info, *(keys.todo(list_id, todo_id) for todo_id in todo_ids)]
    found = table.get_many(wanted)
    is_inbox = list_id == inbox_id(actor.sub)
    if member not in found and is_inbox:
        people.welcome(table, actor)
        found = table.get_many(wanted)
    if member not in found or info not in found or meta not in found:
        raise NotFound("No such list")
    return ListState(
        list_id=list_id,
        is_inbox=is_inbox,
        role=found[member]["role"],  # type: ignore[arg-type]
        meta=records.meta_from(found[meta]),
        info=records.info_from(found[info]),
        todos={
            todo.id: todo
            for todo in (records.todo_from(found[key]) for key in wanted[3:] if key in found)
        },
    )


def _still_member(table: Table, actor: Actor, state: ListState) -> dict[str, Any]:
    key = keys.list_member(state.list_id, actor.sub)
    return table.check(key, "#role = :role", role=state.role)


def _changes(
    table: Table, before: ListState, after: ListState
) -> tuple[ListState, list[dict[str, Any]]]:
    """Number what changed, seq by seq without a gap, and say it as actions of one transaction."""
    seq = before.meta.seq
    actions: list[dict[str, Any]] = []
    info, todos = after.info, dict(after.todos)
    if info != before.info:
        seq += 1
        info = replace(info, seq=seq)
        put = records.info_item(after.list_id, info)
        actions.append(table.put(put, "#seq = :seq", seq=before.info.seq))
    for todo in _changed(before.todos, after.todos):
        seq += 1
        todos[todo.id] = replace(todo, seq=seq)
        actions.append(_put_todo(table, before.todos.get(todo.id), todos[todo.id]))
    if not actions:
        return after, []
    meta = replace(after.meta, seq=seq)
    put = records.meta_item(after.list_id, meta)
    actions.append(table.put(put, "#changes = :changes", changes=before.meta.seq))
    return replace(after, meta=meta, info=info, todos=todos), actions


def _changed(before: Mapping[str, Todo], after: Mapping[str, Todo]) -> list[Todo]:
    return [todo for todo_id, todo in after.items() if todo != before.get(todo_id)]


def _put_todo(table: Table, before: Todo | None, after: Todo) -> dict[str, Any]:
    if before is None:
        return table.put(records.todo_item(after), "attribute_not_exists(PK)")
    return table.put(records.todo_item(after), "#seq = :seq", seq=before.seq)
