"""The page opens without a network; a later build of it is offered, and not imposed."""

import base64
import hashlib
import json
import re
import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from local.environment import ROOT
from local.testing import CONFIRMATION_CODE, Server
from tests.e2e.conftest import Doable, sign_up, with_patience

OFFER = "A new version of Doable is ready."


@dataclass
class Dist:
    """A built page, which a test may build anew."""

    folder: Path

    def deploy(self, build: str, *, without: str = "", is_half: bool = False) -> None:
        """Another start page, and the worker of that build.

        `without`: of an asset that has another name now; its old name is gone from the server.
        `is_half`: only the worker is there, the start page is still the old one.
        """
        start = self.folder / "index.html"
        opening = f'<html lang="en" data-build="{build}">'
        page = re.sub(r'<html lang="en"[^>]*>', opening, start.read_text()).encode()
        gone = list(self.folder.glob(f"assets/{without}-*")) if without else []
        self._write_worker(page, {f"/assets/{path.name}" for path in gone})
        for path in gone:
            path.unlink()
        if not is_half:
            start.write_bytes(page)

    def _write_worker(self, page: bytes, gone: set[str]) -> None:
        worker = self.folder / "sw.js"
        first, rest = worker.read_text().split("\n", 1)
        files = json.loads(first.removeprefix("const BUILD = ").removesuffix(";"))["files"]
        kept = {path: digest for path, digest in files.items() if path not in gone}
        digest = hashlib.sha256(page).digest()
        kept["/index.html"] = f"sha256-{base64.b64encode(digest).decode()}"
        build = json.dumps({"revision": digest.hex()[:16], "files": kept})
        worker.write_text(f"const BUILD = {build};\n{rest}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("page") / "dist"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Iterator[Server]:
    """One of our own: it is stopped, and serves other builds."""
    shutil.copytree(ROOT / "frontend" / "dist", folder)
    with Server(tmp_path_factory.mktemp("doable"), page=folder) as running:
        yield running


@pytest.fixture
def dist(server: Server, folder: Path) -> Dist:
    """As it was built, and the server is there."""
    if server.process is None:
        server.start()
    shutil.rmtree(folder)
    shutil.copytree(ROOT / "frontend" / "dist", folder)
    return Dist(folder)


@pytest.fixture
def there(dist: Dist, visit: Callable[..., Doable]) -> Doable:
    """A browser that has been here once, with nobody signed in."""
    there = visit()
    there.open("/signin")
    await_worker(there.page)
    return there


@pytest.fixture
def signed_in(there: Doable, server: Server) -> Doable:
    return there.sign_in(sign_up(server), keep=True)


def await_worker(page: Page) -> None:
    state = "navigator.serviceWorker.controller?.state"
    with_patience(page, lambda: page.evaluate(state) == "activated")


def look_for_update(page: Page) -> str | None:
    """As the page does from time to time; what becomes of the new worker, if there is one."""
    state: str | None = page.evaluate(
        """async () => {
          const registration = await (await navigator.serviceWorker.ready).update()
          const worker = registration.installing ?? registration.waiting
          if (!worker) return null
          while (worker.state === 'installing')
            await new Promise((resolve) => worker.addEventListener('statechange', resolve))
          return worker.state
        }"""
    )
    return state


def build_of(page: Page) -> str | None:
    return page.locator("html").get_attribute("data-build")


def test_without_a_network_every_address_opens_the_page(signed_in: Doable, server: Server) -> None:
    server.stop()
    for path in ("/today", "/lists/0190a1b2?todo=0190a1b3", "/"):
        tab = signed_in.page.context.new_page()
        response = tab.goto(server.url + path)
        assert response and response.from_service_worker
        expect(tab.get_by_role("link", name="Upcoming").first).to_be_visible()


def test_so_it_does_for_who_is_not_signed_in(there: Doable, server: Server) -> None:
    server.stop()
    there.page.context.set_offline(True)
    for path in ("/signin", "/signup", "/nowhere/at/all"):
        there.open(path)
        expect(there.page.get_by_role("heading", level=1)).to_be_visible()
        assert there.page.url == server.url + path


def test_what_comes_from_the_device_has_the_same_policy(there: Doable, server: Server) -> None:
    before = there.page.request.get(server.url + "/today").headers
    server.stop()
    tab = there.page.context.new_page()
    response = tab.goto(server.url + "/today")
    assert response
    names = ("content-security-policy", "cross-origin-opener-policy", "x-frame-options")
    assert [response.headers[name] for name in names] == [before[name] for name in names]
    load_a_script = "document.createElement('script').src = 'https://example.org/x.js'"
    with pytest.raises(Error, match="TrustedScriptURL"):
        tab.evaluate(load_a_script)


def test_the_server_is_asked_for_what_is_the_servers(there: Doable, server: Server) -> None:
    """A navigation, too: the description of the API is not the page."""
    response = there.page.goto(server.url + "/api/health")
    assert response and not response.from_service_worker
    assert response.json()["status"] == "ok"


def test_a_new_build_is_offered_and_one_click_loads_it_once(signed_in: Doable, dist: Dist) -> None:
    page = signed_in.page
    loads: list[str] = []
    page.on("load", lambda page: loads.append(page.url))
    dist.deploy("2")
    assert look_for_update(page) == "installed"
    signed_in.toast(OFFER).get_by_role("button", name="Reload").click()
    expect(page.locator("html")).to_have_attribute("data-build", "2")
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    assert look_for_update(page) is None
    assert len(loads) == 1
    expect(signed_in.toast(OFFER)).to_have_count(0)


def test_the_first_visit_offers_nothing_and_loads_once(
    dist: Dist, visit: Callable[..., Doable]
) -> None:
    there = visit()
    loads: list[str] = []
    there.page.on("load", lambda page: loads.append(page.url))
    there.open("/signin")
    await_worker(there.page)
    assert look_for_update(there.page) is None
    assert len(loads) == 1


def test_another_tab_goes_on_with_the_older_build(signed_in: Doable, dist: Dist) -> None:
    page = signed_in.page
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_role("heading", name="Inbox")).to_be_visible()
    dist.deploy("2", without="SearchView")
    assert look_for_update(page) == "installed"
    page.bring_to_front()
    signed_in.toast(OFFER).get_by_role("button", name="Reload").click()
    expect(page.locator("html")).to_have_attribute("data-build", "2")
    assert build_of(other) is None
    other.get_by_role("link", name="Search").first.click()
    expect(other.get_by_role("searchbox").first).to_be_visible()
    assert build_of(other) is None


