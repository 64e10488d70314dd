"""The zip for this machine, unpacked as Lambda does, and one warm function that runs it."""

import json
import os
import re
import sys
import uuid
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.interpreters import find
from infra.pack import Target, pack
from local.testing import Person, Server
from tests.deploy.ric.function import Answer, Function
from tests.local.conftest import aws, emulator_url, table_name

LAMBDAS = Target.python
OWN, ARCHITECTURE = Target.here().python, Target.here().architecture
EVENTS = Path(__file__).with_name("events")
ORIGIN = "https://example.org"
ORIGIN_SECRET = "0123456789abcdef0123456789abcdef"

Settings = dict[str, str]
Start = Callable[..., Function]


@pytest.fixture(scope="session")
def version() -> str:
    """The Python that runs the function: Lambda's where this machine has it, or else the tests'."""
    if sys.platform != "linux":
        pytest.skip("AWS's runtime client runs on Linux only")
    return LAMBDAS if find(LAMBDAS) else OWN


@pytest.fixture(scope="session")
def archive(version: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("zip") / "doable.zip"
    pack(Target(python=version, architecture=ARCHITECTURE), output)
    return output


@pytest.fixture(scope="session")
def task_root(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """/var/task: nobody may write there."""
    folder = tmp_path_factory.mktemp("task")
    with zipfile.ZipFile(archive) as zipped:
        zipped.extractall(folder)
    change_modes(folder, 0o555, 0o444)
    yield folder
    change_modes(folder, 0o755, 0o644)


def change_modes(folder: Path, of_folders: int, of_files: int) -> None:
    for parent, _, files in os.walk(folder):
        os.chmod(parent, of_folders)
        for name in files:
            os.chmod(Path(parent, name), of_files)


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Table and user pool, and a way to sign people up."""
    with Server(tmp_path_factory.mktemp("cloud")) as server:
        yield server


@pytest.fixture(scope="session")
def settings(cloud: Server) -> Settings:
    """The variables that serverless.yml gives to the function, for this stack."""
    url, pool = emulator_url(cloud), cloud.config["userPoolId"]
    return {
        "ALLOWED_ORIGINS": ORIGIN,
        "DOABLE_STAGE": "local",
        "DYNAMODB_ENDPOINT": url,
        "JWKS_URL": f"{url}/{pool}/.well-known/jwks.json",
        "STRIP_STAGE_PATH": "yes",
        "TABLE_NAME": table_name(aws("dynamodb", url)),
        "USER_POOL_CLIENT_ID": cloud.config["userPoolClientId"],
        "USER_POOL_ID": pool,
    }


@pytest.fixture
def start(version: str, task_root: Path, settings: Settings, tmp_path: Path) -> Iterator[Start]:
    """Starts a function of the test's own: with other settings, or from another folder."""
    started: list[Function] = []

    def begin(folder: Path = task_root, **changes: str | None) -> Function:
        started.append(Function(version, folder, tmp_path, **{**settings, **changes}))
        return started[-1].__enter__()

    yield begin
    for function in started:
        function.__exit__()


@pytest.fixture(scope="session")
def warm(
    version: str,
    task_root: Path,
    settings: Settings,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Function]:
    with Function(version, task_root, tmp_path_factory.mktemp("function"), **settings) as function:
        yield function


@pytest.fixture(scope="session")
def ada(cloud: Server) -> Person:
    return cloud.sign_up()


@pytest.fixture
def send(warm: Function, ada: Person) -> Callable[..., Answer]:
    """Ada sends one of the events; `values` fill the gaps in it, such as `<list>`."""

    def ask(name: str, **values: str) -> Answer:
        return warm.send(event(name, token=ada.access_token, **values))

    return ask


@pytest.fixture(scope="session")
def ada_list(warm: Function, ada: Person) -> str:
    """A list of Ada's, made through the function."""
    made = warm.send(event("create-list", token=ada.access_token, key=str(uuid.uuid4())))
    assert made.status == 201, made
    return str(made.json["id"])


def event(name: str, **values: str) -> dict[str, Any]:
    text = (EVENTS / f"{name}.json").read_text("utf-8")
    values = {"request": uuid.uuid4().hex[:15] + "=", "secret": ORIGIN_SECRET} | values
    found: dict[str, Any] = json.loads(
        re.sub("<([a-z]+)>", lambda gap: json.dumps(values[gap[1]])[1:-1], text)
    )
    return found
