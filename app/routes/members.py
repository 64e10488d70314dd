"""Who is in a list."""

from flask import Blueprint

from app.domain.ops import RemoveMember, SetRole
from app.routes._endpoint import actor, endpoint, table
from app.schemas.answers import MemberPage
from app.schemas.requests import MemberPatch
from app.store import members, writes

bp = Blueprint("members", __name__, url_prefix="/api/lists/<list_id>/members")


@bp.get("")
@endpoint(returns=MemberPage)
def list_members(list_id: str) -> MemberPage:
    """All members of a list, by id."""
    return MemberPage.of(members.list_members(table(), actor(), list_id))


@bp.patch("/<member_id>")
@endpoint(
    body=MemberPatch,
    example={"role": "editor"},
    statuses=(204,),
    problems=(409,),
    in_person=True,
)
def patch_member(list_id: str, member_id: str, body: MemberPatch) -> None:
    """Change what a member may do: an owner's. Who hands the list over makes another an owner.

    The last owner stays one.
    """
    writes.commit(table(), actor(), list_id, [SetRole(member=member_id, role=body.role)])


@bp.delete("/<member_id>")
@endpoint(statuses=(204,), problems=(409,), in_person=True)
def delete_member(list_id: str, member_id: str) -> None:
    """Take somebody out of the list, as an owner, or leave it oneself."""
    writes.commit(table(), actor(), list_id, [RemoveMember(member=member_id)])
