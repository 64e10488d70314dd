"""Everything that goes wrong → application/problem+json (RFC 9457)."""

import msgspec
from flask import Flask, Response
from msgspec import UNSET
from werkzeug.exceptions import HTTPException

from app.errors import BY_STATUS, AppError, BadRequest, Gap
from app.observability import log_failure, request_id
from app.schemas.answers import Problem, current_json


def init_app(app: Flask) -> None:
    app.register_error_handler(AppError, _refused)
    app.register_error_handler(HTTPException, _refused_by_flask)
    app.register_error_handler(Exception, _broken)


def _refused(error: AppError) -> Response:
    problem = Problem(
        type="about:blank",
        title=error.title,
        status=error.status,
        detail=error.detail,
        code=error.code,
        request_id=request_id(),
        errors=tuple(error.errors),
        current=current_json(error.current),
        last=error.last if isinstance(error, Gap) else UNSET,
    )
    response = Response(msgspec.json.encode(problem), error.status, dict(error.headers))
    response.headers["Content-Type"] = "application/problem+json"
    return response


def _refused_by_flask(error: HTTPException) -> Response:
    status = error.code or 500
    kind = AppError if status >= 500 else BY_STATUS.get(status, BadRequest)
    headers = {name: value for name, value in error.get_headers() if name == "Allow"}
    return _refused(kind(error.description or "", headers=headers))


def _broken(error: Exception) -> Response:
    log_failure(error)
    return _refused(AppError("It is logged. Quote the request id when you report it"))
