"""The habits of the list view, one by one."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import Doable

WORKER = "block"


def test_the_add_box_takes_the_focus_trims_and_ignores_nothing(doable: Doable) -> None:
    expect(doable.add_box).to_be_focused()
    doable.add("  spaced  ", "   ", "")
    expect(doable.titles).to_have_text(["spaced"])


def test_todos_typed_faster_than_the_server_answers_stay_in_order(doable: Doable) -> None:
    titles = [f"Number {n}" for n in range(12)]
    for title in titles:
        doable.add_box.press_sequentially(title)
        doable.add_box.press("Enter")
    expect(doable.titles).to_have_text(titles)
    doable.wait_until_synced()
    doable.page.reload()
    expect(doable.titles).to_have_text(titles)


def test_editing_in_place_saves_restores_and_deletes(doable: Doable) -> None:
    doable.add("One", "Two", "Three")
    editor = doable.page.get_by_label("Edit title")
    doable.row("One").locator(".title").dblclick()
    editor.fill("Changed mind")
    editor.press("Escape")
    expect(doable.titles).to_have_text(["One", "Two", "Three"])
    doable.row("Two").locator(".title").dblclick()
    editor.fill("  Second  ")
    doable.page.get_by_role("heading", name="Inbox").click()
    expect(doable.titles).to_have_text(["One", "Second", "Three"])
    doable.edit("Three", "")
    expect(doable.titles).to_have_text(["One", "Second"])
    doable.wait_until_synced()
    doable.page.reload()
    expect(doable.titles).to_have_text(["One", "Second"])


def test_mark_all_ticks_and_unticks_all_and_the_count_is_right(doable: Doable) -> None:
    doable.add("One", "Two")
    mark_all = doable.page.get_by_role("checkbox", name=re.compile("Mark all"))
    expect(doable.page.get_by_text("2 items left")).to_be_visible()
    mark_all.check(force=True)
    expect(doable.page.get_by_text("0 items left")).to_be_visible()
    for title in ("One", "Two"):
        expect(doable.tick(title)).to_be_checked()
    mark_all.uncheck(force=True)
    doable.tick("Two").check(force=True)
    expect(doable.page.get_by_text("1 item left")).to_be_visible()
    doable.wait_until_synced()
    doable.page.reload()
    expect(doable.tick("One")).not_to_be_checked()
    expect(doable.tick("Two")).to_be_checked()


def test_filters_live_in_the_address_and_work_with_back(doable: Doable) -> None:
    doable.add("Open", "Done")
    doable.tick("Done").check(force=True)
    doable.wait_until_synced()
    filters = doable.page.get_by_role("navigation", name="Filter")
    filters.get_by_role("link", name="Active").click()
    expect(doable.titles).to_have_text(["Open"])
    filters.get_by_role("link", name="Completed").click()
    expect(doable.titles).to_have_text(["Done"])
    assert doable.page.url.endswith("?filter=completed")
    doable.page.reload()
    expect(doable.titles).to_have_text(["Done"])
    doable.page.go_back()
    expect(doable.titles).to_have_text(["Open"])
    doable.page.go_back()
    expect(doable.titles).to_have_text(["Open", "Done"])


def test_clear_completed_shows_only_when_there_is_something_to_clear(doable: Doable) -> None:
    clear = doable.page.get_by_role("button", name=re.compile("Clear"))
    doable.add("Open", "Done")
    expect(clear).to_have_count(0)
    doable.tick("Done").check(force=True)
    clear.click()
    expect(doable.titles).to_have_text(["Open"])
    expect(clear).to_have_count(0)
    doable.toast("Cleared").get_by_role("button", name="Undo").click()
    expect(doable.titles).to_have_text(["Open", "Done"])
    doable.wait_until_synced()


def test_a_wrong_tick_is_undone_from_its_toast(doable: Doable) -> None:
    doable.add("Call mum")
    doable.tick("Call mum").check(force=True)
    doable.toast("Completed “Call mum”").get_by_role("button", name="Undo").click()
    expect(doable.tick("Call mum")).not_to_be_checked()


def test_details_are_saved_as_they_are_typed(doable: Doable) -> None:
    doable.add("Renew passport")
    doable.row("Renew passport").locator(".title").click()
    pane = doable.page.get_by_role("complementary")
    pane.get_by_role("button", name="Tomorrow").click()
    pane.get_by_label("Due time").fill("17:00")
    pane.get_by_role("button", name="High").click()
    pane.get_by_label("Add a tag").fill("travel")
    pane.get_by_label("Add a tag").press("Enter")
    pane.get_by_label("Notes").fill("Line one\nLine two\n")
    doable.wait_until_synced()
    expect(doable.row("Renew passport")).to_contain_text("Tomorrow")
    expect(doable.row("Renew passport")).to_contain_text("17:00")
    doable.page.reload()
    expect(pane.get_by_label("Notes")).to_have_value("Line one\nLine two\n")
    expect(pane.get_by_label("Due time")).to_have_value("17:00")
    expect(pane.get_by_role("button", name="High")).to_have_attribute("aria-pressed", "true")
    expect(pane.get_by_text("@travel")).to_be_visible()


def test_what_is_due_stands_in_today_and_upcoming(doable: Doable) -> None:
    doable.add("Now", "Soon", "Whenever")
    doable.menu("Now", "Today")
    doable.menu("Soon", "Tomorrow")
    doable.wait_until_synced()
    doable.open("/today")
    expect(doable.titles).to_have_text(["Now"])
    doable.add("Also now")
    expect(doable.titles).to_have_text(["Now", "Also now"])
    doable.open("/upcoming")
    expect(doable.row("Soon")).to_be_visible()
    expect(doable.row("Whenever")).to_have_count(0)


def test_the_keyboard_alone_does_a_days_work(doable: Doable) -> None:
    page = doable.page
    page.keyboard.type("One")
    page.keyboard.press("Enter")
    page.keyboard.type("Two")
    page.keyboard.press("Enter")
    doable.wait_until_synced()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("e")
    expect(doable.tick("Two")).to_be_checked()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    pane = page.get_by_role("complementary")
    expect(pane.get_by_label("Title")).to_have_value("One")
    page.keyboard.press("Escape")
    expect(pane.get_by_label("Title")).to_have_count(0)
    page.keyboard.press("Delete")
    expect(doable.titles).to_have_text(["Two"])
    assert page.evaluate("!!document.activeElement.closest('[data-row]')")
    page.keyboard.press("q")
    expect(doable.add_box).to_be_focused()
    page.keyboard.type("jek")
    expect(doable.add_box).to_have_value("jek")
