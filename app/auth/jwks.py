"""The user pool's public keys: fetched rarely, read strictly, kept for a day when out of reach."""

import logging
import math
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Any

import urllib3
from msgspec import Struct

from app.auth._strict import decode_base64url, parse_object
from app.errors import Unavailable

LIFE_SECONDS = 3600.0
STALE_SECONDS = 24 * 3600.0  # how long a set still serves while no newer one can be had
SECONDS_BETWEEN_FETCHES = 10.0
MAX_BYTES = 64 * 1024
MIN_BITS, MAX_BITS = 2048, 8192

_TEXT_MEMBERS = ("kty", "use", "alg", "kid", "n", "e", "x", "y", "crv")
_log = logging.getLogger(__name__)


class PublicKey(Struct, frozen=True):
    """An RSA key fit for RS256: modulus and exponent as in the JWK, and a signature's length."""

    kid: str
    n: str
    e: str
    signature_bytes: int


class _Held(Struct, frozen=True):
    keys: Mapping[str, PublicKey]
    fetched_at: float

    def find(self, kid: str, now: float) -> PublicKey | None:
        return self.keys.get(kid) if abs(now - self.fetched_at) <= STALE_SECONDS else None

    def is_fresh(self, now: float) -> bool:
        return 0 <= now - self.fetched_at <= LIFE_SECONDS


def fetch_jwks(url: str, *, connect: float = 1.0, read: float = 2.0, total: float = 4.0) -> bytes:
    """The body of a 200 answer at `url`, cut off just above MAX_BYTES. Seconds are bounds.

    In a thread of its own, because neither a slow name server nor one that sends a byte a second
    heeds the timeouts of a socket. Raises urllib3's errors, OSError (TimeoutError) or ValueError.
    """
    answer: Future[bytes] = Future()

    def work() -> None:
        try:
            answer.set_result(_get(url, urllib3.Timeout(connect=connect, read=read), total))
        except Exception as trouble:
            answer.set_exception(trouble)

    threading.Thread(target=work, name="jwks", daemon=True).start()
    return answer.result(timeout=total)


def _get(url: str, timeout: urllib3.Timeout, total: float) -> bytes:
    deadline = time.monotonic() + total
    with urllib3.PoolManager(num_pools=1, timeout=timeout, retries=False) as pool:
        with pool.request("GET", url, redirect=False, preload_content=False) as response:
            if response.status != 200:
                raise ValueError(f"JWKS answered {response.status}")
            return _read_body(response, deadline)


def _read_body(response: urllib3.BaseHTTPResponse, deadline: float) -> bytes:
    body = bytearray()
    while len(body) <= MAX_BYTES and (chunk := response.read1(MAX_BYTES, decode_content=False)):
        body += chunk
        if time.monotonic() > deadline:
            raise TimeoutError("JWKS comes too slowly")
    return bytes(body)


def parse_jwks(raw: bytes) -> dict[str, PublicKey]:
    """The usable keys of a JWK set (RFC 7517, section 5) by their kid; ValueError if none is."""
    if len(raw) > MAX_BYTES:
        raise ValueError("JWKS over 64 KB")
    entries = parse_object(raw).get("keys")
    if not isinstance(entries, list) or not all(_is_jwk(entry) for entry in entries):
        raise ValueError("no JWK set")
    kids = [entry["kid"] for entry in entries if "kid" in entry]
    if len(set(kids)) != len(kids):
        raise ValueError("JWKS with a kid twice")
    keys = {key.kid: key for entry in entries if (key := _usable_key(entry))}
    if not keys:
        raise ValueError("JWKS without a usable key")
    return keys


def _is_jwk(entry: object) -> bool:
    """One malformed entry spoils the set, as it does for aws-jwt-verify (src/jwk.ts)."""
    return (
        isinstance(entry, dict)
        and "kty" in entry
        and all(isinstance(entry[name], str) for name in _TEXT_MEMBERS if name in entry)
    )


def _usable_key(jwk: dict[str, Any]) -> PublicKey | None:
    """None for keys that are for something else, or that nobody should trust."""
    is_for_us = jwk["kty"] == "RSA" and jwk.get("use") == "sig"
    if not is_for_us or jwk.get("alg", "RS256") != "RS256" or "d" in jwk:  # d: it is public now
        return None
    try:
        modulus, exponent = (int.from_bytes(decode_base64url(jwk[name])) for name in "ne")
        kid: str = jwk["kid"]
    except (KeyError, ValueError):
        return None
    if not _is_strong(modulus, exponent):
        return None
    return PublicKey(kid, jwk["n"], jwk["e"], (modulus.bit_length() + 7) // 8)


def _is_strong(modulus: int, exponent: int) -> bool:
    """FIPS 186-5, section 5.1: at least 2048 bits, an odd exponent over 2**16."""
    is_sized = MIN_BITS <= modulus.bit_length() <= MAX_BITS and modulus % 2 == 1
    return is_sized and exponent % 2 == 1 and 2**16 < exponent < 2**32


class JwksCache:
    """Keys by their kid. Threads share it; no two of them fetch at the same time.

    `clock` is wall time, because a monotonic clock stands still while Lambda keeps the process
    frozen or in a snapshot, and old keys would pass for new ones. It may be set back, and then what
    seems to come from the future is fetched again.
    """

    def __init__(
        self,
        url: str,
        *,
        fetch: Callable[[str], bytes] = fetch_jwks,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._url, self._fetch, self._clock = url, fetch, clock
        self._lock = threading.Lock()
        self._held = _Held({}, -math.inf)
        self._tried_at = -math.inf
        self._is_failing = False

    def find(self, kid: str) -> PublicKey | None:
        """The key, or None when the pool has no such key; Unavailable when that cannot be known."""
        now, held = self._clock(), self._held
        key = held.find(kid, now)
        if key and held.is_fresh(now):
            return key
        # Who holds a usable key does not wait for a fetch under way; who has none does.
        if self._lock.acquire(blocking=key is None):
            try:
                self._refresh()
            finally:
                self._lock.release()
        key = self._held.find(kid, self._clock())
        if key is None and self._is_failing:
            raise Unavailable("Sign-ins cannot be checked now", self._seconds_to_next_try())
        return key

    def _refresh(self) -> None:
        """Failures wait as long as successes, so that no flood turns into one of fetches."""
        asked_at = self._clock()
        if 0 <= asked_at - self._tried_at < SECONDS_BETWEEN_FETCHES:
            return
        try:
            self._held = _Held(parse_jwks(self._fetch(self._url)), asked_at)
            self._is_failing = False
        except Exception as trouble:  # whatever went wrong, there is no newer set
            self._is_failing = True
            _log.warning("No keys from the user pool: %s", type(trouble).__name__)
        finally:
            self._tried_at = self._clock()

    def _seconds_to_next_try(self) -> int:
        waited = max(0.0, self._clock() - self._tried_at)
        return max(1, math.ceil(SECONDS_BETWEEN_FETCHES - waited))
