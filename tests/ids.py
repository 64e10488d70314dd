"""Ids as clients make them."""

import itertools
import os
import time
import uuid

_count = itertools.count()


def new_id() -> str:
    """A UUID of version 7; each sorts after the one before."""
    moment = time.time_ns() // 1_000_000 + next(_count)
    value = int.from_bytes(moment.to_bytes(6, "big") + os.urandom(10), "big")
    value = value & ~(0xF << 76) | 7 << 76
    return str(uuid.UUID(int=value & ~(0x3 << 62) | 2 << 62))
