"""When the server does not take a change: it is said, put back, and nothing typed is lost."""

from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import Doable


def break_writes(page: Page, status: int = 500) -> None:
    def refuse(route: Route) -> None:
        if route.request.method == "GET":
            return route.continue_()
        body = {"type": "about:blank", "title": "x", "status": status, "detail": "Not today"}
        body |= {"code": "internal", "requestId": "x"}
        return route.fulfill(status=status, json=body, content_type="application/problem+json")

    page.route("**/api/**", refuse)


def test_a_tick_that_fails_is_put_back_and_can_be_tried_again(doable: Doable) -> None:
    doable.add("Call mum")
    break_writes(doable.page)
    doable.tick("Call mum").check(force=True)
    failure = doable.toast("Couldn’t complete “Call mum”")
    expect(failure).to_be_visible()
    expect(doable.tick("Call mum")).not_to_be_checked()
    doable.page.unroute("**/api/**")
    failure.get_by_role("button", name="Retry").click()
    expect(doable.tick("Call mum")).to_be_checked()
    doable.wait_until_saved()
    doable.page.reload()
    expect(doable.tick("Call mum")).to_be_checked()


def test_a_tick_shows_before_the_server_has_answered(doable: Doable) -> None:
    doable.add("Call mum")
    held: list[Route] = []
    doable.page.route("**/api/lists/**", lambda route: held.append(route))
    doable.tick("Call mum").check(force=True)
    expect(doable.tick("Call mum")).to_be_checked()
    expect(doable.page.locator("[data-sync-pill]").first).to_contain_text("Saving")
    while not held:
        doable.page.wait_for_timeout(20)
    for route in held:
        route.continue_()
    doable.page.unroute("**/api/lists/**")
    doable.wait_until_saved()


def test_offline_a_new_todo_is_not_silently_lost(doable: Doable) -> None:
    doable.page.context.set_offline(True)
    doable.add_box.fill("Written in a tunnel")
    doable.add_box.press("Enter")
    failure = doable.toast("Couldn’t add “Written in a tunnel”")
    expect(failure).to_be_visible(timeout=30_000)
    doable.page.context.set_offline(False)
    failure.get_by_role("button", name="Retry").click()
    doable.wait_until_saved()
    doable.page.reload()
    expect(doable.titles).to_have_text(["Written in a tunnel"])


def test_notes_that_cannot_be_saved_stay_in_their_field(doable: Doable) -> None:
    doable.add("Draft")
    doable.row("Draft").locator(".title").click()
    pane = doable.page.get_by_role("complementary")
    break_writes(doable.page)
    pane.get_by_label("Notes").fill("An hour's work")
    expect(pane.get_by_role("button", name="Retry")).to_be_visible()
    expect(pane.get_by_label("Notes")).to_have_value("An hour's work")
    doable.page.unroute("**/api/**")
    pane.get_by_role("button", name="Retry").click()
    doable.wait_until_saved()
    doable.page.reload()
    expect(pane.get_by_label("Notes")).to_have_value("An hour's work")
