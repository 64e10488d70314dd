"""A FastAPI application, wrapped by Mangum."""

from datetime import date
from typing import Annotated

import items
import table
import tokens
from fastapi import Depends, FastAPI, Header, HTTPException
from mangum import Mangum
from pydantic import BaseModel, ConfigDict, Field, StrictInt

app = FastAPI()


class NewItem(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, Field(min_length=1, max_length=500)]
    notes: Annotated[str, Field(max_length=16384)] = ""
    due: date | None = None
    priority: Annotated[StrictInt, Field(ge=1, le=4)] = 4
    tags: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=50)]], Field(max_length=20)
    ] = []


def owner_of(authorization: Annotated[str, Header()] = "") -> str:
    try:
        return tokens.verify(authorization)
    except ValueError:
        raise HTTPException(401) from None


Owner = Annotated[str, Depends(owner_of)]


@app.get("/items")
def list_items(owner: Owner) -> dict:
    return {"items": [items.answer(item) for item in table.query(owner)]}


@app.post("/items", status_code=201)
def create_item(owner: Owner, body: NewItem) -> dict:
    item = items.new_item(owner, body.model_dump(mode="json"))
    table.put(item)
    return items.answer(item)


handler = Mangum(app, lifespan="off")
