"""The person who asks."""

from flask import Blueprint

from app.routes._endpoint import actor, endpoint, table
from app.schemas.answers import PersonJson
from app.schemas.requests import PersonPatch
from app.store import members, people

bp = Blueprint("people", __name__, url_prefix="/api/me")


@bp.get("")
@endpoint(returns=PersonJson)
def get_me() -> PersonJson:
    """Who is signed in."""
    return PersonJson.of(people.get_person(table(), actor()))


@bp.patch("")
@endpoint(body=PersonPatch, returns=PersonJson)
def patch_me(body: PersonPatch) -> PersonJson:
    """Change the name that others see."""
    person = people.update_person(table(), actor(), **body.fields())
    members.rename(table(), actor())
    return PersonJson.of(person)
