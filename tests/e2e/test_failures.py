"""What does not get through: nothing is put back for it, nothing typed is lost, and it is said."""

from playwright.sync_api import Dialog, Page, Route, expect

from local.testing import Person, Server
from tests.e2e.conftest import Doable, ask, with_patience

PUSH = "**/api/sync/push"


def todo_of(server: Server, person: Person, title: str) -> str:
    """Where the API has it."""
    items = ask(server, person, "GET", f"/api/todos?q={title}")["items"]
    return f"/api/lists/{items[0]['listId']}/todos/{items[0]['id']}"


def break_pushes(page: Page, status: int = 500) -> None:
    body = {"type": "about:blank", "title": "x", "status": status, "detail": "Not today"}
    body |= {"code": "internal", "requestId": "x"}
    problem = {"json": body, "content_type": "application/problem+json"}
    page.route(PUSH, lambda route: route.fulfill(status=status, **problem))


def test_a_tick_stays_while_the_server_is_in_trouble_and_is_sent_after_it(doable: Doable) -> None:
    doable.add("Call mum")
    break_pushes(doable.page)
    with doable.page.expect_response(PUSH):  # so it is written down
        doable.tick("Call mum").check(force=True)
    expect(doable.pill).to_have_text("Saving…")
    doable.page.reload()
    expect(doable.tick("Call mum")).to_be_checked()
    doable.page.unroute(PUSH)
    doable.wait_until_synced()
    doable.page.reload()
    expect(doable.tick("Call mum")).to_be_checked()


def test_trouble_that_lasts_needs_attention_and_can_be_tried_again(doable: Doable) -> None:
    doable.add("Call mum")
    break_pushes(doable.page)
    doable.tick("Call mum").check(force=True)
    expect(doable.pill).to_have_text("Needs attention", timeout=30_000)
    doable.pill.click()
    panel = doable.page.get_by_role("dialog", name="Needs attention")
    expect(panel).to_contain_text("Doable has trouble on its side")
    doable.page.unroute(PUSH)
    held: list[Route] = []  # lest the page, which tries again by itself, is faster than the click
    doable.page.route(PUSH, lambda route: held.append(route))
    panel.get_by_role("button", name="Try again").click()
    with_patience(doable.page, lambda: held)
    for route in held:
        route.continue_()
    doable.page.unroute(PUSH)
    expect(panel).to_contain_text("Nothing needs your attention any more.")
    doable.page.keyboard.press("Escape")
    doable.wait_until_synced()


def test_a_tick_shows_before_the_server_has_answered(doable: Doable) -> None:
    doable.add("Call mum")
    held: list[Route] = []
    doable.page.route("**/api/sync/**", lambda route: held.append(route))
    doable.tick("Call mum").check(force=True)
    expect(doable.tick("Call mum")).to_be_checked()
    expect(doable.pill).to_have_text("Saving…")
    with_patience(doable.page, lambda: held)
    for route in held:
        route.continue_()
    doable.page.unroute("**/api/sync/**")
    doable.wait_until_synced()


def test_a_refused_change_names_the_item_and_keeps_what_was_written(
    doable: Doable, server: Server, person: Person
) -> None:
    doable.add("Milk")
    doable.page.context.set_offline(True)
    doable.edit("Milk", "Oat milk")
    ask(server, person, "DELETE", todo_of(server, person, "Milk"))
    doable.page.context.set_offline(False)
    failure = doable.toast("Couldn’t change “Milk”. It is in the trash.")
    failure.get_by_role("button", name="Details").click()
    panel = doable.page.get_by_role("dialog", name="Needs attention")
    expect(panel.get_by_role("definition")).to_have_text("Oat milk")
    panel.get_by_role("button", name="Dismiss “Milk”").click()
    expect(panel).to_contain_text("Nothing needs your attention any more.")
    doable.page.keyboard.press("Escape")
    doable.wait_until_synced()
    expect(doable.rows).to_have_count(0)


def test_two_versions_of_the_notes_stand_in_the_details_until_one_is_chosen(
    doable: Doable, server: Server, person: Person
) -> None:
    doable.add("Draft")
    doable.row("Draft").locator(".title").click()
    pane = doable.page.get_by_role("complementary")
    doable.page.context.set_offline(True)
    pane.get_by_label("Notes").fill("Mine")
    expect(doable.pill).to_have_text("Offline · 1 waiting")
    ask(server, person, "PATCH", todo_of(server, person, "Draft"), {"notes": "Theirs"})
    doable.page.context.set_offline(False)
    versions = pane.get_by_role("region", name="Two versions of the notes")
    expect(versions).to_contain_text("Theirs")
    expect(pane.get_by_label("Notes", exact=True)).to_have_value("Mine")
    versions.get_by_role("button", name="Use theirs").click()
    expect(pane.get_by_label("Notes", exact=True)).to_have_value("Theirs")
    expect(versions).to_have_count(0)
    doable.wait_until_synced()


def test_the_page_closes_at_once_on_what_waits_and_asks_on_what_is_only_typed(
    doable: Doable,
) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    doable.page.on("dialog", stay)
    break_pushes(doable.page)
    with doable.page.expect_response(PUSH):
        doable.write("Kept on the device")
    expect(doable.titles).to_have_text(["Kept on the device"])
    doable.page.reload()
    expect(doable.titles).to_have_text(["Kept on the device"])
    assert asked == []
    doable.add_box.fill("Half a tho")
    doable.page.close(run_before_unload=True)
    expect(doable.add_box).to_have_value("Half a tho")
    assert asked == ["beforeunload"]
