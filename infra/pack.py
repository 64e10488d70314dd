"""The function's zip: `python -m infra.pack --python 3.13 --architecture arm64 --output FILE`.

It holds app/, wsgi_handler.py and the packages of requirements.txt for the function's machine,
with what never runs left out and the rest compiled. The same inputs give the same bytes, so that a
deploy sees whether anything changed.
"""

import argparse
import hashlib
import os
import platform
import shutil
import stat
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import Self

from infra import botocore_data
from infra.interpreters import find

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".make" / "wheels"
# Where Lambda unpacks the zip; compiled code names its source by this path.
_TASK_ROOT = "/var/task"
_PLATFORMS = {"arm64": "aarch64", "x86_64": "x86_64"}
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
_UNUSED = (
    # What packages bring for those who build, type-check or uninstall them.
    "*.c",
    "*.h",
    "*.pyi",
    "*.dist-info/INSTALLER",
    "*.dist-info/RECORD",
    "*.dist-info/REQUESTED",
    "*.dist-info/WHEEL",
    "*.dist-info/sboms",
    "bin",
    # boto3's resources; a client needs none of them.
    "boto3/data",
    "boto3/examples",
    # Zones of its own; Lambda has the system's.
    "dateutil/zoneinfo/*.tar.gz",
    # The debugger of `flask run --debug`.
    "werkzeug/debug",
    # cffi without what compiles C: cryptography needs only _cffi_backend.
    "cffi",
    "pycparser",
    # python-jose takes these where cryptography is missing.
    "ecdsa",
    "rsa",
    "pyasn1",
)
_NOT_COMPILED = (
    "Python {0} is not on this machine, so the zip holds no compiled code and a cold start takes "
    "about three times as long. Install it (`uv python install {0}`, pyenv or the system's "
    "packages) and pack again."
)


class PackError(RuntimeError):
    """The zip cannot be made. The message says why, and what to do."""


@dataclass(frozen=True)
class Target:
    """The machine that the function runs on: Python's version, and Lambda's architecture."""

    python: str = "3.13"
    architecture: str = "arm64"

    @classmethod
    def here(cls) -> Self:
        """This machine, and the Python that runs this."""
        machine = {"aarch64": "arm64"}.get(platform.machine(), platform.machine())
        return cls(f"{sys.version_info.major}.{sys.version_info.minor}", machine)

    def __post_init__(self) -> None:
        if self.architecture not in _PLATFORMS:
            raise PackError(f"architecture: expected one of {', '.join(_PLATFORMS)}")


def pack(target: Target, output: Path) -> None:
    """Write the zip to `output`. Raises PackError.

    Lambda's disk cannot be written to: what is not compiled here is compiled at every cold start.
    Where this machine lacks the target's Python that is so, and a message on standard error tells.
    """
    staging = output.with_suffix(".files")
    shutil.rmtree(staging, ignore_errors=True)
    wheels = _wheels(target)
    shutil.copytree(wheels, staging, ignore=partial(unused, wheels))
    botocore_data.trim(staging / "botocore")
    python = find(target.python)
    if python:
        compile_code(python, staging, "-b")  # beside the sources, so that these can go
        remove_sources(staging)
        _copy_app(staging)
        compile_code(python, staging)
    else:
        _copy_app(staging)
        print(_NOT_COMPILED.format(target.python), file=sys.stderr)
    write_zip(staging, output)
    shutil.rmtree(staging)


def _wheels(target: Target) -> Path:
    """requirements.txt, installed for the target; kept, because it rarely changes."""
    requirements = ROOT / "requirements.txt"
    key = hashlib.sha256(requirements.read_bytes()).hexdigest()[:12]
    folder = CACHE / f"{target.python}-{target.architecture}-{key}"
    if folder.exists():
        return folder
    unfinished = folder.with_suffix(".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--no-compile", "--only-binary=:all:", "--implementation", "cp"]
    command += ["--python-version", target.python]
    command += ["--platform", f"manylinux2014_{_PLATFORMS[target.architecture]}"]
    command += ["--target", str(unfinished), "--requirement", str(requirements)]
    run = subprocess.run(command, capture_output=True, text=True)  # noqa: S603  # our own words
    if run.returncode:
        raise PackError(f"The packages of requirements.txt cannot be installed:\n{run.stderr}")
    unfinished.rename(folder)
    return folder


def unused(root: Path, folder: str, names: list[str]) -> set[str]:
    """Those of a folder's names that the function never needs: for shutil.copytree's `ignore`."""
    paths = {name: str(Path(folder, name).relative_to(root)) for name in names}
    return {name for name, path in paths.items() if any(fnmatch(path, one) for one in _UNUSED)}


def _copy_app(staging: Path) -> None:
    shutil.copytree(ROOT / "app", staging / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "wsgi_handler.py", staging)


def compile_code(python: Path, staging: Path, *options: str) -> None:
    """Compile all that is in `staging` by `python`; `options` are more of compileall's. Raises
    PackError."""
    # Unchecked: the zip's times are not the sources', and Python would throw the code away.
    command = [str(python), "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]
    command += [*options, "-s", str(staging), "-p", _TASK_ROOT, str(staging)]
    # The order of a set that is written into compiled code follows the hash seed.
    env = {**os.environ, "PYTHONHASHSEED": "0"}
    run = subprocess.run(command, capture_output=True, text=True, env=env)  # noqa: S603
    if run.returncode:
        raise PackError(f"The code cannot be compiled:\n{run.stdout}{run.stderr}")


def remove_sources(staging: Path) -> None:
    """Of packages; the application's own stay, to be read where it runs."""
    for source in staging.rglob("*.py"):
        source.unlink()


def write_zip(staging: Path, output: Path) -> None:
    """The same files give the same bytes, whenever and in whatever order they were made."""
    unfinished = output.with_suffix(".new")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in staging.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(str(path.relative_to(staging)), _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, path.read_bytes())
    unfinished.replace(output)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m infra.pack", description=__doc__)
    parser.add_argument("--python", default=Target.python, help="version that Lambda runs")
    parser.add_argument("--architecture", default=Target.architecture, choices=_PLATFORMS)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    options.output.parent.mkdir(parents=True, exist_ok=True)
    try:
        pack(Target(options.python, options.architecture), options.output)
    except PackError as error:
        sys.exit(str(error))
    print(f"{options.output}: {options.output.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
