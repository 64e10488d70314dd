"""The packaged template, with and without parameters."""

from pathlib import Path

import pytest

from tests.deploy import packaging
from tests.deploy.template.deployed import Deployed
from tests.deploy.template.parameters import EVERYTHING


@pytest.fixture(scope="session")
def usual(package: Path) -> Deployed:
    """With no parameter at all."""
    return Deployed.read(package)


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Deployed:
    """With every parameter, on a stage of its own."""
    return packaged(tmp_path_factory, "trial", EVERYTHING)


@pytest.fixture(scope="session")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Deployed:
    return packaged(tmp_path_factory, "local", {"rehearsalPort": "4566"})


def packaged(
    tmp_path_factory: pytest.TempPathFactory, stage: str, parameters: dict[str, str]
) -> Deployed:
    folder = tmp_path_factory.mktemp(stage)
    run = packaging.package(folder, stage, **parameters)
    assert run.returncode == 0, run.stdout + run.stderr
    return Deployed.read(folder)
