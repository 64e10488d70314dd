"""Which Python is found for the function."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.interpreters import find

VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """What is found is kept; not from one test to the next, whose PATH differs."""
    find.cache_clear()
    yield
    find.cache_clear()


def put(folder: Path, name: str, script: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing on PATH but `bin`, and with pyenv's folder at `pyenv`."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    return tmp_path


def claim(version: str, address: str = "/opt/bin/python", implementation: str = "cpython") -> str:
    return f"echo '{version} {implementation} {address}'"


def test_the_python_of_the_tests_is_found_outside_its_virtual_environment() -> None:
    found = find(VERSION)
    assert found
    answer = subprocess.run(  # noqa: S603 - our own words only
        [found, "-c", "import sys; print(sys.version_info[:2], sys.prefix == sys.base_prefix)"],
        capture_output=True,
        text=True,
    )
    assert answer.stdout.strip() == f"{sys.version_info[:2]} True"


def test_a_version_that_nobody_has_is_none(machine: Path) -> None:
    assert find("3.99") is None


def test_it_is_found_on_the_path_by_the_address_that_it_gives_itself(machine: Path) -> None:
    put(machine / "bin", "python3.99", claim("3.99"))
    assert find("3.99") == Path("/opt/bin/python")


def test_a_command_of_pyenv_that_leads_to_nothing_is_passed_over(machine: Path) -> None:
    put(machine / "bin", "python3.99", "echo 'pyenv: python3.99: command not found' >&2; exit 127")
    put(machine / "pyenv/versions/3.99.1/bin", "python3.99", claim("3.99"))
    assert find("3.99") == Path("/opt/bin/python")


def test_uv_is_asked(machine: Path) -> None:
    put(machine / "bin", "uv", f"echo {machine}/of-uv/python")
    put(machine / "of-uv", "python", claim("3.99"))
    assert find("3.99") == Path("/opt/bin/python")


@pytest.mark.parametrize(
    "script", [claim("3.98"), claim("3.99", implementation="pypy"), "exit 0", "echo 3.99"]
)
def test_one_that_says_it_is_another_is_not_taken(machine: Path, script: str) -> None:
    put(machine / "bin", "python3.99", script)
    assert find("3.99") is None


def test_a_virtual_environment_is_not_taken(machine: Path) -> None:
    (machine / "env").mkdir()
    (machine / "env/pyvenv.cfg").touch()
    put(machine / "bin", "python3.99", claim("3.99", f"{machine}/env/bin/python"))
    assert find("3.99") is None
