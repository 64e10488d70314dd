"""10,000 to-dos in one list: the first pull, opening again from the copy, and what is done then.

A visit's INP is the slowest of its interactions but for one in fifty, so of a few the very slowest:
on a machine that does other things meanwhile, that measures those. The budgets, half of what counts
as good and all of it, are therefore for three of four; all are printed.
"""

import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from local.testing import Person, Server
from tests.e2e.conftest import Doable
from tests.ids import new_id
from tests.local.devices import call

TODOS = 10_000
OPENS_WITHIN = 1_000  # ms until the list shows, from the copy
TIMES = 8
PAINTED_WITHIN = {1: 100, 4: 200}  # ms, by how many times slower the machine is made
NODES = 1_500
UNTOLD = 16  # ms; the browser tells of no event that was faster
MAX_OPS = 45


def planned(n: int) -> dict[str, object]:
    """One in ten has a day and a tag: of the last month, today, or one of the next hundred days."""
    if n % 10 or n <= 100:
        return {}
    day = date.today() + timedelta(days=n // 10 % 130 - 30)
    return {"due": day.isoformat(), "tags": [f"tag{n // 10 % 30}"], "priority": n // 10 % 4 + 1}


@pytest.fixture
def crowded(server: Server) -> Person:
    """Somebody with many to-dos, of whom no device knows yet."""
    person = server.sign_up()
    inbox = call(server.url, person.access_token, "GET", "/api/me").body["inboxId"]
    ops = [
        {
            "n": n,
            "op": "create",
            "id": new_id(),
            "fields": {"title": f"To-do {n}", "order": f"c{n:04}V", **planned(n)},
        }
        for n in range(1, TODOS + 1)
    ]
    client = new_id()
    for at in range(0, TODOS, MAX_OPS):
        body = {"clientId": client, "listId": inbox, "ops": ops[at : at + MAX_OPS]}
        answer = call(server.url, person.access_token, "POST", "/api/sync/push", body)
        assert answer.status == 200, answer
    return person


# When the first row was painted; and of each press and click, how long until the next paint, which
# is what INP is made of.
OBSERVE = f"""
const look = () => {{
  if (!document.querySelector('[data-row]')) return requestAnimationFrame(look)
  requestAnimationFrame(() => (window.shownAt = performance.now()))
}}
look()
window.interactions = []
new PerformanceObserver((list) => {{
  for (const {{ name, duration, interactionId }} of list.getEntries())
    if (interactionId) window.interactions.push([name, duration])
}}).observe({{ type: 'event', durationThreshold: {UNTOLD} }})
"""


@pytest.mark.alone
def test_ten_thousand_todos_open_at_once_and_what_is_done_is_painted_at_once(
    visit: Callable[..., Doable], crowded: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    doable = visit()
    pulls: list[str] = []
    doable.page.on("request", lambda sent: pulls.append(sent.url) if "/pull" in sent.url else None)
    begun = time.monotonic()
    doable.sign_in(crowded, keep=True)
    expect(doable.row("To-do 1")).to_be_visible(timeout=60_000)
    painted = time.monotonic() - begun
    doable.wait_until_synced()
    pulled = time.monotonic() - begun
    expect(doable.page.get_by_text(f"{TODOS:,} items left")).to_be_visible()
    count = len(pulls)
    doable.wait_until_worker_is_ready()

    doable.page.add_init_script(OBSERVE)
    opened = open_without_a_network(doable)
    doable.page.unroute_all()
    doable.open("/inbox")
    doable.wait_until_synced()
    slow = {speed: interact(doable, speed) for speed in PAINTED_WITHIN}
    nodes = count_nodes(doable)

    with capsys.disabled():
        print(
            f"\n{TODOS:,} to-dos: signed in and painted in {painted:.1f} s, all pulled in"
            f" {pulled:.1f} s ({count} requests); opened from the copy in {opened:.0f} ms;"
            f" at most {max(nodes.values())} nodes"
        )
        for speed, found in slow.items():
            for name, times in found.items():
                told = ", ".join(f"{one:.0f}" for one in times)
                print(f"  {name}, {speed}x slower: painted in {told} ms")
    assert count <= TODOS / 500 + 2
    assert opened <= OPENS_WITHIN
    assert max(nodes.values()) < NODES, nodes
    for speed, found in slow.items():
        for name, times in found.items():
            fast = sorted(times)[len(times) * 3 // 4 - 1]
            assert (name, speed, fast <= PAINTED_WITHIN[speed]) == (name, speed, True), times


def interact(doable: Doable, speed: int) -> dict[str, list[float]]:
    """How long each thing that a person does took to be painted, by what it is."""
    page = doable.page
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": speed})
    first = 2 if speed == 1 else 2 + TIMES
    numbers = range(first, first + TIMES)

    def times(last: str, act: Callable[[Any], None], over: Iterable[Any] = numbers) -> list[float]:
        return [timed(page, last, partial(act, one)) for one in over]

    try:
        return {
            "tick": times("click", partial(tick, doable)),
            "type": times("keyup", partial(write, doable), "Buy milk"),
            "open": times("click", partial(open_, doable)),
            "drag": times("pointerup", partial(drag, doable)),
        }
    finally:
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        doable.add_box.fill("")
        page.keyboard.press("Escape")


def timed(page: Page, last: str, act: Callable[[], None]) -> float:
    """The longest of the events that it is made of, in milliseconds. One that is not told of within
    two seconds was too fast for it."""
    page.evaluate("window.interactions.length = 0")
    act()
    found: dict[str, float] = {}
    deadline = time.monotonic() + 2
    while last not in found and time.monotonic() < deadline:
        page.wait_for_timeout(20)
        found = dict(page.evaluate("window.interactions"))
    return max([UNTOLD, *found.values()])


def tick(doable: Doable, n: int) -> None:
    doable.row(f"To-do {n}").get_by_role("checkbox").click()


def write(doable: Doable, key: str) -> None:
    if doable.page.evaluate("!document.activeElement.matches('[data-add-box]')"):
        doable.add_box.focus()
    doable.page.keyboard.press("Space" if key == " " else key)


def open_(doable: Doable, n: int) -> None:
    doable.row(f"To-do {n}").locator(".title").click()


def drag(doable: Doable, n: int) -> None:
    """Two rows down, in a list of which every row has a place of its own."""
    mouse, row = doable.page.mouse, doable.row(f"To-do {n}")
    row.hover()
    box = row.locator("[data-grip]").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse.move(x, y)
    mouse.down()
    mouse.move(x, y + 100, steps=4)
    mouse.up()


def count_nodes(doable: Doable) -> dict[str, int]:
    """How many elements each view has, with so much to show."""
    found = {}
    for path in ("/inbox", "/today", "/upcoming", "/search?q=to-do", "/done", "/tags/tag5"):
        doable.open(path)
        expect(doable.rows.first).to_be_visible()
        found[path] = doable.page.evaluate("document.querySelectorAll('*').length")
    return found


def open_without_a_network(doable: Doable) -> float:
    """Milliseconds until the first row is there, while no request of the page is ever answered."""
    waiting: list[Route] = []
    for path in ("**/api/**", "**/config.json", "**/_cognito"):
        doable.page.route(path, lambda route: waiting.append(route))
    doable.page.goto(doable.server.url + "/inbox", wait_until="commit")
    expect(doable.row("To-do 1")).to_be_visible()
    assert waiting, "it asked for nothing, so nothing was there to wait for"
    shown: float = doable.page.evaluate("window.shownAt")
    return shown
