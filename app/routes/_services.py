"""What the routes work with; `create_app` puts it together."""

from collections.abc import Callable
from datetime import datetime

from flask import Flask, current_app
from msgspec import Struct

from app.config import Settings
from app.store.table import Table

_EXTENSION = "doable"


class Services(Struct, frozen=True):
    """`now` gives the time in UTC."""

    settings: Settings
    table: Table
    now: Callable[[], datetime]

    def install(self, app: Flask) -> None:
        app.extensions[_EXTENSION] = self


def services() -> Services:
    found: Services = current_app.extensions[_EXTENSION]
    return found
