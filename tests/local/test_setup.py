"""What is missing on a machine is named, with what to do, before anything is installed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from local.environment import ROOT

_OLD_PYTHON = 'case "$1" in -V) echo Python 3.9.1;; *) exit 1;; esac'
_NO_VENV = 'case "$2" in *venv*) exit 1;; esac'
_OLD_NODE = 'case "$1" in -v) echo v18.19.0;; *) exit 1;; esac'
_FINE = "exit 0"


@pytest.mark.parametrize(
    ("commands", "message"),
    [
        ({}, "there is no python3 here"),
        ({"python3": _OLD_PYTHON}, "python3 is Python 3.9.1"),
        ({"python3": _NO_VENV}, "sudo apt-get install python3-venv"),
        ({"python3": _FINE}, "there is no node here"),
        ({"python3": _FINE, "node": _FINE}, "Install npm"),
        ({"python3": _FINE, "node": _OLD_NODE, "npm": _FINE}, "this is v18.19.0"),
    ],
)
def test_what_is_missing_is_named(tmp_path: Path, commands: dict[str, str], message: str) -> None:
    ended = setup(tmp_path, commands)
    assert ended.returncode == 1
    assert message in ended.stderr
    assert not (tmp_path / ".venv").exists()


def test_a_machine_that_has_everything_passes(tmp_path: Path) -> None:
    commands = dict.fromkeys(("python3", "node", "npm"), _FINE)
    assert setup(tmp_path, commands).returncode == 0


@pytest.mark.parametrize(
    ("version", "fits"),
    [
        ("20.18.3", False),
        ("20.19.0", True),
        ("21.7.3", False),
        ("22.11.0", False),
        ("22.12.0", True),
        ("24.0.0", True),
    ],
)
def test_the_node_that_vite_takes(tmp_path: Path, version: str, fits: bool) -> None:
    preload = tmp_path / "version.cjs"
    preload.write_text(f"Object.defineProperty(process.versions, 'node', {{value: '{version}'}})")
    real = shutil.which("node")
    commands = {"python3": _FINE, "npm": _FINE, "node": f'exec {real} -r {preload} "$@"'}
    assert (setup(tmp_path, commands).returncode == 0) is fits


def setup(folder: Path, commands: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the check in an empty checkout, on a machine that has nothing but `commands`."""
    programs = folder / "bin"
    programs.mkdir()
    for name, body in commands.items():
        (programs / name).write_text(f"#!/bin/sh\n{body}\n")
        (programs / name).chmod(0o755)
    return subprocess.run(  # noqa: S603
        ["/bin/sh", str(ROOT / "local" / "setup.sh"), "check"],
        cwd=folder,
        env={"PATH": str(programs), "HOME": os.devnull},
        capture_output=True,
        text=True,
    )
