"""Adding in one line: what is understood, shown, taken back, completed and pasted."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from local.testing import Person, Server
from tests.e2e.conftest import PHONE, Doable, ask, sign_up, with_patience
from tests.e2e.test_accessibility import SIZES, violations
from tests.ids import new_id

# The worker would bring from its own store what a test holds up.
WORKER = "block"

Visit = Callable[..., Doable]

TODAY = date.today()


def day(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


def next_weekday(wanted: int) -> str:
    """Never today; 0 is Monday."""
    return day((wanted - TODAY.weekday() - 1) % 7 + 1)


def end_of_month() -> str:
    following = (TODAY.replace(day=28) + timedelta(days=4)).replace(day=1)
    return (following - timedelta(days=1)).isoformat()


def first_of(month: int) -> str:
    this = TODAY.replace(month=month, day=1)
    return (this if this >= TODAY else this.replace(year=TODAY.year + 1)).isoformat()


def make_lists(server: Server, person: Person, *names: str) -> dict[str, str]:
    """Their ids by name, the Inbox's among them."""
    found = {"Inbox": ask(server, person, "GET", "/api/me")["inboxId"]}
    for name in names:
        body = {"id": new_id(), "name": name, "colour": "teal"}
        found[name] = ask(server, person, "POST", "/api/lists", body)["id"]
    return found


def todos_of(server: Server, person: Person) -> dict[str, dict[str, Any]]:
    """As the server has them, by title."""
    items = ask(server, person, "GET", "/api/todos?limit=500")["items"]
    return {one["title"]: one for one in items}


def chips(doable: Doable) -> Locator:
    return doable.page.get_by_role("list", name="Understood").locator(".text")


def options(doable: Doable) -> Locator:
    return doable.page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def wait_for_words(doable: Doable) -> None:
    """What understands the text comes a moment after the box."""
    expect(doable.page.get_by_role("combobox", name="What needs to be done?")).to_be_visible()


def paste(box: Locator, text: str) -> None:
    box.focus()
    box.evaluate(
        """(box, text) => {
          const clipboardData = new DataTransfer()
          clipboardData.setData('text/plain', text)
          const options = { clipboardData, bubbles: true, cancelable: true }
          box.dispatchEvent(new ClipboardEvent('paste', options))
        }""",
        text,
    )


