"""The function as Lambda runs it: the unpacked zip, AWS's runtime client, and a clean process."""

import base64
import json
import os
import subprocess
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from local.environment import ACCESS_KEY
from tests.deploy import venvs
from tests.deploy.ric.runtime_api import Report, RuntimeApi

HANDLER = "wsgi_handler.handler"
_PATIENCE = 20.0
# What API Gateway would send as it is; anything else is bytes.
_TEXT = ("text/", "application/json", "application/problem+json")


def runtime(version: str) -> Path:
    """An interpreter that knows its own library and AWS's runtime client, and nothing else."""
    return venvs.make("ric", version, Path(__file__).with_name("requirements.txt"))


def confined(*command: str) -> list[str]:
    """The command, which may not write where permissions forbid it: not even when root runs it."""
    if os.geteuid() == 0:
        return ["setpriv", "--inh-caps=-all", "--bounding-set=-dac_override", "--", *command]
    return list(command)


def lambda_environment(version: str, task_root: Path) -> dict[str, str]:
    """https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html, and nothing of ours.

    HOME is not Lambda's: it keeps botocore away from a developer's own settings.
    """
    return {
        "_HANDLER": HANDLER,
        "AWS_ACCESS_KEY_ID": ACCESS_KEY,
        "AWS_DEFAULT_REGION": "eu-central-1",
        "AWS_EXECUTION_ENV": f"AWS_Lambda_python{version}",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1024",
        "AWS_LAMBDA_FUNCTION_NAME": "doable-api",
        "AWS_LAMBDA_FUNCTION_VERSION": "1",
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/doable-api",
        "AWS_LAMBDA_LOG_STREAM_NAME": "2026/11/20/[1]0123456789abcdef",
        "AWS_REGION": "eu-central-1",
        "AWS_SECRET_ACCESS_KEY": ACCESS_KEY,
        "AWS_SESSION_TOKEN": "token",
        "HOME": str(task_root),
        "LAMBDA_TASK_ROOT": str(task_root),
        "LANG": "en_US.UTF-8",
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "TZ": ":UTC",
    }


def _snap_start(api: RuntimeApi) -> dict[str, str | None]:
    """Credentials in the environment would be as old as the snapshot: an endpoint hands them out.

    https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html
    """
    return {
        "AWS_ACCESS_KEY_ID": None,
        "AWS_CONTAINER_AUTHORIZATION_TOKEN": "token",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": api.credentials_address,
        "AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start",
        "AWS_SECRET_ACCESS_KEY": None,
        "AWS_SESSION_TOKEN": None,
    }


@dataclass(frozen=True)
class Answer:
    """What API Gateway makes of the function's answer: a whole one, in payload format 2.0."""

    raw: dict[str, Any]

    def __post_init__(self) -> None:
        assert set(self.raw) <= {"statusCode", "headers", "body", "isBase64Encoded", "cookies"}
        assert isinstance(self.raw["statusCode"], int)
        assert all(isinstance(value, str) for value in self.raw["headers"].values())
        # A header twice, told apart by its case only, is one for API Gateway.
        assert len(self.headers) == len(self.raw["headers"])
        is_text = self.headers.get("content-type", "").startswith(_TEXT)
        assert not (is_text and self.raw.get("isBase64Encoded"))
        assert "$default" not in json.dumps(self.raw)

    @property
    def status(self) -> int:
        return int(self.raw["statusCode"])

    @cached_property
    def headers(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.raw["headers"].items()}

    @cached_property
    def body(self) -> bytes:
        body: str = self.raw.get("body", "")
        return base64.b64decode(body) if self.raw.get("isBase64Encoded") else body.encode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Function:
    """One execution environment. What it prints is in the files `out` and `err` of `folder`.

    `settings` come on top of what Lambda sets; None takes a variable away.
    """

    def __init__(
        self,
        version: str,
        task_root: Path,
        folder: Path,
        snap_start: bool = False,
        **settings: str | None,
    ) -> None:
        self.api = RuntimeApi()
        self.out, self.err = folder / "stdout", folder / "stderr"
        self._command = confined(str(runtime(version)), "-m", "awslambdaric", HANDLER)
        self._task_root = task_root
        wanted = {
            **lambda_environment(version, task_root),
            "AWS_LAMBDA_RUNTIME_API": self.api.address,
            **(_snap_start(self.api) if snap_start else {}),
            **settings,
        }
        self._environment = {name: value for name, value in wanted.items() if value is not None}

    def __enter__(self) -> Self:
        self.api.__enter__()
        with self.out.open("wb") as out, self.err.open("wb") as err:
            self.process = subprocess.Popen(  # noqa: S603 - our own words
                self._command, cwd=self._task_root, env=self._environment, stdout=out, stderr=err
            )
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self.api.__exit__()

    def send(self, event: Any) -> Answer:
        """The answer to an event. What breaks fails the test."""
        report = self.invoke(json.dumps(event).encode())
        assert report.kind == "response", report
        answer = Answer(report.body)
        assert answer.status < 500, self.lines()[-3:]
        return answer

    def invoke(self, event: bytes) -> Report:
        invocation = self.api.push(event)
        report = self.wait()
        assert report.invocation == invocation, report
        return report

    def wait(self) -> Report:
        deadline, is_over = time.monotonic() + _PATIENCE, False
        while not is_over:
            is_over = time.monotonic() > deadline or self.process.poll() is not None
            if report := self.api.next_report(0.1):
                return report
        printed = self.out.read_text() + self.err.read_text()
        raise AssertionError(f"No answer; exit code {self.process.poll()}.\n{printed}")

    def lines(self) -> list[str]:
        """What it has logged."""
        return self.out.read_text().splitlines()
