"""What belongs to the account: a name, tokens for scripts, the calendar's address, and its end."""

import json
import re
from collections.abc import Callable
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, Request, Route, expect

from local.testing import CognitoError, Person, Server
from tests.e2e.conftest import Doable, ask, sign_up
from tests.e2e.test_accessibility import SIZES, violations
from tests.local.devices import call

WORKER = "block"
Visit = Callable[..., Doable]
DELETION = "**/api/me/deletion"


@pytest.fixture
def settings(visit: Visit, person: Person) -> Doable:
    return visit().sign_in(person, path="/settings")


def opened(doable: Doable, button: str, heading: str = "") -> Locator:
    doable.page.get_by_role("button", name=button, exact=True).click()
    dialog = doable.page.get_by_role("dialog", name=heading or button)
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


# --- The end of an account ---


def shared_home(server: Server, ada: Person, bob: Person) -> str:
    ask(server, bob, "PATCH", "/api/me", {"displayName": "Bob"})
    home = str(ask(server, ada, "POST", "/api/lists", {"name": "Home"})["id"])
    made = ask(server, ada, "POST", f"/api/lists/{home}/invites", {"role": "viewer"})
    ask(server, bob, "POST", "/api/invites/accept", {"token": made["token"]})
    return home


def answer_in_turn(doable: Doable, *answers: Callable[[Route], None]) -> list[Request]:
    """Requests for the deletion are answered like this, and all further ones like the last."""
    seen = list[Request]()

    def handle(route: Route) -> None:
        seen.append(route.request)
        answers[min(len(seen), len(answers)) - 1](route)

    doable.page.route(DELETION, handle)
    return seen


def busy(route: Route) -> None:
    route.fulfill(status=503, headers={"Retry-After": "1"}, json={"code": "unavailable"})


def goes_on(route: Route) -> None:
    route.fulfill(status=202, json={"done": False})


def lost(route: Route) -> None:
    route.abort()


def deleted(doable: Doable, server: Server, person: Person) -> None:
    """Nothing is left of the person: not here, nor where one signs in."""
    expect(doable.page.get_by_text("Your account is deleted.")).to_be_visible()
    expect(doable.page).to_have_url(re.compile(r"/signin\?deleted$"))
    assert doable.page.evaluate("indexedDB.databases()") == []
    kept = doable.page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
    assert person.id not in kept and person.email not in kept
    with pytest.raises(CognitoError, match=r"NotAuthorized|UserNotFound"):
        server.sign_in(person.email, person.password)


def test_an_account_is_deleted_through_a_busy_server_a_lost_network_and_a_reload(
    visit: Visit, server: Server, person: Person
) -> None:
    bob = sign_up(server)
    home = shared_home(server, person, bob)
    here = visit().sign_in(person, path="/settings", keep=True)
    dialog = opened(here, "Delete account", "Delete your account?")
    dialog.get_by_role("button", name="To “Your data”").click()
    expect(here.page.get_by_role("heading", name="Your data")).to_be_focused()

    dialog = opened(here, "Delete account", "Delete your account?")
    typed = dialog.get_by_label("Your e-mail address, to confirm")
    typed.fill("somebody@example.org")
    typed.press("Enter")
    expect(dialog.get_by_text("Type the address of your account.")).to_be_visible()
    heir = dialog.get_by_label("Home")
    expect(heir).to_be_focused()  # What is wrong first: it has no choice yet.
    heir.select_option("Hand over to Bob")
    typed.fill(person.email.upper())
    sent = answer_in_turn(here, lost, busy, goes_on, lost)
    typed.press("Enter")
    expect(dialog.get_by_text("This needs a connection")).to_be_visible()
    dialog.get_by_role("button", name="Delete account").click()
    expect(dialog.get_by_role("button", name="Deleting…")).to_be_visible()

    screen = here.page.get_by_role("dialog", name="Your account is being deleted")
    expect(screen.get_by_text("There is no connection.")).to_be_visible()
    assert violations(here) == []
    here.page.keyboard.press("Escape")
    here.page.keyboard.press("Escape")
    expect(screen).to_be_visible()
    before = len(sent)
    here.page.reload()
    expect(screen.get_by_text("There is no connection.")).to_be_visible()
    assert len(sent) > before
    here.page.unroute(DELETION)  # It goes on by itself.
    deleted(here, server, person)
    bodies = [json.loads(request.post_data or "") for request in sent]
    assert all(one["lists"] == {home: {"handOverTo": bob.id}} for one in bodies)
    [kept] = [one for one in ask(server, bob, "GET", "/api/lists")["items"] if one["id"] == home]
    assert (kept["name"], kept["role"]) == ("Home", "owner")


def test_other_devices_say_that_the_account_is_being_deleted_and_can_finish_it(
    visit: Visit, server: Server, person: Person
) -> None:
    """Where it broke off, also after the table had forgotten the person, and Cognito had not."""
    there = visit().sign_in(person)
    there.add("Private")
    ask(server, person, "POST", "/api/me/deletion", {"confirm": "delete my account"})
    there.write("Too late")
    screen = there.page.get_by_role("dialog", name="Your account is being deleted")
    expect(screen.get_by_text("Doable takes nothing more.")).to_be_visible()
    assert violations(there) == []
    with there.page.expect_download() as kept:
        screen.get_by_role("button", name="Download my lists first").click()
    assert "Too late" in kept.value.path().read_text()

    left = [{"__type": "TooManyRequestsException", "message": ""}]

    def throttled(route: Route) -> None:
        if left and route.request.headers["x-amz-target"].endswith("DeleteUser"):
            route.fulfill(status=400, json=left.pop())
        else:
            route.continue_()

    there.page.route("**/_cognito", throttled)
    screen.get_by_role("button", name="Finish deleting").click()
    expect(screen.get_by_text("but not your sign-in yet")).to_be_visible()
    screen.get_by_role("button", name="Try again").click()
    deleted(there, server, person)


def require_fit(dialog: Locator) -> None:
    assert dialog.evaluate("(one) => one.scrollWidth <= one.clientWidth")


@pytest.mark.parametrize("size", SIZES)
def test_the_dialogs_are_accessible(visit: Visit, server: Server, size: str) -> None:
    ada = sign_up(server)
    shared_home(server, ada, sign_up(server))
    there = visit(viewport=SIZES[size]).sign_in(ada, path="/settings")
    dialog = opened(there, "Access tokens")
    dialog.get_by_label("What it is for").fill("Backup")
    dialog.get_by_role("button", name="Make a token").click()
    expect(dialog.get_by_label("Token", exact=True)).to_be_visible()
    require_fit(dialog)
    assert ("tokens", violations(there)) == ("tokens", [])
    there.page.keyboard.press("Escape")
    dialog = opened(there, "Calendar address")
    dialog.get_by_role("button", name="Make an address").click()
    expect(dialog.get_by_label("Address")).to_be_visible()
    require_fit(dialog)
    assert ("calendar", violations(there)) == ("calendar", [])
    there.page.keyboard.press("Escape")
    dialog = opened(there, "Delete account", "Delete your account?")
    dialog.get_by_role("button", name="Delete account").click()
    expect(dialog.get_by_text("Choose who is to have it")).to_be_visible()
    require_fit(dialog)
    assert ("deletion", violations(there)) == ("deletion", [])
