"""What the developer may set, and the AWS surroundings that every process of ours gets.

| variable | what it is | default |
|---|---|---|
| `PORT` | where the page is (`.flaskenv` hands it to Flask) | 5000 |
| `DATA_DIR` | where the data is kept | `.data` in the checkout |
| `PAGE_DIR` | the built page that is served | `frontend/dist` in the checkout |
| `VITE_PORT` | where `make dev` serves the page with hot reload | 5173 |
"""

import os
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REGION = "eu-central-1"
STACK = "doable-local"
ACCESS_KEY = "doable-local"
_NO_FILE = os.devnull


class LocalError(RuntimeError):
    """Something on this machine is in the way. The message says what, and what to do."""


def data_dir(env: Mapping[str, str] = os.environ) -> Path:
    return Path(env.get("DATA_DIR") or ROOT / ".data").expanduser().resolve()


def page_dir(env: Mapping[str, str] = os.environ) -> Path:
    return Path(env.get("PAGE_DIR") or ROOT / "frontend" / "dist").expanduser().resolve()


def vite_port(env: Mapping[str, str] = os.environ) -> str:
    return env.get("VITE_PORT") or "5173"


def isolate_from_aws() -> None:
    """Make sure that nothing here can reach, or even read, the developer's own AWS account."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ |= {
        "AWS_ACCESS_KEY_ID": ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY": ACCESS_KEY,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_CONFIG_FILE": _NO_FILE,
        "AWS_SHARED_CREDENTIALS_FILE": _NO_FILE,
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    _bypass_proxies()


def _bypass_proxies() -> None:
    """A company's HTTP_PROXY must not be asked for 127.0.0.1."""
    for name in ("NO_PROXY", "no_proxy"):
        kept = [part for part in os.environ.get(name, "").split(",") if part]
        os.environ[name] = ",".join([*kept, "127.0.0.1", "localhost"])
