"""Every setting has its effect and outlives a reload; the account is changed for real."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from local.testing import CognitoError, Person, Server
from tests.e2e.conftest import PHONE, Doable, ask, sign_up
from tests.e2e.test_accessibility import SIZES, violations

NEW = "a brand new password"


@pytest.fixture
def settings(doable: Doable) -> Doable:
    return at_settings(doable)


def at_settings(doable: Doable) -> Doable:
    doable.open("/settings")
    expect(doable.page.get_by_role("heading", name="Settings", level=1)).to_be_visible()
    return doable


def reload(doable: Doable) -> None:
    doable.page.reload()
    expect(doable.page.get_by_role("heading", level=1).first).to_be_visible()


def test_the_menu_of_the_account_leads_there_and_so_does_the_phone(
    doable: Doable, visit: Callable[..., Doable], person: Person
) -> None:
    doable.choose("Settings")
    expect(doable.page.get_by_role("heading", name="Settings", level=1)).to_be_visible()
    phone = visit(viewport=PHONE).sign_in(person, path="/lists")
    phone.page.get_by_role("link", name="Settings").click()
    expect(phone.page.get_by_role("heading", name="Settings", level=1)).to_be_visible()
    assert phone.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_the_theme(settings: Doable) -> None:
    settings.page.get_by_role("main").get_by_role("radio", name="Dark").click()
    reload(settings)
    assert settings.page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"
    for meta in settings.page.locator("meta[name=theme-color]").all():
        expect(meta).to_have_attribute("content", "#111316")
    expect(settings.page.get_by_role("main").get_by_role("radio", name="Dark")).to_be_checked()


def test_the_language(settings: Doable) -> None:
    with settings.page.expect_event("load"):
        settings.page.get_by_label("Language").select_option("Deutsch")
    expect(settings.page.get_by_role("heading", name="Einstellungen", level=1)).to_be_visible()
    assert settings.page.evaluate("document.documentElement.lang") == "de"
    reload(settings)
    expect(settings.page.get_by_role("link", name="Papierkorb")).to_be_visible()
    with settings.page.expect_event("load"):
        settings.page.get_by_label("Sprache").select_option("English")
    expect(settings.page.get_by_role("heading", name="Settings", level=1)).to_be_visible()


def test_the_first_day_of_the_week(settings: Doable) -> None:
    """“Next week” is the next one of those days."""
    settings.open("/inbox")
    settings.add("Plan")
    for day, number in (("Sunday", 0), ("Saturday", 6), ("Monday", 1)):
        at_settings(settings).page.get_by_label("First day of the week").select_option(day)
        reload(settings)
        expect(settings.page.get_by_label("First day of the week")).to_have_value(str(number))
        settings.open("/inbox")
        settings.menu("Plan", "Next week")
        settings.row("Plan").locator(".title").click()
        due = settings.page.get_by_label("Due date", exact=True)
        expect(due).not_to_have_value("")
        assert settings.page.evaluate("(day) => new Date(day).getUTCDay()", due.input_value()) == (
            number
        )


def test_the_order_of_dates(settings: Doable) -> None:
    order = settings.page.get_by_label("Order of dates")
    for chosen, shown in (
        ("Month, day, year", r"For example: [A-Z]\w+, [A-Z]\w+ \d+"),
        ("Day, month, year", r"For example: [A-Z]\w+,? \d+ [A-Z]\w+"),
    ):
        order.select_option(chosen)
        expect(settings.page.get_by_text(re.compile(shown))).to_be_visible()
    order.select_option("Month, day, year")
    settings.open("/today")
    expect(settings.page.locator(".page-sub")).to_have_text(re.compile(r"^\w+, [A-Z]\w+ \d+$"))


def test_the_list_for_new_todos(settings: Doable, server: Server, person: Person) -> None:
    made = ask(server, person, "POST", "/api/lists", {"name": "Home", "colour": "teal"})
    reload(settings)
    settings.page.get_by_label("List for new to-dos").select_option("Home")
    settings.open("/today")
    settings.add("Sweep")
    [sweep] = ask(server, person, "GET", "/api/todos")["items"]
    assert sweep["listId"] == made["id"]
    settings.open("/inbox")
    settings.add("Stays here")
    expect(settings.titles).to_have_text(["Stays here"])


def test_keys_of_one_character(settings: Doable) -> None:
    switch = settings.page.get_by_role("switch", name="Keys of one character")
    expect(switch).to_be_checked()
    switch.click()
    reload(settings)
    expect(switch).not_to_be_checked()
    settings.open("/inbox")
    settings.add("Milk")
    settings.row("Milk").locator("[data-row-link]").focus()
    settings.page.keyboard.press("e")
    settings.page.keyboard.press("?")
    settings.page.keyboard.press("Control+k")
    palette = settings.page.get_by_role("dialog", name="Search or jump to anything")
    expect(palette.get_by_role("combobox")).to_be_focused()
    expect(settings.page.get_by_role("dialog", name="Help")).to_have_count(0)
    settings.page.keyboard.type("keys and")
    settings.page.keyboard.press("Enter")
    expect(settings.page.get_by_text("Keys of one character are switched off.")).to_be_visible()
    settings.page.keyboard.press("Escape")
    expect(settings.tick("Milk")).not_to_be_checked()
    settings.page.keyboard.press("Space")
    expect(settings.tick("Milk")).to_be_checked()


@pytest.mark.parametrize(
    ("answer", "is_asked", "is_done"),
    [("Ask me", True, False), ("Completes them, too", False, True), ("Leaves", False, False)],
)
def test_completing_with_open_sub_todos(
    settings: Doable, server: Server, person: Person, answer: str, is_asked: bool, is_done: bool
) -> None:
    inbox = ask(server, person, "GET", "/api/me")["inboxId"]
    path = f"/api/lists/{inbox}/todos"
    above = ask(server, person, "POST", path, {"title": "Above"})
    ask(server, person, "POST", path, {"title": "Below", "parentId": above["id"]})
    choice = settings.page.get_by_label("Completing a to-do with open sub-to-dos")
    name = choice.get_by_role("option", name=answer).inner_text()
    choice.select_option(name)
    settings.open("/inbox")
    settings.tick("Above").check(force=True)
    question = settings.page.get_by_role("dialog", name="Complete what is below it, too?")
    expect(question).to_have_count(int(is_asked))
    if not is_asked:
        expect(settings.tick("Above")).to_be_checked()
        expect(settings.tick("Below")).to_be_checked(checked=is_done)


def test_preferences_are_for_who_made_them(
    visit: Callable[..., Doable], server: Server, person: Person
) -> None:
    """Somebody else in the same browser finds how the page looks, and nothing of the person."""
    there = at_settings(visit().sign_in(person, keep=True))
    there.page.get_by_label("First day of the week").select_option("Sunday")
    there.page.get_by_label("Completing a to-do").select_option("Leaves them open")
    there.sign_out()
    for who, answer in ((sign_up(server), "ask"), (person, "ask")):
        at_settings(there.sign_in(who))
        expect(there.page.get_by_label("Completing a to-do")).to_have_value(answer)
        expect(there.page.get_by_label("First day of the week")).to_have_value("0")
        there.sign_out()


# --- The account ---


def password_dialog(doable: Doable) -> Locator:
    doable.page.get_by_role("main").get_by_role("button", name="Change password").click()
    return doable.page.get_by_role("dialog", name="Change password")


def fill(dialog: Locator, current: str, new: str) -> None:
    dialog.get_by_label("Present password").fill(current)
    dialog.get_by_label("New password", exact=True).fill(new)
    dialog.get_by_role("button", name="Change password").click()


def test_the_password_is_changed_for_real(
    settings: Doable, server: Server, person: Person, visit: Callable[..., Doable]
) -> None:
    expect(settings.page.get_by_text(person.email).last).to_be_visible()
    dialog = password_dialog(settings)
    expect(dialog.get_by_label("Present password")).to_be_focused()
    fill(dialog, "not this one", NEW)
    expect(dialog.get_by_text("This is not your present password.")).to_be_visible()
    expect(dialog.get_by_label("Present password")).to_be_focused()
    fill(dialog, person.password, "short")
    expect(dialog.get_by_text("at least 10 characters").first).to_be_visible()
    fill(dialog, person.password, NEW)
    expect(settings.toast("Your password is changed.")).to_be_visible()
    expect(dialog).to_have_count(0)
    with pytest.raises(CognitoError, match="NotAuthorized"):
        server.sign_in(person.email, person.password)
    visit().sign_in_by_form(Person(person.email, NEW, {}))
    reload(settings)
    expect(settings.page.get_by_role("heading", name="Settings", level=1)).to_be_visible()


def test_without_a_network_it_says_so_and_changes_nothing(settings: Doable) -> None:
    settings.wait_until_synced()
    settings.wait_until_worker_is_ready()
    settings.page.context.set_offline(True)
    dialog = password_dialog(settings)
    fill(dialog, "correct horse", NEW)
    expect(dialog.get_by_text("There is no connection right now.")).to_be_visible()
    settings.page.keyboard.press("Escape")
    settings.page.get_by_role("button", name="Sign out everywhere").click()
    ask_first = settings.page.get_by_role("dialog", name="Sign out everywhere?")
    ask_first.get_by_role("button", name="Sign out everywhere").click()
    expect(ask_first.get_by_text("There is no connection right now.")).to_be_visible()
    settings.page.keyboard.press("Escape")
    settings.page.context.set_offline(False)
    reload(settings)
    expect(settings.page.get_by_role("heading", name="Settings", level=1)).to_be_visible()


def test_signing_out_everywhere_ends_other_sessions_at_their_next_refresh(
    visit: Callable[..., Doable], person: Person
) -> None:
    elsewhere = visit().sign_in(person, keep=True)
    elsewhere.add("Private")
    here = at_settings(visit().sign_in(person, keep=True))
    here.page.wait_for_timeout(1_100)  # The emulator tells before from after by the second.
    here.page.get_by_role("button", name="Sign out everywhere").click()
    dialog = here.page.get_by_role("dialog", name="Sign out everywhere?")
    expect(dialog.get_by_text("within 15 minutes")).to_be_visible()
    with here.page.expect_event("load"):
        dialog.get_by_role("button", name="Sign out everywhere").click()
    expect(here.page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert here.page.evaluate("indexedDB.databases()") == []
    elsewhere.page.reload()
    expect(elsewhere.page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(elsewhere.page.get_by_text("Your session has ended.")).to_be_visible()
    here.sign_in_by_form(person)


def test_what_would_be_lost_is_told_before(settings: Doable) -> None:
    settings.open("/inbox")
    settings.wait_until_synced()
    settings.page.route("**/api/sync/push", lambda route: route.abort())
    settings.write("Not sent")
    expect(settings.pill).to_have_text(re.compile("Offline"))
    settings.choose("Settings")
    settings.page.get_by_role("button", name="Sign out everywhere").click()
    dialog = settings.page.get_by_role("dialog", name="Sign out everywhere?")
    expect(dialog.get_by_text("1 change has not been sent yet")).to_be_visible()
    dialog.get_by_role("button", name="Cancel").click()
    settings.open("/inbox")
    expect(settings.titles).to_have_text(["Not sent"])


@pytest.mark.parametrize("size", SIZES)
def test_settings_are_accessible(visit: Callable[..., Doable], server: Server, size: str) -> None:
    there = visit(viewport=SIZES[size]).sign_in(sign_up(server))
    at_settings(there)
    there.page.wait_for_load_state("networkidle")
    assert ("settings", violations(there)) == ("settings", [])
    expect(password_dialog(there).get_by_label("Present password")).to_be_focused()
    assert ("password", violations(there)) == ("password", [])
    there.page.keyboard.press("Escape")
    there.page.get_by_role("button", name="Sign out everywhere").click()
    expect(there.page.get_by_role("dialog", name="Sign out everywhere?")).to_be_visible()
    assert ("everywhere", violations(there)) == ("everywhere", [])
