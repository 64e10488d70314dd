"""Doable on one machine: the emulator behind `flask run`. Never shipped, and imported by nothing.

This file stays free of imports, because the emulator's own process passes through it too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def create_app() -> Flask:
    """What `flask run` calls (see .flaskenv): the app, with all that it needs running beside it."""
    from local.wsgi import build

    return build()
