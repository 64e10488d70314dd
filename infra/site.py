"""The page in its bucket: `python -m infra.site publish STACK`, and `withdraw STACK`; and, with
`status STACK`, how the stack's last change ended.

`serverless deploy` publishes after the stack stands: what changed, index.html after it, so that
nobody is given a page whose parts are not there yet, and sw.js last, because that fetches all the
rest of its build at once. `serverless remove` withdraws, because CloudFormation deletes no bucket
that holds anything.
"""

import argparse
import hashlib
import mimetypes
import sys
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "frontend" / "dist"
START = "index.html"
WORKER = "sw.js"
_FOREVER = "public, max-age=31536000, immutable"  # Vite puts a hash into these files' names
_ALWAYS_ASK = "no-cache"
# Python asks the machine for types it does not know, and machines differ.
_TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json"}
# A lifecycle rule of the bucket ends what carries this tag after 30 days. Until then, a page that
# was opened before the deploy still finds the parts that it loads later.
SUPERSEDED = "superseded=yes"
_AGAIN = {"publish": "deploy", "status": "deploy", "withdraw": "remove"}


class SiteError(RuntimeError):
    """The page cannot be published. The message says why, and what to do."""


@dataclass(frozen=True)
class Stack:
    """A stack: how its last change ended, and its outputs by name."""

    name: str
    status: str
    outputs: dict[str, str]

    @classmethod
    def find(cls, name: str) -> "Stack | None":
        try:
            (found,) = boto3.client("cloudformation").describe_stacks(StackName=name)["Stacks"]
        except ClientError as error:
            if "does not exist" in str(error):
                return None
            raise
        outputs = {one["OutputKey"]: one["OutputValue"] for one in found.get("Outputs", [])}
        return cls(name, found["StackStatus"], outputs)


@dataclass(frozen=True)
class Asset:
    """A file of the built page, and how it is to be served."""

    key: str
    body: bytes
    content_type: str
    cache_control: str

    @property
    def version(self) -> str:
        """Changes with the content and with how it is served."""
        served = f"{self.content_type}\n{self.cache_control}\n".encode()
        return hashlib.sha256(served + self.body).hexdigest()


def read_page(folder: Path) -> list[Asset]:
    """The built page, in the order in which to publish it. Raises SiteError if there is none."""
    if not (folder / START).is_file():
        raise SiteError("The page is not built. Run `make page`.")
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    paths = [path for path in paths if ".vite" not in path.parts]  # notes of the build
    assets = [_read(path, path.relative_to(folder).as_posix()) for path in paths]
    return sorted(assets, key=_turn)


def _turn(asset: Asset) -> tuple[bool, bool, bool]:
    return asset.key == WORKER, asset.key == START, asset.cache_control != _FOREVER


def _read(path: Path, key: str) -> Asset:
    kind = mime_type(key)
    if kind.startswith("text/"):
        kind += "; charset=utf-8"
    return Asset(key, path.read_bytes(), kind, cache_control(key))


def mime_type(key: str) -> str:
    """Of a file of the page, by its name alone."""
    known = _TYPES.get(Path(key).suffix) or mimetypes.guess_type(key, strict=False)[0]
    return known or "application/octet-stream"


def cache_control(key: str) -> str:
    return _FOREVER if key.startswith("assets/") else _ALWAYS_ASK


class Bucket:
    """The page's bucket; `published` are the versions of what it now serves, by key."""

    def __init__(self, s3: Any, name: str) -> None:
        self._s3, self._name = s3, name

    def keys(self) -> Iterator[str]:
        for page in self._s3.get_paginator("list_objects_v2").paginate(Bucket=self._name):
            yield from (found["Key"] for found in page.get("Contents", []))

    def published(self) -> dict[str, str]:
        heads = ((key, self._s3.head_object(Bucket=self._name, Key=key)) for key in self.keys())
        found = ((key, head["Metadata"].get("version")) for key, head in heads)
        return {key: version for key, version in found if version}

    def put(self, asset: Asset) -> None:
        self._s3.put_object(
            Bucket=self._name,
            Key=asset.key,
            Body=asset.body,
            ContentType=asset.content_type,
            CacheControl=asset.cache_control,
            Metadata={"version": asset.version},
        )

    def supersede(self, key: str) -> None:
        """Copy the object onto itself, so that its 30 days begin now."""
        head = self._s3.head_object(Bucket=self._name, Key=key)
        self._s3.copy_object(
            Bucket=self._name,
            Key=key,
            CopySource={"Bucket": self._name, "Key": key},
            MetadataDirective="REPLACE",
            ContentType=head["ContentType"],
            CacheControl=head["CacheControl"],
            TaggingDirective="REPLACE",
            Tagging=SUPERSEDED,
        )

    def empty(self) -> None:
        """Also where the bucket is gone already, as when a removal is tried again."""
        with suppress(self._s3.exceptions.NoSuchBucket):
            for key in list(self.keys()):
                self._s3.delete_object(Bucket=self._name, Key=key)


@dataclass(frozen=True)
class Changes:
    uploaded: list[str]
    superseded: list[str]


def publish(bucket: Bucket, page: list[Asset]) -> Changes:
    """Bring the bucket to `page`, which is in the order of publishing."""
    published = bucket.published()
    uploaded = [asset for asset in page if published.get(asset.key) != asset.version]
    for asset in uploaded:
        bucket.put(asset)
    superseded = sorted(published.keys() - {asset.key for asset in page})
    for key in superseded:
        bucket.supersede(key)
    return Changes([asset.key for asset in uploaded], superseded)


def _publish(stack: Stack) -> str:
    bucket = Bucket(boto3.client("s3"), stack.outputs["PageBucket"])
    changes = publish(bucket, read_page(DIST))
    if changes.uploaded or changes.superseded:
        _invalidate(stack.outputs["DistributionId"])
    return (
        f"Page: {len(changes.uploaded)} files uploaded, {len(changes.superseded)} superseded\n"
        f"Doable is at {stack.outputs['Address']}"
    )


def _invalidate(distribution: str) -> None:
    everything = {"Paths": {"Quantity": 1, "Items": ["/*"]}, "CallerReference": str(uuid.uuid4())}
    client = boto3.client("cloudfront")
    client.create_invalidation(DistributionId=distribution, InvalidationBatch=everything)


def _status(stack: Stack) -> str:
    return stack.status


def _withdraw(stack: Stack) -> str:
    if "PageBucket" not in stack.outputs:
        return "Nothing was ever published: the stack was never complete."
    Bucket(boto3.client("s3"), stack.outputs["PageBucket"]).empty()
    table, pool = stack.outputs["TableName"], stack.outputs["UserPoolId"]
    return (
        f"Kept, because they hold people's data: table {table} and user pool {pool}.\n"
        "A later deploy takes them over with\n"
        f"    npx serverless deploy --param tableName={table} --param userPoolId={pool}\n"
        "docs/operations.md says how to delete them for good."
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m infra.site")
    parser.add_argument("command", choices=["publish", "status", "withdraw"])
    parser.add_argument("stack")
    options = parser.parse_args()
    act = {"publish": _publish, "status": _status, "withdraw": _withdraw}[options.command]
    try:
        stack = Stack.find(options.stack)
        if stack:
            print(act(stack))
        elif options.command == "publish":
            raise SiteError(f"There is no stack {options.stack}: npx serverless deploy makes it")
    except (SiteError, BotoCoreError, ClientError) as error:
        sys.exit(
            f"{error}\nThe stack stands; `npx serverless {_AGAIN[options.command]}` tries again."
        )


if __name__ == "__main__":
    main()
