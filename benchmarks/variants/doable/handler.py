"""Doable's own application, with a blueprint that does what the other variants do."""

from wsgi_handler import app, handler  # before all others, as on AWS

# isort: split
import uuid
from typing import Any

from flask import Blueprint
from msgspec import Struct

from app.domain import instants
from app.routes._endpoint import actor, endpoint, table
from app.schemas.fields import Due, Notes, Priority, Tags, Title
from app.store import attributes
from app.store.attributes import Item

__all__ = ["handler"]
bp = Blueprint("bench", __name__)


class NewItem(Struct, forbid_unknown_fields=True):
    title: Title
    notes: Notes = ""
    due: Due | None = None
    priority: Priority = 4
    tags: Tags = ()


class Answer(Struct):
    items: list[dict[str, Any]]


@bp.get("/items")
@endpoint(returns=Answer)
def list_items() -> Answer:
    found = table().query(f"L#{actor().sub}", "T#", limit=20)
    return Answer(items=[shown(item) for item in found])


@bp.post("/items")
@endpoint(body=NewItem, statuses=(201,))
def create_item(body: NewItem) -> dict[str, Any]:
    who, bound = actor(), table()
    item: Item = {
        "PK": f"L#{who.sub}",
        "SK": f"T#{uuid.uuid4()}",
        "title": body.title,
        "notes": body.notes,
        "done": False,
        "priority": body.priority,
        "tags": body.tags,
        "createdAt": instants.to_text(who.now),
    }
    if body.due is not None:
        item["due"] = body.due.isoformat()
    bound._call("put_item", TableName=bound.name, Item=attributes.dump(item))
    return shown(item)


def shown(item: Item) -> dict[str, Any]:
    rest = {name: value for name, value in item.items() if name not in ("PK", "SK")}
    return {"id": str(item["SK"]).removeprefix("T#"), **rest}


app.register_blueprint(bp)