def test_a_build_that_is_only_half_there_is_not_taken_and_is_tried_again(
    there: Doable, dist: Dist
) -> None:
    dist.deploy("2", is_half=True)
    assert look_for_update(there.page) == "redundant"
    dist.deploy("2")
    assert look_for_update(there.page) == "installed"


def test_who_loads_the_page_again_gets_the_new_build_without_being_asked(
    there: Doable, dist: Dist
) -> None:
    """Even a page that is too broken to offer it."""
    dist.deploy("2")
    assert look_for_update(there.page) == "installed"
    there.page.reload()
    waiting = "navigator.serviceWorker.getRegistration().then(({ waiting }) => !!waiting)"
    with_patience(there.page, lambda: not there.page.evaluate(waiting))
    there.page.reload()
    assert build_of(there.page) == "2"


def test_signing_up_works_with_the_worker_in_charge(there: Doable) -> None:
    there.open("/signup")
    there.page.get_by_label("E-mail").fill(f"{uuid.uuid4().hex}@example.org")
    there.page.get_by_label("Password", exact=True).fill("correct horse battery")
    there.page.get_by_role("button", name="Create account").click()
    there.page.get_by_label("Code").fill(CONFIRMATION_CODE)
    there.page.get_by_role("button", name="Confirm").click()
    expect(there.page.get_by_role("heading", name="Inbox")).to_be_visible()
