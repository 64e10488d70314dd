"""Invites to a list. Their secrets are in bodies only, as addresses are written to logs."""

from typing import Any

from flask import Blueprint

from app.domain.ids import new_secret
from app.domain.ops import Actor
from app.routes._endpoint import actor, endpoint, table
from app.routes._services import services
from app.schemas.answers import InviteJson, InvitePage, InvitePreview, ListJson, NewInvite
from app.schemas.requests import InvitePost, InviteSecret
from app.store import invites

EXAMPLE = {"token": "yPZ0D4q4rJkD3cJk1R2V7g"}
bp = Blueprint("invites", __name__, url_prefix="/api")


@bp.get("/lists/<list_id>/invites")
@endpoint(returns=InvitePage, in_person=True)
def list_invites(list_id: str) -> InvitePage:
    """The open invites of a list: an owner's."""
    found = invites.open_invites(table(), actor(), list_id)
    return InvitePage(items=[InviteJson.of(one) for one in found])


@bp.post("/lists/<list_id>/invites")
@endpoint(
    body=InvitePost,
    example={"role": "editor"},
    returns=NewInvite,
    statuses=(201,),
    problems=(409,),
    in_person=True,
)
def create_invite(list_id: str, body: InvitePost) -> Any:
    """Make an invite, as an owner: for seven days the first who accepts it becomes a member.

    The token goes behind the # of the page's address `/join`, and is told this once.
    """
    secret = new_secret()
    invite = invites.create(table(), actor(), list_id, body.role, secret)
    return NewInvite(token=secret, invite=InviteJson.of(invite))


@bp.delete("/lists/<list_id>/invites/<invite_id>")
@endpoint(statuses=(204,), in_person=True)
def delete_invite(list_id: str, invite_id: str) -> None:
    """Withdraw an open invite: an owner's."""
    invites.withdraw(table(), actor(), list_id, invite_id)


@bp.post("/invites/preview")
@endpoint(
    body=InviteSecret, example=EXAMPLE, returns=InvitePreview, public=True, problems=(404, 503)
)
def preview_invite(body: InviteSecret) -> InvitePreview:
    """Who invites to what. Nobody needs to sign in for it."""
    nobody = Actor("", services().now())
    return InvitePreview.of(invites.preview(table(), body.token, nobody))


@bp.post("/invites/accept")
@endpoint(body=InviteSecret, example=EXAMPLE, returns=ListJson, problems=(404, 409), in_person=True)
def accept_invite(body: InviteSecret) -> ListJson:
    """Become a member of the list. Accepting twice does no harm."""
    return ListJson.of(invites.accept(table(), actor(), body.token))
