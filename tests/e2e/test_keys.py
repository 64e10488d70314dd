"""Every key of the page's table, pressed by somebody who has no mouse."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, expect

from local.environment import ROOT
from local.testing import Person, Server
from tests.e2e.conftest import Doable, ask

WORKER = "block"

TABLE = ROOT / "frontend" / "src" / "lib" / "shortcuts.ts"
TITLES = ("One", "Two", "Three")


def table() -> dict[str, list[str]]:
    """The keys of each shortcut, as the page has them."""
    source = TABLE.read_text().split("SHORTCUTS = {")[1].split("} as const")[0]
    rows = re.findall(r"^ {2}(\w+): \[(.+)\],$", source, re.MULTILINE)
    return {name: re.findall(r"'([^']+)'", keys) for name, keys in rows}


def press(doable: Doable, keys: str) -> None:
    """As the table writes them: "g i" is one after the other, and " " the space bar."""
    for key in keys.split(" ") if keys.strip() else ["Space"]:
        doable.page.keyboard.press(key.replace("Mod", "Control"))


def focus(doable: Doable, title: str) -> None:
    doable.row(title).locator("[data-row-link]").focus()


def dialog(doable: Doable, name: str | re.Pattern[str]) -> Locator:
    return doable.page.get_by_role("dialog", name=name)


def expect_focus(doable: Doable, title: str) -> None:
    expect(doable.row(title).locator("[data-row-link]")).to_be_focused()


def expect_view(doable: Doable, name: str) -> None:
    expect(doable.page.get_by_role("heading", name=name, level=1)).to_be_visible()


def expect_selected(doable: Doable, *titles: str) -> None:
    expect(doable.page.locator(".row.selected .title")).to_have_text(list(titles))


def expect_titles(doable: Doable, *titles: str) -> None:
    expect(doable.titles).to_have_text(list(titles))


def expect_priority(name: str) -> Callable[[Doable], None]:
    return lambda doable: expect(doable.row("Two")).to_contain_text(name)


def leave_row(doable: Doable) -> None:
    """The add box has the focus; whatever is typed there is text."""
    doable.page.locator("#page-title").focus()


Check = Callable[[Doable], None]
ON_TWO: Check = lambda doable: focus(doable, "Two")  # noqa: E731  # a table of small ones


def on_urgent(doable: Doable) -> None:
    ON_TWO(doable)
    doable.page.keyboard.press("1")
    expect_priority("Urgent")(doable)


def deleted(doable: Doable) -> None:
    ON_TWO(doable)
    doable.page.keyboard.press("Delete")
    expect_titles(doable, "One", "Three")


def undone(doable: Doable) -> None:
    deleted(doable)
    doable.page.keyboard.press("Control+z")
    expect_titles(doable, *TITLES)


def opened(doable: Doable) -> None:
    ON_TWO(doable)
    doable.page.keyboard.press("Enter")
    expect(doable.page.get_by_label("Notes").first).to_be_visible()


# What is done before, and what is so after; on a page that shows the three.
ROWS: dict[str, tuple[Check, Check]] = {
    "quickAdd": (ON_TWO, lambda doable: expect(doable.add_box).to_be_focused()),
    "search": (leave_row, lambda doable: expect_view(doable, "Search")),
    "palette": (
        leave_row,
        lambda doable: expect(doable.page.get_by_role("option").first).to_be_visible(),
    ),
    "help": (leave_row, lambda doable: expect(dialog(doable, "Help")).to_be_visible()),
    "down": (ON_TWO, lambda doable: expect_focus(doable, "Three")),
    "up": (ON_TWO, lambda doable: expect_focus(doable, "One")),
    "open": (ON_TWO, lambda doable: expect(doable.page).to_have_url(re.compile("todo="))),
    "close": (opened, lambda doable: expect_focus(doable, "Two")),
    "edit": (ON_TWO, lambda doable: expect(doable.page.get_by_label("Edit title")).to_be_focused()),
    "complete": (ON_TWO, lambda doable: expect(doable.tick("Two")).to_be_checked()),
    "priority1": (ON_TWO, expect_priority("Urgent")),
    "priority2": (ON_TWO, expect_priority("High")),
    "priority3": (ON_TWO, expect_priority("Medium")),
    "priority4": (
        on_urgent,
        lambda doable: expect(doable.row("Two")).not_to_contain_text("Urgent"),
    ),
    "due": (ON_TWO, lambda doable: expect(dialog(doable, "When is “Two” due?")).to_be_visible()),
    "tags": (ON_TWO, lambda doable: expect(dialog(doable, "Tags of “Two”")).to_be_visible()),
    "move": (ON_TWO, lambda doable: expect(dialog(doable, "Move “Two” to")).to_be_visible()),
    "remove": (ON_TWO, lambda doable: expect_titles(doable, "One", "Three")),
    "moveUp": (ON_TWO, lambda doable: expect_titles(doable, "Two", "One", "Three")),
    "moveDown": (ON_TWO, lambda doable: expect_titles(doable, "One", "Three", "Two")),
    "select": (ON_TWO, lambda doable: expect_selected(doable, "Two")),
    "selectDown": (ON_TWO, lambda doable: expect_selected(doable, "Two", "Three")),
    "selectUp": (ON_TWO, lambda doable: expect_selected(doable, "One", "Two")),
    "selectAll": (ON_TWO, lambda doable: expect_selected(doable, *TITLES)),
    "undo": (deleted, lambda doable: expect_titles(doable, *TITLES)),
    "redo": (undone, lambda doable: expect_titles(doable, "One", "Three")),
    "goInbox": (leave_row, lambda doable: expect_view(doable, "Inbox")),
    "goToday": (leave_row, lambda doable: expect_view(doable, "Today")),
    "goUpcoming": (leave_row, lambda doable: expect_view(doable, "Upcoming")),
    "goLists": (leave_row, lambda doable: expect_view(doable, "Lists")),
}


def make_list(server: Server, person: Person) -> str:
    """The address of a new list that holds the three."""
    home = ask(server, person, "POST", "/api/lists", {"name": "Home"})["id"]
    for title in TITLES:
        ask(server, person, "POST", f"/api/lists/{home}/todos", {"title": title})
    return f"/lists/{home}"


def test_every_key_does_what_the_table_says(doable: Doable, server: Server, person: Person) -> None:
    assert set(ROWS) == set(table())
    for name, all_keys in table().items():
        before, after = ROWS[name]
        for keys in all_keys:
            doable.open(make_list(server, person))
            doable.wait_until_ready()
            expect_titles(doable, *TITLES)
            before(doable)
            press(doable, keys)
            with naming(f"{name}, by {keys!r}"):
                after(doable)


@contextmanager
def naming(what: str) -> Iterator[None]:
    """Says of which of many it is that a check fails."""
    try:
        yield
    except AssertionError as error:
        error.add_note(what)
        raise
