"""The page in Chromium, on the whole stack: real SRP, real tokens, the emulator behind."""

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from local.testing import Person, Server
from tests.local.devices import call

HERE = Path(__file__).parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DESKTOP = {"width": 1280, "height": 720}
PHONE = {"width": 390, "height": 844}
LOCALE = "en-GB"  # The words and dates that the tests expect, whatever machine they run on.

# What a new person finds in the Inbox.
FIRST_RUN = [
    "Tick me: tap the circle",
    "Write “Buy milk tomorrow 5pm @errands p2” into the box above",
    "Drag me, swipe me, or press ? for the keys",
]

# With a service worker in charge, Playwright does not see a request that may outlive its page, so
# that no test could come between it and the server.
SEEN = "const send = fetch; fetch = (url, init) => send(url, { ...init, keepalive: false })"

KEEP = "([storage, kept]) => window[storage].setItem('doable.session', kept)"

# How many changes wait in the only copy on the device.
KEPT = """async () => {
  const [{ name }] = await indexedDB.databases()
  const settled = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const db = await settled(indexedDB.open(name))
  const count = await settled(db.transaction('outbox').objectStore('outbox').count())
  db.close()
  return count
}"""

expect.set_options(timeout=10_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mark_browser_tests(items, HERE)


def mark_browser_tests(items: list[pytest.Item], folder: Path) -> None:
    """Without a browser those in `folder` are skipped; in CI they fail."""
    for item in items:
        if folder in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            if CHROMIUM is None and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason="needs chromium (Debian: chromium)"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    assert CHROMIUM, "chromium is not installed (Debian: apt-get install chromium)"
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return {"executable_path": CHROMIUM, "args": ["--no-sandbox", *quiet]}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("doable")) as running:
        yield running