# What is typed after a title, and what becomes of it: each row of the table in docs/quick-add.md,
# but those that need others.
WORDS: list[tuple[str, dict[str, Any]]] = [
    ("#home", {"listId": "Home"}),
    ('#"two words"', {"listId": "Two words"}),
    ("@phone", {"tags": ["phone"]}),
    ('@"two words"', {"tags": ["two words"]}),
    ("p1", {"priority": 1}),
    ("p2", {"priority": 2}),
    ("p3", {"priority": 3}),
    ("p4", {"priority": 4}),
    ("today", {"due": day(0)}),
    ("tod", {"due": day(0)}),
    ("tomorrow", {"due": day(1)}),
    ("tom", {"due": day(1)}),
    ("mon", {"due": next_weekday(0)}),
    ("on thursday", {"due": next_weekday(3)}),
    ("next week", {"due": next_weekday(0)}),
    ("weekend", {"due": day((5 - TODAY.weekday()) % 7)}),
    ("eom", {"due": end_of_month()}),
    ("in 3 days", {"due": day(3)}),
    ("in 2 weeks", {"due": day(14)}),
    ("1 dec", {"due": first_of(12)}),
    ("2031-12-01", {"due": "2031-12-01"}),
    ("tomorrow 5pm", {"due": day(1), "dueTime": "17:00"}),
    ("tomorrow 17:30", {"due": day(1), "dueTime": "17:30"}),
    ("tomorrow at 9", {"due": day(1), "dueTime": "09:00"}),
    ("every day", {"due": day(0), "repeat": "FREQ=DAILY"}),
    ("every weekday", {"repeat": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"}),
    ("every mon,thu", {"repeat": "FREQ=WEEKLY;BYDAY=MO,TH"}),
    ("every 2 weeks", {"repeat": "FREQ=WEEKLY;INTERVAL=2"}),
    ("every 15th", {"repeat": "FREQ=MONTHLY;BYMONTHDAY=15"}),
    ("every last day", {"repeat": "FREQ=MONTHLY;BYMONTHDAY=-1"}),
    ("every! 3 days", {"repeat": "FREQ=DAILY;INTERVAL=3;X-FROM=COMPLETION"}),
    ("// bring the card", {"notes": "bring the card"}),
]
# Text to the last letter, with no chip at all.
MISREADINGS = [
    "Sun cream",
    "March with the band",
    "The 9/11 Report",
    "SAT exam prep",
    "May be late",
    "Mon ami",
    "Call Tom",
    "Call mom at 9 lives st",
    "Plan today well",
]


def test_every_word_is_understood_by_the_keyboard_alone(
    visit: Visit, person: Person, server: Server
) -> None:
    ids = make_lists(server, person, "Home", "Two words")
    doable = visit().sign_in(person)
    doable.wait_until_synced()
    wait_for_words(doable)
    keyboard = doable.page.keyboard
    for n, (words, _) in enumerate(WORDS):
        keyboard.type(f"Paint {n} {words}")
        expect(chips(doable).first).to_be_visible()
        keyboard.press("Enter")
        expect(doable.add_box).to_have_value("")
    for text in MISREADINGS:
        keyboard.type(text)
        expect(chips(doable)).to_have_count(0)
        keyboard.press("Enter")
    expect(doable.add_box).to_be_focused()
    doable.wait_until_synced()

    found = todos_of(server, person)
    assert set(MISREADINGS) <= set(found)
    for title in MISREADINGS:
        assert (found[title]["due"], found[title]["repeat"]) == (None, None)
    for n, (words, fields) in enumerate(WORDS):
        expected = fields | ({"listId": ids[fields["listId"]]} if "listId" in fields else {})
        todo = found[f"Paint {n}"]
        assert {key: todo[key] for key in expected} == expected, words


# How far the tint is from what it is the tint of.
APART = """() => {
  const box = document.querySelector('[data-add-box]')
  return Math.abs(box.scrollLeft - document.querySelector('.tint .line').scrollLeft)
}"""


def test_what_is_understood_is_tinted_in_the_box_where_it_stands(doable: Doable) -> None:
    wait_for_words(doable)
    text = "A long line about the landlord, the heating and the windows " * 3
    doable.page.keyboard.type(f"{text}tomorrow 5pm p1")
    expect(chips(doable)).to_have_text(["Tomorrow · 17:00", "Urgent"])
    expect(doable.page.locator("mark")).to_have_text(["tomorrow", "5pm", "p1"])
    scrolled = doable.add_box.evaluate("(box) => box.scrollLeft")
    assert scrolled > 100
    for keys in ("Home", "ArrowRight", "End", "ArrowLeft"):
        doable.page.keyboard.press(keys)
        with_patience(doable.page, lambda: doable.page.evaluate(APART) <= 1)


def test_the_tint_stays_with_a_text_that_runs_the_other_way(doable: Doable) -> None:
    wait_for_words(doable)
    doable.page.keyboard.type("לקנות חלב וביצים ולחם " * 8 + "tomorrow 5pm")
    assert doable.add_box.evaluate("(box) => box.scrollLeft") < -100
    with_patience(doable.page, lambda: doable.page.evaluate(APART) <= 1)
    expect(doable.page.locator(".tint .line")).to_have_css("direction", "rtl")


def test_a_chip_becomes_text_by_its_cross_and_by_backspace(doable: Doable) -> None:
    wait_for_words(doable)
    keyboard = doable.page.keyboard
    keyboard.type("Read Tomorrow p1")
    expect(chips(doable)).to_have_text(["Tomorrow", "Urgent"])
    doable.page.get_by_role("button", name="Turn “Tomorrow” back into text").click()
    expect(chips(doable)).to_have_text(["Urgent"])
    expect(doable.add_box).to_be_focused()
    keyboard.press("Backspace")
    expect(chips(doable)).to_have_count(0)
    expect(doable.add_box).to_have_value("Read Tomorrow p1")
    keyboard.press("Backspace")
    expect(doable.add_box).to_have_value("Read Tomorrow p")
    keyboard.press("Enter")
    expect(doable.titles).to_have_text(["Read Tomorrow p"])
    expect(doable.rows).not_to_contain_text("Urgent")

    keyboard.type("Milk p2")
    keyboard.press("Tab")
    expect(doable.page.get_by_role("button", name="Turn “p2”")).to_be_focused()
    keyboard.press("Enter")
    expect(doable.add_box).to_be_focused()
    keyboard.press("Enter")
    expect(doable.titles).to_have_text(["Read Tomorrow p", "Milk p2"])


def test_chips_are_told_at_a_pause(doable: Doable) -> None:
    wait_for_words(doable)
    doable.page.keyboard.type("Milk tomorrow")
    expect(doable.page.get_by_role("status")).to_have_text("Due Tomorrow")
    doable.page.keyboard.press("Enter")
    expect(doable.page.get_by_role("status")).to_have_text("Added “Milk”")


def test_lists_and_tags_are_completed(visit: Visit, person: Person, server: Server) -> None:
    ids = make_lists(server, person, "Home", "Two words")
    doable = visit().sign_in(person)
    doable.add("One @health", "Two @home @health")
    wait_for_words(doable)
    keyboard = doable.page.keyboard
    keyboard.type("Bread #")
    expect(options(doable)).to_have_text(["#Inbox", "#Home", "#Two words"])
    keyboard.type("tw")
    expect(options(doable)).to_have_text(["#Two words"])
    keyboard.press("Enter")
    expect(doable.add_box).to_have_value('Bread #"Two words" ')
    keyboard.type("@")
    expect(options(doable)).to_have_text(["@health", "@home"])
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    keyboard.press("Tab")
    expect(doable.add_box).to_have_value('Bread #"Two words" @home ')
    keyboard.press("Enter")
    doable.toast("Added “Bread” to “Two words”").get_by_role("button", name="Undo").click()
    doable.wait_until_synced()
    assert "Bread" not in todos_of(server, person)

    keyboard.press("Escape")
    doable.add_box.focus()
    keyboard.type("Butter #h")
    expect(options(doable)).to_have_count(1)
    keyboard.press("Escape")
    expect(options(doable)).to_have_count(0)
    expect(doable.add_box).to_be_focused()
    keyboard.press("Escape")
    expect(doable.add_box).not_to_be_focused()
    doable.add_box.focus()
    keyboard.type("o")
    options(doable).get_by_text("Home").click()
    expect(doable.add_box).to_have_value("Butter #Home ")
    expect(doable.add_box).to_be_focused()
    keyboard.press("Enter")
    doable.wait_until_synced()
    assert todos_of(server, person)["Butter"]["listId"] == ids["Home"]


def test_pasted_lines_are_added_in_order_and_taken_back_as_one(
    doable: Doable, person: Person, server: Server
) -> None:
    wait_for_words(doable)
    paste(
        doable.add_box,
        "Shopping:\n- [ ] Milk tomorrow\n- Eggs @shop\n// brown ones\n\n3. Bread p1\n",
    )
    doable.page.get_by_role("button", name="Add 4 to-dos").click()
    expect(doable.titles).to_have_text(["Shopping:", "Milk", "Eggs", "Bread"])
    expect(doable.add_box).to_be_focused()
    doable.wait_until_synced()
    found = todos_of(server, person)
    assert found["Milk"]["due"] == day(1)
    assert (found["Eggs"]["tags"], found["Eggs"]["notes"]) == (["shop"], "brown ones")
    assert found["Bread"]["priority"] == 1
    doable.page.keyboard.press("Control+z")
    expect(doable.rows).to_have_count(0)
    doable.page.keyboard.press("Control+Shift+z")
    expect(doable.titles).to_have_text(["Shopping:", "Milk", "Eggs", "Bread"])
    doable.wait_until_synced()


def test_pasted_lines_can_be_one_or_text_or_too_many(doable: Doable) -> None:
    wait_for_words(doable)
    offer = doable.page.get_by_role("button", name=re.compile("Add . to-dos"))
    paste(doable.add_box, "A long\nsentence")
    doable.page.get_by_role("button", name="Add as one").click()
    expect(doable.titles).to_have_text(["A long sentence"])
    paste(doable.add_box, "Left\nalone")
    expect(offer).to_be_visible()
    doable.page.keyboard.press("Escape")
    expect(offer).to_have_count(0)
    expect(doable.add_box).to_have_value("Left alone")
    doable.page.keyboard.press("Control+z")
    expect(doable.add_box).to_have_value("")
    paste(doable.add_box, "Line\n" * 501)
    expect(doable.page.get_by_text("These are 501 lines. At most 500")).to_be_visible()
    expect(doable.rows).to_have_count(1)


def test_five_hundred_lines_are_added_at_once(doable: Doable) -> None:
    wait_for_words(doable)
    paste(doable.add_box, "\n".join(f"Line {n}" for n in range(500)))
    doable.page.keyboard.press("Enter")
    expect(doable.page.get_by_text("500 items left")).to_be_visible()
    expect(doable.titles.first).to_have_text("Line 0")


def test_a_title_that_is_too_long_is_refused_and_kept(doable: Doable) -> None:
    wait_for_words(doable)
    text = "x" * 501
    doable.add_box.fill(text)
    doable.add_box.press("Enter")
    expect(doable.page.get_by_text("A title has at most 500 characters")).to_be_visible()
    expect(doable.add_box).to_have_value(text)
    doable.add_box.press("Backspace")
    expect(doable.page.get_by_text("A title has at most 500 characters")).to_have_count(0)
    doable.add_box.press("Enter")
    expect(doable.titles).to_have_text(["x" * 500])


WORDS_CHUNK = "**/assets/QuickParts-*.js"


def test_what_is_entered_before_the_words_are_there_waits_for_them(
    visit: Visit, person: Person, server: Server
) -> None:
    doable = visit()
    held: list[Any] = []
    doable.page.route(WORDS_CHUNK, lambda route: held.append(route))
    doable.sign_in(person)
    doable.write("One tomorrow", "Two p1", "Three")
    with_patience(doable.page, lambda: held)
    expect(doable.add_box).to_have_value("")
    expect(doable.rows).to_have_count(0)
    for route in held:
        route.continue_()
    expect(doable.titles).to_have_text(["One", "Two", "Three"])
    doable.wait_until_synced()
    found = todos_of(server, person)
    assert (found["One"]["due"], found["Two"]["priority"]) == (day(1), 1)


def test_what_cannot_be_understood_yet_comes_back(visit: Visit, person: Person) -> None:
    doable = visit()
    doable.page.route(WORDS_CHUNK, lambda route: route.abort())
    doable.sign_in(person)
    doable.write("One tomorrow")
    expect(doable.add_box).to_have_value("One tomorrow ")  # Ready to go on.
    expect(doable.rows).to_have_count(0)


def test_a_place_says_what_the_text_does_not(visit: Visit, person: Person, server: Server) -> None:
    ids = make_lists(server, person, "Home", "Work")
    doable = visit().sign_in(person)
    doable.wait_until_synced()
    key = "doable.preferences"
    doable.page.evaluate(
        """([key, id]) => localStorage.setItem(key,
          JSON.stringify({ ...JSON.parse(localStorage.getItem(key)), defaultList: id }))""",
        [key, ids["Work"]],
    )
    doable.open("/today")
    doable.add("Now", "Later tomorrow", "There #home")
    doable.open("/tags/shop")
    doable.add("Milk", "Cheese @dairy")
    doable.open(f"/lists/{ids['Home']}")
    doable.add("Sweep", "Sort #inbox")
    expect(doable.titles).to_have_text(["There", "Sweep"])
    ask(server, person, "PATCH", f"/api/lists/{ids['Work']}", {"archived": True})
    doable.open("/today")
    doable.wait_until_synced()
    sidebar = doable.page.get_by_role("navigation", name="Main")
    expect(sidebar.get_by_role("link", name="Work")).to_have_count(0)
    doable.add("Fallen back")
    found = todos_of(server, person)
    places = {title: (todo["listId"], todo["due"]) for title, todo in found.items()}
    assert places == {
        "Now": (ids["Work"], day(0)),
        "Later": (ids["Work"], day(1)),
        "There": (ids["Home"], day(0)),
        "Milk": (ids["Work"], None),
        "Cheese": (ids["Work"], None),
        "Sweep": (ids["Home"], None),
        "Sort": (ids["Inbox"], None),
        "Fallen back": (ids["Inbox"], day(0)),
    }
    assert found["Milk"]["tags"] == ["shop"]
    assert sorted(found["Cheese"]["tags"]) == ["dairy", "shop"]


def test_the_dialog_understands_and_its_controls_agree(
    visit: Visit, person: Person, server: Server
) -> None:
    ids = make_lists(server, person, "Home")
    doable = visit().sign_in(person, path="/upcoming")
    doable.wait_until_synced()
    page = doable.page
    page.locator("#page-title").focus()
    page.keyboard.press("q")
    dialog = page.get_by_role("dialog", name="Add a to-do")
    expect(dialog.get_by_label("What needs to be done?")).to_be_focused()
    page.keyboard.type("Book dentist tomorrow 5pm #home p2")
    expect(chips(doable)).to_have_text(["Tomorrow · 17:00", "Home", "High"])
    for name in ("Tomorrow", "High"):
        pressed = dialog.get_by_role("button", name=name, exact=True)
        expect(pressed).to_have_attribute("aria-pressed", "true")
    expect(dialog.get_by_label("List", exact=True)).to_have_value(ids["Home"])
    dialog.get_by_role("button", name="Today", exact=True).click()
    expect(chips(doable)).to_have_text(["Today · 17:00", "Home", "High"])
    dialog.get_by_label("Notes").fill("Bring the card")
    dialog.get_by_role("button", name="Add", exact=True).click()
    box = dialog.get_by_label("What needs to be done?")
    expect(box).to_have_value("")
    expect(box).to_be_focused()
    page.keyboard.type("Second mon #h")
    expect(options(doable)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(options(doable)).to_have_count(0)
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    expect(box).to_have_value("")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    doable.wait_until_synced()
    found = todos_of(server, person)
    first, second = found["Book dentist"], found["Second"]
    assert (first["due"], first["dueTime"], first["priority"]) == (day(0), "17:00", 2)
    assert (first["listId"], first["notes"]) == (ids["Home"], "Bring the card")
    assert (second["due"], second["notes"]) == (next_weekday(0), "")


def test_what_another_app_shares_is_understood(
    visit: Visit, person: Person, server: Server
) -> None:
    doable = visit().sign_in(person)
    doable.open("/today?add&title=Recipe+tomorrow&url=https://example.org/soup")
    dialog = doable.page.get_by_role("dialog", name="Add a to-do")
    box = dialog.get_by_label("What needs to be done?")
    expect(box).to_have_value("Recipe tomorrow")
    expect(chips(doable)).to_have_text(["Tomorrow"])
    expect(dialog.get_by_label("Notes")).to_have_value("https://example.org/soup")
    box.press("Enter")
    expect(box).to_have_value("")
    doable.page.keyboard.press("Escape")
    doable.wait_until_synced()
    recipe = todos_of(server, person)["Recipe"]
    assert (recipe["notes"], recipe["due"]) == ("https://example.org/soup", day(1))


def test_a_phone_adds_by_touch(visit: Visit, person: Person, server: Server) -> None:
    ids = make_lists(server, person, "Home")
    options_ = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
    doable = visit(**options_).sign_in(person, path="/today")
    doable.wait_until_synced()
    page = doable.page
    page.get_by_role("button", name="Add a to-do", exact=True).tap()
    sheet = page.get_by_role("dialog", name="Add a to-do")
    box = sheet.get_by_label("What needs to be done?")
    expect(box).to_be_focused()
    page.keyboard.type("Milk p1 tomorrow #h")
    options(doable).get_by_text("Home").tap()
    expect(box).to_have_value("Milk p1 tomorrow #Home ")
    expect(chips(doable)).to_have_text(["Urgent", "Tomorrow", "Home"])
    cross = page.get_by_role("button", name="Turn “p1” back into text")
    area = cross.bounding_box()
    assert area and min(area["width"], area["height"]) >= 44
    cross.tap()
    expect(chips(doable)).to_have_text(["Tomorrow", "Home"])
    expect(box).to_be_focused()
    # The keyboard of the phone covers what is below here.
    page.evaluate("document.documentElement.style.setProperty('--keyboard', '336px')")
    for target in (box, sheet.get_by_role("button", name="Add", exact=True)):
        area = target.bounding_box()
        assert area and area["y"] >= 48 and area["y"] + area["height"] <= PHONE["height"] - 336
    sheet.get_by_role("button", name="Add", exact=True).tap()
    expect(box).to_have_value("")
    expect(box).to_be_focused()
    page.keyboard.type("Second")
    page.keyboard.press("Enter")
    expect(box).to_have_value("")
    page.keyboard.press("Escape")
    doable.wait_until_synced()
    found = todos_of(server, person)
    assert (found["Milk p1"]["due"], found["Milk p1"]["listId"]) == (day(1), ids["Home"])
    assert found["Second"]["due"] == day(0)


def test_it_works_offline_from_the_start(visit: Visit, person: Person, server: Server) -> None:
    doable = visit(service_workers="allow").sign_in(person, keep=True)
    doable.wait_until_synced()
    doable.wait_until_worker_is_ready()
    doable.page.reload()
    doable.wait_until_synced()
    doable.page.context.set_offline(True)
    doable.page.reload()
    doable.write("Milk tomorrow @shop p1")
    expect(doable.titles).to_have_text(["Milk"])
    expect(doable.rows).to_contain_text("Tomorrow")
    doable.page.context.set_offline(False)
    doable.wait_until_synced()
    milk = todos_of(server, person)["Milk"]
    assert (milk["due"], milk["tags"], milk["priority"]) == (day(1), ["shop"], 1)


def test_german_is_understood_beside_english(visit: Visit, person: Person, server: Server) -> None:
    doable = visit(locale="de-DE")
    page = doable.page
    doable.open("/inbox")
    page.get_by_label("E-Mail").fill(person.email)
    page.get_by_label("Passwort", exact=True).fill(person.password)
    page.get_by_role("button", name="Anmelden").click()
    box = page.get_by_role("main").get_by_role("combobox", name="Was ist zu tun?")
    expect(box).to_be_visible()
    known = page.get_by_role("list", name="Verstanden").locator(".text")
    for text, shown in [
        ("Zahnarzt morgen 17 Uhr p2", ["Morgen · 17:00", "Hoch"]),
        ("Müll jeden Mo #eingang", ["Jeden Montag", "Eingang"]),
        ("Milk tomorrow", ["Morgen"]),
    ]:
        box.fill(text)
        expect(known).to_have_text(shown)
        box.press("Enter")
        expect(box).to_have_value("")
    expect(doable.titles).to_have_text(["Zahnarzt", "Müll", "Milk"])
    expect(doable.pill).to_have_text("Synchron")
    found = todos_of(server, person)
    assert (found["Zahnarzt"]["due"], found["Zahnarzt"]["dueTime"]) == (day(1), "17:00")
    assert found["Müll"]["repeat"] == "FREQ=WEEKLY;BYDAY=MO"


@pytest.mark.parametrize("size", SIZES)
def test_what_is_understood_is_accessible(visit: Visit, server: Server, size: str) -> None:
    there = visit(viewport=SIZES[size]).sign_in(sign_up(server))
    wait_for_words(there)
    there.add_box.fill("Milk tomorrow 5pm @shop #inbox p1 // two")
    expect(chips(there)).to_have_count(5)
    assert ("chips", violations(there)) == ("chips", [])
    there.add_box.fill("Milk #")
    there.add_box.press("ArrowDown")
    expect(options(there).first).to_be_visible()
    assert ("options", violations(there)) == ("options", [])
    there.add_box.fill("")
    paste(there.add_box, "Milk\nEggs")
    expect(there.page.get_by_role("button", name="Add as one")).to_be_visible()
    assert ("lines", violations(there)) == ("lines", [])
    there.add_box.fill("x" * 501)
    there.add_box.press("Enter")
    expect(there.add_box).to_have_attribute("aria-invalid", "true")
    assert ("problem", violations(there)) == ("problem", [])
    there.open("/inbox?add&title=Milk+tomorrow+p1")
    expect(chips(there)).to_have_count(2)
    assert ("dialog", violations(there)) == ("dialog", [])
