"""What belongs to the account: a name, tokens for scripts and the calendar's address."""

import re
from collections.abc import Callable
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, expect

from local.testing import Person, Server
from tests.e2e.conftest import Doable, ask, sign_up
from tests.e2e.test_accessibility import SIZES, violations
from tests.local.devices import call

WORKER = "block"
Visit = Callable[..., Doable]


@pytest.fixture
def settings(visit: Visit, person: Person) -> Doable:
    return visit().sign_in(person, path="/settings")


def opened(doable: Doable, button: str) -> Locator:
    doable.page.get_by_role("button", name=button, exact=True).click()
    dialog = doable.page.get_by_role("dialog", name=button)
    expect(dialog).to_be_visible()
    return dialog


def confirm(doable: Doable, heading: str, action: str) -> None:
    question = doable.page.get_by_role("dialog", name=heading)
    question.get_by_role("button", name=action).click()
    expect(question).to_have_count(0)


def test_the_name_that_others_see_is_given_and_taken_away(
    settings: Doable, server: Server, person: Person
) -> None:
    name = settings.page.get_by_label("Your name")
    name.press("Enter")
    expect(settings.page.get_by_text("Write a name.")).to_be_visible()
    for wanted, called in (("  Ada ", "Ada"), ("", person.email)):
        name.fill(wanted)
        name.press("Enter")
        expect(settings.toast("Your name is saved.").last).to_be_visible()
        expect(settings.page.get_by_role("button", name=f"Account: {called}")).to_be_visible()
        assert ask(server, person, "GET", "/api/me")["displayName"] == wanted.strip()
    settings.page.route("**/api/me", lambda route: route.abort())
    name.fill("Lost")
    name.press("Enter")
    expect(settings.page.get_by_text("This needs a connection")).to_be_visible()
    expect(name).to_have_value("Lost")


def test_a_token_lets_a_script_in_until_it_is_revoked(settings: Doable, server: Server) -> None:
    dialog = opened(settings, "Access tokens")
    expect(dialog.get_by_text("0 tokens")).to_be_visible()
    dialog.get_by_role("button", name="Make a token").click()
    expect(dialog.get_by_text("Write what it is for.")).to_be_visible()
    dialog.get_by_label("What it may do").select_option("May read and change")
    dialog.get_by_label("Good for").select_option("7 days")
    dialog.get_by_label("What it is for").fill("Backup")
    dialog.get_by_label("What it is for").press("Enter")
    token = dialog.get_by_label("Token", exact=True)
    expect(token).to_have_value(re.compile(r"^dbl_[\w-]{43}$"))
    secret = token.input_value()
    example = dialog.get_by_label("To try it in a terminal").input_value()
    assert example == f'curl -H "Authorization: Bearer {secret}" {server.url}/api/todos'
    assert call(server.url, secret, "POST", "/api/lists", {"name": "By a script"}).status == 201
    settings.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    dialog = opened(settings, "Access tokens")
    row = dialog.get_by_role("listitem").filter(has_text="Backup")
    expect(row).to_contain_text(re.compile(r"May read and change · until .* · last used on "))
    assert secret not in settings.page.content()
    row.get_by_role("button", name="Revoke “Backup”").click()
    confirm(settings, "Revoke “Backup”?", "Revoke")
    expect(dialog.get_by_role("heading", name="0 tokens")).to_be_focused()
    assert call(server.url, secret, "GET", "/api/lists").status == 401


def status_of(address: str) -> int:
    try:
        with urlopen(address, timeout=20) as answer:  # noqa: S310  # ours
            return int(answer.status)
    except HTTPError as error:
        with error:
            return error.code


def test_a_calendar_reads_at_an_address_until_that_is_replaced_or_removed(
    settings: Doable, server: Server, person: Person
) -> None:
    home = ask(server, person, "POST", "/api/lists", {"name": "Home"})["id"]
    sweep = {"title": "Sweep", "due": "2999-12-01"}
    ask(server, person, "POST", f"/api/lists/{home}/todos", sweep)
    settings.page.reload()
    settings.page.route("**/api/calendar", lambda route: route.abort())
    dialog = opened(settings, "Calendar address")
    expect(dialog.get_by_text("This needs a connection")).to_be_visible()
    settings.page.unroute("**/api/calendar")
    dialog.get_by_role("button", name="Try again").click()
    dialog.get_by_label("Lists").select_option("Home")
    dialog.get_by_role("button", name="Make an address").click()
    address = dialog.get_by_label("Address")
    expect(address).to_have_value(re.compile(rf"^{server.url}/api/calendar/[\w-]+\.ics$"))
    first = address.input_value()
    link = dialog.get_by_role("link", name="Subscribe on this device")
    expect(link).to_have_attribute("href", first.replace("http:", "webcal:"))
    with urlopen(first, timeout=20) as answer:  # noqa: S310  # ours
        assert b"SUMMARY:Sweep" in answer.read()
    settings.page.keyboard.press("Escape")
    dialog = opened(settings, "Calendar address")
    expect(dialog.get_by_text(re.compile("Made .*, for: Home"))).to_be_visible()
    expect(address).to_have_count(0)
    dialog.get_by_role("button", name="Replace").click()
    confirm(settings, "Replace the address?", "Replace")
    expect(address).not_to_have_value(first)
    second = address.input_value()
    assert (status_of(first), status_of(second)) == (404, 200)
    dialog.get_by_role("button", name="Remove").click()
    confirm(settings, "Remove the address?", "Remove")
    expect(dialog.get_by_role("button", name="Make an address")).to_be_visible()
    assert status_of(second) == 404


@pytest.mark.parametrize("size", SIZES)
def test_the_dialogs_are_accessible(visit: Visit, server: Server, size: str) -> None:
    there = visit(viewport=SIZES[size]).sign_in(sign_up(server), path="/settings")
    dialog = opened(there, "Access tokens")
    dialog.get_by_label("What it is for").fill("Backup")
    dialog.get_by_role("button", name="Make a token").click()
    expect(dialog.get_by_label("Token", exact=True)).to_be_visible()
    assert ("tokens", violations(there)) == ("tokens", [])
    there.page.keyboard.press("Escape")
    dialog = opened(there, "Calendar address")
    dialog.get_by_role("button", name="Make an address").click()
    expect(dialog.get_by_label("Address")).to_be_visible()
    assert ("calendar", violations(there)) == ("calendar", [])
    assert there.page.evaluate("document.documentElement.scrollWidth") == SIZES[size]["width"]
