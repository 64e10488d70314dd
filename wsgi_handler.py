"""The wrap: the Flask application as one Lambda function."""

import gc
from typing import Any

# What starting makes is there to stay: looking through it for garbage would be wasted time.
gc.disable()

import serverless_wsgi  # noqa: E402

from app import create_app  # noqa: E402

# What is not known as text would be sent in base64.
serverless_wsgi.TEXT_MIME_TYPES.append("application/problem+json")

app = create_app()
gc.freeze()
gc.enable()


def _read_whole(environ: dict[str, Any], start_response: Any) -> Any:
    """The app. Of a body that was sent in chunks Werkzeug would read nothing; but all is here."""
    environ["wsgi.input_terminated"] = True
    return app(environ, start_response)


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Answer one event of an HTTP API (payload format 2.0)."""
    # AWS's own types allow a body that is null, also one in Base64, which the library cannot read.
    event = {**event, "body": event.get("body") or ""}
    response: dict[str, Any] = serverless_wsgi.handle_request(_read_whole, event, context)
    return response
