"""What the routes work with; `create_app` puts it together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import Flask, current_app

from app.config import Settings
from app.store.table import Table

_EXTENSION = "doable"


@dataclass(frozen=True, slots=True)
class Services:
    """`now` gives the time in UTC."""

    settings: Settings
    table: Table
    now: Callable[[], datetime]

    def install(self, app: Flask) -> None:
        app.extensions[_EXTENSION] = self


def services() -> Services:
    found: Services = current_app.extensions[_EXTENSION]
    return found
