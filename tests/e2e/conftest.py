"""The page in Chromium, on the whole stack: real SRP, real tokens, the emulator behind."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from local.testing import Person, Server

HERE = Path(__file__).parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DESKTOP = {"width": 1280, "height": 720}
PHONE = {"width": 390, "height": 844}

# With a service worker in charge, Playwright does not see a request that may outlive its page, so
# that no test could come between it and the server.
SEEN = "const send = fetch; fetch = (url, init) => send(url, { ...init, keepalive: false })"

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
    base: str

    def open(self, path: str = "/") -> None:
        self.page.goto(self.base + path)

    def sign_in(self, person: Person, *, keep: bool = False, path: str = "/inbox") -> "Doable":
        self.open(path)
        self.page.get_by_label("E-mail").fill(person.email)
        self.page.get_by_label("Password", exact=True).fill(person.password)
        if keep:
            self.page.get_by_label("Keep me signed in").check()
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()
        expect(self.page.get_by_role("heading", name="Sign in")).to_have_count(0)
        return self

    @property
    def add_box(self) -> Locator:
        return self.page.get_by_role("main").get_by_label("What needs to be done?")

    def add(self, *titles: str) -> None:
        for title in titles:
            self.add_box.fill(title)
            self.add_box.press("Enter")
        self.wait_until_synced()

    def wait_until_synced(self) -> None:
        """The pill says so, or there is none, as on a phone."""
        expect(self.pill.filter(has_not_text="Synced")).to_have_count(0)

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

    def menu(self, title: str, action: str) -> None:
        self.row(title).hover()
        self.page.get_by_role("button", name=f"Actions for “{title}”").click()
        self.page.get_by_role("menuitem", name=action).or_(
            self.page.get_by_role("menuitemradio", name=action)
        ).first.click()

    def toast(self, text: str) -> Locator:
        notes = self.page.get_by_role("region", name="Notifications")
        return notes.locator(".toast").filter(has_text=text)


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Callable[..., Doable]]:
    """Opens further browsers, each with nothing in it; an error on a page fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def make(**options: Any) -> Doable:
        context = browser.new_context(**{"viewport": DESKTOP, **options})
        contexts.append(context)
        context.add_init_script(SEEN)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: _note(errors, message))
        return Doable(page, server.url)

    yield make
    for context in contexts:
        context.close()
    assert errors == []


def _note(errors: list[str], message: Any) -> None:
    """Refused requests are part of some tests; a breach of the CSP or a broken script is not."""
    if message.type == "error" and "Failed to load resource" not in message.text:
        errors.append(message.text)


@pytest.fixture
def person(server: Server) -> Person:
    return server.sign_up()


@pytest.fixture
def doable(visit: Callable[..., Doable], person: Person) -> Doable:
    """A new person, signed in at the Inbox on a desktop."""
    return visit().sign_in(person)
