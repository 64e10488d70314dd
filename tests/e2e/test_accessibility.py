"""axe finds nothing, in any view, in light and dark, on a desktop and on a phone."""

from collections.abc import Callable
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from local.testing import Server
from tests.e2e.conftest import DESKTOP, PHONE, Doable, ask, sign_up

# An animation half-way shows colours that nobody reads.
SETTLED = """() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))
  .then(() => Promise.all(document.getAnimations()
  .filter((one) => one.effect.getComputedTiming().iterations < Infinity)
  .map((one) => one.finished.catch(() => {}))))"""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SIZES = {"desktop": DESKTOP, "phone": PHONE}


def violations(doable: Doable) -> list[str]:
    """Of what the page shows now, in light and in dark."""
    found = []
    for scheme in SCHEMES:
        doable.page.emulate_media(color_scheme=scheme)
        doable.page.evaluate(SETTLED)
        for one in Axe().run(doable.page).response["violations"]:
            found.append(f"{scheme}: {one['id']}: {one['nodes'][0]['html']}")
    return found


@pytest.mark.parametrize("size", SIZES)
def test_signing_in_is_accessible(visit: Callable[..., Doable], size: str) -> None:
    there = visit(viewport=SIZES[size])
    for path in ("/signin", "/signup", "/confirm", "/forgot", "/reset"):
        there.open(path)
        expect(there.page.get_by_role("heading", level=1)).to_be_visible()
        assert (path, violations(there)) == (path, [])
    there.open("/signin")
    there.page.get_by_role("button", name="Sign in").click()
    assert violations(there) == []


@pytest.mark.parametrize("size", SIZES)
def test_every_view_is_accessible(visit: Callable[..., Doable], server: Server, size: str) -> None:
    there = visit(viewport=SIZES[size]).sign_in(sign_up(server))
    if size == "desktop":
        there.add("One", "Two", "Three")
        there.menu("One", "Today")
        there.menu("Two", "High")
        there.tick("Three").check(force=True)
        there.wait_until_synced()
    assert ("toast", violations(there)) == ("toast", [])
    paths = ["/inbox", "/today", "/upcoming", "/trash", "/search", "/lists", "/nowhere"]
    for path in paths:
        there.open(path)
        expect(there.page.get_by_role("heading", level=1)).to_be_visible()
        there.page.wait_for_load_state("networkidle")
        assert (path, violations(there)) == (path, [])
    if size == "desktop":
        there.open("/inbox")
        there.row("One").locator(".title").click()
        expect(there.page.get_by_label("Notes")).to_be_visible()
        assert ("detail", violations(there)) == ("detail", [])
        there.page.get_by_role("button", name="Add a list").click()
        expect(there.page.get_by_role("dialog", name="New list")).to_be_visible()
        assert ("dialog", violations(there)) == ("dialog", [])


@pytest.mark.parametrize("size", SIZES)
def test_what_waits_and_what_needs_attention_is_accessible(
    visit: Callable[..., Doable], server: Server, size: str
) -> None:
    person = sign_up(server)
    there = visit(viewport=SIZES[size]).sign_in(person)
    there.add("Milk")
    there.row("Milk").locator(".title").click()
    expect(there.page.get_by_label("Notes")).to_be_visible()
    there.page.context.set_offline(True)
    there.page.get_by_label("Notes").fill("Mine")
    expect(there.pill).to_have_text("Offline · 1 waiting")
    assert ("offline", violations(there)) == ("offline", [])
    milk = ask(server, person, "GET", "/api/todos")["items"][0]
    path = f"/api/lists/{milk['listId']}/todos/{milk['id']}"
    ask(server, person, "PATCH", path, {"notes": "Theirs"})
    there.page.context.set_offline(False)
    expect(there.page.get_by_role("region", name="Two versions")).to_be_visible()
    assert ("detail", violations(there)) == ("detail", [])
    there.page.keyboard.press("Escape")
    assert ("pill", violations(there)) == ("pill", [])
    there.pill.click()
    expect(there.page.get_by_role("dialog", name="Needs attention")).to_be_visible()
    assert ("panel", violations(there)) == ("panel", [])
