"""The details of a to-do, row by row: by mouse, by keyboard alone, by touch, and offline."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from local.testing import Person, Server
from tests.e2e.conftest import PHONE, Doable, ask, with_patience
from tests.e2e.test_accessibility import SIZES, violations
from tests.ids import new_id

NOTES = "Ask ada@example.org (or see https://example.org/a_(b)).\nKeep it short."


def day(offset: int) -> str:
    return (date.today() + timedelta(days=offset)).isoformat()


@pytest.fixture
def phone(visit: Callable[..., Doable], person: Person) -> Doable:
    options = {"viewport": PHONE, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
    return visit(**options).sign_in(person)


def open_details(doable: Doable, title: str) -> Locator:
    doable.row(title).locator(".title").click()
    pane = doable.page.locator("[data-detail]")
    expect(pane.get_by_label("Title")).to_have_value(title)
    return pane


def kept(server: Server, person: Person, title: str) -> Any:
    """The to-do as the server has it."""
    found = ask(server, person, "GET", "/api/todos")["items"]
    return next(one for one in found if one["title"] == title)


def make(server: Server, person: Person, **fields: Any) -> str:
    inbox = ask(server, person, "GET", "/api/me")["inboxId"]
    body = {"id": new_id(), **fields}
    return str(ask(server, person, "POST", f"/api/lists/{inbox}/todos", body)["id"])


def tab_to(page: Page, target: Locator, most: int = 60) -> None:
    """As somebody does who has no mouse."""
    for _ in range(most):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {target}")


def test_every_row_by_mouse(doable: Doable, server: Server, person: Person) -> None:
    doable.add("Bake")
    pane = open_details(doable, "Bake")
    pane.get_by_label("Title").fill("Bake bread")
    pane.get_by_label("Notes").fill(NOTES)
    pane.get_by_role("button", name="Tomorrow").click()
    pane.get_by_label("Due time").fill("17:00")
    pane.get_by_role("button", name="Repeat: Never").click()
    doable.page.get_by_role("menuitemradio", name="Every day").click()
    expect(pane.get_by_role("button", name="Repeat: Every day")).to_be_visible()
    expect(pane.get_by_text("Next: ")).to_be_visible()
    pane.get_by_role("button", name="High").click()
    pane.get_by_label("Add a tag").fill("kitchen")
    pane.get_by_label("Add a tag").press("Enter")
    expect(pane.get_by_role("list", name="History")).to_contain_text("Created by you")
    doable.wait_until_synced()
    with_patience(doable.page, lambda: kept(server, person, "Bake bread")["tags"] == ["kitchen"])
    todo = kept(server, person, "Bake bread")
    assert todo["notes"] == NOTES
    assert (todo["due"], todo["dueTime"], todo["repeat"]) == (day(1), "17:00", "FREQ=DAILY")
    assert todo["priority"] == 2
    doable.page.reload()
    expect(pane.get_by_label("Title")).to_have_value("Bake bread")
    expect(pane.get_by_label("Notes")).to_have_value(NOTES)
    expect(pane.get_by_role("button", name="Repeat: Every day")).to_be_visible()


def test_every_row_by_keyboard_alone(doable: Doable, server: Server, person: Person) -> None:
    page = doable.page
    make(server, person, title="Other", tags=["kitchen"])
    page.reload()
    doable.wait_until_ready()
    doable.add("Bake")
    keys = page.keyboard
    expect(doable.titles).to_have_text(["Other", "Bake"])
    keys.press("Escape")
    keys.press("j")
    keys.press("j")
    keys.press("Enter")
    pane = page.locator("[data-detail]")
    expect(pane.get_by_label("Title")).to_have_value("Bake")
    pane.focus()
    tab_to(page, pane.get_by_label("Title"))
    keys.press("End")
    keys.type(" bread")
    keys.press("Tab")
    keys.type("See https://example.org")
    # The link is shown once nobody writes there, and can be followed.
    keys.press("Tab")
    expect(pane.get_by_role("link", name="https://example.org")).to_be_focused()
    tab_to(page, pane.get_by_label("Add a sub-to-do"))
    for title in ("Flour", "Salt"):
        keys.type(title)
        keys.press("Enter")
    tab_to(page, pane.get_by_role("button", name="Today"))
    keys.press("Enter")
    tab_to(page, pane.get_by_role("button", name="Repeat: Never"))
    keys.press("Enter")
    keys.press("ArrowDown")
    keys.press("Enter")
    expect(pane.get_by_role("button", name="Repeat: Every day")).to_be_focused()
    tab_to(page, pane.get_by_role("button", name="Urgent"))
    keys.press(" ")
    tab_to(page, pane.get_by_label("Add a tag"))
    keys.type("kit")
    keys.press("ArrowDown")
    keys.press("Enter")
    expect(pane.get_by_role("list", name="Tags")).to_have_text("@kitchen")
    keys.press("Escape")
    expect(pane).to_have_count(0)
    assert page.evaluate("!!document.activeElement.closest('[data-row]')")
    doable.wait_until_synced()
    todo = kept(server, person, "Bake bread")
    assert (todo["due"], todo["repeat"], todo["priority"]) == (day(0), "FREQ=DAILY", 1)
    assert todo["tags"] == ["kitchen"]
    assert {kept(server, person, one)["parentId"] for one in ("Flour", "Salt")} == {todo["id"]}


def test_notes_show_their_links_until_somebody_writes(doable: Doable) -> None:
    page = doable.page
    doable.add("Bake")
    pane = open_details(doable, "Bake")
    pane.get_by_label("Notes").fill(NOTES)
    pane.get_by_label("Add a tag").focus()
    link = pane.get_by_role("link", name="https://example.org")
    expect(link).to_have_attribute("href", "https://example.org/a_(b)")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    page.context.route("https://example.org/**", lambda route: route.fulfill(body="There"))
    with page.context.expect_page() as opened:
        link.click()
    assert opened.value.url == "https://example.org/a_(b)"
    opened.value.close()
    # Beside it, the caret is where the click was: at the end of the last line.
    box = pane.locator(".growing.linked").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] - 20, box["y"] + box["height"] - 18)
    expect(pane.get_by_label("Notes")).to_be_focused()
    page.keyboard.type(" Please.")
    expect(pane.get_by_label("Notes")).to_have_value(NOTES + " Please.")


def test_long_notes_neither_jump_nor_hide_the_caret(doable: Doable) -> None:
    page = doable.page
    doable.add("Bake")
    pane = open_details(doable, "Bake")
    notes = pane.get_by_label("Notes")
    notes.fill("Some words of a line that goes on, see https://example.org/a now.\n" * 235)
    expect(pane.get_by_text("Room for about")).to_be_visible()
    page.keyboard.press("Control+End")
    page.keyboard.type("The end\nof it")
    page.wait_for_timeout(200)
    scrolled = "one => [one.scrollTop, one.scrollHeight - one.clientHeight]"
    at, most = pane.locator(".scroller").evaluate(scrolled)
    assert at > most - 30
    assert pane.evaluate("one => one.scrollTop") == 0
    # In the middle, typing moves nothing.
    page.keyboard.press("Control+Home")
    for _ in range(40):
        page.keyboard.press("ArrowDown")
    before = pane.locator(".scroller").evaluate(scrolled)[0]
    page.keyboard.type("abc")
    assert pane.locator(".scroller").evaluate(scrolled)[0] == before
    notes.fill("x" * 16400)
    expect(pane.get_by_role("alert")).to_contain_text("too long")
    notes.fill("short")
    expect(pane.get_by_role("alert")).to_have_count(0)
    doable.wait_until_synced()


def test_a_rule_of_ones_own(doable: Doable, server: Server, person: Person) -> None:
    make(server, person, title="Water", due="2027-01-04")  # A Monday.
    doable.page.reload()
    pane = open_details(doable, "Water")
    pane.get_by_role("button", name="Repeat: Never").click()
    doable.page.get_by_role("menuitemradio", name="Custom").click()
    every = pane.get_by_label("Repeat every")
    expect(every).to_be_focused()
    every.fill("2")
    every.press("Enter")
    pane.get_by_role("button", name="Thursday", exact=True).click()
    pane.get_by_role("button", name="On a date").click()
    pane.get_by_label("End date").fill("2027-03-01")
    pane.get_by_label("End date").press("Tab")
    words = "Every 2 weeks on Monday and Thursday, until 1 March"
    expect(pane.get_by_role("button", name=f"Repeat: {words}")).to_be_visible()
    expect(pane.get_by_text("Next: 7 Jan")).to_be_visible()
    pane.get_by_role("button", name="Done").click()
    doable.wait_until_synced()
    rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20270301"
    assert kept(server, person, "Water")["repeat"] == rule
    doable.page.keyboard.press("Control+z")
    expect(pane.get_by_role("button", name="until 3 February")).to_be_visible()


def test_repeating_makes_it_due(doable: Doable, server: Server, person: Person) -> None:
    doable.add("Water")
    pane = open_details(doable, "Water")
    pane.get_by_role("button", name="Repeat: Never").click()
    doable.page.get_by_role("menuitemradio", name="Every day").click()
    expect(pane.get_by_role("button", name="Today")).to_have_attribute("aria-pressed", "true")
    doable.wait_until_synced()
    assert kept(server, person, "Water")["due"] == day(0)
    pane.get_by_role("checkbox", name="Complete “Water”").check(force=True)
    doable.wait_until_synced()
    expect(doable.row("Water")).to_have_count(2)


def test_subtodos_are_added_in_order_ticked_opened_and_left(doable: Doable) -> None:
    page = doable.page
    doable.add("Bake")
    pane = open_details(doable, "Bake")
    box = pane.get_by_label("Add a sub-to-do")
    for title in ("Flour", "Salt", "Yeast"):
        box.press_sequentially(title)
        box.press("Enter")
    names = pane.get_by_role("list", name="Sub-to-dos").get_by_role("link")
    expect(names).to_have_text(["Flour", "Salt", "Yeast"])
    pane.get_by_role("checkbox", name="Complete “Salt”").check(force=True)
    expect(pane.get_by_text("1/3")).to_be_visible()
    expect(doable.titles).to_have_text(["Bake", "Flour", "Salt", "Yeast"])
    doable.wait_until_synced()
    page.reload()
    expect(names).to_have_text(["Flour", "Salt", "Yeast"])
    names.nth(2).click()
    expect(pane.get_by_label("Title")).to_have_value("Yeast")
    expect(box).to_have_count(0)
    pane.get_by_role("button", name="Tomorrow").click()
    pane.get_by_role("link", name="Bake").click()
    expect(pane.get_by_label("Title")).to_have_value("Bake")
    expect(names.nth(2)).to_contain_text("Tomorrow")
    page.keyboard.press("Escape")
    expect(pane).to_have_count(0)


def test_the_menu_moves_nests_duplicates_copies_and_deletes(doable: Doable) -> None:
    page = doable.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    doable.add("One", "Two")
    pane = open_details(doable, "Two")

    def choose(action: str) -> None:
        pane.get_by_role("button", name="More actions").click()
        page.get_by_role("menuitem", name=action).click()

    choose("Move up")
    expect(doable.titles).to_have_text(["Two", "One"])
    choose("Move down")
    choose("Make it a sub-to-do")
    expect(pane.get_by_role("link", name="One")).to_be_visible()
    choose("Take it out")
    expect(pane.get_by_role("link", name="One")).to_have_count(0)
    choose("Duplicate")
    expect(doable.titles).to_have_text(["One", "Two", "Two"])
    doable.toast("Duplicated “Two”").get_by_role("button", name="Undo").click()
    expect(doable.titles).to_have_text(["One", "Two"])
    choose("Copy link")
    expect(doable.toast("The link is copied.")).to_be_visible()
    address = page.evaluate("navigator.clipboard.readText()")
    choose("Delete")
    expect(pane).to_have_count(0)
    expect(doable.titles).to_have_text(["One"])
    page.keyboard.press("Control+z")
    expect(doable.titles).to_have_text(["One", "Two"])
    doable.wait_until_synced()
    page.goto(address)
    expect(pane.get_by_label("Title")).to_have_value("Two")


def test_offline_everything_is_kept(doable: Doable, server: Server, person: Person) -> None:
    doable.add("Bake")
    pane = open_details(doable, "Bake")
    doable.wait_until_synced()
    doable.page.context.set_offline(True)
    pane.get_by_label("Notes").fill(NOTES)
    pane.get_by_role("button", name="Tomorrow").click()
    pane.get_by_role("button", name="Repeat: Never").click()
    doable.page.get_by_role("menuitemradio", name="Every weekday").click()
    pane.get_by_label("Add a sub-to-do").fill("Flour")
    pane.get_by_label("Add a sub-to-do").press("Enter")
    pane.get_by_label("Add a tag").fill("kitchen")
    pane.get_by_label("Add a tag").press("Enter")
    expect(doable.pill).to_contain_text("Offline")
    doable.page.context.set_offline(False)
    doable.wait_until_synced()
    todo = kept(server, person, "Bake")
    assert (todo["notes"], todo["due"], todo["tags"]) == (NOTES, day(1), ["kitchen"])
    assert todo["repeat"] == "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    assert kept(server, person, "Flour")["parentId"] == todo["id"]


def test_in_the_hand_it_is_a_sheet_that_brings_up_no_keyboard(
    phone: Doable, server: Server, person: Person
) -> None:
    page = phone.page
    make(server, person, title="Bake", notes=NOTES, tags=["kitchen", "home"])
    make(server, person, title="Other", tags=["errand"])
    page.reload()
    phone.row("Bake").locator(".title").tap()
    sheet = page.get_by_role("dialog", name="To-do")
    expect(sheet.get_by_label("Title")).to_have_value("Bake")
    typing = "['INPUT', 'TEXTAREA'].includes(document.activeElement.tagName)"
    assert page.evaluate(typing) is False
    sheet.get_by_role("button", name="Tomorrow").tap()
    sheet.get_by_role("button", name="Repeat: Never").tap()
    page.get_by_role("menuitemradio", name="Every month on").tap()
    sheet.get_by_role("button", name="High").tap()
    sheet.get_by_role("button", name="Remove tag home").tap()
    assert page.evaluate(typing) is False
    sheet.get_by_label("Add a tag").tap()
    page.get_by_role("option", name="errand").tap()
    expect(sheet.get_by_role("list", name="Tags")).to_contain_text("@errand")
    sheet.get_by_label("Add a sub-to-do").tap()
    page.keyboard.type("Flour")
    page.keyboard.press("Enter")
    page.context.route("https://example.org/**", lambda route: route.fulfill(body="There"))
    with page.context.expect_page() as opened:
        sheet.get_by_role("link", name="https://example.org").tap()
    opened.value.close()
    sheet.get_by_role("link", name="Flour").tap()
    expect(sheet.get_by_label("Title")).to_have_value("Flour")
    assert page.evaluate(typing) is False
    sheet.get_by_role("link", name="Bake").tap()
    sheet.get_by_role("button", name="Close").tap()
    expect(sheet).to_have_count(0)
    phone.wait_until_synced()
    todo = kept(server, person, "Bake")
    assert (todo["due"], todo["priority"]) == (day(1), 2)
    assert sorted(todo["tags"]) == ["errand", "kitchen"]
    assert re.fullmatch(r"FREQ=MONTHLY;BYMONTHDAY=\d+", todo["repeat"])


def test_the_sheet_scrolls_and_keeps_its_way_out(
    phone: Doable, server: Server, person: Person
) -> None:
    page = phone.page
    make(server, person, title="Bake", notes="A line of it.\n" * 200)
    page.reload()
    phone.row("Bake").locator(".title").tap()
    sheet = page.get_by_role("dialog", name="To-do")
    expect(sheet.get_by_label("Title")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    sheet.evaluate("one => one.scrollTo(0, 99999)")
    expect(sheet.get_by_role("list", name="History")).to_be_in_viewport()
    expect(sheet.get_by_role("button", name="Close")).to_be_in_viewport()
    for control in sheet.get_by_role("button").all():
        box = control.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44, control.text_content()
    # The keyboard takes the lower half: the field that is typed in is above it.
    page.set_viewport_size({"width": 390, "height": 420})
    sheet.get_by_label("Add a tag").tap()
    expect(sheet.get_by_label("Add a tag")).to_be_in_viewport()
    box = sheet.bounding_box()
    assert box
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 421


@pytest.mark.parametrize("size", SIZES)
def test_the_details_are_accessible(
    visit: Callable[..., Doable], server: Server, person: Person, size: str
) -> None:
    bake = make(
        server,
        person,
        title="Bake",
        notes=NOTES,
        due=day(-1),
        dueTime="17:00",
        priority=2,
        tags=["kitchen"],
        repeat="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
    )
    make(server, person, title="Flour", parentId=bake, due=day(-2), tags=["shop"])
    make(server, person, title="Salt", parentId=bake, done=True)
    there = visit(viewport=SIZES[size]).sign_in(person)
    there.open(f"/inbox?todo={bake}")
    pane = there.page.locator("[data-detail]")
    expect(pane.get_by_role("link", name="Flour")).to_be_visible()
    assert ("detail", violations(there)) == ("detail", [])
    pane.get_by_label("Notes").focus()
    assert ("notes", violations(there)) == ("notes", [])
    pane.get_by_label("Add a tag").click()
    expect(there.page.get_by_role("option", name="shop")).to_be_visible()
    assert ("tags", violations(there)) == ("tags", [])
    there.page.keyboard.press("Escape")
    pane.get_by_role("button", name="Repeat:").click()
    assert ("repeat", violations(there)) == ("repeat", [])
    there.page.get_by_role("menuitemradio", name="Custom").click()
    pane.get_by_role("button", name="On a date").click()
    expect(pane.get_by_label("End date")).to_be_focused()
    assert ("rule", violations(there)) == ("rule", [])
    pane.get_by_role("button", name="More actions").click()
    assert ("menu", violations(there)) == ("menu", [])
