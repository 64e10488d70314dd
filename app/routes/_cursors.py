"""Cursors: opaque to clients, good only for the person and the question they were given for.

They hold a place, never a right: what a person may read is checked at every page anew. So they
need no signature, and a forged one gives nothing away.
"""

import base64
import hashlib
from collections.abc import Sequence

import msgspec
from flask import request

from app.auth import current_user
from app.domain.ids import is_id
from app.errors import invalid_field


def encode(position: Sequence[str] | None) -> str | None:
    """The cursor of a place, which is a row of ids."""
    if position is None:
        return None
    raw = msgspec.json.encode([_binding(), *position])
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def decode(cursor: str, length: int) -> tuple[str, ...] | None:
    """The place, as `length` ids; None for the beginning. Raises ValidationFailed."""
    if not cursor:
        return None
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        binding, *position = msgspec.json.decode(raw, type=list[str])
    except ValueError:
        raise invalid_field("cursor", "invalid", "This cursor is not one of ours") from None
    if binding != _binding() or len(position) != length or not all(map(is_id, position)):
        raise invalid_field(
            "cursor", "invalid", "This cursor belongs to another question; begin without one"
        )
    return tuple(position)


def _binding() -> str:
    question = sorted((k, v) for k, v in request.args.items() if k not in ("cursor", "limit"))
    told = msgspec.json.encode([current_user().sub, request.path, question])
    return hashlib.sha256(told).hexdigest()[:16]
