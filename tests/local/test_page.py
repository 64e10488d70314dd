"""The built page, as CloudFront serves it."""

import gzip
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from local.page import blueprint

Get = Callable[[str], TestResponse]


@pytest.fixture
def get(tmp_path: Path) -> Get:
    dist = tmp_path / "dist"
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text("<title>Doable</title>")
    (dist / "favicon.svg").write_text("<svg/>")
    (dist / "sw.js").write_text("1")
    (dist / "assets" / "index-abc.js").write_text("1")
    (dist / "assets" / "index-abc.css").write_text("a{}")
    (tmp_path / "secret.txt").write_text("secret")
    return getter(dist)


def getter(dist: Path) -> Get:
    site = Flask("site", static_folder=None)
    site.register_blueprint(blueprint(dist))
    # Buffered, or the file that is sent stays open.
    return partial(site.test_client().get, buffered=True)


@pytest.mark.parametrize(
    "path", ["/", "/today", "/lists/0190-abc", "/signin?next=%2Ftoday", "/index.html"]
)
def test_the_pages_own_addresses_get_the_page(get: Get, path: str) -> None:
    response = get(path)
    assert (response.status_code, response.text) == (200, "<title>Doable</title>")
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.mimetype == "text/html"


@pytest.mark.parametrize(
    ("path", "mimetype"),
    [("/assets/index-abc.js", "text/javascript"), ("/assets/index-abc.css", "text/css")],
)
def test_hashed_files_are_kept_for_good(get: Get, path: str, mimetype: str) -> None:
    response = get(path)
    assert response.mimetype == mimetype
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_other_files_are_asked_for_again(get: Get) -> None:
    response = get("/favicon.svg")
    assert (response.mimetype, response.headers["Cache-Control"]) == ("image/svg+xml", "no-cache")


def test_the_service_worker_is_asked_for_again_and_may_be_in_charge_of_all(get: Get) -> None:
    response = get("/sw.js")
    assert (response.mimetype, response.headers["Cache-Control"]) == ("text/javascript", "no-cache")
    assert "worker-src 'self'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/assets/gone.js", "/gone.svg"])
def test_a_file_that_is_gone_is_not_found(get: Get, path: str) -> None:
    assert get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "//etc/passwd"]
)
def test_nothing_outside_is_served(get: Get, path: str) -> None:
    response = get(path)
    assert "secret" not in response.text
    assert "root:" not in response.text


@pytest.mark.parametrize("path", ["/", "/today", "/assets/index-abc.js", "/assets/gone.js"])
def test_every_answer_has_the_security_headers(get: Get, path: str) -> None:
    headers = get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_without_a_build_it_says_what_to_do(tmp_path: Path) -> None:
    response = getter(tmp_path)("/today")
    assert response.status_code == 503
    assert "make run" in response.text


def test_what_is_text_comes_packed_to_whoever_takes_that(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<title>Doable</title>")
    (tmp_path / "assets" / "large.js").write_text("let a = 1\n" * 500)
    get = getter(tmp_path)
    plain, packed = (
        get("/assets/large.js", headers={"Accept-Encoding": how})  # type: ignore[call-arg]
        for how in ("identity", "gzip")
    )
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 10
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
