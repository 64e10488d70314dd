"""A web page of another origin can neither read nor wipe the developer's data."""

import http.client
from urllib.parse import urlsplit

import pytest

from local.testing import Server

from .conftest import aws, emulator_url, table_name

_PAGES = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Mode": "no-cors"},
    {"Host": "evil.example"},
    {"Host": "evil.example:80"},
    {"Host": "127.0.0.1"},
]
_REQUESTS = [
    ("GET", "/_ministack/health"),
    ("POST", "/_ministack/reset"),
    ("OPTIONS", "/"),
    ("POST", "/"),
    ("GET", "/_ministack/ses/messages"),
]


def ask(
    url: str, method: str, path: str, headers: dict[str, str]
) -> tuple[int, http.client.HTTPMessage]:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        connection.request(method, path, headers=headers)
        response = connection.getresponse()
        response.read()
        return response.status, response.headers
    finally:
        connection.close()


@pytest.mark.parametrize("headers", _PAGES, ids=str)
@pytest.mark.parametrize(("method", "path"), _REQUESTS)
def test_the_emulator_refuses_what_a_page_sends(
    server: Server, method: str, path: str, headers: dict[str, str]
) -> None:
    status, answer = ask(emulator_url(server), method, path, headers)
    assert status == 403
    assert not [name for name in answer if name.lower().startswith("access-control")]


@pytest.mark.parametrize("path", ["/_ministack/reset", "/_ministack/reset?init=1"])
@pytest.mark.parametrize("method", ["POST", "GET", "PUT"])
def test_nothing_wipes_the_emulator(server: Server, method: str, path: str) -> None:
    ask(emulator_url(server), method, path, {})
    assert table_name(aws("dynamodb", emulator_url(server)))


def test_the_emulator_allows_no_origin(server: Server) -> None:
    status, answer = ask(emulator_url(server), "GET", "/_ministack/health", {})
    assert status == 200
    assert not [name for name in answer if name.lower().startswith("access-control")]


def test_the_emulator_takes_signed_calls_only(server: Server) -> None:
    target = {"X-Amz-Target": "DynamoDB_20120810.ListTables"}
    assert ask(emulator_url(server), "POST", "/", target)[0] in (400, 403)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1:1", "[::1", ""])
@pytest.mark.parametrize("path", ["/", "/today", "/api/health", "/config.json", "/_cognito"])
def test_the_server_answers_to_its_own_name_only(server: Server, path: str, host: str) -> None:
    headers = {"Host": host.format(port=server.port)}
    assert ask(server.url, "GET", path, headers)[0] == 403


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}"])
def test_the_server_answers_to_its_names(server: Server, host: str) -> None:
    assert ask(server.url, "GET", "/api/health", {"Host": host.format(port=server.port)})[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_the_way_to_cognito_is_for_our_page_only(server: Server, headers: dict[str, str]) -> None:
    target = {"X-Amz-Target": "AWSCognitoIdentityProviderService.InitiateAuth"}
    assert ask(server.url, "POST", "/_cognito", headers | target)[0] == 403
