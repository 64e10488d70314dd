"""What is deployed, made once for all the tests here."""

import zipfile
from pathlib import Path

import pytest

from infra.pack import Target, pack
from tests.deploy import packaging


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `npx serverless package` made, with no account."""
    folder = tmp_path_factory.mktemp("package")
    run = packaging.package(folder)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder


@pytest.fixture(scope="session")
def function_zip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The function's zip for what AWS runs."""
    output = tmp_path_factory.mktemp("zip") / "function.zip"
    pack(Target(), output)
    return output


@pytest.fixture(scope="session")
def files(function_zip: Path) -> dict[str, bytes]:
    """What is in it, by path."""
    with zipfile.ZipFile(function_zip) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
