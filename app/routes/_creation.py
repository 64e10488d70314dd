"""Ids and digests of what is made by POST or PUT, so that a retry makes nothing twice."""

import hashlib
import os
import time
import uuid

import msgspec
from flask import request
from msgspec import UNSET, Struct, UnsetType

from app.auth import current_user
from app.domain.ids import idempotent_id
from app.errors import BadRequest

MAX_KEY = 255  # characters


def creation(body: Struct, sent_id: str | UnsetType, scope: str) -> tuple[str, str]:
    """The id of the new item, and the digest by which a repeated creation of it is known."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not 1 <= len(key) <= MAX_KEY:
        raise BadRequest(f"An Idempotency-Key has 1 to {MAX_KEY} characters")
    if sent_id is not UNSET:
        return sent_id, digest(body)
    if key is not None:
        return idempotent_id(current_user().sub, scope, key), digest(body)
    return _uuid7(), digest(body)


def digest(body: Struct) -> str:
    return hashlib.sha256(msgspec.json.encode(body)).hexdigest()[:32]


def _uuid7() -> str:
    """RFC 9562, section 5.7; the standard library has it from Python 3.14 on."""
    milliseconds = time.time_ns() // 1_000_000
    value = int.from_bytes(milliseconds.to_bytes(6, "big") + os.urandom(10), "big")
    value = value & ~(0xF << 76) | 7 << 76
    value = value & ~(0x3 << 62) | 2 << 62
    return str(uuid.UUID(int=value))
