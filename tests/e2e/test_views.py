"""Today, Upcoming, tags, Done and the search; arranged views; and what a new person finds."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from local.testing import Person, Server
from tests.e2e.conftest import FIRST_RUN, Doable, ask, sign_up
from tests.e2e.test_accessibility import SIZES, violations

WORKER = "block"

Visit = Callable[..., Doable]


def day(offset: int) -> str:
    return (date.today() + timedelta(days=offset)).isoformat()


def give(server: Server, person: Person, *todos: dict[str, Any], list_id: str = "") -> None:
    """To-dos that the person has made elsewhere, in the Inbox or in another list."""
    where = list_id or ask(server, person, "GET", "/api/me")["inboxId"]
    for todo in todos:
        ask(server, person, "POST", f"/api/lists/{where}/todos", todo)


def side(doable: Doable, name: str) -> Locator:
    return doable.page.get_by_role("navigation", name="Main").get_by_role("link", name=name)


def arrange(doable: Doable, *choices: str) -> None:
    doable.page.get_by_role("button", name="Sort and filter").click()
    for choice in choices:
        doable.page.get_by_role("menuitemradio", name=choice, exact=True).click()
    doable.page.keyboard.press("Escape")


def test_what_is_overdue_is_moved_to_today_at_once_and_back(
    visit: Visit, server: Server, person: Person
) -> None:
    give(
        server,
        person,
        {"title": "Rent", "due": day(-3)},
        {"title": "Passport", "due": day(-1)},
        {"title": "Milk", "due": day(0), "priority": 1},
    )
    doable = visit().sign_in(person, path="/today")
    page = doable.page
    expect(doable.titles).to_have_text(["Rent", "Passport", "Milk"])
    page.get_by_role("button", name="Move all to today").click()
    expect(page.get_by_role("heading", name="Overdue")).to_have_count(0)
    expect(doable.titles).to_have_text(["Milk", "Rent", "Passport"])
    doable.toast("Moved 2 to-dos to today").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Overdue")).to_be_visible()
    doable.wait_until_synced()
    page.reload()
    expect(doable.titles).to_have_text(["Rent", "Passport", "Milk"])


def test_upcoming_has_a_place_for_each_of_the_next_days(
    visit: Visit, server: Server, person: Person
) -> None:
    give(server, person, {"title": "Call", "due": day(2)}, {"title": "Taxes", "due": day(40)})
    doable = visit().sign_in(person, path="/upcoming")
    places = doable.page.locator("main [data-drop-day]")
    expect(places).to_have_count(8)
    expect(places.nth(1)).to_contain_text("Call")
    free = places.nth(3)
    expect(free).to_have_attribute("data-drop-day", day(4))
    free.get_by_role("button", name="Add a to-do for").click()
    sheet = doable.page.get_by_role("dialog")
    sheet.get_by_label("What needs to be done?").fill("Dentist")
    doable.page.keyboard.press("Enter")
    doable.page.keyboard.press("Escape")
    expect(places.nth(3)).to_contain_text("Dentist")


def test_a_list_is_sorted_and_filtered_until_somebody_says_otherwise(
    visit: Visit, server: Server, person: Person
) -> None:
    give(
        server,
        person,
        {"title": "Pear", "due": day(1)},
        {"title": "Apple", "tags": ["fruit"]},
        {"title": "Fig", "tags": ["fruit"], "done": True},
    )
    doable = visit().sign_in(person, keep=True)
    page = doable.page
    expect(doable.titles).to_have_text(["Pear", "Apple", "Fig"])
    arrange(doable, "Title")
    expect(doable.titles).to_have_text(["Apple", "Pear", "Fig"])
    arrange(doable, "@fruit")
    expect(doable.titles).to_have_text(["Apple", "Fig"])
    page.reload()
    expect(doable.titles).to_have_text(["Apple", "Fig"])
    expect(page.get_by_text("1 to-do is hidden by the filter.")).to_be_visible()
    page.get_by_role("navigation", name="Filter").get_by_role("link", name="Active").click()
    expect(doable.titles).to_have_text(["Apple"])
    page.get_by_role("button", name="Clear filter").click()
    expect(doable.titles).to_have_text(["Apple", "Pear"])
    doable.open("/today")
    expect(page.get_by_text("hidden by the filter")).to_have_count(0)
    doable.open("/inbox")
    expect(doable.titles).to_have_text(["Apple", "Pear", "Fig"])
    arrange(doable, "My order")
    expect(doable.titles).to_have_text(["Pear", "Apple", "Fig"])


def test_the_sidebar_counts_what_is_open(visit: Visit, server: Server, person: Person) -> None:
    home = ask(server, person, "POST", "/api/lists", {"name": "Home"})["id"]
    give(server, person, {"title": "Late", "due": day(-1)}, {"title": "Soon", "due": day(3)})
    give(
        server,
        person,
        {"title": "Now", "due": day(0), "tags": ["errands"]},
        {"title": "Then", "tags": ["errands", "post"]},
        {"title": "Done", "tags": ["post"], "done": True},
        list_id=home,
    )
    doable = visit().sign_in(person)
    counts = {"Inbox": 2, "Today": 2, "Upcoming": 1, "Home": 2, "errands": 2, "post": 1}
    for name, count in counts.items():
        expect(side(doable, name)).to_contain_text(f"{count} open")
    side(doable, "Today").click()
    doable.tick("Now").check(force=True)
    expect(side(doable, "Today")).to_contain_text("1 open")
    expect(side(doable, "Home")).to_contain_text("1 open")
    expect(side(doable, "errands")).to_contain_text("1 open")
    expect(side(doable, "Home")).to_have_attribute("data-drop-list", home)
    expect(side(doable, "Today")).to_have_attribute("data-drop-day", day(0))


def test_a_tag_has_a_view_of_its_own(visit: Visit, server: Server, person: Person) -> None:
    home = ask(server, person, "POST", "/api/lists", {"name": "Home"})["id"]
    give(server, person, {"title": "Parcel", "tags": ["on the way"]})
    give(server, person, {"title": "Stamps", "tags": ["on the way"], "due": day(1)}, list_id=home)
    doable = visit().sign_in(person, keep=True)
    side(doable, "on the way").click()
    expect(doable.page.get_by_role("heading", name="@on the way", level=1)).to_be_visible()
    expect(doable.titles).to_have_text(["Stamps", "Parcel"])
    doable.add("Bread")
    expect(doable.titles).to_have_text(["Stamps", "Parcel", "Bread"])
    doable.tick("Stamps").check(force=True)
    expect(doable.titles).to_have_text(["Parcel", "Bread", "Stamps"])
    doable.wait_until_synced()
    doable.page.reload()
    expect(doable.titles).to_have_text(["Parcel", "Bread"])
    doable.page.get_by_role("button", name="Tags", exact=True).click()
    expect(side(doable, "on the way")).to_have_count(0)
    doable.page.reload()
    expect(doable.titles).to_have_text(["Parcel", "Bread"])
    expect(side(doable, "on the way")).to_have_count(0)


def test_what_is_done_is_found_under_done_and_reopened_there(doable: Doable) -> None:
    doable.add("One", "Two")
    for title in ("One", "Two"):
        doable.tick(title).check(force=True)
        doable.wait_until_synced()
    side(doable, "Done").click()
    expect(doable.titles).to_have_text(["Two", "One"])
    expect(doable.page.get_by_role("heading", name="Today ·")).to_be_visible()
    doable.tick("One").uncheck(force=True)
    expect(doable.page.get_by_text("1 completed")).to_be_visible()
    expect(doable.titles).to_have_text(["Two", "One"])
    doable.wait_until_synced()
    doable.page.reload()
    expect(doable.titles).to_have_text(["Two"])


def test_the_search_finds_everything_and_marks_it(
    visit: Visit, server: Server, person: Person
) -> None:
    ask(server, person, "POST", "/api/lists", {"name": "Café plans"})
    give(
        server,
        person,
        {"title": "Try the CAFÉ by the river", "done": True},
        {"title": "Buy beans", "notes": "for the café"},
        {"title": "Roast", "tags": ["cafe"]},
        {"title": "Something else"},
    )
    doable = visit().sign_in(person, path="/search")
    doable.page.get_by_label("Search all to-dos").fill("cafe")
    expect(doable.titles).to_have_text(["Buy beans", "Roast", "Try the CAFÉ by the river"])
    main = doable.page.get_by_role("main")
    expect(main.get_by_role("heading", name="3 results")).to_be_visible()
    expect(main.get_by_role("heading", name="Completed")).to_be_visible()
    expect(main.get_by_role("link", name="Café plans")).to_be_visible()
    marked = "[...CSS.highlights.get('found')].map(String)"
    assert doable.page.evaluate(marked) == ["CAFÉ"]


def test_a_new_person_is_taught_once_on_whatever_devices(visit: Visit, server: Server) -> None:
    person = server.sign_up()
    first = visit().sign_in(person, keep=True)
    expect(first.titles).to_have_text(FIRST_RUN)
    first.wait_until_synced()
    second = visit().sign_in(person)
    expect(second.titles).to_have_text(FIRST_RUN)
    second.wait_until_synced()
    first.page.reload()
    first.wait_until_synced()
    expect(first.titles).to_have_text(FIRST_RUN)
    for title in FIRST_RUN:
        first.menu(title, "Delete")
    first.wait_until_synced()
    first.page.reload()
    third = visit().sign_in(person)
    for device in (first, third):
        device.wait_until_synced()
        expect(device.page.get_by_text("Nothing to do here yet.")).to_be_visible()


def test_a_new_person_is_taught_in_their_language(visit: Visit, server: Server) -> None:
    person = server.sign_up()
    there = visit(locale="de-DE")
    there.open("/signin")
    there.page.get_by_label("E-Mail").fill(person.email)
    there.page.get_by_label("Passwort", exact=True).fill(person.password)
    there.page.get_by_role("button", name="Anmelden").click()
    expect(there.titles.first).to_have_text("Hak mich ab: Tipp auf den Kreis")
    expect(there.titles).to_have_count(3)


@pytest.mark.parametrize("size", SIZES)
def test_the_views_are_accessible(visit: Visit, server: Server, size: str) -> None:
    person = sign_up(server)
    ask(server, person, "POST", "/api/lists", {"name": "Errands"})
    give(
        server,
        person,
        {"title": "Late", "due": day(-1), "tags": ["errands"]},
        {"title": "Soon", "due": day(2), "tags": ["errands"]},
        {"title": "Ready", "due": day(0), "tags": ["errands"], "done": True},
    )
    there = visit(viewport=SIZES[size]).sign_in(person)
    paths = {
        "/today": "Today",
        "/upcoming": "Upcoming",
        "/done": "Done",
        "/tags/errands": "@errands",
        "/tags/nothing": "@nothing",
        "/search?q=e": "Search",
        "/lists": "Lists",
    }
    for path, heading in paths.items():
        there.open(path)
        expect(there.page.get_by_role("heading", name=heading, level=1)).to_be_visible()
        there.page.wait_for_load_state("networkidle")
        assert (path, violations(there)) == (path, [])
    there.open("/inbox")
    there.page.get_by_role("button", name="Sort and filter").click()
    there.page.get_by_role("menuitemradio", name="Overdue").click()
    assert ("menu", violations(there)) == ("menu", [])
    there.page.keyboard.press("Escape")
    expect(there.page.get_by_text("hidden by the filter")).to_be_visible()
    assert ("filter", violations(there)) == ("filter", [])
