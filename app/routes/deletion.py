"""Deleting the account."""

from typing import Any

from flask import Blueprint

from app.routes._endpoint import actor, endpoint, table
from app.schemas.answers import DeletionJson
from app.schemas.requests import DELETION_EXAMPLE, DeletionPost

bp = Blueprint("deletion", __name__, url_prefix="/api/me/deletion")


@bp.post("")
@endpoint(
    body=DeletionPost,
    example=DELETION_EXAMPLE,
    returns=DeletionJson,
    statuses=(200, 202),
    problems=(409,),
    in_person=True,
)
def delete_account(body: DeletionPost) -> Any:
    """Delete the account, with all that is known of the person. Nothing brings it back.

    Lists that nobody else is in are deleted, and so are those in the trash. One that others are in
    and nobody else owns needs a choice: another member to hand it over to, or `delete`. Without one
    the answer is 409 with the code `choice_needed`, which names the lists in `errors`, and leaves
    them as they are. In lists that others keep, the person's to-dos stay, by nobody and for nobody.

    202 says that there is more to erase: send the same again, until it is 200. Meanwhile, and for
    two days after, all other requests of the person are refused with the code `account_deleted`.
    """
    from app.store import deletion  # here, because most starts never need it

    is_done = deletion.delete_account(table(), actor(), body.choices())
    return DeletionJson(done=is_done), 200 if is_done else 202
