"""A person, as far as Doable knows one: the pool keeps e-mail and password to itself."""

from msgspec import Struct

MAX_NAME = 100  # characters


class Person(Struct, frozen=True, kw_only=True):
    id: str
    display_name: str
    created_at: str
    updated_at: str
