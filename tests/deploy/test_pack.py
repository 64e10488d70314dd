"""The function's zip: what runs, compiled, and nothing else."""

import gzip
import importlib.util
import json
import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import botocore
import pytest
from cryptography import x509

from infra import interpreters
from infra import pack as packing
from infra.pack import PackError, Target, pack

ROOT = Path(__file__).parents[2]
HERE = Target.here()
needs_target_python = pytest.mark.skipif(
    interpreters.find(Target.python) is None and not os.environ.get("CI"),
    reason=f"no Python {Target.python} here, so nothing is compiled for it",
)


@pytest.fixture(scope="session")
def zip_for_here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip for this machine's own Python."""
    output = tmp_path_factory.mktemp("here") / "function.zip"
    pack(HERE, output)
    return output


@pytest.fixture(scope="session")
def unzipped(zip_for_here: Path) -> Path:
    with zipfile.ZipFile(zip_for_here) as archive:
        archive.extractall(zip_for_here.parent / "task")
    return zip_for_here.parent / "task"


def run_in(task: Path, code: str) -> str:
    """What `code` prints with nothing but the zip and the standard library to import from."""
    command = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, '.')\n{code}"]
    run = subprocess.run(command, cwd=task, capture_output=True, text=True)  # noqa: S603
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_it_holds_the_app_and_what_it_needs_and_nothing_else(files: dict[str, bytes]) -> None:
    ours = {str(path.relative_to(ROOT)) for path in (ROOT / "app").rglob("*") if path.is_file()}
    ours = {path for path in ours if "__pycache__" not in path}
    assert ours | {"wsgi_handler.py"} <= files.keys()
    tops = {path.split("/")[0] for path in files}
    assert {"flask", "boto3", "jose", "cryptography"} <= tops
    assert not tops & {"tests", "local", "infra", "frontend", "docs", "moto", "pytest", "bin"}


def test_compiled_wheels_are_for_the_functions_machine(files: dict[str, bytes]) -> None:
    compiled = [path for path in files if path.endswith(".so") and "cpython" in path]
    assert compiled
    assert all("cpython-313-aarch64-linux-gnu" in path for path in compiled)


