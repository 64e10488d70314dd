"""A person, as far as Doable knows one: the pool keeps e-mail and password to itself."""

from dataclasses import dataclass

MAX_NAME = 100  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    id: str
    display_name: str
    created_at: str
    updated_at: str
