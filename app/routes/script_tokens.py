"""Personal access tokens, for scripts that act for a person."""

from typing import Any

from flask import Blueprint

from app.auth import Principal
from app.domain.ids import secret_id
from app.domain.script_tokens import new_script_token, new_token_secret
from app.routes._endpoint import actor, endpoint, table
from app.routes._services import services
from app.schemas.answers import NewScriptToken, ScriptTokenJson, ScriptTokenPage
from app.schemas.requests import ScriptTokenPost
from app.store import script_tokens

EXAMPLE = {"name": "Backup", "scope": "read"}
bp = Blueprint("tokens", __name__, url_prefix="/api/tokens")


@bp.get("")
@endpoint(returns=ScriptTokenPage)
def list_tokens() -> ScriptTokenPage:
    """The person's tokens for scripts, the oldest first."""
    found = script_tokens.own_tokens(table(), actor())
    return ScriptTokenPage(items=[ScriptTokenJson.of(one) for one in found])


@bp.post("")
@endpoint(
    body=ScriptTokenPost,
    example=EXAMPLE,
    returns=NewScriptToken,
    statuses=(201,),
    problems=(409,),
    in_person=True,
)
def create_token(body: ScriptTokenPost) -> Any:
    """Make a token for scripts. It is told this once; send it as `Authorization: Bearer dbl_…`.

    With the scope `read` it is good for GET and for `POST /api/sync/pull`. It is good up to the end
    of the day `expiresOn`, of UTC: 90 days on, if nothing is said, and a year at the most.
    """
    secret, sent = new_token_secret(), body.fields()
    made = new_script_token(
        secret_id(secret), sent["name"], body.scope, sent["expires_on"], actor()
    )
    token = script_tokens.create(table(), actor(), made)
    return NewScriptToken(token=secret, about=ScriptTokenJson.of(token))


@bp.delete("/<token_id>")
@endpoint(statuses=(204,), in_person=True)
def delete_token(token_id: str) -> None:
    """Revoke a token, at once."""
    script_tokens.revoke(table(), actor(), token_id)


def find_script(secret: str) -> Principal | None:
    """Whom a script acts for."""
    token = script_tokens.find(table(), secret, services().now())
    return Principal(token.sub, token.scope) if token else None
