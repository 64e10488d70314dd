"""The one write path: every change of a list, from wherever it comes, goes through here."""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct

from app.domain.apply import apply, overwritten
from app.domain.clients import Client, Outcome, Refusal
from app.domain.ops import Actor, ListState, Op, State
from app.errors import AppError, LimitReached
from app.store import changes, keys, people, records
from app.store.states import load_state
from app.store.table import Table

MAX_OUTCOMES = 100_000  # bytes, of what a client is told again if it asks: an item holds 400 KB


class Commit(Struct, frozen=True):
    """The list as it was found and as it is now, with those to-dos that the ops name."""

    before: State
    after: ListState


class Sent(Struct, frozen=True):
    """An op with its number; or why what was sent with this number is none."""

    n: int
    op: Op | AppError


def commit(table: Table, actor: Actor, list_id: str, ops: Sequence[Op]) -> Commit:
    """Apply one op or more, all or none.

    A lost race is run again on what is there now, until the request's time is over. Raises
    AppError: what `apply` refuses, NotFound for strangers, Unavailable when time is up.
    """

    def attempt() -> Commit:
        before, _ = load_state(table, actor, list_id, ops)
        after = apply(before, ops[0], actor)
        for op in ops[1:]:
            after = apply(after, op, actor)
        written, actions = changes.number(table, actor.sub, before, after)
        if actions:
            table.write(actions)
        return Commit(before, written)

    return table.until_won(attempt)


def push(table: Table, actor: Actor, client_id: str, list_id: str, sent: Sequence[Sent]) -> Client:
    """Consume ops of a client, each applied or refused by itself, in one transaction with the note
    that they are: those that it has room for, and none that were consumed before.

    `sent` has consecutive numbers. Gives what is known of the client then. Raises Gap, Unavailable.
    """
    ops = [one.op for one in sent if not isinstance(one.op, AppError)]
    own_key = keys.client(actor.sub, client_id)

    def attempt() -> Client:
        before, found = load_state(table, actor, list_id, ops, also=[own_key])
        known = records.client_from(client_id, found.get(own_key))
        known.require_no_gap(sent[0].n)
        fresh = [one for one in sent if one.n > known.last]
        if not fresh:
            return known
        begun = known.answered_before(sent[0].n)
        client, after = _consume(begun, before, fresh, actor)
        written = _written(table, actor, before, after)
        try:
            table.write([*_note(table, actor, known, client), *written])
        except LimitReached as full:  # DynamoDB's own: the list takes nothing more
            client, _ = _consume(begun, before, [Sent(one.n, full) for one in fresh], actor)
            table.write(_note(table, actor, known, client))
        return client

    return table.until_won(attempt)


def _consume(
    client: Client, before: State, sent: Sequence[Sent], actor: Actor
) -> tuple[Client, State]:
    """As many of the ops as one transaction has room for, but one at the least."""
    state = before
    for place, one in enumerate(sent):
        outcome, after = _judge(one, state, actor)
        consumed = client.consumed(outcome)
        if place and not _fits(consumed, before, after):
            break
        client, state = consumed, after
    return client, state


def _judge(sent: Sent, state: State, actor: Actor) -> tuple[Outcome, State]:
    try:
        if isinstance(sent.op, AppError):
            raise sent.op
        after = apply(state, sent.op, actor)
        return Outcome(n=sent.n, overwrote=overwritten(state, sent.op)), after
    except AppError as error:
        return Outcome(n=sent.n, problem=Refusal.of(error)), state


def _fits(client: Client, before: State, after: State) -> bool:
    if len(msgspec.json.encode(client.outcomes)) > MAX_OUTCOMES:
        return False
    actions = changes.size(before, after) if isinstance(after, ListState) else 0
    return actions + 2 <= changes.MAX_ACTIONS  # with the note


def _written(table: Table, actor: Actor, before: State, after: State) -> list[dict[str, Any]]:
    if not isinstance(after, ListState):
        return []
    return changes.number(table, actor.sub, before, after)[1]


def _note(table: Table, actor: Actor, known: Client, client: Client) -> list[dict[str, Any]]:
    item = records.client_item(actor, client)
    if not known.last:
        new = table.put(item, "attribute_not_exists(PK)")
        return [new, people.has_account(table, actor.sub)]
    return [table.put(item, "#last = :last", last=known.last)]
