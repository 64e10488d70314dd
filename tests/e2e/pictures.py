"""`make pictures`: what the README and installers show, taken from the page as it is.

    python -m tests.e2e.pictures [FOLDER]

Every view goes into FOLDER, in both sizes and both themes; without one, only those that are kept
are left.
"""

import json
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from local.environment import ROOT
from local.testing import Person, Server
from tests.e2e.conftest import CHROMIUM, DESKTOP, LOCALE, PHONE, Doable
from tests.ids import new_id

# Of the README, and of the manifest.
KEPT = {
    "docs/images/today-light.png": ("desktop", "light", "today-open"),
    "frontend/public/screenshots/wide.png": ("desktop", "light", "today-open"),
    "frontend/public/screenshots/narrow.png": ("phone", "light", "today"),
}
SIZES = {"desktop": DESKTOP, "phone": PHONE}


class Api:
    """The REST API, as a script uses it."""

    def __init__(self, server: Server, person: Person) -> None:
        self.base, self.token = server.url, person.access_token

    def __call__(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = Request(self.base + path, data, headers, method=method)  # noqa: S310  # ours
        with urlopen(request) as answer:  # noqa: S310  # ours
            return json.loads(answer.read() or b"null")


def day(offset: int) -> str:
    return (date.today() + timedelta(days=offset)).isoformat()


def fill(api: Api) -> tuple[str, str]:
    """A life in to-dos; the id of the one whose details are shown, and of its list."""
    inbox = api("GET", "/api/me")["inboxId"]
    lists = {"Inbox": inbox}
    for name, colour in (("Home", "teal"), ("Work", "blue"), ("Groceries", "amber")):
        lists[name] = api("POST", "/api/lists", {"id": new_id(), "name": name, "colour": colour})[
            "id"
        ]
    report = {
        "title": "Draft the quarterly report",
        "due": day(0),
        "dueTime": "17:00",
        "priority": 2,
        "notes": "Ask Priya for the numbers.\nLast year's outline is in the shared folder.",
        "tags": ["writing", "q4"],
    }
    todos: list[tuple[str, dict[str, Any]]] = [
        ("Home", {"title": "Renew passport", "due": day(-1), "priority": 1}),
        ("Work", report),
        ("Home", {"title": "Book dentist", "due": day(0)}),
        ("Groceries", {"title": "Buy milk", "due": day(0), "done": True}),
        ("Groceries", {"title": "Olive oil, the good one"}),
        ("Groceries", {"title": "Rye flour"}),
        ("Work", {"title": "Review Sam's pull request", "due": day(1), "priority": 3}),
        ("Work", {"title": "Plan the offsite", "due": day(3), "tags": ["team"]}),
        ("Home", {"title": "Water the plants", "due": day(2), "repeat": "FREQ=WEEKLY"}),
        ("Inbox", {"title": "Read about tide tables", "tags": ["someday"]}),
        ("Inbox", {"title": "Call mum", "due": day(1), "dueTime": "18:30"}),
        ("Inbox", {"title": "A gift for Noor that is neither a book nor a plant nor a candle"}),
        ("Inbox", {"title": "Cancel the trial", "done": True}),
    ]
    made = [
        api("POST", f"/api/lists/{lists[name]}/todos", {"id": new_id(), **body})
        for name, body in todos
    ]
    for title, done in (("Collect the figures", True), ("Write the summary", False)):
        below = {"title": title, "done": done, "parentId": made[1]["id"]}
        api("POST", f"/api/lists/{lists['Work']}/todos", {"id": new_id(), **below})
    thrown = api("POST", f"/api/lists/{inbox}/todos", {"title": "An old idea"})
    api("DELETE", f"/api/lists/{inbox}/todos/{thrown['id']}")
    return str(made[1]["id"]), str(made[1]["listId"])


def views(todo_id: str, list_id: str) -> dict[str, str]:
    return {
        "today": "/today",
        "today-open": f"/today?todo={todo_id}",
        "inbox": "/inbox",
        "upcoming": "/upcoming",
        "lists": "/lists",
        "search": "/search",
        "done": "/done",
        "tag": "/tags/team",
        "trash": "/trash",
        "settings": "/settings",
        "list-open": f"/lists/{list_id}?todo={todo_id}",
        "nowhere": "/nowhere",
    }


def write(there: Doable) -> None:
    """What quick add makes of a line, in the box or, on a phone, in its sheet."""
    if there.page.viewport_size == PHONE:
        there.page.get_by_role("button", name="Add a to-do", exact=True).click()
    box = there.page.get_by_label("What needs to be done?").last
    box.click()
    box.press_sequentially("Call Noor tomorrow 5pm @family p2 #home every week")


def choose(there: Doable) -> None:
    there.rows.nth(0).locator("[data-row-link]").focus()
    there.page.keyboard.press("x")
    there.page.keyboard.press("Shift+ArrowDown")


def show_menu(there: Doable) -> None:
    there.rows.nth(1).hover()
    there.rows.nth(1).get_by_role("button").last.click()


# What comes up over the page.
OVER: dict[str, Callable[[Doable], None]] = {
    "quick-add": write,
    "selection": choose,
    "menu": show_menu,
    "palette": lambda there: there.page.keyboard.press("Control+k"),
    "help": lambda there: (
        (there.page.locator("h1").click(), there.page.keyboard.press("?")) and None
    ),
}


def settle(page: Page) -> None:
    page.get_by_role("heading", level=1).first.wait_for()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)


def take_all(browser: Browser, server: Server, folder: Path) -> None:
    person = server.sign_up("ada@example.org")
    paths = views(*fill(Api(server, person)))
    for size, viewport in SIZES.items():
        for scheme in ("light", "dark"):
            context = browser.new_context(  # type: ignore[arg-type]
                viewport=viewport, color_scheme=scheme, locale=LOCALE
            )
            there = Doable(context.new_page(), server)
            for name in ("signin", "signup"):
                there.open(f"/{name}")
                settle(there.page)
                there.page.screenshot(path=folder / f"{size}-{scheme}-{name}.png")
            there.sign_in(person)
            for name, path in paths.items():
                there.open(path)
                settle(there.page)
                there.page.screenshot(path=folder / f"{size}-{scheme}-{name}.png")
            for name, act in OVER.items():
                there.open("/inbox")
                settle(there.page)
                act(there)
                there.page.wait_for_timeout(600)
                there.page.screenshot(path=folder / f"{size}-{scheme}-{name}.png")
            context.close()


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as data,
        Server(Path(data)) as server,
        sync_playwright() as playwright,
    ):
        taken = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(data) / "pictures"
        taken.mkdir(parents=True, exist_ok=True)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        take_all(browser, server, taken)
        browser.close()
        for path, parts in KEPT.items():
            (ROOT / path).write_bytes((taken / f"{'-'.join(parts)}.png").read_bytes())


if __name__ == "__main__":
    main()
