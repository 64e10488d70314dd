"""Fetching keys from a real server, well-behaved and otherwise."""

import json
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app.auth.jwks import JwksCache, fetch_jwks
from app.errors import Unavailable
from tests.unit.auth.conftest import KID, jwk_of


class Server:
    """Answers on a free loopback port with what `answer(handler)` writes, and counts."""

    def __init__(self):
        self.asked, self.released = [], threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                outer.asked.append(self.path)
                outer.answer(self)

            def log_message(self, *args):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.thread = threading.Thread(target=self.http.serve_forever, args=(0.01,))
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.http.server_port}/jwks.json"

    def send(self, status, body, **headers):
        def answer(handler):
            handler.send_response(status)
            for name, value in {"Content-Length": len(body), **headers}.items():
                handler.send_header(name, str(value))
            handler.end_headers()
            with suppress(OSError):  # who has enough hangs up
                handler.wfile.write(body)

        self.answer = answer
        return self

    def hang(self, first=b"", drip=b""):
        """Send `first`, then `drip` again and again, or nothing, until the test is over."""

        def answer(handler):
            with suppress(OSError):
                handler.wfile.write(first)
                while not self.released.wait(0.02 if drip else None):
                    handler.wfile.write(drip)

        self.answer = answer
        return self

    def close(self):
        self.released.set()
        self.http.shutdown()
        self.thread.join()
        self.http.server_close()


@pytest.fixture
def server():
    server = Server()
    yield server
    server.close()


@pytest.fixture
def good(keys):
    return json.dumps({"keys": [jwk_of(keys.ours)]}).encode()


def refused(cache):
    with pytest.raises(Unavailable) as refusal:
        cache.find(KID)
    return int(refusal.value.headers["Retry-After"])


def test_it_fetches_the_keys(server, good):
    cache = JwksCache(server.send(200, good).url)
    assert cache.find(KID).signature_bytes == 256
    assert cache.find("other") is None
    assert server.asked == ["/jwks.json"]


@pytest.mark.parametrize("status", [201, 204, 206, 301, 302, 304, 307, 308, 401, 404, 500, 503])
def test_any_status_but_200_is_a_failure(status, server, good):
    body = b"" if status in (204, 304) else good
    server.send(status, body, Location="/elsewhere")
    assert refused(JwksCache(server.url)) == 10
    assert server.asked == ["/jwks.json"], "it follows no redirect and does not try again"


@pytest.mark.parametrize(
    "body",
    [b"", b"<html></html>", b"{}", b"[]", b'{"keys":[]}', b'{"keys":null}', b"{" * 9999, b"\xff"],
    ids=["empty", "HTML", "no keys", "list", "empty keys", "null keys", "deep", "not UTF-8"],
)
def test_a_body_without_keys_is_a_failure(body, server):
    refused(JwksCache(server.send(200, body).url))


@pytest.mark.parametrize(
    "changes",
    [
        {"use": "enc"},
        {"use": ...},
        {"alg": "RS384"},
        {"kty": "EC"},
        {"kid": ...},
        {"d": "AQAB"},
        {"e": "Aw"},
    ],
    ids=str,
)
def test_a_key_for_something_else_is_none(changes, server, keys):
    body = json.dumps({"keys": [jwk_of(keys.ours, **changes)]}).encode()
    refused(JwksCache(server.send(200, body).url))


def test_a_key_of_1024_bits_is_none(server, keys):
    body = json.dumps({"keys": [jwk_of(keys.weak), jwk_of(keys.ours, kid="ours")]}).encode()
    cache = JwksCache(server.send(200, body).url)
    assert cache.find("ours")
    assert cache.find(KID) is None


def test_alg_may_be_left_out(server, keys):
    body = json.dumps({"keys": [jwk_of(keys.ours, alg=...)]}).encode()
    assert JwksCache(server.send(200, body).url).find(KID)


def test_64_kilobytes_are_read_and_no_more(server, good):
    assert JwksCache(server.send(200, good.ljust(65536)).url).find(KID)
    refused(JwksCache(server.send(200, good.ljust(65537)).url))
    server.send(200, good.ljust(10**7))
    assert len(fetch_jwks(server.url)) <= 2 * 65536


def test_a_server_that_says_nothing_is_given_up(server):
    with pytest.raises(Exception, match="timed out"):
        fetch_jwks(server.hang().url, read=0.05)


@pytest.mark.parametrize(
    "first",
    [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: "],
    ids=["in the body", "in a header"],
)
def test_a_server_that_drips_is_given_up(first, server):
    start = time.monotonic()
    with pytest.raises(TimeoutError):
        fetch_jwks(server.hang(first, drip=b"x").url, read=5, total=0.2)
    assert time.monotonic() - start < 2


def test_a_closed_port_is_a_failure(server, good):
    server.close()
    refused(JwksCache(server.url))


def test_a_rotation_is_noticed(server, good, keys):
    now = 0.0
    cache = JwksCache(server.send(200, good).url, clock=lambda: now)
    assert cache.find(KID)
    server.send(200, json.dumps({"keys": [jwk_of(keys.other, kid="new")]}).encode())
    now = 10.0
    assert cache.find("new")
    assert cache.find(KID) is None
    assert len(server.asked) == 2
