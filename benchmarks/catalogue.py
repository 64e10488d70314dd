"""The same small API in several ways; each has its folder in benchmarks/variants.

`GET /items` verifies an RS256 access token as Cognito issues it, makes one Query of 20 items and
answers them as JSON. `POST /items` verifies, validates the JSON body, makes one PutItem and answers
201 with the item.
"""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "variants"
BASE = "bare"  # what all the others are held against
DOABLE = "doable"
CALLS = ("get", "post")
OWN_CALLS = ("fresh-get", "own-get", "own-post")  # of Doable alone, beside the others'


@dataclass(frozen=True)
class Variant:
    """`parts` are folders whose modules it shares with others, `event` is the payload format of
    its gateway, `trimmed` says that it is packed as Doable is."""

    name: str
    title: str
    parts: tuple[str, ...] = ("_shared", "_framework")
    event: str = "2.0"
    trimmed: bool = False

    @property
    def calls(self) -> tuple[str, ...]:
        return CALLS + OWN_CALLS if self.name == DOABLE else CALLS

    @property
    def folder(self) -> Path:
        return FOLDER / self.name

    @property
    def lock(self) -> Path:
        return self.folder / "requirements.lock"


_NATIVE = ("_shared", "_native")
_FLASK = ("_shared", "_framework", "_flask")
VARIANTS = (
    Variant("floor", "floor: http.client, own signature", _NATIVE),
    Variant("bare-tuned", "bare handler, tuned", _NATIVE, trimmed=True),
    Variant(DOABLE, "Doable", parts=()),
    Variant(BASE, "bare handler: botocore, cryptography", _NATIVE),
    Variant("powertools", "Powertools"),
    Variant("chalice", "Chalice", event="1.0"),
    Variant("flask-apig-wsgi", "Flask + apig-wsgi", _FLASK),
    Variant("flask-serverless-wsgi", "Flask + serverless-wsgi", _FLASK),
    Variant("fastapi-mangum", "FastAPI + Mangum"),
)
BY_NAME = {variant.name: variant for variant in VARIANTS}
