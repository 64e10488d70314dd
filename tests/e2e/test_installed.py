"""Doable as an app: its manifest and icons, what other apps share, its number, its reminders."""

import json
import struct
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, expect

from local.testing import Person, Server
from tests.e2e.conftest import DESKTOP, PHONE, Doable, ask, with_patience
from tests.e2e.test_accessibility import violations

SHARED = "/share?title=Tide%20tables&text=Read%20this&url=https%3A%2F%2Fexample.org%2Ft"


def manifest(server: Server) -> Any:
    return json.loads(fetch(server, "/manifest.webmanifest")[1])


def fetch(server: Server, path: str) -> tuple[str, bytes]:
    with urlopen(server.url + path) as answer:  # noqa: S310  # ours
        return answer.headers["Content-Type"], answer.read()


def size_of(png: bytes) -> str:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return "x".join(str(side) for side in struct.unpack(">II", png[16:24]))


def test_the_manifest_and_all_that_it_names_are_served_as_what_they_are(server: Server) -> None:
    kind, _ = fetch(server, "/manifest.webmanifest")
    assert kind.startswith("application/manifest+json")
    named = manifest(server)
    icons = [*named["icons"], *(icon for one in named["shortcuts"] for icon in one["icons"])]
    pictures = [*icons, *named.get("screenshots", [])]
    for picture in pictures:
        kind, body = fetch(server, picture["src"])
        assert kind.split(";")[0] == picture["type"], picture
        if kind == "image/png":
            assert size_of(body) == picture["sizes"], picture
    pngs = {(one["sizes"], one["purpose"]) for one in icons if one.get("purpose")}
    assert pngs >= {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}
    kind, body = fetch(server, "/icons/apple-touch-icon.png")
    assert (kind, size_of(body)) == ("image/png", "180x180")


def test_chromium_finds_nothing_to_say_against_installing(doable: Doable) -> None:
    doable.wait_until_worker_is_ready()
    session = doable.page.context.new_cdp_session(doable.page)
    assert session.send("Page.getAppManifest")["errors"] == []
    found = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A context without a profile cannot install anything, and says so.
    assert [error["errorId"] for error in found] in ([], ["in-incognito"])


def test_every_shortcut_leads_somewhere(doable: Doable, server: Server) -> None:
    for shortcut in manifest(server)["shortcuts"]:
        doable.open(shortcut["url"])
        expect(doable.page.get_by_role("heading", level=1).first).to_be_visible()
        expect(doable.page.get_by_text("There is no page")).to_have_count(0)


def box(doable: Doable) -> Locator:
    dialog = doable.page.get_by_role("dialog", name="Add a to-do")
    return dialog.get_by_label("What needs to be done?")


def expect_shared(doable: Doable) -> None:
    """What SHARED hands over is in the dialog, to be looked at before it is added."""
    expect(box(doable)).to_have_value("Tide tables")
    notes = doable.page.get_by_role("dialog", name="Add a to-do").get_by_label("Notes")
    expect(notes).to_have_value("Read this\nhttps://example.org/t")


def test_the_shortcut_to_add_opens_the_box_once(doable: Doable) -> None:
    doable.open("/inbox?add=1")
    expect(box(doable)).to_be_focused()
    doable.page.keyboard.type("Milk")
    doable.page.keyboard.press("Enter")
    doable.page.keyboard.press("Escape")
    expect(doable.titles).to_have_text(["Milk"])
    doable.wait_until_synced()
    doable.page.reload()
    expect(doable.titles).to_have_text(["Milk"])
    expect(box(doable)).to_have_count(0)


def test_what_is_shared_is_written_into_the_box(doable: Doable) -> None:
    doable.open(SHARED)
    expect_shared(doable)
    doable.page.keyboard.press("Enter")
    doable.page.keyboard.press("Escape")
    doable.wait_until_synced()
    expect(doable.titles).to_have_text(["Tide tables"])


def test_what_is_shared_waits_for_who_is_not_signed_in(
    visit: Callable[..., Doable], person: Person
) -> None:
    there = visit().sign_in_by_form(person, path=SHARED)
    expect_shared(there)


def test_what_is_shared_is_taken_without_a_network(
    visit: Callable[..., Doable], person: Person
) -> None:
    there = visit().sign_in(person, keep=True)
    there.wait_until_synced()
    there.wait_until_worker_is_ready()
    there.page.context.set_offline(True)
    there.open(SHARED)
    expect_shared(there)
    there.page.keyboard.press("Enter")
    there.wait_until_kept(1)


# --- What the browser offers, stood in for ---

BADGE = """
window.badges = []
navigator.setAppBadge = async (count) => void window.badges.push(count)
navigator.clearAppBadge = async () => void window.badges.push('cleared')
"""


def test_the_icon_tells_what_today_asks_for(visit: Callable[..., Doable], person: Person) -> None:
    there = visit()
    there.page.add_init_script(BADGE)
    there.sign_in(person, path="/today")
    there.add("One", "Two")
    with_patience(there.page, lambda: there.page.evaluate("window.badges.at(-1)") == 2)
    there.tick("One").check(force=True)
    with_patience(there.page, lambda: there.page.evaluate("window.badges.at(-1)") == 1)
    there.wait_until_synced()
    there.page.evaluate("addEventListener('pagehide', () => localStorage.last = badges.at(-1))")
    there.sign_out()
    assert there.page.evaluate("localStorage.last") == "cleared"


OFFER = """
window.prompted = 0
window.offer = () => {
  const event = new Event('beforeinstallprompt', { cancelable: true })
  event.prompt = async () => void window.prompted++
  event.userChoice = Promise.resolve({ outcome: 'accepted' })
  window.dispatchEvent(event)
}
addEventListener('load', () => window.offer())
"""


