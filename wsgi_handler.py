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


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Answer one event of an HTTP API (payload format 2.0)."""
    # AWS's own types allow a body that is null, also one in Base64, which the library cannot read.
    event = {**event, "body": event.get("body") or ""}
    response: dict[str, Any] = serverless_wsgi.handle_request(app, event, context)
    return response
