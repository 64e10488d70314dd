"""Doable in the hand: 390 by 844, by touch."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from local.testing import Person
from tests.e2e.conftest import PHONE, Doable

WORKER = "block"


@pytest.fixture
def phone(visit: Callable[..., Doable], person: Person) -> Doable:
    options = {"viewport": PHONE, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
    return visit(**options).sign_in(person)


def test_a_todo_is_added_ticked_and_opened_by_touch(phone: Doable) -> None:
    page = phone.page
    page.get_by_role("button", name="Add a to-do", exact=True).tap()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("What needs to be done?").fill("Buy milk")
    sheet.get_by_role("button", name="Add", exact=True).tap()
    page.keyboard.press("Escape")
    phone.wait_until_synced()
    expect(phone.titles).to_have_text(["Buy milk"])
    phone.row("Buy milk").locator(".title").tap()
    sheet.get_by_label("Notes").fill("Oat")
    page.keyboard.press("Escape")
    phone.tick("Buy milk").tap(force=True)
    phone.wait_until_synced()
    page.reload()
    expect(phone.tick("Buy milk")).to_be_checked()


def test_the_bottom_bar_leads_everywhere(phone: Doable) -> None:
    bar = phone.page.get_by_role("navigation", name="Main")
    for name in ("Today", "Upcoming", "Lists", "Search"):
        bar.get_by_role("link", name=name).tap()
        expect(phone.page.get_by_role("heading", name=name, level=1)).to_be_visible()


def test_nothing_is_wider_than_the_phone_and_targets_are_large(phone: Doable) -> None:
    phone.open("/inbox")
    phone.page.get_by_role("button", name="Add a to-do", exact=True).tap()
    sheet = phone.page.get_by_role("dialog")
    sheet.get_by_label("What needs to be done?").fill("A word" + "andanother" * 20)
    sheet.get_by_role("button", name="Add", exact=True).tap()
    phone.page.keyboard.press("Escape")
    phone.wait_until_synced()
    for path in ("/inbox", "/today", "/upcoming", "/lists", "/search", "/trash"):
        phone.open(path)
        expect(phone.page.get_by_role("heading", level=1)).to_be_visible()
        width = phone.page.evaluate("document.documentElement.scrollWidth")
        assert (path, width) == (path, PHONE["width"])
    for target in phone.page.get_by_role("navigation", name="Main").get_by_role("link").all():
        box = target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
