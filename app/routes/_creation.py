"""Ids and digests of what is made by POST or PUT, so that a retry makes nothing twice."""

import hashlib
import re

import msgspec
from flask import request
from msgspec import UNSET, Struct, UnsetType

from app.domain.ids import idempotent_id, new_id
from app.errors import BadRequest
from app.routes._endpoint import actor

KEY_PATTERN = "^[!-~]{1,255}$"


def creation(body: Struct, sent_id: str | UnsetType, scope: str) -> tuple[str, str]:
    """The id of the new item, and the digest by which a repeated creation of it is known."""
    who = actor()
    key = request.headers.get("Idempotency-Key")
    if key is not None and not re.fullmatch(KEY_PATTERN[1:-1], key):
        raise BadRequest("An Idempotency-Key has 1 to 255 visible ASCII characters")
    if sent_id is not UNSET:
        return sent_id, digest(body)
    if key is not None:
        return idempotent_id(who.sub, scope, key), digest(body)
    return new_id(int(who.now.timestamp() * 1000)), digest(body)


def digest(body: Struct) -> str:
    sent = msgspec.to_builtins(body)
    sent.pop("id", None)  # so that a POST with an id and a PUT to it are the same
    return hashlib.sha256(msgspec.json.encode(sent)).hexdigest()[:32]
