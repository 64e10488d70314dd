"""Two people side by side: one shares a list, the other joins it, and both work in it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from local.testing import Person, Server
from tests.e2e.conftest import DESKTOP, PHONE, Doable, ask, sign_up
from tests.e2e.test_accessibility import violations

Visit = Callable[..., Doable]
SIZES = {"desktop": DESKTOP, "phone": PHONE}
SOON = 5_000  # so long, at most, until others see it


def name(server: Server, person: Person, called: str) -> Person:
    ask(server, person, "PATCH", "/api/me", {"displayName": called})
    return person


@pytest.fixture
def ada(server: Server) -> Person:
    return name(server, sign_up(server), "Ada")


@pytest.fixture
def bob(server: Server) -> Person:
    return name(server, sign_up(server), "Bob")


@pytest.fixture
def home(server: Server, ada: Person) -> str:
    return str(ask(server, ada, "POST", "/api/lists", {"name": "Home"})["id"])


def share(server: Server, owner: Person, list_id: str, other: Person, role: str = "editor") -> None:
    made = ask(server, owner, "POST", f"/api/lists/{list_id}/invites", {"role": role})
    ask(server, other, "POST", "/api/invites/accept", {"token": made["token"]})


def at_list(visit: Visit, person: Person, list_id: str, **options: Any) -> Doable:
    there = visit(**options).sign_in(person, path=f"/lists/{list_id}")
    there.wait_until_synced()
    there.page.wait_for_load_state("networkidle")
    return there


def list_menu(doable: Doable, action: str) -> None:
    main = doable.page.get_by_role("main")
    main.get_by_role("button", name="Actions for the list “Home”").click()
    doable.page.get_by_role("menuitem", name=action).click()


def dialog(doable: Doable) -> Locator:
    return doable.page.get_by_role("dialog", name="Share “Home”")


def invite(owner: Doable, may: str = "May edit") -> str:
    list_menu(owner, "Share…")
    dialog(owner).get_by_label("What they may do").select_option(may)
    dialog(owner).get_by_role("button", name="Make a link").click()
    link = dialog(owner).get_by_label("Link of the invite")
    expect(link).to_be_visible()
    expect(dialog(owner).get_by_role("img", name="QR code")).to_be_visible()
    return str(link.input_value())


def test_who_has_the_link_joins_and_both_work_in_the_list(
    visit: Visit, ada: Person, bob: Person, home: str
) -> None:
    here = at_list(visit, ada, home)
    link = invite(here)
    here.page.keyboard.press("Escape")
    there = visit().sign_in(bob)
    there.page.goto(link)
    expect(
        there.page.get_by_text("Ada invites you to the list “Home”. You may edit it.")
    ).to_be_visible()
    assert "#" not in there.page.url
    there.page.get_by_role("button", name="Join").click()
    expect(there.page.get_by_role("heading", name="Home", level=1)).to_be_visible()
    there.write("Sweep the stairs")
    expect(here.titles).to_have_text(["Sweep the stairs"], timeout=SOON)
    here.tick("Sweep the stairs").check(force=True)
    expect(there.tick("Sweep the stairs")).to_be_checked(timeout=SOON)
    there.row("Sweep the stairs").locator(".title").click()
    expect(there.page.get_by_text("Last changed by Ada")).to_be_visible()
    list_menu(here, "Share…")
    expect(dialog(here).get_by_role("listitem").filter(has_text="Bob")).to_be_visible()
    expect(dialog(here).get_by_text("open invite")).to_have_count(0)


def test_an_invite_waits_for_who_has_no_account_yet(
    visit: Visit, server: Server, ada: Person, home: str
) -> None:
    link = invite(at_list(visit, ada, home), "May read")
    there = visit()
    there.page.goto(link)
    expect(
        there.page.get_by_text("Ada invites you to the list “Home”. You may read it.")
    ).to_be_visible()
    there.page.get_by_role("button", name="Create an account").click()
    expect(there.page.get_by_role("heading", name="Create an account")).to_be_visible()
    newcomer = sign_up(server)
    there.sign_in(newcomer)
    there.open("/join")
    there.page.get_by_label("Your name").fill("Cyn")
    there.page.get_by_role("button", name="Join").click()
    expect(there.page.get_by_role("heading", name="Home", level=1)).to_be_visible()
    expect(there.page.get_by_text("You may read this list.")).to_be_visible()
    members = ask(server, ada, "GET", f"/api/lists/{home}/members")["items"]
    assert {one["name"] for one in members} == {"Ada", "Cyn"}
    there.page.goto(link)  # once more, by the same person
    expect(there.page.get_by_role("heading", name="Home", level=1)).to_be_visible()


def test_an_invite_that_is_over_says_so(visit: Visit, ada: Person, bob: Person, home: str) -> None:
    here = at_list(visit, ada, home)
    link = invite(here)
    dialog(here).get_by_role("button", name="Withdraw").click()
    expect(dialog(here).get_by_text("open invite")).to_have_count(0)
    there = visit().sign_in(bob)
    there.page.goto(link)
    expect(there.page.get_by_text("This invite is not open any more.")).to_be_visible()
    there.page.get_by_role("button", name="To Doable").click()
    expect(there.page.get_by_role("heading", name="Inbox", level=1)).to_be_visible()


def test_a_role_changes_at_once_and_a_reader_has_no_controls(
    visit: Visit, server: Server, ada: Person, bob: Person, home: str
) -> None:
    share(server, ada, home, bob)
    here, there = at_list(visit, ada, home), at_list(visit, bob, home)
    there.add("Sweep", "Dust")
    there.row("Dust").locator("[data-row-link]").focus()
    there.page.keyboard.press("Delete")
    list_menu(here, "Share…")
    dialog(here).get_by_label("Role of Bob").select_option("Viewer")
    expect(there.page.get_by_text("You may read this list.")).to_be_visible(timeout=SOON)
    expect(there.add_box).to_have_count(0)
    expect(there.tick("Sweep")).to_be_disabled()
    there.row("Sweep").hover()
    expect(there.page.get_by_role("button", name="Actions for “Sweep”")).to_have_count(0)
    expect(there.page.get_by_text("Mark all as complete")).to_have_count(0)
    there.row("Sweep").locator("[data-row-link]").focus()
    there.page.keyboard.press("e")
    there.page.keyboard.press("1")
    there.row("Sweep").locator(".title").click()
    detail = there.page.locator("[data-detail]")
    expect(detail.get_by_text("Sweep")).to_be_visible()
    expect(detail.get_by_role("textbox")).to_have_count(0)
    there.wait_until_synced()
    assert ask(server, ada, "GET", f"/api/lists/{home}/todos")["items"][0]["priority"] == 4
    there.page.keyboard.press("Escape")
    there.row("Sweep").locator("[data-row-link]").focus()
    there.page.keyboard.press("Control+k")
    at_hand = there.page.get_by_role("group", name="“Sweep”").get_by_role("option")
    expect(at_hand).to_have_text([re.compile("Open the details")])
    there.page.keyboard.press("Escape")
    there.page.get_by_role("link", name="Trash").click()
    expect(there.page.get_by_role("list", name="Trash")).to_contain_text("Dust")
    expect(there.page.get_by_role("main").get_by_role("button")).to_have_count(0)
    there.page.get_by_role("link", name="Home").click()
    dialog(here).get_by_label("Role of Bob").select_option("Editor")
    expect(there.add_box).to_be_visible(timeout=SOON)


def test_what_was_done_offline_after_a_removal_is_refused_and_shown(
    visit: Visit, server: Server, ada: Person, bob: Person, home: str
) -> None:
    share(server, ada, home, bob)
    here, there = at_list(visit, ada, home), at_list(visit, bob, home)
    there.wait_until_worker_is_ready()
    there.page.context.set_offline(True)
    there.write("Written offline")
    expect(there.titles).to_have_text(["Written offline"])
    list_menu(here, "Share…")
    dialog(here).get_by_role("button", name="Remove Bob").click()
    here.page.get_by_role("dialog", name="Remove Bob?").get_by_role("button", name="Remove").click()
    expect(dialog(here).get_by_role("listitem").filter(has_text="Bob")).to_have_count(0)
    here.page.keyboard.press("Escape")
    here.wait_until_synced()
    there.page.context.set_offline(False)
    expect(there.pill).to_have_text("Needs attention")
    there.pill.click()
    panel = there.page.get_by_role("dialog", name="Needs attention")
    expect(panel.get_by_text("Written offline").first).to_be_visible()
    there.page.keyboard.press("Escape")
    expect(there.page.get_by_role("link", name="Home")).to_have_count(0)
    expect(here.titles).to_have_count(0)


def test_ownership_is_handed_over_and_the_list_is_left(
    visit: Visit, server: Server, ada: Person, bob: Person, home: str
) -> None:
    share(server, ada, home, bob)
    here, there = at_list(visit, ada, home), at_list(visit, bob, home)
    list_menu(here, "Share…")
    expect(dialog(here).get_by_text("You are its only owner")).to_be_visible()
    dialog(here).get_by_label("Role of Bob").select_option("Owner")
    dialog(here).get_by_role("button", name="Leave the list").click()
    leave = here.page.get_by_role("dialog", name="Leave “Home”?")
    leave.get_by_role("button", name="Leave the list").click()
    expect(here.page.get_by_role("heading", name="Inbox", level=1)).to_be_visible()
    expect(here.page.get_by_role("link", name="Home")).to_have_count(0)
    list_menu(there, "Share…")
    expect(dialog(there).get_by_text("1 member")).to_be_visible(timeout=SOON)


def test_a_todo_is_given_to_somebody_who_finds_it(
    visit: Visit, server: Server, ada: Person, bob: Person, home: str
) -> None:
    share(server, ada, home, bob)
    here, there = at_list(visit, ada, home), at_list(visit, bob, home)
    here.add("Sweep", "Dust +me")
    here.row("Sweep").locator(".title").click()
    here.page.locator("[data-detail]").get_by_label("For").select_option("Bob")
    expect(here.row("Sweep")).to_contain_text("+Bob")
    here.page.keyboard.press("Escape")
    expect(here.row("Dust")).to_contain_text("+Ada")
    here.add_box.press_sequentially("Mop +b")
    expect(here.page.get_by_role("option", name="Bob")).to_be_visible()
    here.add_box.press("Tab")
    expect(here.add_box).to_have_value("Mop +Bob ")
    expect(here.page.get_by_role("list", name="Understood")).to_contain_text("Bob")
    here.add_box.press("Enter")
    there.page.get_by_role("link", name="Assigned to me").click()
    expect(there.titles).to_have_text(["Sweep", "Mop"], timeout=SOON)
    there.tick("Sweep").check(force=True)
    expect(here.tick("Sweep")).to_be_checked(timeout=SOON)


def test_a_name_is_asked_for_where_others_see_it(visit: Visit, server: Server, bob: Person) -> None:
    person = sign_up(server)
    home = ask(server, person, "POST", "/api/lists", {"name": "Home"})["id"]
    share(server, person, home, bob)
    here = at_list(visit, person, home)
    list_menu(here, "Share…")
    dialog(here).get_by_label("Your name").fill("Cyn")
    dialog(here).get_by_role("button", name="Save").click()
    expect(dialog(here).get_by_text("Cyn (you)")).to_be_visible()
    expect(dialog(here).get_by_label("Your name")).to_have_count(0)


@pytest.mark.parametrize("size", SIZES)
def test_sharing_is_accessible(
    visit: Visit, server: Server, ada: Person, bob: Person, home: str, size: str
) -> None:
    share(server, ada, home, bob, "viewer")
    here = at_list(visit, ada, home, viewport=SIZES[size])
    link = invite(here)
    assert ("share", violations(here)) == ("share", [])
    there = at_list(visit, bob, home, viewport=SIZES[size])
    assert ("read", violations(there)) == ("read", [])
    stranger = visit(viewport=SIZES[size])
    stranger.page.goto(link)
    expect(stranger.page.get_by_role("button", name="Sign in to join")).to_be_visible()
    assert ("join", violations(stranger)) == ("join", [])
    there.open("/assigned")
    expect(there.page.get_by_role("heading", name="Assigned to me", level=1)).to_be_visible()
    assert ("assigned", violations(there)) == ("assigned", [])
