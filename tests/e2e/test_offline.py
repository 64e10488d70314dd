"""Without a network, and with two devices that changed the same things meanwhile."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from local.testing import Person, Server
from tests.e2e.conftest import PHONE, Doable, ask, sign_up, with_patience
from tests.ids import new_id

Visit = Callable[..., Doable]


def offline(doable: Doable, is_offline: bool = True) -> None:
    """Not before the worker has all of the page: what is opened later is loaded later."""
    doable.wait_until_worker_is_ready()
    doable.page.context.set_offline(is_offline)


def titles(doable: Doable) -> list[str]:
    return doable.titles.all_inner_texts()


def stored(server: Server, person: Person) -> dict[str, Any]:
    """The to-dos of the Inbox as the server has them, by title."""
    inbox = ask(server, person, "GET", "/api/me")["inboxId"]
    items = ask(server, person, "GET", f"/api/lists/{inbox}/todos?limit=500")["items"]
    assert len({one["title"] for one in items}) == len(items)
    return {one["title"]: one for one in items}


def test_fifty_changes_offline_and_two_devices_end_up_equal(
    visit: Visit, person: Person, server: Server
) -> None:
    here, there = visit().sign_in(person), visit().sign_in(person)
    here.add("Milk", "Bread", "Tea", "Rent", "Post")
    expect(there.rows).to_have_count(0)
    there.page.reload()
    expect(there.rows).to_have_count(5)

    offline(here)
    for n in range(40):  # 40 changes
        here.write(f"Offline {n:02}")
    for n in range(5):  # 45
        here.tick(f"Offline {n:02}").check()
    here.edit("Milk", "Oat milk")  # 46
    here.edit("Bread", "Rye bread")  # 47
    here.tick("Tea").check()  # 48
    here.menu("Rent", "Delete")  # 49
    here.menu("Post", "Urgent")  # 50
    expect(here.pill).to_have_text("Offline · 50 waiting")

    there.edit("Milk", "Soy milk")
    there.tick("Bread").check()
    there.menu("Post", "Tomorrow")
    there.add("From there")
    there.wait_until_synced()

    offline(here, False)
    expect(here.pill).to_have_text("Needs attention")
    there.page.bring_to_front()
    there.page.reload()
    expect(there.rows).to_have_count(45)
    here.page.bring_to_front()
    expect(here.rows).to_have_count(45)
    assert titles(here) == titles(there)
    found = stored(server, person)
    assert set(found) == set(titles(here))
    assert len([title for title in found if title.startswith("Offline")]) == 40
    assert found["Rye bread"]["done"] and found["Tea"]["done"]  # field by field
    assert found["Post"]["priority"] == 1 and found["Post"]["due"]
    assert "Oat milk" in found and "Rent" not in found

    here.pill.click()
    panel = here.page.get_by_role("dialog")
    expect(panel).to_contain_text("Soy milk")
    expect(panel).to_contain_text("Oat milk")
    panel.get_by_role("button", name="Use theirs").click()
    panel.get_by_role("button", name="Close").click()
    here.wait_until_synced()
    expect(here.row("Soy milk")).to_be_visible()
    assert "Soy milk" in stored(server, person)


def test_everything_but_signing_in_works_offline_on_any_address(
    visit: Visit, person: Person
) -> None:
    doable = visit().sign_in(person, keep=True)
    doable.add("Milk")
    doable.wait_until_kept(0)
    offline(doable)
    doable.open("/today")
    expect(doable.page.get_by_role("heading", name="Today", level=1)).to_be_visible()
    doable.write("Call mum")
    doable.wait_until_kept(1)
    doable.open("/inbox")
    expect(doable.titles).to_have_text(["Milk", "Call mum"])
    doable.page.get_by_role("button", name="Add a list").click()
    doable.page.get_by_label("Name").fill("Home")
    doable.page.get_by_role("button", name="Add list").click()
    doable.write("Sweep")
    expect(doable.pill).to_have_text("Offline · 3 waiting")
    doable.wait_until_kept(3)
    doable.page.reload()
    expect(doable.titles).to_have_text(["Sweep"])
    offline(doable, False)
    doable.wait_until_synced()
    expect(doable.titles).to_have_text(["Sweep"])


@pytest.mark.parametrize("arrives", [False, True], ids=["on the way there", "on the way back"])
def test_a_tab_that_is_killed_while_it_pushes_loses_and_doubles_nothing(
    visit: Visit, person: Person, server: Server, arrives: bool
) -> None:
    doable = visit().sign_in(person, keep=True)
    doable.add("Before")
    heard: list[int] = []

    def swallow(route: Route) -> None:
        """The answer is lost, or the request before it came to the server."""
        heard.append(route.fetch().status if arrives else 0)

    doable.page.route("**/api/sync/push", swallow)
    doable.write("Unheard")
    with_patience(doable.page, lambda: bool(heard))
    assert heard == [200 if arrives else 0]
    assert ("Unheard" in stored(server, person)) == arrives

    page = doable.page.context.new_page()
    doable.page.close(run_before_unload=False)
    doable = Doable(page, doable.server)
    doable.open("/inbox")
    doable.wait_until_synced()
    expect(doable.titles).to_have_text(["Before", "Unheard"])
    assert set(stored(server, person)) == {"Before", "Unheard"}


def test_tabs_follow_each_other_also_offline(visit: Visit, person: Person) -> None:
    first = visit().sign_in(person, keep=True)
    second = Doable(first.page.context.new_page(), first.server)
    second.open("/inbox")
    second.wait_until_synced()
    offline(first)
    for doable, title in ((first, "From the first"), (second, "From the second")):
        doable.page.bring_to_front()
        doable.write(title)
    for doable in (first, second):
        expect(doable.titles).to_have_text(["From the first", "From the second"])
        expect(doable.pill).to_have_text("Offline · 2 waiting")
    offline(first, False)
    for doable in (first, second):
        doable.wait_until_synced()
        expect(doable.rows).to_have_count(2)


def test_what_the_server_refuses_disappears_and_is_shown(
    visit: Visit, person: Person, server: Server
) -> None:
    doable = visit().sign_in(person)
    doable.add("Milk", "Bread")
    offline(doable)
    doable.edit("Milk", "Oat milk")
    doable.edit("Bread", "Rye bread")
    milk = stored(server, person)["Milk"]
    ask(server, person, "DELETE", f"/api/lists/{milk['listId']}/todos/{milk['id']}")
    offline(doable, False)
    expect(doable.pill).to_have_text("Needs attention")
    expect(doable.titles).to_have_text(["Rye bread"])
    doable.pill.click()
    panel = doable.page.get_by_role("dialog")
    expect(panel).to_contain_text("Oat milk")
    expect(panel).to_contain_text("trash")
    panel.get_by_role("button", name="Dismiss").click()
    panel.get_by_role("button", name="Close").click()
    doable.wait_until_synced()


def test_signing_out_asks_first_and_leaves_nothing_for_the_next_person(
    visit: Visit, server: Server, person: Person
) -> None:
    doable = visit().sign_in(person, keep=True)
    doable.add("Ada's secret")
    offline(doable)
    doable.write("Unsent")
    expect(doable.pill).to_have_text("Offline · 1 waiting")
    doable.choose("Sign out")
    dialog = doable.page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 change")
    dialog.get_by_role("button", name="Cancel").click()
    expect(doable.titles).to_have_text(["Ada's secret", "Unsent"])
    offline(doable, False)
    doable.wait_until_synced()

    doable.sign_out()
    assert doable.page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    doable.sign_in(sign_up(server))
    doable.wait_until_synced()
    expect(doable.rows).to_have_count(0)
    assert "secret" not in doable.page.content()


def test_offline_and_back_are_announced(visit: Visit, person: Person) -> None:
    doable = visit(viewport=PHONE).sign_in(person)
    doable.wait_until_synced()
    status = doable.page.get_by_role("status")
    offline(doable)
    expect(status).to_contain_text("offline")
    offline(doable, False)
    expect(status).to_contain_text("online")


def test_an_id_that_another_list_moved_away_is_followed(
    visit: Visit, person: Person, server: Server
) -> None:
    """An edit made offline reaches the to-do, although somebody moved it to another list."""
    doable = visit().sign_in(person)
    doable.add("Milk")
    milk = stored(server, person)["Milk"]
    home = ask(server, person, "POST", "/api/lists", {"name": "Home"})["id"]
    doable.page.reload()
    doable.wait_until_synced()
    offline(doable)
    doable.edit("Milk", "Oat milk")
    move = {"n": 1, "op": "move", "id": milk["id"], "to": home, "order": "a0"}
    push = {"clientId": new_id(), "listId": milk["listId"], "ops": [move]}
    ask(server, person, "POST", "/api/sync/push", push)
    offline(doable, False)
    doable.wait_until_synced()
    expect(doable.rows).to_have_count(0)
    assert ask(server, person, "GET", f"/api/lists/{home}/todos")["items"][0]["title"] == "Oat milk"
