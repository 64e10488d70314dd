"""Events of an HTTP API (payload format 2.0) in, answers out: the zip under AWS's runtime client.

The events have the shape of AWS's documentation
(https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
What it leaves out is as it was observed on AWS: the path arrives decoded, the query does not; a
body is in Base64 unless its type is text/*, JSON, XML or JavaScript.
"""

import json
import uuid
from collections.abc import Callable

import pytest

from tests.deploy.ric.conftest import ORIGIN, ORIGIN_SECRET, Start, event
from tests.deploy.ric.function import Answer, Function

Send = Callable[..., Answer]
PROBLEM = "application/problem+json"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("config", "application/json"),
        ("docs", "text/html; charset=utf-8"),
        ("health", "application/json"),
        ("me", "application/json"),
        ("openapi", "application/json"),
    ],
)
def test_everything_that_it_can_say_is_sent_as_text(send: Send, name: str, kind: str) -> None:
    answer = send(name)
    assert (answer.status, answer.headers["content-type"]) == (200, kind)
    assert answer.raw["isBase64Encoded"] is False
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_request_keeps_the_id_that_the_gateway_gave_it(send: Send) -> None:
    assert send("health", request="ATfSmjLgPHcESJw=").headers["x-request-id"] == "ATfSmjLgPHcESJw="


def test_head_is_get_without_the_body(send: Send) -> None:
    answer = send("health-head")
    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["content-length"] == send("health").headers["content-length"]


def test_a_preflight_of_an_allowed_origin_is_answered(send: Send) -> None:
    headers = send("preflight").headers
    assert headers["access-control-allow-origin"] == ORIGIN
    assert "POST" in headers["access-control-allow-methods"]
    assert {"authorization", "content-type"} <= {
        name.strip().lower() for name in headers["access-control-allow-headers"].split(",")
    }


def test_the_main_job_is_done(send: Send) -> None:
    """A list and a to-do, in several scripts, through the token, the table and back."""
    key = str(uuid.uuid4())
    made = send("create-list", key=key)
    assert (made.status, made.json["name"]) == (201, "Größe 買い物 🛒")
    assert send("create-list", key=key).status == 200  # a retry
    shelf = made.json["id"]
    todo = send("create-todo", list=shelf)
    assert (todo.status, todo.json["title"]) == (201, "Café 👩‍👩‍👧 — “naïve” 🍕")
    assert todo.json["notes"] == "zeile 1\nzeile 2"
    assert todo.headers["etag"] == f'"{todo.json["seq"]}"'
    assert todo.json in send("search").json["items"]
    assert send("delete-todo", list=shelf, todo=todo.json["id"]).status == 204
    assert todo.json not in send("search").json["items"]


def test_a_body_that_was_sent_in_chunks_is_read(send: Send, ada_list: str) -> None:
    assert send("create-todo-chunked", list=ada_list).status == 201


def test_a_body_in_base64_is_read_and_a_query_decoded_once(send: Send, ada_list: str) -> None:
    made = send("create-todo-base64", list=ada_list)
    assert (made.status, made.json["title"]) == (201, "1+1&=2 ✓")
    assert made.json in send("search-sum").json["items"]


def test_a_header_that_came_twice_counts_twice(send: Send, ada_list: str) -> None:
    etag = send("list", list=ada_list).headers["etag"].strip('"')
    answer = send("list-if-none-match", list=ada_list, etag=etag)
    assert (answer.status, answer.body) == (304, b"")


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("create-todo-bytes", 400, "bad_request"),
        ("create-todo-empty-body", 400, "bad_request"),
        ("create-todo-form", 415, "unsupported_media_type"),
        ("create-todo-no-body", 400, "bad_request"),
        ("create-todo-null-body", 400, "bad_request"),
        ("create-todo-null-body-base64", 400, "bad_request"),
        ("create-todo-octets", 415, "unsupported_media_type"),
        ("create-todo-too-large", 413, "too_large"),
        ("lists-query-twice", 422, "validation_failed"),
        ("me-token-not-ascii", 401, "unauthorized"),
        ("me-without-token", 401, "unauthorized"),
        ("me-wrong-method", 405, "method_not_allowed"),
        ("path-decoded", 404, "not_found"),
        ("path-other", 404, "not_found"),
        ("path-percent", 404, "not_found"),
        ("path-slash", 404, "not_found"),
        ("patch-todo-stale", 404, "not_found"),
    ],
)
def test_a_refusal_is_a_problem_in_words(
    send: Send, ada_list: str, name: str, status: int, code: str
) -> None:
    values = {"list": ada_list, "todo": str(uuid.uuid4()), "filler": "x" * 256 * 1024}
    answer = send(name, request="ATfSmjLgPHcESJw=", **values)
    assert (answer.status, answer.headers["content-type"]) == (status, PROBLEM)
    assert (answer.json["status"], answer.json["code"]) == (status, code)
    assert answer.json["requestId"] == "ATfSmjLgPHcESJw="


@pytest.mark.parametrize(
    ("name", "route"),
    [
        ("path-decoded", "/api/lists/<list_id>"),
        ("path-percent", "/api/lists/<list_id>"),
        ("path-slash", None),
    ],
)
def test_a_path_is_taken_apart_as_the_gateway_delivers_it(
    send: Send, warm: Function, name: str, route: str | None
) -> None:
    send(name)
    assert json.loads(warm.lines()[-1])["route"] == route


def test_where_a_secret_is_set_only_cloudfront_is_answered(start: Start) -> None:
    function = start(ORIGIN_SECRET=ORIGIN_SECRET)
    refusal = function.send(event("health"))
    assert (refusal.status, refusal.json["code"]) == (403, "wrong_origin")
    assert function.send(event("config")).status == 200
    assert function.send(event("config", secret="x" * 32)).status == 403


@pytest.mark.parametrize(
    "garbage", ["", "{", "null", "[]", '"text"', "{}", '{"version":"2.0"}', '{"headers":null}']
)
def test_what_is_no_request_is_an_error_that_the_process_survives(
    send: Send, warm: Function, garbage: str
) -> None:
    report = warm.invoke(garbage.encode())
    assert (report.kind, bool(report.body["errorType"])) == ("error", True)
    assert send("health").status == 200
