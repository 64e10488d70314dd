"""An AWS on this machine, and a checkout that is deployed to it as a real one is."""

import os
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPMessage
from pathlib import Path
from typing import Any, Self

import boto3

from infra import pack as packing
from infra.interpreters import find
from infra.pack import Target
from local.testing import free_port
from tests.deploy import venvs

ROOT = Path(__file__).parents[3]
REGION = "eu-central-1"
SECRET = "only-cloudfront-knows-this-secret"
# The emulator runs functions on its own Python: it has to be one of which Lambda takes snapshots.
PYTHON = next((one for one in (Target.python, "3.14", "3.12") if find(one)), None)
_SERVICES = (
    "apigateway,cloudformation,cloudfront,cloudwatch,cognito-idp,dynamodb,ecr,iam,lambda,logs,s3,"
    "sns,sts"
)
_START = 30.0


class Emulator:
    """ministack with the services of the whole topology; nothing of it outlives the `with`."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = folder / "emulator.log"

    @property
    def environment(self) -> dict[str, str]:
        """What makes any AWS tool talk to this emulator, and to nothing else."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        return kept | {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": "rehearsal",
            "AWS_SECRET_ACCESS_KEY": "rehearsal",
            "AWS_REGION": REGION,
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        assert PYTHON, f"Python {Target.python}, which Lambda runs, is not on this machine"
        python = venvs.make("emulator", PYTHON, Path(__file__).with_name("requirements.txt"))
        settings = {
            "AUTH": "true",
            "BIND_HOST": "127.0.0.1",
            "DOCKER_HOST": "unix:///nowhere",
            "GATEWAY_PORT": str(self.port),
            "IOT_MTLS_ENABLED": "0",
            "LOG_LEVEL": "INFO",  # functions inherit it
            "MINISTACK_REGION": REGION,
            "SERVICES": _SERVICES,
            "SFTP_ENABLED": "0",
            "STATE_DIR": str(self._folder / "state"),
        }
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603  # our own words
                [str(python), "-m", "ministack"],
                cwd=self._folder,
                env=self.environment | settings,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._await()
        return self

    def _await(self) -> None:
        deadline = time.monotonic() + _START
        while time.monotonic() < deadline and self._process.poll() is None:
            with suppress(OSError), urllib.request.urlopen(f"{self.url}/_ministack/ready"):  # noqa: S310
                return
            time.sleep(0.1)
        self._process.kill()
        raise RuntimeError(f"The emulator did not start:\n{self._log.read_text()}")

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def client(self, service: str) -> Any:
        session = boto3.Session("rehearsal", "rehearsal", region_name=REGION)
        make: Any = session.client
        return make(service, endpoint_url=self.url)


@dataclass(frozen=True)
class Run:
    """How a command ended, and everything that it said."""

    code: int
    output: str
    seconds: float


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Checkout:
    """A copy of this one, as somebody would clone it; what `make setup` installed is shared."""

    def __init__(self, folder: Path, emulator: Emulator) -> None:
        self.folder, self._emulator = folder, emulator
        self.parameters = {
            "python": str(PYTHON),
            "architecture": Target.here().architecture,
            "rehearsalPort": str(emulator.port),
            "originSecret": SECRET,
        }
        installed = (".venv", "node_modules", "frontend/node_modules")
        unwanted = {".git", ".data", ".make", ".serverless", ".hypothesis", "__pycache__"}
        shared = {ROOT / name for name in installed}

        def skip(parent: str, names: list[str]) -> set[str]:
            return {name for name in names if name in unwanted or Path(parent, name) in shared}

        shutil.copytree(ROOT, folder, ignore=skip)
        for name in installed:
            (folder / name).symlink_to(ROOT / name)
        (folder / ".make").mkdir()
        packing.CACHE.mkdir(parents=True, exist_ok=True)  # a fresh clone has none yet
        (folder / ".make" / "wheels").symlink_to(packing.CACHE)
        shutil.copy2(ROOT / ".make" / "page", folder / ".make")  # it is built already

    def serverless(self, command: str, **parameters: str) -> Run:
        """`npx serverless COMMAND` for the stage of rehearsals."""
        chosen = self.parameters | parameters
        options = [f"--param={name}={value}" for name, value in chosen.items()]
        started = time.monotonic()
        run = subprocess.run(  # noqa: S603
            ["npx", "serverless", command, "--stage", "local", *options],  # noqa: S607
            cwd=self.folder,
            env=self._emulator.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
        )
        return Run(run.returncode, run.stdout, time.monotonic() - started)


class Site:
    """The deployed stack at its CloudFront address."""

    def __init__(self, emulator: Emulator, stack: str) -> None:
        self._emulator = emulator
        (found,) = emulator.client("cloudformation").describe_stacks(StackName=stack)["Stacks"]
        self.outputs = {one["OutputKey"]: one["OutputValue"] for one in found["Outputs"]}
        self.url = self.outputs["Address"]
        self._host = re.sub(r"^https?://", "", self.url)

    def get(self, path: str, **headers: str) -> Answer:
        """Only browsers resolve every name under localhost by themselves."""
        return fetch(self._emulator.url + path, {"Host": self._host, **headers})


def fetch(url: str, headers: dict[str, str]) -> Answer:
    request = urllib.request.Request(url, headers=headers)  # noqa: S310  # our own address
    try:
        with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310
            return Answer(response.status, response.headers, response.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())
