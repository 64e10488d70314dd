"""From nothing to a list that is still there tomorrow, through the page alone."""

import uuid
from collections.abc import Callable

from playwright.sync_api import expect

from local.testing import CONFIRMATION_CODE, Server
from tests.e2e.conftest import FIRST_RUN, Doable, sign_up


def test_a_new_person_keeps_todos_that_survive_all_and_nobody_else_sees(
    visit: Callable[..., Doable], server: Server
) -> None:
    email, password = f"{uuid.uuid4().hex}@example.org", "correct horse battery"
    one = visit()
    one.open("/")
    one.page.get_by_role("link", name="Create an account").click()
    # The screen before has an e-mail field, too.
    expect(one.page.get_by_role("heading", name="Create an account")).to_be_visible()
    one.page.get_by_label("E-mail").fill(email)
    one.page.get_by_label("Password", exact=True).fill(password)
    one.page.get_by_role("button", name="Create account").click()
    one.page.get_by_label("Code").fill(CONFIRMATION_CODE)
    one.page.get_by_role("button", name="Confirm").click()
    expect(one.page.get_by_role("heading", name="Inbox")).to_be_visible()

    expect(one.titles).to_have_text(FIRST_RUN)
    for title in FIRST_RUN:
        one.menu(title, "Delete")
    expect(one.rows).to_have_count(0)
    one.add("Book dentist", "Buy milk", "Call mum")
    expect(one.titles).to_have_text(["Book dentist", "Buy milk", "Call mum"])

    one.edit("Buy milk", "Buy oat milk")
    one.tick("Call mum").check(force=True)
    one.menu("Book dentist", "Delete")
    expect(one.titles).to_have_text(["Buy oat milk", "Call mum"])
    one.wait_until_synced()

    one.open("/trash")
    one.page.get_by_role("button", name="Restore “Book dentist”").click()
    one.wait_until_synced()
    one.open("/inbox")
    expected = ["Book dentist", "Buy oat milk", "Call mum"]
    expect(one.titles).to_have_text(expected)
    expect(one.tick("Call mum")).to_be_checked()
    expect(one.page.get_by_text("2 items left")).to_be_visible()

    two = visit().sign_in(sign_up(server))
    expect(two.add_box).to_be_visible()
    expect(two.rows).to_have_count(0)
    two.open("/search")
    two.page.get_by_label("Search all to-dos").fill("milk")
    expect(two.page.get_by_text("Nothing", exact=False).first).to_be_visible()
    expect(two.rows).to_have_count(0)

    server.restart()
    one.page.reload()
    expect(one.titles).to_have_text(expected)
    expect(one.tick("Call mum")).to_be_checked()
