"""Imports go one way; what only one module may touch, only one touches."""

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
APP = ROOT / "app"
MODULES = sorted(path.relative_to(ROOT) for path in APP.rglob("*.py"))

# What the modules of each layer may import of this project, by prefix.
ALLOWED = {
    "app/errors": (),
    "app/config": (),
    "app/domain": ("app.domain", "app.errors"),
    "app/store": ("app.store", "app.domain", "app.errors"),
    "app/schemas": ("app.domain", "app.errors", "app.schemas"),
    "app/auth": ("app.auth", "app.errors"),
    "app/observability": (),
    "app/error_handlers": ("app.errors", "app.observability", "app.schemas"),
    "app/routes": (
        "app.config",
        "app.observability",
        "app.auth",
        "app.domain",
        "app.errors",
        "app.routes",
        "app.schemas",
        "app.store",
    ),
    "app/__init__": ("app",),
}
# Who alone may import these from outside.
ONLY = {
    "boto3": ("app/store",),
    "botocore": ("app/store",),
    "flask": (
        "app/__init__",
        "app/auth/__init__",
        "app/auth/origin",
        "app/error_handlers",
        "app/observability",
        "app/routes",
    ),
    "flask_cors": ("app/__init__",),
    "jose": ("app/auth/_rs256",),
    "local": (),
    "werkzeug": ("app/error_handlers",),
}


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def is_within(name: str, prefixes: tuple[str, ...], separator: str) -> bool:
    return any(name == prefix or name.startswith(prefix + separator) for prefix in prefixes)


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_go_one_way(path: Path) -> None:
    module = str(path.with_suffix(""))
    (layer,) = [layer for layer in ALLOWED if is_within(module, (layer,), "/")]
    ours = {name for name in imports(path) if name.split(".")[0] == "app"}
    assert [name for name in ours if not is_within(name, ALLOWED[layer], ".")] == []


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_what_is_for_one_module_alone_is_left_to_it(path: Path) -> None:
    module = str(path.with_suffix(""))
    used = {name.split(".")[0] for name in imports(path)}
    assert [name for name in used & set(ONLY) if not is_within(module, ONLY[name], "/")] == []


@pytest.mark.parametrize("path", [one for one in MODULES if "domain" in one.parts], ids=str)
def test_the_domain_stands_on_the_standard_library_and_msgspecs_structs(path: Path) -> None:
    """A dataclass takes twenty times as long to define, at every cold start."""
    outside = {name for name in imports(path) if name.split(".")[0] not in sys.stdlib_module_names}
    structs = {"msgspec.Struct", "msgspec.structs.replace"}
    assert [name for name in outside - structs if name.split(".")[0] != "app"] == []


def test_the_environment_is_read_in_one_place() -> None:
    reads = re.compile(r"\bos\.environ|\bgetenv")
    readers = [str(path) for path in MODULES if reads.search((ROOT / path).read_text())]
    assert readers == ["app/config.py"]


def test_the_wrapper_does_nothing_but_wrap() -> None:
    names = {name.split(".")[0] for name in imports(Path("wsgi_handler.py"))}
    assert names == {"gc", "typing", "serverless_wsgi", "app"}
    assert len((ROOT / "wsgi_handler.py").read_text().splitlines()) < 35
