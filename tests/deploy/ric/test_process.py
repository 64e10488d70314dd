"""The process around the answers: how it starts, what it runs, what it prints."""

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from local.testing import Person
from tests.deploy.ric.conftest import LAMBDAS, OWN, Start, change_modes, event
from tests.deploy.ric.function import confined, runtime


def logged(lines: list[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines]


def test_the_python_is_the_one_that_lambda_runs(version: str) -> None:
    if version != LAMBDAS:
        pytest.skip(f"no Python {LAMBDAS} on this machine: Python {OWN} stood in for it")
    run = subprocess.run([runtime(version), "-V"], capture_output=True, text=True)  # noqa: S603
    assert run.stdout.startswith(f"Python {LAMBDAS}.")


def test_everybody_may_read_what_is_in_the_zip(archive: Path) -> None:
    """Lambda unpacks it as one user and runs it as another."""
    with zipfile.ZipFile(archive) as zipped:
        modes = {entry.filename: entry.external_attr >> 16 for entry in zipped.infolist()}
    assert [name for name, mode in modes.items() if mode & 0o444 != 0o444] == []


def test_the_task_root_cannot_be_written_to(version: str, task_root: Path) -> None:
    """Or the other tests would prove too little: Python could compile anew, and keep the result."""
    command = confined(str(runtime(version)), "-c", "open('app/new.py', 'w')")
    run = subprocess.run(command, cwd=task_root, capture_output=True, text=True)  # noqa: S603
    assert "PermissionError" in run.stderr


@pytest.mark.parametrize("log_format", [None, "JSON"])
def test_a_request_is_one_line_of_json(start: Start, ada: Person, log_format: str | None) -> None:
    function = start(AWS_LAMBDA_LOG_FORMAT=log_format)
    ids = ["first=", "second=", "third="]
    for name, request in zip(("health", "me", "path-other"), ids, strict=True):
        function.send(event(name, token=ada.access_token, request=request))
    requests = [line for line in logged(function.lines()) if line["message"] == "request"]
    assert [line["requestId"] for line in requests] == ids
    assert [line["status"] for line in requests] == [200, 200, 404]
    assert [line["coldStart"] for line in requests] == [True, False, False]  # one warm process
    assert all(line["_aws"] and line["Stage"] == "local" for line in requests)
    assert all(line["lambdaRequestId"] for line in requests)
    assert log_format == "JSON" or len(function.lines()) == 3
    assert function.err.read_text() == ""


def test_nothing_is_compiled_or_taken_from_elsewhere(
    start: Start, ada: Person, version: str, task_root: Path
) -> None:
    """Python's own account of each module: `code object from '….pyc'` was loaded, `code object
    from ….py` was compiled."""
    function = start(PYTHONVERBOSE="1")
    for name in ("create-list", "search", "docs", "path-other"):
        function.send(event(name, token=ada.access_token, key="once"))
    account = function.err.read_text()
    loaded = re.findall(r"^# code object from '(.+)'$", account, re.MULTILINE)
    compiled = re.findall(r"^# code object from ([^'].+)$", account, re.MULTILINE)
    extensions = re.findall(r"extension module .+ from '(.+)'", account)
    ours = [path for path in loaded if path.startswith(f"{task_root}/")]
    assert len(ours) > 200
    assert [path for path in compiled if path.startswith(f"{task_root}/")] == []
    others = [path for path in loaded + compiled + extensions if "site-packages/" in path]
    names = {re.split("[/.]", path.split("site-packages/")[1])[0] for path in others}
    assert names <= {"awslambdaric", "runtime_client", "simplejson", "snapshot_restore_py"}


def test_a_missing_setting_fails_the_init(start: Start) -> None:
    function = start(TABLE_NAME=None)
    report = function.wait()
    assert (report.kind, report.error_type) == ("init/error", "SettingsError")
    assert "TABLE_NAME" in report.body["errorMessage"]
    assert function.process.wait(10) == 1
    assert not any(path.endswith("/next") for path in function.api.paths)


@pytest.mark.parametrize("missing", ["jose", "todos"])
def test_a_missing_module_fails_the_init(
    start: Start, task_root: Path, tmp_path: Path, missing: str
) -> None:
    broken = tmp_path / "task"
    shutil.copytree(task_root, broken)
    change_modes(broken, 0o755, 0o644)
    for path in list(broken.rglob(f"{missing}.*")) + list(broken.glob(missing)):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    function = start(broken)
    report = function.wait()
    assert (report.kind, report.error_type) == ("init/error", "Runtime.ImportModuleError")
    assert missing in report.body["errorMessage"]
    assert function.process.wait(10) == 1
    assert not any(path.endswith("/next") for path in function.api.paths)


def test_a_restored_snapshot_gets_new_credentials(start: Start, ada: Person) -> None:
    """Those that it got before it was frozen may have run out since."""
    function = start(snap_start=True)
    for name in ("me", "search"):
        function.send(event(name, token=ada.access_token))
    paths = [path.removeprefix("/2018-06-01/runtime/") for path in function.api.paths]
    assert paths[:4] == ["/credentials", "restore/next", "invocation/next", "/credentials"]
    assert paths.count("/credentials") == 2
