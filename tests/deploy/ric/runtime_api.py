"""The side of Lambda that a runtime talks to: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html."""

import json
import queue
import threading
import time
import uuid
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from local.environment import ACCESS_KEY

_PREFIX = "/2018-06-01/runtime/"
_CREDENTIALS = "/credentials"
TIMEOUT = 15  # seconds, as in serverless.yml


@dataclass(frozen=True)
class Report:
    """What the runtime said: `kind` is the end of the path, such as `response` or `init/error`."""

    kind: str
    invocation: str
    body: Any
    error_type: str | None


class RuntimeApi:
    """One function's Runtime API on a free port of 127.0.0.1, and the endpoint of its credentials.

    `paths` is what it was asked for. The first credentials run out in a minute, the next ones last.
    """

    def __init__(self) -> None:
        self._events: queue.SimpleQueue[tuple[str, bytes] | None] = queue.SimpleQueue()
        self._reports: queue.SimpleQueue[Report] = queue.SimpleQueue()
        self.paths: list[str] = []
        self.lives = [60, 3600, 3600]  # seconds; of the credentials to come
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.address = f"127.0.0.1:{self._server.server_port}"
        self.credentials_address = f"http://{self.address}{_CREDENTIALS}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._events.put(None)
        self._server.shutdown()
        self._server.server_close()

    def push(self, event: bytes) -> str:
        """The next invocation; its id."""
        invocation = str(uuid.uuid4())
        self._events.put((invocation, event))
        return invocation

    def next_report(self, seconds: float) -> Report | None:
        try:
            return self._reports.get(timeout=seconds)
        except queue.Empty:
            return None

    def _next_event(self) -> tuple[str, bytes] | None:
        return self._events.get()

    def _report(self, report: Report) -> None:
        self._reports.put(report)


def _handler(api: RuntimeApi) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            api.paths.append(self.path)
            if self.path == f"{_PREFIX}invocation/next":
                self._hand_out_next()
            elif self.path == f"{_PREFIX}restore/next":
                self._answer(200, b"")
            elif self.path == _CREDENTIALS:
                self._answer(200, _credentials(api.lives.pop(0)))
            else:
                self._answer(404, b"")

        def do_POST(self) -> None:
            api.paths.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kind = self.path.removeprefix(_PREFIX)
            invocation = ""
            if kind.startswith("invocation/"):
                _, invocation, kind = kind.split("/")
            error_type = self.headers["Lambda-Runtime-Function-Error-Type"]
            api._report(Report(kind, invocation, json.loads(body), error_type))
            self._answer(202, b'{"status":"OK"}')

        def _hand_out_next(self) -> None:
            given = api._next_event()
            if given is None:  # the test is over
                self.close_connection = True
                return
            invocation, event = given
            arn = "arn:aws:lambda:eu-central-1:123456789012:function:doable-api:live"
            headers = {
                "Lambda-Runtime-Aws-Request-Id": invocation,
                "Lambda-Runtime-Deadline-Ms": str(int((time.time() + TIMEOUT) * 1000)),
                "Lambda-Runtime-Invoked-Function-Arn": arn,
                "Lambda-Runtime-Trace-Id": "Root=1-6a5145a9-1bae89e2512ec92d5d9438a0",
            }
            self._answer(200, event, headers)

        def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing to add to the tests' own words."""

    return Handler


def _credentials(seconds: int) -> bytes:
    until = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + seconds))
    keys = {"AccessKeyId": ACCESS_KEY, "SecretAccessKey": ACCESS_KEY, "Token": "token"}
    return json.dumps(keys | {"Expiration": until}).encode()
