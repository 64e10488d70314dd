"""Personal access tokens: made and revoked by a person, looked up at each request of a script."""

from datetime import datetime

from app.domain.ids import secret_id
from app.domain.ops import Actor
from app.domain.script_tokens import MAX_TOKENS, SECRET, ScriptToken
from app.errors import AppError, LimitReached, NotFound
from app.store import keys, people, records
from app.store.table import LostRace, Table


def own_tokens(table: Table, actor: Actor) -> list[ScriptToken]:
    """Those of a person that are good, the oldest first."""
    pk = keys.person(actor.sub).pk
    listed = table.query(pk, keys.SCRIPT_PREFIX, limit=2 * MAX_TOKENS)
    ids = [str(item["SK"]).removeprefix(keys.SCRIPT_PREFIX) for item in listed]
    found = table.get_many([keys.script_token(id_) for id_ in ids])
    tokens = [records.script_token_from(item) for item in found.values()]
    good = [token for token in tokens if not token.is_over(actor.now)]
    return sorted(good, key=lambda token: (token.created_at, token.id))


def create(table: Table, actor: Actor, token: ScriptToken) -> ScriptToken:
    """Raises LimitReached, AccountDeleted."""

    def attempt() -> ScriptToken:
        people.require_account(table, actor)
        if len(own_tokens(table, actor)) >= MAX_TOKENS:
            raise LimitReached(f"A person has at most {MAX_TOKENS} tokens; revoke one first")
        items = records.script_token_items(token)
        table.write([people.has_account(table, actor.sub), *map(table.put, items)])
        return token

    return table.until_won(attempt)


def revoke(table: Table, actor: Actor, token_id: str) -> None:
    """From the next request on it is good for nothing. Raises NotFound."""
    listed = keys.person_script_token(actor.sub, token_id)
    try:
        own = table.delete(listed, "attribute_exists(PK)")
        table.write([own, table.delete(keys.script_token(token_id))])
    except LostRace:
        raise NotFound("No such token of yours") from None


def find(table: Table, secret: str, now: datetime) -> ScriptToken | None:
    """The token that a script sent, if it is good: one read, and a write once a day."""
    if not SECRET.fullmatch(secret):
        return None
    item = table.get(keys.script_token(secret_id(secret)))
    token = records.script_token_from(item) if item else None
    if token is None or token.is_over(now):
        return None
    used = token.used(now)
    if used != token:
        _note_use(table, token, used)
    return token


def _note_use(table: Table, token: ScriptToken, used: ScriptToken) -> None:
    """It tells the person which tokens nobody needs, and is worth no failing request."""
    item = records.script_token_items(used)[0]
    try:
        if token.last_used_on is None:
            unused = "attribute_exists(PK) AND attribute_not_exists(#lastUsedOn)"
            table.write([table.put(item, unused)])
        else:
            before = token.last_used_on
            table.write([table.put(item, "#lastUsedOn = :lastUsedOn", lastUsedOn=before)])
    except (AppError, LostRace):
        pass
