"""A plain Flask application."""

import items
import table
import tokens
from flask import Flask, Response, g, jsonify, request
from werkzeug.exceptions import Unauthorized, UnprocessableEntity

app = Flask(__name__)


@app.before_request
def authenticate() -> None:
    try:
        g.owner = tokens.verify(request.headers.get("Authorization", ""))
    except ValueError:
        raise Unauthorized from None


@app.get("/items")
def list_items() -> Response:
    return jsonify(items=[items.answer(item) for item in table.query(g.owner)])


@app.post("/items")
def create_item() -> tuple[Response, int]:
    try:
        item = items.new_item(g.owner, items.check(request.get_json()))
    except ValueError as error:
        raise UnprocessableEntity(str(error)) from None
    table.put(item)
    return jsonify(items.answer(item)), 201
