"""The ways in, the ways that are barred, and the way out."""

import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from local.testing import RESET_CODE, Person, Server
from tests.e2e.conftest import Doable, ask, sign_up


def test_a_wrong_password_is_said_and_loses_nothing(
    visit: Callable[..., Doable], person: Person
) -> None:
    there = visit()
    there.open("/signin")
    there.page.get_by_label("E-mail").fill(person.email)
    there.page.get_by_label("Password", exact=True).fill("not this one")
    there.page.get_by_role("button", name="Sign in").click()
    expect(there.page.get_by_text("do not match")).to_be_visible()
    expect(there.page.get_by_label("E-mail")).to_have_value(person.email)
    there.page.get_by_label("Password", exact=True).fill(person.password)
    there.page.get_by_role("button", name="Sign in").click()
    expect(there.page.get_by_role("heading", name="Inbox")).to_be_visible()


def test_a_wrong_code_can_be_sent_anew(visit: Callable[..., Doable]) -> None:
    there = visit()
    there.open("/signup")
    there.page.get_by_label("E-mail").fill(f"{uuid.uuid4().hex}@example.org")
    there.page.get_by_label("Password", exact=True).fill("correct horse battery")
    there.page.get_by_role("button", name="Create account").click()
    there.page.get_by_label("Code").fill("000000")
    there.page.get_by_role("button", name="Confirm").click()
    expect(there.page.get_by_label("Code")).to_have_attribute("aria-invalid", "true")
    there.page.get_by_role("button", name="Send a new code").click()
    expect(there.page.get_by_role("button", name="Send a new code")).to_be_disabled()
    there.page.get_by_label("Code").fill("123456")
    there.page.get_by_role("button", name="Confirm").click()
    expect(there.page.get_by_role("heading", name="Inbox")).to_be_visible()


def test_a_short_password_is_refused_before_anything_is_sent(
    visit: Callable[..., Doable],
) -> None:
    there = visit()
    there.open("/signup")
    there.page.get_by_label("E-mail").fill("ada@example.org")
    there.page.get_by_label("Password", exact=True).fill("short")
    there.page.get_by_role("button", name="Create account").click()
    expect(there.page.get_by_label("Password", exact=True)).to_be_focused()
    expect(there.page.get_by_text("at least 10 characters").first).to_be_visible()


def test_a_forgotten_password_is_set_anew(visit: Callable[..., Doable], person: Person) -> None:
    there = visit()
    there.open("/signin")
    there.page.get_by_role("link", name="Forgot password").click()
    expect(there.page.get_by_role("heading", name="Sign in")).to_have_count(0)
    there.page.get_by_label("E-mail").fill(person.email)
    there.page.get_by_role("button", name="Send").click()
    there.page.get_by_label("Code").fill(RESET_CODE)
    there.page.get_by_label("New password", exact=True).fill("a brand new password")
    there.page.get_by_role("main").get_by_role("button", name="password").last.click()
    expect(there.page.get_by_role("heading", name="Inbox")).to_be_visible()
    there = visit().sign_in_by_form(Person(person.email, "a brand new password", {}))
    expect(there.page.get_by_role("heading", name="Inbox")).to_be_visible()


@pytest.mark.parametrize("keep", [True, False])
def test_kept_signed_in_means_also_in_a_new_tab(
    visit: Callable[..., Doable], person: Person, keep: bool
) -> None:
    """A new tab has no sessionStorage of the old one: only what is kept lets it in."""
    there = visit().sign_in_by_form(person, keep=keep)
    there.page.reload()
    expect(there.page.get_by_role("heading", name="Inbox")).to_be_visible()
    tab = there.page.context.new_page()
    tab.goto(there.server.url + "/today")
    heading = "Today" if keep else "Sign in"
    expect(tab.get_by_role("heading", name=heading, exact=True)).to_be_visible()