@dataclass
class Doable:
    """The page as a person sees it, in the words that the person reads."""

    page: Page
    server: Server

    def open(self, path: str = "/") -> None:
        self.page.goto(self.server.url + path)

    def sign_in(self, person: Person, *, keep: bool = False, path: str = "/inbox") -> "Doable":
        """By what the form would leave behind, which takes a third of the time."""
        there = self.server.sign_in(person.email, person.password)
        kept = {"refreshToken": there.tokens["RefreshToken"], "sub": there.id, "email": there.email}
        self.open("/robots.txt")
        self.page.evaluate(KEEP, ["localStorage" if keep else "sessionStorage", json.dumps(kept)])
        self.open(path)
        return self._arrive(path)

    def sign_in_by_form(
        self, person: Person, *, keep: bool = False, path: str = "/inbox"
    ) -> "Doable":
        self.open(path)
        self.page.get_by_label("E-mail").fill(person.email)
        self.page.get_by_label("Password", exact=True).fill(person.password)
        if keep:
            self.page.get_by_label("Keep me signed in").check()
        self.page.get_by_role("button", name="Sign in").click()
        return self._arrive(path)

    def _arrive(self, path: str) -> "Doable":
        expect(self.page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()
        expect(self.page.get_by_role("heading", name="Sign in")).to_have_count(0)
        self.wait_until_ready()
        if path == "/inbox":  # What comes last there; a test may cut the network from here on.
            expect(self.page.get_by_label("Sort and filter").first).to_be_attached()
        return self

    def wait_until_ready(self) -> None:
        """The page is painted before it answers to keys and to what is dragged."""
        expect(self.page.locator("#main[data-ready]")).to_be_visible()

    @property
    def add_box(self) -> Locator:
        return self.page.get_by_role("main").get_by_label("What needs to be done?")

    def add(self, *titles: str) -> None:
        """Add them, and wait for the server: not too early, as then they come a moment later."""
        expect(self.add_box).to_have_role("combobox")
        self.write(*titles)
        self.wait_until_synced()

    def write(self, *titles: str) -> None:
        """Add them, and do not wait for the server."""
        for title in titles:
            self.add_box.fill(title)
            self.add_box.press("Enter")

    def edit(self, title: str, new: str) -> None:
        self.row(title).locator(".title").dblclick()
        editor = self.page.get_by_label("Edit title")
        editor.fill(new)
        editor.press("Enter")

    def wait_until_synced(self) -> None:
        """The page is there, and its pill says so; on a phone there is none then."""
        expect(self.page.locator("#main")).to_be_visible()
        size = self.page.viewport_size
        if size and size["width"] == PHONE["width"]:
            expect(self.pill).to_have_count(0)
        else:
            expect(self.pill).to_have_text("Synced")

    def wait_until_kept(self, changes: int) -> None:
        """So many changes wait on the device, and outlive the page."""
        with_patience(self.page, lambda: self.page.evaluate(KEPT) == changes)

    def wait_until_worker_is_ready(self) -> None:
        """From here on the page opens without a network."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => {})")

    @property
    def pill(self) -> Locator:
        return self.page.locator("[data-sync-pill]")

    @property
    def rows(self) -> Locator:
        return self.page.locator("[data-row]")

    @property
    def titles(self) -> Locator:
        return self.page.locator("[data-row] .title")

    def row(self, title: str) -> Locator:
        return self.rows.filter(has=self.page.get_by_text(title, exact=True))

    def tick(self, title: str) -> Locator:
        return self.page.get_by_role("checkbox", name=f"Complete “{title}”")

    def choose(self, action: str) -> None:
        """In the menu of the account."""
        self.page.get_by_role("button", name="Account:").click()
        self.page.get_by_role("menuitem", name=action).click()

    def sign_out(self) -> None:
        """The page is loaded anew; before that there is nothing to be asked of it."""
        with self.page.expect_event("load"):
            self.choose("Sign out")
        expect(self.page.get_by_role("heading", name="Sign in")).to_be_visible()

    def menu(self, title: str, action: str) -> None:
        self.row(title).hover()
        self.page.get_by_role("button", name=f"Actions for “{title}”").click()
        self.page.get_by_role("menuitem", name=action).or_(
            self.page.get_by_role("menuitemradio", name=action)
        ).first.click()

    def toast(self, text: str) -> Locator:
        notes = self.page.get_by_role("region", name="Notifications")
        return notes.locator(".toast").filter(has_text=text)


def ask(server: Server, person: Person, method: str, path: str, body: Any = None) -> Any:
    """What the API answers the person."""
    return call(server.url, person.access_token, method, path, body).body


def with_patience(page: Page, is_so: Callable[[], Any], seconds: float = 10) -> None:
    """For what Playwright has nothing to expect of. Its own `wait_for_function` takes a promise for
    an answer and, under our CSP, no expression that is not a function."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it never came to it"
        page.wait_for_timeout(20)


@pytest.fixture
def visit(
    browser: Browser, server: Server, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Doable]]:
    """Opens further browsers, each with nothing in it; an error on a page fails the test.

    A module that has nothing to do with it says `WORKER = "block"`: a service worker fetches the
    whole page for each of them, which takes a sixth of the time.
    """
    worker = getattr(request.module, "WORKER", "allow")
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def make(**options: Any) -> Doable:
        context = browser.new_context(
            **{"viewport": DESKTOP, "locale": LOCALE, "service_workers": worker, **options}
        )
        contexts.append(context)
        context.add_init_script(SEEN)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: _note(errors, message))
        return Doable(page, server)

    yield make
    for context in contexts:
        context.close()
    assert errors == []


def _note(errors: list[str], message: Any) -> None:
    """Refused requests are part of some tests; a breach of the CSP or a broken script is not."""
    if message.type == "error" and "Failed to load resource" not in message.text:
        errors.append(message.text)


def sign_up(server: Server) -> Person:
    """Somebody with nothing to do who has used Doable before, as a changed Inbox says: whoever is
    new finds the to-dos of FIRST_RUN there."""
    person = server.sign_up()
    inbox = ask(server, person, "GET", "/api/me")["inboxId"]
    ask(server, person, "PATCH", f"/api/lists/{inbox}", {"colour": "teal"})
    return person


@pytest.fixture
def person(server: Server) -> Person:
    return sign_up(server)


@pytest.fixture
def doable(visit: Callable[..., Doable], person: Person) -> Doable:
    """A person with nothing to do, signed in at the Inbox on a desktop."""
    return visit().sign_in(person)
