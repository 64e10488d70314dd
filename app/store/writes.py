"""The one write path: every change of a list, from wherever it comes, goes through `commit`."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from app.domain.apply import apply
from app.domain.ids import inbox_id
from app.domain.ops import Actor, ListState, Op, touched
from app.errors import NotFound
from app.store import keys, people, records
from app.store.attributes import Item
from app.store.table import Table


class Commit(Struct, frozen=True):
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

    META is read before the rest: as long as its counter stands, nothing else has changed either,
    and what is shown is never older than the number shown with it.
    """
    is_inbox = list_id == inbox_id(actor.sub)
    meta = table.get(keys.list_meta(list_id))
    if meta is None and is_inbox:
        people.welcome(table, actor)
        meta = table.get(keys.list_meta(list_id))
    member, info = keys.list_member(list_id, actor.sub), keys.list_info(list_id)
    wanted = [keys.todo(list_id, todo_id) for todo_id in todo_ids]
    found = table.get_many([member, info, *wanted])
    if meta is None or member not in found or info not in found:
        raise NotFound("No such list")
    todos = [records.todo_from(found[key]) for key in wanted if key in found]
    return ListState(
        list_id=list_id,
        is_inbox=is_inbox,
        role=found[member]["role"],  # type: ignore[arg-type]
        meta=records.meta_from(meta),
        info=records.info_from(found[info]),
        todos={todo.id: todo for todo in todos},
    )


def _still_member(table: Table, actor: Actor, state: ListState) -> dict[str, Any]:
    key = keys.list_member(state.list_id, actor.sub)
    return table.check(key, "#role = :role", role=state.role)


def _changes(
    table: Table, before: ListState, after: ListState
) -> tuple[ListState, list[dict[str, Any]]]:
    """Number what changed, seq by seq without a gap, and say it as actions of one transaction."""
    seq = before.meta.seq
    items: list[Item] = []
    info, todos = after.info, dict(after.todos)
    if info != before.info:
        seq += 1
        info = replace(info, seq=seq)
        items.append(records.info_item(after.list_id, info))
    for todo in after.todos.values():
        if todo != before.todos.get(todo.id):
            seq += 1
            todos[todo.id] = replace(todo, seq=seq)
            items.append(records.todo_item(todos[todo.id]))
    if not items:
        return after, []
    meta = replace(after.meta, seq=seq)
    counter = table.put(
        records.meta_item(after.list_id, meta), "#changes = :changes", changes=before.meta.seq
    )
    written = replace(after, meta=meta, info=info, todos=todos)
    return written, [counter, *map(table.put, items)]
