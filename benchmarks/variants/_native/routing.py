"""An event of an HTTP API in, its answer out."""

import base64
import json
from collections.abc import Callable

import items
import tokens


def respond(status: int, body: object) -> dict:
    return {
        "statusCode": status,
        "headers": {"content-type": "application/json"},
        "body": json.dumps(body),
    }


def body_of(event: dict) -> object:
    body = event.get("body") or ""
    return json.loads(base64.b64decode(body) if event["isBase64Encoded"] else body)


def route(
    event: dict, keys: dict, query: Callable[[str], list[dict]], put: Callable[[dict], None]
) -> dict:
    """`query` gives the items of an owner, `put` stores one."""
    try:
        owner = tokens.verify(event["headers"].get("authorization", ""), keys)
    except ValueError:
        return respond(401, {"message": "Unauthorized"})
    http = event["requestContext"]["http"]
    if (http["method"], event["rawPath"]) == ("GET", "/items"):
        return respond(200, {"items": [items.answer(item) for item in query(owner)]})
    if (http["method"], event["rawPath"]) == ("POST", "/items"):
        try:
            item = items.new_item(owner, items.check(body_of(event)))
        except ValueError as error:
            return respond(422, {"message": str(error)})
        put(item)
        return respond(201, items.answer(item))
    return respond(404, {"message": "Not Found"})
