"""What CloudFront is in production: /api/* and /config.json to the API, the rest to the page.

Two Flask apps behind one door, so that the app which is deployed knows nothing of this machine,
and its URL map holds what it holds in production.
"""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from werkzeug.wrappers import Response

Environ = dict[str, Any]
WsgiApp = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

_REFUSAL = "Doable answers at http://127.0.0.1 and http://localhost only.\n"


class Front:
    """WSGI: guards against DNS rebinding, then sends each request to its app."""

    def __init__(self, api: WsgiApp, site: WsgiApp, vite_port: str) -> None:
        self._api = api
        self._site = site
        self._vite_port = vite_port

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not self._is_ours(environ):
            return Response(_REFUSAL, 403, mimetype="text/plain")(environ, start_response)
        app = self._api if _is_for_api(environ["PATH_INFO"]) else self._site
        return app(environ, start_response)

    def _is_ours(self, environ: Environ) -> bool:
        """A page of another name that resolves to 127.0.0.1 sends that other name as Host."""
        try:
            host = urlsplit(f"//{environ.get('HTTP_HOST', '')}")
            port = str(host.port or 80)
        except ValueError:
            return False
        ports = (str(environ["SERVER_PORT"]), self._vite_port)
        return host.hostname in ("127.0.0.1", "localhost") and port in ports


def _is_for_api(path: str) -> bool:
    return path in ("/api", "/config.json") or path.startswith("/api/")