def visits(doable: Doable, count: int) -> None:
    """So many, of which the last was a day ago."""
    kept = f"{{ count: {count}, at: Date.now() - 24 * 3600_000 }}"
    doable.page.evaluate(f"localStorage.setItem('doable.visits', JSON.stringify({kept}))")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
def test_a_quiet_hint_comes_with_the_third_visit_and_never_again(
    visit: Callable[..., Doable], person: Person, viewport: Any
) -> None:
    there = visit(viewport=viewport)
    there.page.add_init_script(OFFER)
    there.sign_in(person, keep=True)
    hint = there.page.get_by_role("complementary", name="Install Doable")
    there.wait_until_synced()
    expect(hint).to_have_count(0)
    visits(there, 2)
    there.page.reload()
    expect(hint).to_be_visible()
    assert violations(there) == []
    hint.get_by_role("button", name="No, thanks").click()
    expect(hint).to_have_count(0)
    visits(there, 5)
    there.page.reload()
    there.wait_until_synced()
    expect(hint).to_have_count(0)
    there.open("/settings")
    there.page.get_by_role("button", name="Install", exact=True).click()
    expect(there.page.get_by_text("Doable is installed as an app.")).to_be_visible()
    assert there.page.evaluate("window.prompted") == 1


# Chromium shows no notifications without a head, but the worker is asked for them all the same.
NOTES = """
window.permission = 'default'
Object.defineProperty(Notification, 'permission', { get: () => window.permission })
Notification.requestPermission = async () => (window.permission = localStorage.answer)
window.permission = localStorage.answer ?? 'default'
ServiceWorkerRegistration.prototype.showNotification = async (title, { body, data }) => {
  const told = JSON.parse(localStorage.told ?? '[]')
  localStorage.told = JSON.stringify([...told, [title, body, data.path]])
}
"""


def told(doable: Doable) -> Any:
    return doable.page.evaluate("JSON.parse(localStorage.told ?? '[]')")


@pytest.fixture
def reminded(visit: Callable[..., Doable], person: Person) -> Doable:
    """Somebody who has switched reminders on, and let the browser show them."""
    there = visit()
    there.page.context.add_init_script(NOTES)
    there.sign_in(person, keep=True)
    there.wait_until_worker_is_ready()
    there.page.evaluate("localStorage.answer = 'granted'")
    there.open("/settings")
    there.page.get_by_role("switch", name="Remind me").click()
    expect(there.page.get_by_role("switch", name="Remind me")).to_be_checked()
    return there


def at_five(doable: Doable, server: Server, person: Person) -> Any:
    """A to-do that is due at 17:00, and a browser on whose clock it is 16:59 of that day."""
    inbox = ask(server, person, "GET", "/api/me")["inboxId"]
    day = datetime.now() + timedelta(days=1)
    body = {"title": "Call mum", "due": f"{day:%Y-%m-%d}", "dueTime": "17:00"}
    made = ask(server, person, "POST", f"/api/lists/{inbox}/todos", body)
    doable.page.clock.install(time=day.replace(hour=16, minute=59, second=0))
    doable.page.reload()
    return made


def test_a_reminder_comes_once_however_many_tabs_there_are(
    reminded: Doable, server: Server, person: Person
) -> None:
    made = at_five(reminded, server, person)
    other = reminded.page.context.new_page()
    other.goto(reminded.server.url + "/inbox")
    expect(other.get_by_text("Call mum")).to_be_visible()
    reminded.open("/inbox")
    expect(reminded.row("Call mum")).to_be_visible()
    assert told(reminded) == []
    reminded.page.clock.run_for("01:30")
    with_patience(reminded.page, lambda: len(told(reminded)) > 0)
    reminded.page.clock.run_for("02:00")
    assert told(reminded) == [["Call mum", "Due at 17:00 · Inbox", f"/today?todo={made['id']}"]]


# As the browser does when somebody clicks one; only that nobody did, so that it lets no window come
# to the front.
CLICK = """(path) => {
  const notification = { data: { path }, close() {} }
  const waitUntil = (work) => work.catch(() => {})
  self.dispatchEvent(Object.assign(new Event('notificationclick'), { notification, waitUntil }))
}"""


def test_a_click_on_a_reminder_leads_to_what_it_is_about(
    reminded: Doable, server: Server, person: Person
) -> None:
    made = at_five(reminded, server, person)
    reminded.open("/inbox")
    expect(reminded.row("Call mum")).to_be_visible()
    [worker] = reminded.page.context.service_workers
    worker.evaluate(CLICK, f"/today?todo={made['id']}")
    expect(reminded.page.get_by_label("Title")).to_have_value("Call mum")
    expect(reminded.page.get_by_role("heading", name="Today", level=1)).to_be_visible()


def test_no_reminder_comes_of_what_is_done(
    reminded: Doable, server: Server, person: Person
) -> None:
    at_five(reminded, server, person)
    reminded.open("/inbox")
    reminded.tick("Call mum").check(force=True)
    reminded.page.clock.run_for("02:00")
    assert told(reminded) == []


def test_reminders_are_off_until_both_want_them(
    visit: Callable[..., Doable], person: Person
) -> None:
    there = visit()
    there.page.add_init_script(NOTES)
    there.sign_in(person, path="/settings")
    there.page.evaluate("localStorage.answer = 'denied'")
    switch = there.page.get_by_role("switch", name="Remind me")
    switch.click()
    expect(there.page.get_by_text("This browser blocks notifications of Doable.")).to_be_visible()
    expect(switch).not_to_be_checked()
    assert violations(there) == []
