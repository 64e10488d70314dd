"""Keeps web pages away from the emulator.

The emulator answers anyone, allows any origin, and has a path that wipes everything. On a
developer's machine "anyone" includes every page open in the browser: a random port is no guard,
and a host name of the attacker's that resolves to 127.0.0.1 (DNS rebinding) makes it same-origin.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
AsgiApp = Callable[[Scope, Receive, Send], Awaitable[None]]

_REFUSAL = b"Not for web pages.\n"


class Guard:
    """ASGI middleware: 403 for whatever a browser sends on a page's behalf."""

    def __init__(self, app: AsgiApp, port: int) -> None:
        self._app = app
        self._hosts = {f"127.0.0.1:{port}".encode(), f"localhost:{port}".encode()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http" and self._is_allowed(scope):
            await self._app(scope, receive, _without_cors(send))
        else:
            await _refuse(scope, send)

    def _is_allowed(self, scope: Scope) -> bool:
        names = {name.lower() for name, _ in scope["headers"]}
        if b"origin" in names or any(name.startswith(b"sec-fetch-") for name in names):
            return False
        hosts = [value for name, value in scope["headers"] if name.lower() == b"host"]
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return False
        # Looking at mails and health is fine; resetting and configuring is not.
        return scope["method"] == "GET" or not scope["path"].startswith(("/_ministack", "/_local"))


def _without_cors(send: Send) -> Send:
    async def send_without_cors(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [
                (name, value)
                for name, value in message.get("headers", [])
                if not name.lower().startswith(b"access-control-")
            ]
        await send(message)

    return send_without_cors


async def _refuse(scope: Scope, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    headers = [(b"content-type", b"text/plain"), (b"content-length", b"%d" % len(_REFUSAL))]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": _REFUSAL})
