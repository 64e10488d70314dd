"""The OpenAPI 3.1 document, made from the contracts of the routes."""

import inspect
import re
from collections.abc import Iterator
from typing import Any

import msgspec
from flask import Flask
from msgspec import NODEFAULT

from app.errors import BY_STATUS
from app.routes._creation import KEY_PATTERN
from app.routes._endpoint import IF_MATCH_PATTERN, Contract
from app.routes._services import services
from app.schemas.answers import ListJson, Problem, TodoJson
from app.schemas.fields import Id, Secret, Sub
from app.schemas.ops import OP_KINDS

_REF = "#/components/schemas/{name}"
Json = dict[str, Any]


def describe(app: Flask) -> Json:
    """The whole document. Made once for an app, and the same at every call."""
    cached: Json | None = app.extensions.get("doable_openapi")
    if cached is None:
        cached = app.extensions["doable_openapi"] = _document(app)
    return cached


def contracts(app: Flask) -> Iterator[tuple[str, str, Contract, Any]]:
    """Every route: (path in Flask's spelling, method in lower case, contract, view)."""
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if hasattr(view, "contract"):
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield rule.rule, method.lower(), view.contract, view


def _document(app: Flask) -> Json:
    found = sorted(contracts(app), key=lambda one: one[:2])
    schemas, components = _schemas(found)
    paths: Json = {}
    for path, method, contract, view in found:
        operation = _operation(path, contract, view, schemas)
        paths.setdefault(re.sub(r"<(\w+)>", r"{\1}", path), {})[method] = operation
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Doable",
            "version": services().settings.version,
            "description": "To-do lists, for people who script.",
        },
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "accessToken": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
                "scriptToken": {"type": "http", "scheme": "bearer", "bearerFormat": "dbl_…"},
            },
        },
    }


def _schemas(found: list[tuple[str, str, Contract, Any]]) -> tuple[dict[Any, Json], Json]:
    kinds: list[Any] = [Problem, TodoJson, ListJson, Id, Sub, Secret, *OP_KINDS]
    for _, _, contract, _ in found:
        kinds += [kind for kind in (contract.body, contract.returns) if kind not in (None, *kinds)]
    schemas, components = msgspec.json.schema_components(kinds, ref_template=_REF)
    for kind in OP_KINDS:
        components[kind.__name__]["examples"] = [kind.example]
    return dict(zip(kinds, schemas, strict=True)), components


def _operation(path: str, contract: Contract, view: Any, schemas: dict[Any, Json]) -> Json:
    summary, _, description = (inspect.getdoc(view) or "").partition("\n\n")
    operation: Json = {
        "operationId": view.__name__,
        "summary": " ".join(summary.split()),
        "tags": [view.__module__.rsplit(".", 1)[-1]],
        "parameters": [*_path_parameters(path, schemas), *_query(contract), *_headers(contract)],
        "responses": {**_answers(contract, schemas), **_problems(path, contract, schemas)},
        "security": _security(contract),
    }
    if description:
        operation["description"] = description
    if contract.body:
        media: Json = {"schema": schemas[contract.body]}
        if contract.example:
            media["example"] = contract.example
        operation["requestBody"] = {"required": True, "content": {"application/json": media}}
    return operation


def _security(contract: Contract) -> list[Json]:
    if contract.public:
        return []
    kinds = ["accessToken"] if contract.in_person else ["accessToken", "scriptToken"]
    return [{kind: []} for kind in kinds]


def _path_parameters(path: str, schemas: dict[Any, Json]) -> Iterator[Json]:
    for name in re.findall(r"<(\w+)>", path):
        kind = {"member_id": Sub, "secret": Secret}.get(name, Id)
        yield {"name": name, "in": "path", "required": True, "schema": schemas[kind]}


def _query(contract: Contract) -> Iterator[Json]:
    if contract.query is None:
        return
    (schema,), components = msgspec.json.schema_components([contract.query], ref_template="{name}")
    properties = components[schema["$ref"]]["properties"]
    for field in msgspec.structs.fields(contract.query):
        yield {
            "name": field.encode_name,
            "in": "query",
            "required": field.default is NODEFAULT,
            "schema": {k: v for k, v in properties[field.encode_name].items() if v != ""},
        }


def _headers(contract: Contract) -> Iterator[Json]:
    if contract.if_match:
        about = "The ETag of the version that is to be changed"
        schema = {"type": "string", "pattern": IF_MATCH_PATTERN}
        yield {"name": "If-Match", "in": "header", "description": about, "schema": schema}
    if contract.idempotent:
        about = "The same key again makes nothing new"
        schema = {"type": "string", "pattern": KEY_PATTERN}
        yield {"name": "Idempotency-Key", "in": "header", "description": about, "schema": schema}


def _answers(contract: Contract, schemas: dict[Any, Json]) -> Json:
    answers: Json = {}
    for status in contract.statuses:
        answer: Json = {"description": _STATUS[status]}
        if contract.returns and status != 304:
            answer["content"] = {"application/json": {"schema": schemas[contract.returns]}}
        elif contract.produces:
            answer["content"] = {contract.produces: {"schema": {}}}
        if contract.returns and "seq" in contract.returns.__struct_fields__:
            answer["headers"] = {"ETag": {"schema": {"type": "string"}}}
        answers[str(status)] = answer
    return answers


_STATUS = {
    200: "Done",
    201: "Made",
    202: "Not done yet; send it again",
    204: "Done; nothing to say",
    304: "Unchanged",
}


def _problems(path: str, contract: Contract, schemas: dict[Any, Json]) -> Json:
    statuses = set(contract.problems)
    if services().settings.origin_secrets:
        statuses.add(403)
    if not contract.public:
        statuses |= {401, 403, 503}
    if "<" in path:
        statuses.add(404)
    if contract.query or contract.body:
        statuses.add(422)
    if contract.body:
        statuses |= {400, 413, 415}
    if contract.if_match:
        statuses |= {400, 412}
    if contract.idempotent:
        statuses.add(400)
    content = {"application/problem+json": {"schema": schemas[Problem]}}
    return {
        str(status): {"description": BY_STATUS[status].title, "content": content}
        for status in sorted(statuses)
    }
