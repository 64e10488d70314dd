"""The page in its bucket, against moto's S3."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra.site import Bucket, SiteError, Stack, main, publish, read_page

FOREVER = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def s3() -> Iterator[Any]:
    with mock_aws():
        yield boto3.client("s3", region_name="eu-central-1")


@pytest.fixture
def name(s3: Any) -> str:
    """A bucket of the test's own: moto keeps what there is while another mock is open."""
    name = f"doable-page-{uuid.uuid4().hex}"
    where: Any = {"LocationConstraint": "eu-central-1"}
    s3.create_bucket(Bucket=name, CreateBucketConfiguration=where)
    return name


@pytest.fixture
def bucket(s3: Any, name: str) -> Bucket:
    return Bucket(s3, name)


@dataclass
class Served:
    """What the bucket hands out."""

    s3: Any
    name: str

    def how(self, key: str) -> tuple[str, str]:
        head = self.s3.head_object(Bucket=self.name, Key=key)
        return head["ContentType"], head["CacheControl"]

    def body(self, key: str) -> bytes:
        content: bytes = self.s3.get_object(Bucket=self.name, Key=key)["Body"].read()
        return content

    def tags(self, key: str) -> dict[str, str]:
        found = self.s3.get_object_tagging(Bucket=self.name, Key=key)["TagSet"]
        return {tag["Key"]: tag["Value"] for tag in found}


@pytest.fixture
def served(s3: Any, name: str) -> Served:
    return Served(s3, name)


def build(folder: Path, **files: str) -> Path:
    """A built page: `index_html="…"`, and `assets__app_js` for assets/app.js."""
    for name, content in files.items():
        stem, _, suffix = name.replace("__", "/").rpartition("_")
        path = folder / f"{stem}.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return folder


def test_everything_is_served_as_what_it_is_and_cached_as_it_may_be(
    served: Served, bucket: Bucket, tmp_path: Path
) -> None:
    page = build(
        tmp_path,
        index_html="<!doctype html>",
        sw_js="1",
        app_webmanifest="{}",
        assets__app_js="1",
        assets__app_css="a{}",
        assets__font_woff2="f",
        icon_svg="<svg/>",
    )
    publish(bucket, read_page(page))
    assert served.how("index.html") == ("text/html; charset=utf-8", "no-cache")
    assert served.how("sw.js") == ("text/javascript; charset=utf-8", "no-cache")
    assert served.how("app.webmanifest") == ("application/manifest+json", "no-cache")
    assert served.how("icon.svg") == ("image/svg+xml", "no-cache")
    assert served.how("assets/app.js") == ("text/javascript; charset=utf-8", FOREVER)
    assert served.how("assets/app.css") == ("text/css; charset=utf-8", FOREVER)
    assert served.how("assets/font.woff2") == ("font/woff2", FOREVER)


def test_assets_come_first_then_the_start_page_and_its_worker_and_the_builds_notes_stay(
    tmp_path: Path,
) -> None:
    page = build(tmp_path, index_html="1", a_txt="1", sw_js="1", z_svg="1", assets__z_js="1")
    (page / ".vite").mkdir()
    (page / ".vite" / "manifest.json").write_text("{}")
    order = ["assets/z.js", "a.txt", "z.svg", "index.html", "sw.js"]
    assert [asset.key for asset in read_page(page)] == order


def test_a_second_publication_uploads_only_what_changed(
    bucket: Bucket, served: Served, tmp_path: Path
) -> None:
    page = build(tmp_path, index_html="1", robots_txt="1", assets__app_js="1")
    publish(bucket, read_page(page))
    assert publish(bucket, read_page(page)).uploaded == []
    build(page, index_html="2")
    assert publish(bucket, read_page(page)).uploaded == ["index.html"]
    assert served.body("index.html") == b"2"


def test_what_is_gone_from_the_page_is_served_on_and_marked_to_end(
    bucket: Bucket, served: Served, tmp_path: Path
) -> None:
    publish(bucket, read_page(build(tmp_path / "1", index_html="1", assets__old_js="1")))
    changes = publish(bucket, read_page(build(tmp_path / "2", index_html="2", assets__new_js="1")))
    assert changes.superseded == ["assets/old.js"]
    assert served.tags("assets/old.js") == {"superseded": "yes"}
    assert served.how("assets/old.js") == ("text/javascript; charset=utf-8", FOREVER)
    assert served.tags("assets/new.js") == {}


def test_its_time_to_end_does_not_begin_anew_with_every_publication(
    bucket: Bucket, tmp_path: Path
) -> None:
    publish(bucket, read_page(build(tmp_path / "1", index_html="1", assets__old_js="1")))
    page = read_page(build(tmp_path / "2", index_html="2"))
    assert publish(bucket, page).superseded == ["assets/old.js"]
    assert publish(bucket, page).superseded == []


def test_what_comes_back_is_no_longer_marked(
    bucket: Bucket, served: Served, tmp_path: Path
) -> None:
    first = read_page(build(tmp_path / "1", index_html="1", assets__old_js="1"))
    publish(bucket, first)
    publish(bucket, read_page(build(tmp_path / "2", index_html="2")))
    assert publish(bucket, first).uploaded == ["assets/old.js", "index.html"]
    assert served.tags("assets/old.js") == {}


def test_a_page_that_is_not_built_is_not_published(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="make page"):
        read_page(tmp_path)


def test_withdrawing_leaves_an_empty_bucket(bucket: Bucket, tmp_path: Path) -> None:
    publish(bucket, read_page(build(tmp_path, index_html="1", assets__app_js="1")))
    bucket.empty()
    assert list(bucket.keys()) == []


def test_a_bucket_that_is_gone_already_is_empty(s3: Any) -> None:
    bucket = Bucket(s3, "doable-page-that-was-removed")
    bucket.empty()
    with pytest.raises(s3.exceptions.NoSuchBucket):
        list(bucket.keys())


def test_a_stack_that_never_came_to_be_can_be_removed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """serverless makes its own bucket first, and a first deploy that fails leaves only that."""
    rolled_back = Stack(
        "doable-x", "UPDATE_ROLLBACK_COMPLETE", {"ServerlessDeploymentBucketName": "b"}
    )
    monkeypatch.setattr(Stack, "find", lambda name: rolled_back)
    monkeypatch.setattr("sys.argv", ["infra.site", "withdraw", "doable-x"])
    main()
    assert "Nothing was ever published" in capsys.readouterr().out
