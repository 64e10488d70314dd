"""Only through CloudFront: where a secret is set, it proves itself with it.

API Gateway's own address is public. Who calls it goes around what CloudFront does and limits.
"""

import hmac
from collections.abc import Sequence

from flask import Flask, request

from app.errors import WrongOrigin

HEADER = "X-Origin-Secret"


def init_app(app: Flask, secrets: Sequence[str]) -> None:
    """Answer nothing that comes without one of the `secrets`, not even that there is no such route;
    without secrets, answer everybody. Two are accepted while one takes the other's place."""
    if not secrets:
        return
    expected = [secret.encode() for secret in secrets]

    @app.before_request
    def require_secret() -> None:
        sent = request.headers.get(HEADER, "").encode("utf-8", "replace")
        if not any(hmac.compare_digest(sent, one) for one in expected):
            raise WrongOrigin("Use the address of the page")
