"""Ids as clients make them."""

import os
import uuid


def new_id() -> str:
    value = int.from_bytes(b"\x01\x93\x6f" + os.urandom(13), "big")
    value = value & ~(0xF << 76) | 7 << 76
    return str(uuid.UUID(int=value & ~(0x3 << 62) | 2 << 62))
