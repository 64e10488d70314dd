"""What botocore must carry for a DynamoDB client, and nothing else.

It comes with the models of every service of AWS. A cold start would look through 400 folders, parse
the addresses of them all, gunzip a model whose larger part is documentation, and load over a
hundred root certificates where AWS's own are all that a connection to AWS can need.
"""

import gzip
import json
import shutil
from pathlib import Path
from typing import Any

SERVICE = "dynamodb"
_API = "2012-08-10"
# Asked for while a client finds its address and its credentials.
_ENDPOINTS = (SERVICE, "sts")
# Amazon Trust Services, and the older root that signed theirs: https://www.amazontrust.com/repository
_AUTHORITIES = ('# Label: "Amazon Root CA', '# Label: "Starfield Services Root Certificate')


def trim(botocore: Path) -> None:
    """Cut the package in folder `botocore`, in place."""
    data = botocore / "data"
    for folder in data.iterdir():
        if folder.is_dir() and folder.name != SERVICE:
            shutil.rmtree(folder)
    for version in (data / SERVICE).iterdir():
        if version.name != _API:
            shutil.rmtree(version)
    for packed in (data / SERVICE / _API).glob("*.json.gz"):
        _rewrite(packed, packed.with_suffix(""))
    (data / SERVICE / _API / "examples-1.json").unlink()
    _cut_endpoints(data / "endpoints.json")
    _cut_certificates(botocore / "cacert.pem")


def _rewrite(packed: Path, plain: Path) -> None:
    model = json.loads(gzip.decompress(packed.read_bytes()))
    plain.write_text(_dumps(_without_documentation(model)))
    packed.unlink()


def _without_documentation(node: Any) -> Any:
    if isinstance(node, dict):
        # A text: a shape or a member may well have that name, and is an object.
        return {
            key: _without_documentation(value)
            for key, value in node.items()
            if not (key == "documentation" and isinstance(value, str))
        }
    if isinstance(node, list):
        return [_without_documentation(item) for item in node]
    return node


def _cut_endpoints(path: Path) -> None:
    endpoints = json.loads(path.read_text())
    for partition in endpoints["partitions"]:
        services = partition["services"]
        partition["services"] = {name: services[name] for name in _ENDPOINTS if name in services}
    path.write_text(_dumps(endpoints))


def _cut_certificates(path: Path) -> None:
    """They are as current as the pinned botocore is: no list of our own can go stale."""
    entries = path.read_text().split("\n\n")
    kept = [entry for entry in entries if any(label in entry for label in _AUTHORITIES)]
    if not kept:
        raise ValueError(f"{path}: no certificate of Amazon's; has its form changed?")
    path.write_text("\n\n".join(kept))


def _dumps(data: Any) -> str:
    return json.dumps(data, separators=(",", ":"))
