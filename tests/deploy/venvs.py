"""Environments beside .venv, for another Python than the one that runs the tests."""

import subprocess
import sys
from pathlib import Path

from infra.interpreters import find

ROOT = Path(__file__).parents[2]


def make(name: str, version: str, requirements: Path) -> Path:
    """The Python of .make/NAME-VERSION, which holds what `requirements` lists and nothing else.

    Made once, and again when `requirements` has changed.
    """
    folder = ROOT / ".make" / f"{name}-{version}"
    python, done = folder / "bin" / "python", folder / "requirements.txt"
    if not done.is_file() or done.read_text() != requirements.read_text():
        _run(str(find(version)), "-m", "venv", "--clear", "--without-pip", str(folder))
        pip = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check"]
        pip += ["install", "--quiet", "--only-binary=:all:", "--no-deps"]
        _run(*pip, "-r", str(requirements))
        done.write_text(requirements.read_text())
    return python


def _run(*command: str) -> None:
    run = subprocess.run(command, capture_output=True, text=True)  # noqa: S603  # our own words
    assert run.returncode == 0, run.stdout + run.stderr
