"""One JSON line a request, a request id on every answer, and nothing personal in either.

A line names the route's pattern, never its path, query or body: those hold ids, titles and e-mails.
In Lambda the same line carries the request's metrics, in CloudWatch's embedded metric format: no
call, no agent, no second line.
"""

import logging
import sys
import time
import traceback
import uuid
from datetime import UTC, datetime
from typing import Any

import msgspec
from flask import Flask, Response, g, has_app_context, request

_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
METRICS = {  # with their units
    "Latency": "Milliseconds",
    "ColdStarts": "Count",
    "DynamoDBCalls": "Count",
    "DynamoDBThrottles": "Count",
    "ServerErrors": "Count",
}
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
# Encoded once: it is the same in every line.
_DIRECTIVES = msgspec.Raw(
    msgspec.json.encode(
        [
            {
                "Namespace": "Doable",
                "Dimensions": [["Stage"]],
                "Metrics": [{"Name": name, "Unit": unit} for name, unit in METRICS.items()],
            }
        ]
    )
)
# Also the parent of the loggers that modules make by their own names.
log = logging.getLogger("app")


class _Record(msgspec.Struct):
    """What is known and counted of one request. `started` is in seconds of `perf_counter`."""

    started: float
    request_id: str
    is_cold: bool
    calls: int = 0
    throttles: int = 0


class _JsonLines(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        _write(record.levelname, record.getMessage(), getattr(record, "fields", {}))


def _write(level: str, message: str, fields: dict[str, Any]) -> None:
    """To standard output, where Lambda and `flask run` alike pick it up; Lambda looks for
    `timestamp` and `level`, should it filter lines."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    line = {"timestamp": now, "level": level, "message": message, **fields}
    sys.stdout.write(msgspec.json.encode(line).decode() + "\n")


def init_app(app: Flask, level: str, metrics_of: str | None = None) -> None:
    """`metrics_of` is the stage whose metrics the lines carry; without it they carry none."""
    if not log.handlers:
        log.addHandler(_JsonLines())
    log.propagate = False
    log.setLevel(level)
    is_cold = [True]

    @app.before_request
    def start() -> None:
        g.record = _Record(time.perf_counter(), _request_id(), is_cold[0])
        is_cold[0] = False

    @app.after_request
    def finish(response: Response) -> Response:
        record: _Record = g.record
        response.headers["X-Request-Id"] = record.request_id
        if log.isEnabledFor(logging.INFO):  # without a LogRecord, whose making looks for its caller
            fields = _describe(record, response)
            if metrics_of is not None:
                fields |= _metrics(metrics_of, record, fields)
            _write("INFO", "request", fields)
        return response


def seconds_since_start() -> float:
    """How long this request has been running."""
    return _seconds(g.record)


def request_id() -> str:
    """What this request is called, in the log and to its sender."""
    return str(g.record.request_id)


def count_call() -> None:
    """A request to DynamoDB is being sent."""
    if record := _current():
        record.calls += 1


def count_throttle() -> None:
    """DynamoDB refused a request, because there are too many."""
    if record := _current():
        record.throttles += 1


def _current() -> _Record | None:
    return g.get("record") if has_app_context() else None


def log_failure(error: Exception) -> None:
    """What broke and where, without the exception's own words: they may quote what people wrote."""
    frames = reversed(traceback.extract_tb(error.__traceback__))  # first where it was raised
    where = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    fields = {"requestId": request_id(), "error": type(error).__name__, "trace": where}
    log.error("failure", extra={"fields": fields})


def _request_id() -> str:
    """API Gateway's id where there is one, so that its logs and ours can be joined."""
    event = request.environ.get("serverless.event") or {}
    return str(event.get("requestContext", {}).get("requestId") or uuid.uuid4())


def _describe(record: _Record, response: Response) -> dict[str, Any]:
    rule, method = request.url_rule, request.method
    return {
        "requestId": record.request_id,
        **_lambda_request_id(),
        "method": method if method in _METHODS else "other",
        "route": rule.rule if rule else None,
        "status": response.status_code,
        "ms": round(_seconds(record) * 1000, 1),
        "dynamodbCalls": record.calls,
        "coldStart": record.is_cold,
    }


def _seconds(record: _Record) -> float:
    return time.perf_counter() - record.started


def _lambda_request_id() -> dict[str, str]:
    """By which Lambda's own reports of the same request are found."""
    context = request.environ.get("serverless.context")
    return {"lambdaRequestId": context.aws_request_id} if context else {}


def _metrics(stage: str, record: _Record, described: dict[str, Any]) -> dict[str, Any]:
    """What `_DIRECTIVES` name."""
    return {
        "_aws": {"Timestamp": time.time_ns() // 1_000_000, "CloudWatchMetrics": _DIRECTIVES},
        "Stage": stage,
        "Latency": described["ms"],
        "ColdStarts": int(record.is_cold),
        "DynamoDBCalls": record.calls,
        "DynamoDBThrottles": record.throttles,
        "ServerErrors": int(described["status"] >= 500),
    }
