"""Rows under the mouse, under a finger and under the keys: order, nesting, choosing, swiping."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from local.testing import Person
from tests.e2e.conftest import PHONE, Doable

WORKER = "block"

TITLES = ("One", "Two", "Three", "Four")


def grip(doable: Doable, title: str) -> Locator:
    return doable.row(title).locator("[data-grip]")


def centre(box: Locator) -> tuple[float, float]:
    at = box.bounding_box()
    assert at
    return at["x"] + at["width"] / 2, at["y"] + at["height"] / 2


def hold(doable: Doable, title: str) -> tuple[float, float]:
    """The mouse has taken the row by its grip."""
    doable.row(title).hover()
    x, y = centre(grip(doable, title))
    doable.page.mouse.move(x, y)
    doable.page.mouse.down()
    return x, y


def drag_below(doable: Doable, title: str, other: str, sideways: float = 0) -> None:
    x, _ = hold(doable, title)
    box = doable.row(other).bounding_box()
    assert box
    doable.page.mouse.move(x + sideways, box["y"] + box["height"] - 4, steps=5)
    doable.page.mouse.up()


def expect_below(doable: Doable, title: str) -> None:
    expect(doable.row(title)).to_have_class(re.compile(r"\bbelow\b"))


def expect_own(doable: Doable, title: str) -> None:
    """It is no sub-to-do."""
    expect(doable.row(title)).not_to_have_class(re.compile(r"\bbelow\b"))


def reload(doable: Doable) -> None:
    doable.wait_until_synced()
    doable.page.reload()
    doable.wait_until_ready()
    expect(doable.rows.first).to_be_visible()


@pytest.fixture
def four(doable: Doable) -> Doable:
    doable.add(*TITLES)
    return doable


@pytest.fixture
def phone(visit: Callable[..., Doable], person: Person) -> Doable:
    options = {"viewport": PHONE, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
    phone = visit(**options).sign_in(person)
    phone.write(*TITLES)
    phone.wait_until_synced()
    return phone


class Finger:
    """One finger on the screen. Playwright has a tap only."""

    def __init__(self, doable: Doable) -> None:
        self.page = doable.page
        self.devtools = doable.page.context.new_cdp_session(doable.page)

    def send(self, kind: str, *points: tuple[float, float]) -> None:
        touches = [{"x": x, "y": y} for x, y in points]
        self.devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def drag(self, start: tuple[float, float], by: tuple[float, float]) -> None:
        steps = 8
        self.send("touchStart", start)
        for step in range(1, steps + 1):
            self.send(
                "touchMove", (start[0] + by[0] * step / steps, start[1] + by[1] * step / steps)
            )
            self.page.wait_for_timeout(16)
        self.send("touchEnd")


def test_the_mouse_drags_a_row_to_its_place_and_it_stays_there(four: Doable) -> None:
    drag_below(four, "One", "Three")
    expect(four.titles).to_have_text(["Two", "Three", "One", "Four"])
    reload(four)
    expect(four.titles).to_have_text(["Two", "Three", "One", "Four"])
    four.page.keyboard.press("Control+z")
    expect(four.titles).to_have_text(list(TITLES))


def test_escape_drops_a_row_where_it_was(four: Doable) -> None:
    x, y = hold(four, "One")
    four.page.mouse.move(x, y + 120, steps=5)
    expect(four.page.locator(".drag-ghost")).to_be_visible()
    four.page.keyboard.press("Escape")
    expect(four.page.locator(".drag-ghost")).to_have_count(0)
    four.page.mouse.up()
    expect(four.titles).to_have_text(list(TITLES))


def test_dragged_to_the_side_a_row_becomes_a_sub_todo_and_its_own_again(four: Doable) -> None:
    drag_below(four, "Four", "One", sideways=40)
    expect(four.titles).to_have_text(["One", "Four", "Two", "Three"])
    expect_below(four, "Four")
    expect(four.row("One")).to_contain_text("0/1")
    drag_below(four, "One", "Three")
    expect(four.titles).to_have_text(["Two", "Three", "One", "Four"])
    expect_below(four, "Four")
    drag_below(four, "Four", "Four", sideways=-60)
    expect(four.titles).to_have_text(["Two", "Three", "One", "Four"])
    expect_own(four, "Four")


def test_a_row_is_dragged_to_another_list_and_to_today(four: Doable) -> None:
    page = four.page
    page.get_by_role("button", name="Add a list").click()
    page.get_by_label("Name", exact=True).fill("Home")
    page.get_by_role("button", name="Add list").click()
    page.get_by_role("link", name="Inbox").click()
    for title, link in (("One", "Home"), ("Two", "Today")):
        hold(four, title)
        page.mouse.move(*centre(page.get_by_role("link", name=link)), steps=5)
        page.mouse.up()
    expect(four.titles).to_have_text(["Two", "Three", "Four"])
    expect(four.row("Two")).to_contain_text("Today")
    page.get_by_role("link", name="Home").click()
    expect(four.titles).to_have_text(["One"])
    four.toast("Moved “One” to “Home”").get_by_role("button", name="Undo").click()
    expect(four.titles).to_have_count(0)


def test_the_keys_move_and_nest_a_row(four: Doable) -> None:
    keyboard = four.page.keyboard
    four.row("Three").locator("[data-row-link]").focus()
    keyboard.press("Alt+ArrowUp")
    expect(four.titles).to_have_text(["One", "Three", "Two", "Four"])
    expect(four.page.get_by_role("status")).to_have_text("“Three” moved to position 2 of 4")
    keyboard.press("F2")
    keyboard.press("Tab")
    expect(four.page.get_by_label("Edit title")).to_be_focused()
    expect_own(four, "One")
    keyboard.press("Enter")
    expect_below(four, "Three")
    keyboard.press("F2")
    keyboard.type("!")
    keyboard.press("Shift+Tab")
    keyboard.press("Enter")
    expect(four.titles).to_have_text(["One", "Three!", "Two", "Four"])
    expect_own(four, "Three!")
    reload(four)
    expect(four.titles).to_have_text(["One", "Three!", "Two", "Four"])


def test_chosen_rows_are_changed_together_and_taken_back_at_once(four: Doable) -> None:
    page, keyboard = four.page, four.page.keyboard
    four.row("One").locator("[data-row-link]").focus()
    keyboard.press("x")
    keyboard.press("Shift+ArrowDown")
    bar = page.get_by_role("toolbar", name="Selected to-dos")
    expect(bar).to_contain_text("2 selected")
    keyboard.press("1")
    for title in ("One", "Two"):
        expect(four.row(title)).to_contain_text("Urgent")
    keyboard.press("t")
    page.get_by_role("dialog").get_by_role("button", name="Tomorrow").click()
    for title in ("One", "Two"):
        expect(four.row(title)).to_contain_text("Tomorrow")
    keyboard.press("Control+z")
    expect(four.row("One")).not_to_contain_text("Tomorrow")
    expect(four.row("Two")).not_to_contain_text("Tomorrow")
    bar.get_by_role("button", name="Complete").click()
    for title in ("One", "Two"):
        expect(four.tick(title)).to_be_checked()
    keyboard.press("Escape")
    expect(bar).to_have_count(0)


def test_the_mouse_chooses_with_shift_and_control(four: Doable) -> None:
    four.row("One").locator(".title").click(modifiers=["Control"])
    four.row("Three").locator(".title").click(modifiers=["Shift"])
    bar = four.page.get_by_role("toolbar", name="Selected to-dos")
    expect(bar).to_contain_text("3 selected")
    four.row("Two").locator(".title").click(modifiers=["Control"])
    expect(bar).to_contain_text("2 selected")
    bar.get_by_role("button", name="Delete").click()
    expect(four.titles).to_have_text(["Two", "Four"])
    four.toast("Deleted 2 to-dos").get_by_role("button", name="Undo").click()
    expect(four.titles).to_have_text(list(TITLES))


def test_what_was_done_is_taken_back_and_done_again_across_a_reload(four: Doable) -> None:
    page, keyboard = four.page, four.page.keyboard
    four.tick("Two").check(force=True)
    four.menu("Three", "Delete")
    expect(four.titles).to_have_text(["One", "Two", "Four"])
    reload(four)
    page.get_by_role("heading", name="Inbox").click()
    keyboard.press("Control+z")
    expect(four.titles).to_have_text(list(TITLES))
    keyboard.press("Control+z")
    expect(four.tick("Two")).not_to_be_checked()
    keyboard.press("Control+Shift+z")
    expect(four.tick("Two")).to_be_checked()
    expect(four.toast("Done again: Completed “Two”")).to_be_visible()
    reload(four)
    keyboard.press("Control+Shift+z")
    expect(four.titles).to_have_text(["One", "Two", "Four"])


def test_ticking_a_parent_asks_once_and_remembers(four: Doable) -> None:
    page = four.page
    drag_below(four, "Two", "One", sideways=40)
    drag_below(four, "Four", "Three", sideways=40)
    four.tick("One").check(force=True)
    question = page.get_by_role("dialog")
    expect(question).to_contain_text("1 sub-to-do of it is still open.")
    question.get_by_role("button", name="Complete all").click()
    expect(four.tick("Two")).to_be_checked()
    four.tick("Three").check(force=True)
    expect(four.tick("Four")).to_be_checked()
    expect(question).to_have_count(0)
    four.toast("Completed 2 to-dos").last.get_by_role("button", name="Undo").click()
    expect(four.tick("Four")).not_to_be_checked()


def test_a_finger_drags_by_the_grip_only(phone: Doable) -> None:
    finger = Finger(phone)
    finger.drag(centre(phone.row("One").locator(".title")), (0, 120))
    expect(phone.titles).to_have_text(list(TITLES))
    finger.drag(centre(grip(phone, "One")), (0, 120))
    expect(phone.titles).to_have_text(["Two", "Three", "One", "Four"])


def test_a_swipe_completes_or_schedules_and_never_deletes(phone: Doable) -> None:
    page, finger = phone.page, Finger(phone)
    finger.drag(centre(phone.row("One").locator(".title")), (40, 0))
    expect(phone.tick("One")).not_to_be_checked()
    finger.drag(centre(phone.row("One").locator(".title")), (150, 0))
    expect(phone.tick("One")).to_be_checked()
    finger.drag(centre(phone.row("Two").locator(".title")), (-150, 0))
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("When is “Two” due?")
    sheet.get_by_role("button", name="Tomorrow").tap()
    expect(phone.row("Two")).to_contain_text("Tomorrow")
    expect(phone.titles).to_have_text(list(TITLES))
    expect(sheet).to_have_count(0)
