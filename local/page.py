"""The built page, served as CloudFront and S3 serve it in production, headers included."""

import gzip
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, abort, request, send_from_directory
from werkzeug.exceptions import NotFound

from infra.site import cache_control, mime_type
from local.infra import page_headers

_MISSING = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Doable</title>
<h1>The page is not built yet</h1>
<p>Stop this server and start it with <code>make run</code>: that builds the page first.</p>
"""


def blueprint(dist: Path) -> Blueprint:
    """Files of `dist`; a path without a dot in its last part is the page's own: index.html."""
    page = Blueprint("page", __name__)
    headers = page_headers()

    @page.get("/")
    @page.get("/<path:path>")
    def serve(path: str = "index.html") -> Response:
        if not (dist / "index.html").is_file():
            return Response(_MISSING, 503, mimetype="text/html")
        return _send(dist, path)

    @page.after_request
    def finish(response: Response) -> Response:
        response.headers.update(headers)
        return _compressed(response)

    return page


def _send(dist: Path, path: str) -> Response:
    try:
        response = send_from_directory(dist, path, mimetype=mime_type(path))
    except NotFound:
        # A stale page asks for a chunk that is gone: markup in its place would only confuse it.
        if "." in path.rsplit("/", 1)[-1]:
            abort(404)
        path, response = "index.html", send_from_directory(dist, "index.html")
    response.headers["Cache-Control"] = cache_control(path)
    return response


_PACKED = ("text/", "application/json", "application/manifest+json", "image/svg+xml")
_SMALLEST = 1000  # bytes; CloudFront leaves alone what is smaller


def _compressed(response: Response) -> Response:
    """As CloudFront does for whoever takes it: the page weighs here what it weighs there."""
    is_text = (response.mimetype or "").startswith(_PACKED)
    is_asked = request.accept_encodings.quality("gzip") > 0 and response.status_code == 200
    if is_text:
        response.vary.add("Accept-Encoding")
    if not (is_text and is_asked) or (response.content_length or 0) < _SMALLEST:
        return response
    response.direct_passthrough = False
    response.set_data(_pack(response.get_data()))
    response.headers["Content-Encoding"] = "gzip"
    return response


@lru_cache(maxsize=256)
def _pack(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)
