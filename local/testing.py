"""A whole Doable for a test: what `make run` starts, on a free port, with data of its own.

    with Server(tmp_path) as server:
        page.goto(server.url)

`restart()` keeps address and data; `kill()` is kill -9. `server.sign_up()` makes a person.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from local import srp
from local.environment import ROOT

CONFIRMATION_CODE = "123456"
RESET_CODE = "654321"
_START = 30.0


class CognitoError(RuntimeError):
    """Cognito refused; the message is its error code."""


@dataclass(frozen=True)
class Person:
    email: str
    password: str
    tokens: dict[str, Any]

    @property
    def access_token(self) -> str:
        return str(self.tokens["AccessToken"])

    @property
    def id(self) -> str:
        return str(srp.claims(self.access_token)["sub"])


class Server:
    def __init__(
        self,
        folder: Path,
        port: int | None = None,
        options: tuple[str, ...] = (),
        page: Path | None = None,
    ) -> None:
        """`options` are more of `flask run`; `page` is another built page than frontend/dist."""
        self.folder = folder
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.options = options
        self.page = page
        self.log = folder / "server.log"
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.process = launch(self.folder, self.port, self.log, self.options, self.page)
        try:
            self._await_health(self.process)
        except BaseException:
            self.kill()
            raise
        return self

    def _await_health(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + _START
        while time.monotonic() < deadline and process.poll() is None:
            with suppress(OSError):
                self.get("/api/health")
                return
            time.sleep(0.05)
        raise RuntimeError(f"The server did not start:\n{self.log.read_text()}")

    def stop(self) -> int:
        """As Ctrl+C does; the exit code."""
        return self._end(signal.SIGINT)

    def kill(self) -> int:
        return self._end(signal.SIGKILL)

    def restart(self) -> Self:
        self.stop()
        return self.start()

    def _end(self, how: signal.Signals) -> int:
        if self.process is None:
            return 0
        self.process.send_signal(how)
        code = self.process.wait(20)
        self.process = None
        return code

    def get(self, path: str, **headers: str) -> Any:
        return fetch(Request(self.url + path, headers=headers))  # noqa: S310 - our own address

    @property
    def config(self) -> dict[str, Any]:
        found: dict[str, Any] = self.get("/config.json")
        return found

    def cognito(self, operation: str, body: dict[str, Any]) -> dict[str, Any]:
        headers = {"X-Amz-Target": f"AWSCognitoIdentityProviderService.{operation}"}
        request = Request(f"{self.url}/_cognito", json.dumps(body).encode(), headers)  # noqa: S310
        try:
            return fetch(request) or {}
        except HTTPError as error:
            with error:
                raise CognitoError(error.headers.get("x-amzn-errortype") or error.code) from error

    def sign_up(self, email: str = "", password: str = "correct horse") -> Person:  # noqa: S107
        """A new, confirmed, signed-in person."""
        email = email or f"{uuid.uuid4().hex}@example.org"
        client = {"ClientId": self.config["userPoolClientId"], "Username": email}
        attributes = [{"Name": "email", "Value": email}]
        self.cognito("SignUp", client | {"Password": password, "UserAttributes": attributes})
        self.cognito("ConfirmSignUp", client | {"ConfirmationCode": CONFIRMATION_CODE})
        return self.sign_in(email, password)

    def sign_in(self, email: str, password: str) -> Person:
        config = self.config
        pool, client = config["userPoolId"], config["userPoolClientId"]
        return Person(email, password, srp.sign_in(self.cognito, pool, client, email, password))


def launch(
    folder: Path,
    port: int,
    log: Path,
    options: tuple[str, ...] = (),
    page: Path | None = None,
) -> subprocess.Popen[bytes]:
    """The command behind `make run`."""
    command = [sys.executable, "-m", "flask", "run", *options]
    environment = os.environ | {"DATA_DIR": str(folder), "PORT": str(port)}
    if page:
        environment["PAGE_DIR"] = str(page)
    for name in ("FLASK_RUN_PORT", "FLASK_APP", "WERKZEUG_RUN_MAIN", "DOABLE_EMULATOR"):
        environment.pop(name, None)
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )


def fetch(request: Request) -> Any:
    with urlopen(request, timeout=30) as response:  # noqa: S310 - our own address
        return json.loads(response.read() or b"null")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
