"""A Chalice application."""

import items
import table
import tokens
from chalice import Chalice, Response, UnauthorizedError, UnprocessableEntityError

handler = Chalice("bench")


def owner() -> str:
    try:
        return tokens.verify(handler.current_request.headers.get("authorization", ""))
    except ValueError:
        raise UnauthorizedError("Unauthorized") from None


@handler.route("/items")
def list_items() -> dict:
    return {"items": [items.answer(item) for item in table.query(owner())]}


@handler.route("/items", methods=["POST"])
def create_item() -> Response:
    who = owner()
    try:
        item = items.new_item(who, items.check(handler.current_request.json_body))
    except ValueError as error:
        raise UnprocessableEntityError(str(error)) from None
    table.put(item)
    return Response(items.answer(item), status_code=201)
