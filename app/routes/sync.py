"""Keeping copies equal: clients send what they changed, and fetch what others did."""

from flask import Blueprint

from app.auth import current_user
from app.domain import instants
from app.domain.clients import as_of, reset_reason
from app.domain.ids import inbox_id
from app.domain.ops import Op, RemoveMember, SetRole
from app.errors import AppError, Forbidden
from app.routes._endpoint import actor, endpoint, table
from app.routes._services import services
from app.schemas.ops import LIST, AnyOp, CreateListOp, CreateOp, PatchOp, TickOp
from app.schemas.sync import ListChangesJson, PullAnswer, PullBody, PushAnswer, PushBody
from app.store import pulls, writes
from app.store.writes import Sent

CLIENT = "01936f00-0000-7000-8000-00000000000c"
TOLD: tuple[type[AnyOp], ...] = (CreateListOp, CreateOp, PatchOp, TickOp)
PUSH = {
    "clientId": CLIENT,
    "listId": LIST,
    "ops": [{**kind.example, "n": n} for n, kind in enumerate(TOLD, 1)],
}
bp = Blueprint("sync", __name__, url_prefix="/api/sync")


@bp.post("/push")
@endpoint(body=PushBody, example=PUSH, returns=PushAnswer, problems=(409,))
def push(body: PushBody) -> PushAnswer:
    """Apply ops of one client on one list, each of them once, however often they are sent.

    One that is refused says so in its result and does not stop the others.
    """
    numbers = body.numbers()
    sent = [Sent(n, _allowed(op)) for n, op in zip(numbers, body.decoded(), strict=True)]
    client = writes.push(table(), actor(), body.client_id, body.list_id, sent)
    return PushAnswer.of(client, numbers)


def _allowed(op: Op | AppError) -> Op | AppError:
    """Who may do what in a list is decided by people: app/routes/members.py."""
    if isinstance(op, SetRole | RemoveMember) and current_user().scope != "person":
        return Forbidden("No token of a script is good for this; sign in to do it")
    return op


@bp.post("/pull")
@endpoint(
    body=PullBody, example={"clientId": CLIENT, "cursors": {}}, returns=PullAnswer, reads=True
)
def pull(body: PullBody) -> PullAnswer:
    """What changed in the lists of the person after the cursors, a page at a time."""
    who, epoch = actor(), services().settings.epoch
    # Also a copy that holds nothing yet may wait for what its answered ops did.
    began = body.cursors or body.epoch
    reset = reset_reason(body.epoch, body.synced_at, epoch, who.now) if began else None
    if reset:
        page = pulls.nothing(table(), who, body.client_id)
    else:
        page = pulls.pull(table(), who, body.client_id, body.cursors)
    known = None if reset else body.synced_at
    return PullAnswer(
        epoch=epoch,
        synced_at=instants.to_text(as_of(known, who.now, is_final=page.is_final)),
        reset=reset,
        inbox_id=inbox_id(who.sub),
        lists=[ListChangesJson.of(one, who.now) for one in page.lists],
        purge=page.purged,
        more=not page.is_final,
        last=page.last,
    )
