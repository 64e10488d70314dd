"""Where another Python is: `.pyc` for the function's Python are only made, and run, by that one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_WHO = "import sys; print('%d.%d' % sys.version_info[:2], sys.implementation.name, sys.executable)"


@cache
def find(version: str) -> Path | None:
    """The CPython `version`, such as "3.13", that this machine has: never one of a virtual
    environment. None if there is none."""
    for candidate in _candidates(version):
        found = _identify(candidate)
        if found and found[:2] == (version, "cpython"):
            return Path(found[2])
    return None


def _candidates(version: str) -> Iterator[Path]:
    name = f"python{version}"
    yield Path(sys.base_prefix, "bin", name)
    for folder in os.get_exec_path():
        if on_path := shutil.which(name, path=folder):
            yield Path(on_path)
    if uv := shutil.which("uv"):
        yield Path(_output([uv, "python", "find", "--system", "--no-python-downloads", version]))
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from sorted(pyenv.glob(f"versions/{version}*/bin/{name}"), reverse=True)


def _identify(candidate: Path) -> tuple[str, str, str] | None:
    """Version, implementation and real address, as it says itself: pyenv puts a command of every
    name on PATH, which may lead to none; a virtual environment's leads to a Python with more in it
    than its own library."""
    if not candidate.is_file():
        return None
    version, _, rest = _output([str(candidate), "-I", "-c", _WHO]).partition(" ")
    implementation, _, address = rest.partition(" ")
    if not address or (Path(address).parents[1] / "pyvenv.cfg").exists():
        return None
    return version, implementation, address


def _output(command: list[str]) -> str:
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=20)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return run.stdout.strip() if run.returncode == 0 else ""
