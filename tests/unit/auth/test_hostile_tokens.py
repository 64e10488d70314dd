"""Every hostile token that we could think of, and that each is refused: the same way, and fast."""

import dataclasses
import time
from collections import Counter

import pytest
from jose import jwt
from jose.exceptions import JOSEError

from app.errors import Unauthorized, Unavailable
from tests.unit.auth.hostile import ROWS, jwk

# Each row is to fail for what it is about, not because of something else that is wrong with it.
REASONS = {
    "shape": ("not three parts", "token too long", "no canonical base64url"),
    "JSON": ("no JSON", "JSON "),
    "alg": ("header of another", "signature by no key", "no canonical base64url"),
    "header": ("header of another kind of token", "header with a foreign key"),
    "kid": ("kid is malformed", "no JSON", "signature by no key of the pool"),
    "signature": ("signature by no key of the pool", "no canonical base64url"),
    "times": ("exp ", "iat ", "nbf ", "expired", "not valid yet", "life too long", "JSON with "),
    "claims": ("iss ", "token_use ", "issued for ", "sub ", "username ", "jti or scope "),
    "JWKS": ("signature by no key of the pool",),
}
SECONDS_AT_MOST = 0.020


def each_row(*families):
    rows = [row for row in ROWS if not families or row[0] in families]
    names = [f"{family}: {name}" for family, name, _ in rows]
    return pytest.mark.parametrize(("family", "name", "make"), rows, ids=names)


def refuse(forge, make, error):
    """The refusal of the token, and how many seconds it took."""
    token = make(forge)
    start = time.perf_counter()
    with pytest.raises(Exception) as refused:
        forge.verifier.verify(token)
    seconds = time.perf_counter() - start
    assert type(refused.value) is error
    return refused.value, seconds


@each_row()
def test_it_is_refused_and_fast(family, name, make, forge):
    error = Unavailable if name.startswith("503 ") else Unauthorized
    tries = [refuse(dataclasses.replace(forge), make, error) for _ in range(3)]
    assert min(seconds for _, seconds in tries) < SECONDS_AT_MOST
    refused = tries[0][0]
    if error is Unauthorized:
        assert vars(refused) == vars(Unauthorized()), "it tells nothing of the reason"
        assert str(refused.__cause__).startswith(REASONS[family])
    else:
        assert 1 <= int(refused.headers["Retry-After"]) <= 10


@each_row("shape", "JSON", "alg", "header")
def test_it_is_refused_before_any_key_is_fetched(family, name, make, forge):
    refuse(forge, make, Unauthorized)
    assert forge.fetches <= ("that calls itself RS256" in name)


def test_a_foreign_issuer_causes_no_fetch(forge):
    refuse(forge, lambda f: f.token(iss="https://evil.example"), Unauthorized)
    assert forge.fetches == 0


def test_the_table_has_every_family_and_enough_rows():
    counts = Counter(family for family, _, _ in ROWS)
    assert set(counts) == set(REASONS)
    assert len(ROWS) >= 80
    assert len({row[:2] for row in ROWS}) == len(ROWS)


def ask_jose(forge, make):
    """What a plain jwt.decode makes of a row: "accepted", "refused", or "crashed"."""
    token = make(forge)
    try:
        jwt.decode(token, jwk(forge), algorithms=["RS256"], issuer=forge.issuer)
    except JOSEError:
        return "refused"
    except Exception:
        return "crashed"
    return "accepted"


def test_python_jose_alone_accepts_many_of_them_and_crashes_on_some(forge):
    rows = [row for row in ROWS if row[0] not in ("JWKS", "kid")]
    verdicts = Counter(ask_jose(forge, make) for _, _, make in rows)
    assert verdicts["accepted"] >= 20
    assert verdicts["crashed"] >= 3
