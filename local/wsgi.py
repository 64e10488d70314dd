"""Builds what `flask run` serves: emulator, table and pool, the app, the page before it."""

import atexit
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import Flask

from local import cognito, page, serving
from local.environment import (
    REGION,
    LocalError,
    data_dir,
    isolate_from_aws,
    page_dir,
    vite_port,
)
from local.front import Front
from local.supervisor import Emulator

if TYPE_CHECKING:
    from app.config import Settings

# Tells the reloaded half of `flask run --debug` where its parent's emulator is.
_HANDED_DOWN = "DOABLE_EMULATOR"


def build() -> Flask:
    try:
        return _build()
    except LocalError as error:
        raise click.ClickException(str(error)) from error


def _build() -> Flask:
    address = serving.address()
    isolate_from_aws()
    if address and not serving.is_reloaded():
        serving.check_port(*address)
    emulator = os.environ.get(_HANDED_DOWN) if serving.is_reloaded() else None
    emulator = emulator or _start_emulator(data_dir())
    settings = _settings(emulator)
    app = _assemble(settings, emulator)
    if address:
        serving.greet_with(_greeting(*address, emulator))
        serving.end_on_sigterm()
    return app


def _start_emulator(folder: Path) -> str:
    emulator = Emulator(folder)
    atexit.register(emulator.stop)
    os.environ[_HANDED_DOWN] = emulator.url
    return emulator.url


def _settings(emulator: str) -> "Settings":
    from app.config import LOCAL_STAGE, Settings
    from local.provision import provision

    outputs = provision(emulator)
    return Settings(
        stage=LOCAL_STAGE,
        region=REGION,
        table_name=outputs["TableName"],
        user_pool_id=outputs["UserPoolId"],
        user_pool_client_id=outputs["UserPoolClientId"],
        jwks_url=f"{emulator}/{outputs['UserPoolId']}/.well-known/jwks.json",
        cognito_endpoint="/_cognito",
        dynamodb_endpoint=emulator,
        log_level=os.environ.get("LOG_LEVEL") or "INFO",
    )


def _assemble(settings: "Settings", emulator: str) -> Flask:
    from app import create_app

    app = create_app(settings)
    site = Flask("local.site", static_folder=None)
    site.register_blueprint(cognito.blueprint(emulator, _vite_origins()))
    site.register_blueprint(page.blueprint(page_dir()))
    # Flask's own way to put something around an app; mypy sees a method.
    app.wsgi_app = Front(app.wsgi_app, site.wsgi_app, vite_port())  # type: ignore[method-assign]
    return app


def _vite_origins() -> frozenset[str]:
    return frozenset(f"http://{name}:{vite_port()}" for name in ("127.0.0.1", "localhost"))


def _greeting(host: str, port: int, emulator: str) -> list[str]:
    return [
        "",
        f"  Doable is at      http://{host}:{port}",
        "  Sign-up code      123456 (no mail is sent; to reset a password: 654321)",
        f"  Data in           {data_dir()}",
        f"  Emulated AWS at   {emulator}",
        "  Stop with         Ctrl+C",
        "",
    ]
