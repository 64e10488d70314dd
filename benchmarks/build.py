"""Make what would be deployed of a variant: its packages and code, compiled, and the zip of it.

Made once in .make/bench, and again when something that it is made of has changed.
"""

import hashlib
import platform
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.catalogue import DOABLE, FOLDER, Variant
from infra import botocore_data, interpreters
from infra import pack as packing

ROOT = Path(__file__).resolve().parent.parent
MADE = ROOT / ".make" / "bench"
KEPT = 4
HERE = packing.Target.here()
OUR_PYTHON = HERE.python
LAMBDAS_PYTHON = packing.Target.python


@dataclass(frozen=True)
class Build:
    """`folder` is the unpacked zip, with the benchmark's own handler where the zip has none.
    `python` is the version that it is for."""

    variant: Variant
    python: str
    folder: Path
    zip: Path

    @property
    def megabytes(self) -> float:
        return self.zip.stat().st_size / 1e6


def interpreter(python: str) -> Path:
    """The Python of that version, but no virtual environment's."""
    found = interpreters.find(python)
    if found is None:
        raise RuntimeError(f"Python {python} cannot be found outside a virtual environment")
    return found


def build(variant: Variant, python: str = OUR_PYTHON) -> Build:
    made = MADE / f"{variant.name}-{python}" / _key(variant)
    if not made.exists():
        unfinished = made.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        make = _build_doable if variant.name == DOABLE else _build_peer
        make(_at(unfinished, variant, python))
        unfinished.rename(made)
        _forget_all_but_the_last(made.parent)
    return _at(made, variant, python)


def _at(folder: Path, variant: Variant, python: str) -> Build:
    return Build(variant, python, folder / "task", folder / "function.zip")


def _forget_all_but_the_last(folder: Path) -> None:
    """A few stay: another run may be measuring one of them."""
    for old in sorted(folder.iterdir(), key=lambda made: made.stat().st_mtime)[:-KEPT]:
        shutil.rmtree(old)


def _key(variant: Variant) -> str:
    paths = [path for path in _sources(variant) if "__pycache__" not in path.parts]
    told = [path.read_bytes() for path in sorted(paths) if path.is_file()]
    return hashlib.sha256(b"".join(hashlib.sha256(one).digest() for one in told)).hexdigest()[:12]


def _sources(variant: Variant) -> Iterator[Path]:
    yield Path(__file__)
    yield from (ROOT / "infra").glob("*.py")
    for folder in (variant.name, *variant.parts):
        yield from (FOLDER / folder).iterdir()
    if variant.name == DOABLE:
        yield from (ROOT / "requirements.txt", ROOT / "wsgi_handler.py")
        yield from (ROOT / "app").rglob("*")


def _build_doable(made: Build) -> None:
    packing.pack(packing.Target(made.python, HERE.architecture), made.zip)
    with zipfile.ZipFile(made.zip) as archive:
        archive.extractall(made.folder)
    shutil.copy(made.variant.folder / "handler.py", made.folder)
    packing.compile_code(interpreter(made.python), made.folder)


def _build_peer(made: Build) -> None:
    packages = _install(made.variant.lock, made.python)
    ignore = partial(packing.unused, packages) if made.variant.trimmed else None
    shutil.copytree(packages, made.folder, ignore=ignore)
    if made.variant.name == "chalice":
        _keep_runtime_of_chalice(made.folder / "chalice")
    if made.variant.trimmed:
        botocore_data.trim(made.folder / "botocore")
        packing.compile_code(interpreter(made.python), made.folder, "-b")
        packing.remove_sources(made.folder)
    for folder in (*made.variant.parts, made.variant.name):
        for source in (FOLDER / folder).glob("*.py"):
            shutil.copy(source, made.folder)
    packing.compile_code(interpreter(made.python), made.folder)
    packing.write_zip(made.folder, made.zip)


def _install(lock: Path, python: str) -> Path:
    folder = MADE / "packages" / f"{python}-{hashlib.sha256(lock.read_bytes()).hexdigest()[:12]}"
    if not folder.exists():
        unfinished = folder.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        command += ["--no-deps", "--no-compile", "--only-binary=:all:"]
        command += ["--implementation", "cp", "--python-version", python]
        command += ["--platform", f"manylinux2014_{platform.machine()}"]
        command += ["--target", str(unfinished), "--requirement", str(lock)]
        subprocess.run(command, check=True)  # noqa: S603  # our own words
        unfinished.rename(folder)
    return folder


def _keep_runtime_of_chalice(package: Path) -> None:
    """As `chalice package` does: the rest is its command line."""
    for path in package.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name not in ("__init__.py", "app.py"):
            path.unlink()
