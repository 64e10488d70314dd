"""Doable: a multi-user to-do list."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import Flask, Response, request

from app import auth, error_handlers, observability
from app.auth import origin
from app.auth.jwks import JwksCache
from app.auth.tokens import TokenVerifier
from app.config import Settings
from app.routes import (
    calendars,
    deletion,
    invites,
    lists,
    members,
    people,
    script_tokens,
    sync,
    system,
    todos,
)
from app.routes._services import Services
from app.store.client import connect
from app.store.table import Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

MAX_BODY = 256 * 1024  # bytes
_RESOURCES = (
    system,
    people,
    lists,
    members,
    invites,
    todos,
    sync,
    script_tokens,
    calendars,
    deletion,
)


class _Rule(Flask.url_rule_class):  # type: ignore[misc,valid-type]  # Werkzeug's
    """One that addresses are matched with, and none is built by. Werkzeug compiles a function for
    the latter, which is the longer part of making a rule, and of all of them a tenth of a cold
    start."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., None]:
        return _build_nothing


def _build_nothing(*_: object, **__: object) -> None:
    raise NotImplementedError("No address is built here: say it as it is")


def create_app(
    settings: Settings | None = None,
    *,
    dynamodb: "DynamoDBClient | None" = None,
    keys: JwksCache | None = None,
    clock: Callable[[], float] = time.time,
) -> Flask:
    """Wire everything: the only place that knows all the parts.

    `settings` default to the environment's. The others are for tests: a DynamoDB client, the keys
    that tokens are checked with, and the time in seconds since 1970. Raises SettingsError.
    """
    settings = settings or Settings.from_env()
    client = dynamodb or connect(settings.region, settings.dynamodb_endpoint)
    app = Flask(__name__, static_folder=None)
    app.url_rule_class = _Rule
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.url_map.merge_slashes = False  # a redirect would name the path, and so ids, in full
    Services(
        settings=settings,
        table=Table(
            client,
            settings.table_name,
            on_call=observability.count_call,
            on_throttle=observability.count_throttle,
        ),
        now=lambda: datetime.fromtimestamp(clock(), UTC),
    ).install(app)
    observability.init_app(app, settings.log_level, settings.stage if settings.in_lambda else None)
    error_handlers.init_app(app)
    origin.init_app(app, settings.origin_secrets)
    auth.init_app(app, _verifier(settings, keys, clock), script_tokens.find_script)
    for resource in _RESOURCES:
        app.register_blueprint(resource.bp)
    app.after_request(_forbid_caching)
    if settings.allowed_origins:
        _allow_origins(app, settings.allowed_origins)
    return app


def _verifier(
    settings: Settings, keys: JwksCache | None, clock: Callable[[], float]
) -> TokenVerifier:
    return TokenVerifier(
        issuer=settings.token_issuer,
        client_id=settings.user_pool_client_id,
        keys=keys or JwksCache(settings.jwks_url),
        clock=clock,
    )


def _forbid_caching(response: Response) -> Response:
    """What belongs to a person stays out of every cache."""
    if request.path.startswith("/api/"):
        response.headers.setdefault("Cache-Control", "no-store")
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    return response


def _allow_origins(app: Flask, origins: tuple[str, ...]) -> None:
    from flask_cors import CORS  # here, because a start without other origins need not wait for it

    CORS(
        app,
        resources={r"/api/.*": {"origins": list(origins)}},
        allow_headers=[
            "Authorization",
            "Content-Type",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
        ],
        expose_headers=["ETag", "Retry-After", "X-Request-Id"],
        max_age=600,
    )
