"""The box that finds and does everything, and the sheet that tells all keys."""

import re
from collections.abc import Callable
from statistics import median

import pytest
from playwright.sync_api import Locator, expect

from local.testing import Person, Server
from tests.e2e.conftest import DESKTOP, PHONE, Doable, ask, sign_up
from tests.e2e.test_accessibility import SIZES, violations
from tests.e2e.test_large import TODOS, crowded

WORKER = "block"

KEY_WITHIN = 50  # ms of work, of a letter that is typed among so many
__all__ = ["crowded"]  # A fixture: it is named where it is used.
TOUCH = {"has_touch": True, "is_mobile": True, "device_scale_factor": 2}


def palette(doable: Doable) -> Locator:
    return doable.page.get_by_role("dialog", name="Search or jump to anything")


def box(doable: Doable) -> Locator:
    return palette(doable).get_by_role("combobox")


def option(doable: Doable, name: str) -> Locator:
    return palette(doable).get_by_role("option", name=name)


def open_by_key(doable: Doable) -> None:
    doable.page.wait_for_load_state("networkidle")  # What answers to keys comes a moment later.
    doable.page.keyboard.press("Control+k")
    expect(box(doable)).to_be_focused()


def test_everything_goes_by_the_keyboard(doable: Doable) -> None:
    doable.add("Buy milk", "Water the plants")
    doable.add_box.fill("Half of a")
    open_by_key(doable)
    doable.page.keyboard.press("Escape")
    expect(palette(doable)).to_have_count(0)
    expect(doable.add_box).to_be_focused()
    expect(doable.add_box).to_have_value("Half of a")
    doable.add_box.fill("")

    open_by_key(doable)
    doable.page.keyboard.type("upc")
    doable.page.keyboard.press("Enter")
    expect(doable.page.get_by_role("heading", name="Upcoming", level=1)).to_be_visible()

    open_by_key(doable)
    doable.page.keyboard.type("plants wat")
    expect(option(doable, "Water the plants")).to_have_attribute("aria-selected", "true")
    doable.page.keyboard.press("Enter")
    expect(doable.page).to_have_url(re.compile(r"/inbox\?todo="))
    expect(doable.page.get_by_label("Notes")).to_be_visible()
    doable.page.keyboard.press("Escape")
    doable.page.keyboard.press("Control+k")
    doable.page.keyboard.press("Control+k")
    expect(palette(doable)).to_have_count(0)


def test_what_has_the_focus_is_acted_on_and_keeps_the_focus(doable: Doable) -> None:
    doable.add("Buy milk", "Water the plants")
    link = doable.row("Buy milk").locator("[data-row-link]")
    link.focus()
    open_by_key(doable)
    expect(palette(doable).get_by_role("group").first).to_have_accessible_name("“Buy milk”")
    doable.page.keyboard.type("due tom")
    doable.page.keyboard.press("Enter")
    expect(doable.row("Buy milk")).to_contain_text("Tomorrow")
    expect(link).to_be_focused()
    open_by_key(doable)
    doable.page.keyboard.type("set tags")
    doable.page.keyboard.press("Enter")
    expect(doable.page.get_by_role("dialog", name="Tags of “Buy milk”")).to_be_visible()
    doable.page.keyboard.press("Escape")
    expect(link).to_be_focused()
    open_by_key(doable)
    doable.page.keyboard.type("undo")
    doable.page.keyboard.press("Enter")
    expect(doable.row("Buy milk")).not_to_contain_text("Tomorrow")


def test_everything_goes_by_the_mouse(doable: Doable) -> None:
    page = doable.page
    page.get_by_role("button", name="Search or jump to").click()
    option(doable, "New list").click()
    page.get_by_role("dialog", name="New list").get_by_label("Name").fill("Home")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Home", level=1)).to_be_visible()
    doable.choose("Search or jump to")
    box(doable).fill("dark")
    option(doable, "Theme: Dark").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.get_by_role("button", name="Search or jump to").click()
    box(doable).fill("Bake bread")
    option(doable, "Add the to-do “Bake bread”").click()
    add = page.get_by_role("dialog", name="Add a to-do")
    expect(add.get_by_label("What needs to be done?")).to_have_value("Bake bread")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(doable.titles).to_have_text(["Bake bread"])


