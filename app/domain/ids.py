"""Ids: UUIDs (RFC 9562) of version 7 made by clients, of 5 where the server derives them, and of 8
where all do, for the to-do that follows on a repeating one, and where a secret is known by it."""

import hashlib
import os
import re
import secrets
import uuid

ID_PATTERN = r"^[0-9a-f]{8}-[0-9a-f]{4}-[578][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
NEW_ID_PATTERN = ID_PATTERN.replace("[578]", "7")
SUB_PATTERN = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"  # the pool's: whatever version
_SUB = re.compile(SUB_PATTERN[1:-1])
_ID = re.compile(ID_PATTERN[1:-1])
_NEW_ID = re.compile(NEW_ID_PATTERN[1:-1])
_LOW = (1 << 62) - 1  # what follows on the variant
_STEP = 1 << 40  # so that series of ids that were counted up do not meet, either
_DOABLE = uuid.UUID("6f2b0f5e-5a0c-5d4e-9a55-0b7f9f3c1d2e")


def is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def is_sub(text: str) -> bool:
    return _SUB.fullmatch(text) is not None


def is_new_id(text: str) -> bool:
    """Whether a client may make something with it. Derived ids are guessable: whoever could make a
    list with one would make another person's Inbox."""
    return _NEW_ID.fullmatch(text) is not None


def new_id(milliseconds: int) -> str:
    """A UUID of version 7 for this moment, counted from 1970."""
    value = int.from_bytes(milliseconds.to_bytes(6, "big") + os.urandom(10), "big")
    value = value & ~(0xF << 76) | 7 << 76
    value = value & ~(0x3 << 62) | 2 << 62
    return str(uuid.UUID(int=value))


def follow_id(todo_id: str) -> str:
    """The id of the to-do that follows on this one: the same for all who complete it.

    Version 8 of the same bits, and the last 62 of them counted on by 2^40. No hash is needed: where
    a series began are 74 random bits of version 7, so two series meet no sooner than two new ids
    do. It takes a few lines in either language, and a page need not wait for it as for a digest.
    """
    value = uuid.UUID(todo_id).int
    value = value & ~_LOW | (value + _STEP) & _LOW
    return str(uuid.UUID(int=value & ~(0xF << 76) | 8 << 76))


def new_secret(size: int = 16) -> str:
    """So many random bytes, the 16 of them as 22 characters, that need no quoting in an address."""
    return secrets.token_urlsafe(size)


def secret_id(secret: str) -> str:
    """By which what a secret opens is stored: 122 bits of its SHA-256 as a UUID of version 8. Who
    reads the table learns no secret; and as no two are alike, neither salt nor stretching is
    needed."""
    value = int.from_bytes(hashlib.sha256(secret.encode()).digest()[:16], "big")
    value = value & ~(0xF << 76) | 8 << 76
    value = value & ~(0x3 << 62) | 2 << 62
    return str(uuid.UUID(int=value))


def inbox_id(sub: str) -> str:
    """The Inbox of a person: derived, so that two first requests at once mean the same list."""
    return _derive("inbox", sub)


def idempotent_id(sub: str, scope: str, key: str) -> str:
    """The id that an Idempotency-Key stands for, for this person and within `scope`."""
    return _derive("idempotency", sub, scope, key)


def _derive(*parts: str) -> str:
    return str(uuid.uuid5(_DOABLE, "\n".join(parts)))
