"""Ids and digests of what is made by POST or PUT, so that a retry makes nothing twice."""

import re

from flask import request
from msgspec import UNSET, UnsetType

from app.domain.ids import idempotent_id, new_id
from app.errors import BadRequest
from app.routes._endpoint import actor
from app.schemas.requests import Body

KEY_PATTERN = "^[!-~]{1,255}$"


def creation(body: Body, sent_id: str | UnsetType, scope: str) -> tuple[str, str]:
    """The id of the new item, and the digest by which a repeated creation of it is known."""
    who = actor()
    key = request.headers.get("Idempotency-Key")
    if key is not None and not re.fullmatch(KEY_PATTERN[1:-1], key):
        raise BadRequest("An Idempotency-Key has 1 to 255 visible ASCII characters")
    if sent_id is not UNSET:
        return sent_id, body.digest()
    if key is not None:
        return idempotent_id(who.sub, scope, key), body.digest()
    return new_id(int(who.now.timestamp() * 1000)), body.digest()