def test_everything_goes_by_touch(visit: Callable[..., Doable], person: Person) -> None:
    there = visit(viewport=PHONE, **TOUCH).sign_in(person, path="/lists")
    there.page.get_by_role("button", name="Search or jump to").tap()
    expect(box(there)).to_be_focused()
    assert there.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    box(there).fill("today")
    option(there, "Go to Today").tap()
    expect(there.page.get_by_role("heading", name="Today", level=1)).to_be_visible()
    there.open("/lists")
    there.page.get_by_role("button", name="Search or jump to").tap()
    there.page.go_back()
    expect(palette(there)).to_have_count(0)


def test_it_goes_to_lists_and_tags(doable: Doable, server: Server, person: Person) -> None:
    made = ask(server, person, "POST", "/api/lists", {"name": "Épicerie", "colour": "teal"})
    milk = {"title": "Milk", "tags": ["errand"]}
    ask(server, person, "POST", f"/api/lists/{made['id']}/todos", milk)
    doable.page.reload()
    doable.wait_until_synced()
    open_by_key(doable)
    doable.page.keyboard.type("epi")
    doable.page.keyboard.press("Enter")
    expect(doable.page.get_by_role("heading", name="Épicerie", level=1)).to_be_visible()
    open_by_key(doable)
    doable.page.keyboard.type("err")
    doable.page.keyboard.press("Enter")
    expect(doable.page).to_have_url(re.compile("/tags/errand$"))


def test_the_help_is_a_key_away_and_everything_in_it(doable: Doable) -> None:
    doable.page.wait_for_load_state("networkidle")
    doable.page.locator("#page-title").click()
    doable.page.keyboard.press("?")
    sheet = doable.page.get_by_role("dialog", name="Help")
    for text in ("Go to Upcoming", "Swipe left", "#home", "Make it a sub-to-do of the one above"):
        expect(sheet.get_by_text(text)).to_be_visible()
    expect(sheet.get_by_text("switched off")).to_have_count(0)
    doable.page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    doable.choose("Keys and gestures")
    expect(sheet).to_be_visible()


def test_the_help_speaks_german(visit: Callable[..., Doable], person: Person) -> None:
    there = visit().sign_in(person)
    there.page.evaluate(
        """() => localStorage.setItem('doable.preferences', '{"language": "de"}')"""
    )
    there.page.reload()
    expect(there.page.get_by_role("heading", name="Eingang")).to_be_visible()
    there.page.wait_for_load_state("networkidle")
    there.page.locator("#page-title").click()
    there.page.keyboard.press("?")
    sheet = there.page.get_by_role("dialog", name="Hilfe")
    for text in ("Zu „Demnächst“", "Nach links wischen", "Leertaste", "Strg"):
        expect(sheet.get_by_text(text).first).to_be_visible()


# From a letter to what the page shows for it: the browser's own work comes on top, and is the same
# however many to-dos there are.
TYPE = """async (text) => {
  const box = document.querySelector('.palette [role=combobox]')
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
  const begun = performance.now()
  set.call(box, text)
  box.dispatchEvent(new Event('input', { bubbles: true }))
  await Promise.resolve()
  document.querySelector('#palette-list').getBoundingClientRect()
  return performance.now() - begun
}"""


def test_a_key_takes_no_time_among_ten_thousand(
    visit: Callable[..., Doable], crowded: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    there = visit().sign_in(crowded)
    expect(there.page.get_by_text(f"{TODOS:,} items left")).to_be_visible(timeout=60_000)
    open_by_key(there)
    texts = ["t", "to", "to-do", "to-do 9", "to-do 99", "99 to", "", "9", "o d", "upc"]
    times = [there.page.evaluate(TYPE, text) for text in texts]
    with capsys.disabled():
        print(f"\n  palette, ms a key among {TODOS}: {[round(time) for time in times]}")
    assert median(times) <= KEY_WITHIN
    box(there).fill("to-do 99")
    expect(option(there, "To-do 99").first).to_be_visible()
    expect(palette(there).get_by_role("option")).to_have_count(8 + 2)


@pytest.mark.parametrize("size", SIZES)
def test_palette_and_help_are_accessible(
    visit: Callable[..., Doable], server: Server, size: str
) -> None:
    there = visit(viewport=SIZES[size]).sign_in(sign_up(server))
    there.page.wait_for_load_state("networkidle")
    if SIZES[size] == DESKTOP:
        there.add("Buy milk")
        there.row("Buy milk").locator("[data-row-link]").focus()
    open_by_key(there)
    assert ("palette", violations(there)) == ("palette", [])
    box(there).fill("mi")
    assert ("found", violations(there)) == ("found", [])
    box(there).fill("keys and")
    there.page.keyboard.press("Enter")
    expect(there.page.get_by_role("dialog", name="Help")).to_be_visible()
    assert ("help", violations(there)) == ("help", [])
