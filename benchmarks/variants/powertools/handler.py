"""A handler with the routing of Powertools for AWS Lambda."""

from http import HTTPStatus
from typing import Any

import items
import table
import tokens
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.exceptions import ServiceError, UnauthorizedError

app = APIGatewayHttpResolver()


def owner() -> str:
    try:
        return tokens.verify(app.current_event.headers.get("authorization", ""))
    except ValueError:
        raise UnauthorizedError("Unauthorized") from None


@app.get("/items")
def list_items() -> dict:
    return {"items": [items.answer(item) for item in table.query(owner())]}


@app.post("/items")
def create_item() -> tuple[dict, int]:
    who = owner()
    try:
        item = items.new_item(who, items.check(app.current_event.json_body))
    except ValueError as error:
        raise ServiceError(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from None
    table.put(item)
    return items.answer(item), 201


def handler(event: dict, context: Any) -> dict:
    return app.resolve(event, context)