@needs_target_python
def test_all_code_is_compiled_for_the_functions_python_and_never_checked(
    files: dict[str, bytes],
) -> None:
    python = interpreters.find(Target.python)
    magic = subprocess.run(  # noqa: S603  # our own words
        [str(python), "-c", "import importlib.util as u; print(u.MAGIC_NUMBER.hex())"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    compiled = {path: code for path, code in files.items() if path.endswith(".pyc")}
    assert {code[:4].hex() for code in compiled.values()} == {magic}
    # PEP 552: 1 says that it goes by the source's hash, 2 would say that the hash is checked.
    assert {code[4:8] for code in compiled.values()} == {b"\1\0\0\0"}
    sources = [Path(path) for path in files if path.endswith(".py")]
    assert {path.parts[0] for path in sources} == {"app", "wsgi_handler.py"}
    for path in sources:
        assert f"{path.parent}/__pycache__/{path.stem}.cpython-313.pyc".removeprefix("./") in files


def test_the_same_inputs_give_the_same_bytes(zip_for_here: Path, tmp_path: Path) -> None:
    pack(HERE, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == zip_for_here.read_bytes()


def test_it_differs_between_architectures_only_in_compiled_wheels(
    zip_for_here: Path, tmp_path: Path
) -> None:
    (other,) = {"arm64", "x86_64"} - {HERE.architecture}
    pack(Target(HERE.python, other), tmp_path / "other.zip")
    differing = {name for name, _ in _sums(zip_for_here) ^ _sums(tmp_path / "other.zip")}
    assert differing and all(name.endswith(".so") for name in differing)


def _sums(path: Path) -> set[tuple[str, int]]:
    with zipfile.ZipFile(path) as archive:
        return {(entry.filename, entry.CRC) for entry in archive.infolist()}


def test_without_the_functions_python_the_sources_are_shipped_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(packing, "find", lambda version: None)
    pack(HERE, tmp_path / "function.zip")
    with zipfile.ZipFile(tmp_path / "function.zip") as archive:
        names = archive.namelist()
    assert "flask/app.py" in names and not any(name.endswith(".pyc") for name in names)
    assert f"Python {HERE.python} is not on this machine" in capsys.readouterr().err


def test_an_unknown_architecture_is_refused_by_name() -> None:
    with pytest.raises(PackError, match="architecture: expected one of arm64, x86_64"):
        Target(architecture="sparc")


def test_packages_that_cannot_be_had_say_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "CACHE", tmp_path)
    monkeypatch.setattr(packing, "_PLATFORMS", {"arm64": "nowhere", "x86_64": "nowhere"})
    with pytest.raises(PackError, match=r"(?s)cannot be installed.*No matching distribution"):
        pack(HERE, tmp_path / "function.zip")


def test_the_trimmed_client_finds_the_address_of_every_region(unzipped: Path) -> None:
    code = """
import json, boto3.session, botocore.config
session = boto3.session.Session("a", "b")
regions = [r for p in session.get_available_partitions()
           for r in session.get_available_regions("dynamodb", p)]
print(json.dumps({r: session.client("dynamodb", region_name=r).meta.endpoint_url for r in regions}))
"""
    whole = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert len(json.loads(whole)) > 30
    assert json.loads(run_in(unzipped, code)) == json.loads(whole)


def test_dynamodbs_model_is_botocores_own_but_for_its_documentation(unzipped: Path) -> None:
    version = "data/dynamodb/2012-08-10"
    packed = Path(botocore.__file__).parent / version / "service-2.json.gz"
    whole = json.loads(gzip.decompress(packed.read_bytes()))
    ours = json.loads((unzipped / "botocore" / version / "service-2.json").read_text())
    assert len(json.dumps(ours)) < len(json.dumps(whole)) / 4

    def assert_same(ours: Any, whole: Any) -> None:
        if isinstance(whole, dict):
            lost = whole.keys() - ours.keys()
            assert lost <= {"documentation"} and all(isinstance(whole[key], str) for key in lost)
            for key in ours:
                assert_same(ours[key], whole[key])
        elif isinstance(whole, list):
            assert len(ours) == len(whole)
            for one, other in zip(ours, whole, strict=True):
                assert_same(one, other)
        else:
            assert ours == whole

    assert_same(ours, whole)


# The oldest of the roots has the serial number 0.
@pytest.mark.filterwarnings("ignore:Parsed a serial number:UserWarning")
def test_only_amazons_roots_are_trusted_and_none_ends_soon(unzipped: Path) -> None:
    bundle = (unzipped / "botocore" / "cacert.pem").read_bytes()
    roots = x509.load_pem_x509_certificates(bundle)
    assert len(roots) == 5
    assert all("Amazon" in str(root.subject) or "Starfield" in str(root.subject) for root in roots)
    soon = datetime.now(UTC) + timedelta(days=365)
    assert all(root.not_valid_after_utc > soon for root in roots)


def test_what_is_left_out_is_not_missed(unzipped: Path) -> None:
    """Every module that the application imports on this machine comes from the zip too."""
    code = """
import os
os.environ.update(DOABLE_STAGE="test", AWS_REGION="eu-central-1", TABLE_NAME="doable",
    USER_POOL_ID="eu-central-1_AbC123", USER_POOL_CLIENT_ID="client")
import wsgi_handler
print("\\n".join(name for name, module in sys.modules.items()
    if getattr(module, "__file__", None) and "lib/python" not in module.__file__))
"""
    names = set(run_in(unzipped, code).split())
    assert {"wsgi_handler", "app", "flask", "jose.jwk", "botocore.client"} <= names
    assert importlib.util.find_spec("ecdsa") and not names & {"ecdsa", "rsa", "pyasn1", "cffi"}
