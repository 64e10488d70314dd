"""What a route promises, declared once: it is checked at every call and described in OpenAPI."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import msgspec
from flask import Response, current_app, g, request
from msgspec import Struct

from app.auth import Principal, authenticate, current_user
from app.domain.ids import is_id, is_sub
from app.domain.ops import Actor
from app.errors import (
    BadRequest,
    Forbidden,
    NotFound,
    TooLarge,
    UnsupportedMediaType,
    invalid_field,
)
from app.observability import seconds_since_start
from app.routes._services import services
from app.schemas.invalid import refusal_of
from app.store.table import Table

REQUEST_SECONDS = 8
Body = TypeVar("Body", bound=Struct)
View = Callable[..., Any]


class Contract(Struct, frozen=True, kw_only=True):
    """`problems` are the statuses of refusals that do not follow from the other fields. `produces`
    is the media type of an answer that is no struct, `example` a body as clients send it. What
    `reads`, beside GET, changes nothing; what must be done `in_person` is refused to scripts."""

    returns: type[Struct] | None = None
    produces: str | None = None
    statuses: tuple[int, ...] = (200,)
    body: type[Struct] | None = None
    example: dict[str, Any] | None = None
    query: type[Struct] | None = None
    public: bool = False
    reads: bool = False
    in_person: bool = False
    if_match: bool = False
    idempotent: bool = False
    problems: tuple[int, ...] = ()


def endpoint(**promises: Any) -> Callable[[View], View]:
    """Declare a route (the fields of Contract): sign-in, input and output.

    The view gets `body` and `query` decoded, and gives back a struct, a struct with its status, or
    None for an empty answer.
    """
    contract = Contract(**promises)

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(**path: str) -> Response:
            if not contract.public:
                _require_scope(contract, authenticate())
            _check_ids(path)
            arguments: dict[str, Any] = dict(path)
            if contract.query:
                arguments["query"] = _read_query(contract.query)
            if contract.body:
                arguments["body"] = _read_body(contract.body)
            return _respond(contract, view(**arguments))

        wrapper.contract = contract  # type: ignore[attr-defined]  # read by _openapi
        return wrapper

    return decorate


def _require_scope(contract: Contract, principal: Principal) -> None:
    if principal.scope == "person":
        return
    if contract.in_person:
        raise Forbidden("No token of a script is good for this; sign in to do it")
    if principal.scope == "read" and not (contract.reads or request.method in ("GET", "HEAD")):
        raise Forbidden("This token may only read; make one with the scope write")


def table() -> Table:
    """The table, for as long as is left of the time that a request may take."""
    if "table" not in g:
        g.table = services().table.within(REQUEST_SECONDS - seconds_since_start())
    bound: Table = g.table
    return bound


def actor() -> Actor:
    """Who asks, and when: both from the server's side alone."""
    return Actor(current_user().sub, services().now())


# RFC 9110, section 13.1.1, but one tag, and a strong one: nobody holds two versions of an item. The
# quotes may be missing, because many clients lose them.
IF_MATCH_PATTERN = r'^(\*|"[0-9]{1,15}"|[0-9]{1,15})$'


def expected_seq() -> int | None:
    """The version that If-Match names; None without one, or with `*`, which any version matches.

    Raises BadRequest.
    """
    header = request.headers.get("If-Match", "*")
    if not re.fullmatch(IF_MATCH_PATTERN[1:-1], header):
        raise BadRequest('If-Match takes an ETag as it came, such as "7"')
    return None if header == "*" else int(header.strip('"'))


def _check_ids(path: dict[str, str]) -> None:
    """A secret is no id: a wrong one is like one that never was."""
    ids = {name: id_ for name, id_ in path.items() if name != "secret"}
    if not all((is_sub if name == "member_id" else is_id)(id_) for name, id_ in ids.items()):
        raise NotFound("An id is a lower-case UUID")


def _read_query(kind: type[Body]) -> Body:
    sent = request.args.to_dict(flat=False)
    twice = [name for name, values in sent.items() if len(values) > 1]
    if twice:
        raise invalid_field(twice[0], "repeated", "Send it once")
    try:
        return msgspec.convert(request.args.to_dict(), kind, strict=False)
    except msgspec.ValidationError as error:
        raise refusal_of(error) from None


def _read_body(kind: type[Body]) -> Body:
    if request.mimetype != "application/json":
        raise UnsupportedMediaType("Content-Type must be application/json")
    data = request.get_data()
    # A body of unknown length is cut off at the limit, not refused, by Werkzeug.
    if request.content_length is None and len(data) >= current_app.config["MAX_CONTENT_LENGTH"]:
        raise TooLarge("At most 256 KB")
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError as error:
        raise refusal_of(error) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BadRequest("The body is not well-formed JSON") from None


def _respond(contract: Contract, result: Any) -> Response:
    if isinstance(result, Response):
        return result
    payload, status = result if isinstance(result, tuple) else (result, contract.statuses[0])
    if payload is None:
        return Response(status=status)
    response = Response(
        msgspec.json.encode(payload), status=status, content_type="application/json"
    )
    if hasattr(payload, "seq"):
        response.set_etag(str(payload.seq))
        if _is_known(str(payload.seq)):
            response.status_code = 304
            response.set_data(b"")
    return response


def _is_known(etag: str) -> bool:
    """The client holds this version (RFC 9110, section 13.1.2)."""
    return request.method in ("GET", "HEAD") and request.if_none_match.contains_weak(etag)
