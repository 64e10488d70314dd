"""Lists: what people sort their to-dos into, and share."""

from typing import Any

from flask import Blueprint

from app.domain.ids import inbox_id
from app.domain.ops import Actor, CreateList, NoList, Op, PatchList, RestoreList, TrashList
from app.routes import _cursors
from app.routes._creation import creation
from app.routes._endpoint import actor, endpoint, expected_seq, table
from app.schemas.answers import ListJson, ListPage
from app.schemas.requests import ListPatch, ListPost, PageQuery
from app.store import lists, states, writes

bp = Blueprint("lists", __name__, url_prefix="/api/lists")


@bp.get("")
@endpoint(query=PageQuery, returns=ListPage)
def list_lists(query: PageQuery) -> ListPage:
    """The lists of the person: the Inbox first, then by id, which is as clients made them."""
    after, who = _cursors.decode(query.cursor, 1), actor()
    left = lists.all_lists(table(), who)
    if after:  # by id, not by place: lists may come and go between two pages
        left = [one for one in left if _place(who, one.id) > _place(who, after[0])]
    page = left[: query.limit]
    next_cursor = _cursors.encode([page[-1].id] if len(left) > len(page) else None)
    return ListPage(items=[ListJson.of(one) for one in page], next_cursor=next_cursor)


def _place(who: Actor, list_id: str) -> tuple[bool, str]:
    """The Inbox comes first."""
    return list_id != inbox_id(who.sub), list_id


@bp.post("")
@endpoint(
    body=ListPost,
    example={"name": "Home", "colour": "teal"},
    returns=ListJson,
    statuses=(201, 200),
    idempotent=True,
    problems=(409,),
)
def create_list(body: ListPost) -> Any:
    """Make a list. A retry with the same id or Idempotency-Key finds it: 200."""
    list_id, digest = creation(body, body.id, "lists")
    op = CreateList(fields=body.fields(), digest=digest)
    done = writes.commit(table(), actor(), list_id, [op])
    return ListJson.of(done.after.view()), 201 if isinstance(done.before, NoList) else 200


@bp.get("/<list_id>")
@endpoint(returns=ListJson, statuses=(200, 304))
def get_list(list_id: str) -> ListJson:
    """One list."""
    return ListJson.of(states.get_list(table(), actor(), list_id))


@bp.patch("/<list_id>")
@endpoint(
    body=ListPatch, example={"archived": True}, returns=ListJson, if_match=True, problems=(409,)
)
def patch_list(list_id: str, body: ListPatch) -> ListJson:
    """Rename it, paint it, put it into the archive or take it out."""
    return _change(list_id, PatchList(fields=body.fields(), expected=expected_seq()))


@bp.delete("/<list_id>")
@endpoint(statuses=(204,), if_match=True, problems=(409,))
def delete_list(list_id: str) -> None:
    """Delete it with all its to-dos. For 30 days its owner can restore it."""
    _change(list_id, TrashList(expected=expected_seq()))


@bp.post("/<list_id>/restore")
@endpoint(returns=ListJson, if_match=True, problems=(409,))
def restore_list(list_id: str) -> ListJson:
    """Take back its deletion."""
    return _change(list_id, RestoreList(expected=expected_seq()))


def _change(list_id: str, op: Op) -> ListJson:
    return ListJson.of(writes.commit(table(), actor(), list_id, [op]).after.view())
