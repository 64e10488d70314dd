"""Everything that goes wrong → application/problem+json (RFC 9457)."""

import msgspec
from flask import Flask, Response, g
from werkzeug.exceptions import HTTPException

from app.errors import AppError
from app.observability import log_failure
from app.schemas.answers import FieldProblem, Problem, to_json

# The codes of what Flask itself refuses.
_CODES = {
    400: "bad_request",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media_type",
}


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
        request_id=g.request_id,
        errors=tuple(FieldProblem(e.field, e.code, e.detail) for e in error.errors),
        **to_json(error.extra),
    )
    return _answer(problem, dict(error.headers))


def _refused_by_flask(error: HTTPException) -> Response:
    status = error.code or 500
    problem = Problem(
        type="about:blank",
        title=error.name,
        status=status,
        detail=error.description or "",
        code=_CODES.get(status, "bad_request" if status < 500 else "internal"),
        request_id=g.request_id,
    )
    headers = {name: value for name, value in error.get_headers() if name == "Allow"}
    return _answer(problem, headers)


def _broken(error: Exception) -> Response:
    log_failure(error)
    return _refused(AppError("It is logged. Quote the request id when you report it"))


def _answer(problem: Problem, headers: dict[str, str]) -> Response:
    response = Response(msgspec.json.encode(problem), status=problem.status, headers=headers)
    response.headers["Content-Type"] = "application/problem+json"
    return response
