"""A plain Flask application, wrapped by serverless-wsgi."""

import serverless_wsgi
from application import app


def handler(event: dict, context: object) -> dict:
    return serverless_wsgi.handle_request(app, event, context)