def test_signing_out_leaves_nothing_and_reaches_every_tab(
    visit: Callable[..., Doable], person: Person
) -> None:
    there = visit().sign_in_by_form(person, keep=True)
    there.add("Private")
    other = there.page.context.new_page()
    other.goto(there.server.url + "/inbox")
    expect(other.get_by_text("Private")).to_be_visible()
    there.sign_out()
    for page in (there.page, other):
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        expect(page.get_by_text("Private")).to_have_count(0)
    left = there.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "eyJ" not in left
    there.page.go_back()
    there.open("/inbox")
    expect(there.page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_an_expired_token_is_refreshed_once_and_nothing_typed_is_lost(doable: Doable) -> None:
    doable.add("Draft the report")
    refreshed: list[str] = []
    expired: list[str] = []

    def refuse_old_token(route: Route) -> None:
        token = route.request.headers.get("authorization", "")
        expired.append(token) if not expired else None
        if token != expired[0]:
            return route.continue_()
        problem = {"type": "about:blank", "title": "x", "status": 401, "detail": "x"}
        body = {**problem, "code": "unauthorized", "requestId": "x"}
        return route.fulfill(status=401, json=body, content_type="application/problem+json")

    doable.page.route("**/api/**", refuse_old_token)
    doable.page.on(
        "request",
        lambda request: (
            refreshed.append(request.url)
            if "GetTokensFromRefreshToken" in request.headers.get("x-amz-target", "")
            else None
        ),
    )
    doable.row("Draft the report").locator(".title").click()
    pane = doable.page.get_by_role("complementary").or_(doable.page.get_by_role("dialog"))
    pane.get_by_label("Notes").fill("Ask Priya for the numbers.")
    pane.get_by_label("Title").fill("Draft the quarterly report")
    doable.add("And one more")
    assert len(refreshed) == 1
    doable.page.unroute("**/api/**")
    doable.page.reload()
    expect(doable.titles).to_have_text(["Draft the quarterly report", "And one more"])
    expect(pane.get_by_label("Notes")).to_have_value("Ask Priya for the numbers.")


def test_a_deep_link_is_returned_to_after_signing_in(
    visit: Callable[..., Doable], person: Person
) -> None:
    there = visit().sign_in_by_form(person, path="/upcoming")
    expect(there.page.get_by_role("heading", name="Upcoming", level=1)).to_be_visible()
    there.open("/nowhere/at/all")
    expect(there.page.get_by_text("There is no page at this address")).to_be_visible()


def test_who_is_signed_in_never_loads_the_sign_in_code(
    visit: Callable[..., Doable], person: Person, server: Server
) -> None:
    loaded: list[str] = []
    there = visit()
    there.page.on("response", lambda answer: loaded.append(answer.url))
    there.sign_in_by_form(person, keep=True)
    while_signing_in = {url for url in loaded if url.endswith(".js")}
    loaded.clear()
    there.open("/inbox")
    expect(there.add_box).to_be_visible()
    there.add("One")
    there.page.wait_for_load_state("networkidle")
    signed_in = {url for url in loaded if url.endswith(".js")}
    sizes = {url: len(there.page.request.get(url).body()) for url in while_signing_in - signed_in}
    assert max(sizes.values()) > 80_000, "the sign-in code was expected to be a chunk of its own"


def test_signing_out_works_without_a_network(visit: Callable[..., Doable], person: Person) -> None:
    there = visit().sign_in_by_form(person, keep=True)
    there.add("Private")
    there.wait_until_worker_is_ready()
    there.page.context.set_offline(True)
    there.sign_out()
    left = "indexedDB.databases().then((all) => [all.length, localStorage['doable.session']])"
    assert there.page.evaluate(left) == [0, None]


def test_a_session_that_ran_out_keeps_what_was_changed_for_the_person_who_comes_back(
    visit: Callable[..., Doable], person: Person
) -> None:
    there = visit().sign_in_by_form(person, keep=True)
    there.add("Sent")
    there.page.context.set_offline(True)
    there.write("Not sent yet")
    expect(there.pill).to_have_text("Offline · 1 waiting")
    over = {"__type": "NotAuthorizedException", "message": "Refresh Token has expired"}
    there.page.route("**/_cognito**", lambda route: route.fulfill(status=400, json=over))
    there.page.context.set_offline(False)
    there.page.reload()
    expect(there.page.get_by_text("Your session has ended.")).to_be_visible()
    there.page.unroute("**/_cognito**")
    there.page.get_by_label("E-mail").fill(person.email)
    there.page.get_by_label("Password", exact=True).fill(person.password)
    there.page.get_by_role("button", name="Sign in").click()
    expect(there.titles).to_have_text(["Sent", "Not sent yet"])
    there.wait_until_synced()
    there.page.reload()
    expect(there.titles).to_have_text(["Sent", "Not sent yet"])


def test_two_people_in_two_tabs_of_one_browser_see_and_send_only_their_own(
    visit: Callable[..., Doable], server: Server
) -> None:
    """Neither is kept signed in, so that each tab knows of its own session alone."""
    people = {name: sign_up(server) for name in ("Ada", "Bob")}
    ada = visit().sign_in_by_form(people["Ada"])
    bob = Doable(ada.page.context.new_page(), ada.server).sign_in_by_form(people["Bob"])
    tabs = {"Ada": ada, "Bob": bob}
    for name, tab in tabs.items():
        tab.page.bring_to_front()
        tab.add(f"{name} sent this")
    ada.page.context.set_offline(True)
    for name, tab in tabs.items():
        tab.page.bring_to_front()
        tab.write(f"{name} did not")
        expect(tab.pill).to_have_text("Offline · 1 waiting")
    ada.page.context.set_offline(False)
    for name, tab in tabs.items():
        tab.page.bring_to_front()
        tab.page.reload()
        tab.wait_until_synced()
        expect(tab.titles).to_have_text([f"{name} sent this", f"{name} did not"])
        found = ask(server, people[name], "GET", "/api/todos")["items"]
        assert {one["title"] for one in found} == {f"{name} sent this", f"{name} did not"}
    ada.page.bring_to_front()
    ada.sign_out()
    bob.page.bring_to_front()
    bob.page.reload()
    expect(bob.titles).to_have_text(["Bob sent this", "Bob did not"])
    bob.add("Bob goes on")
