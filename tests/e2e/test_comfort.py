"""For those who print, zoom, read from right to left, or tell their system what helps them."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from local.testing import Person
from tests.e2e.conftest import DESKTOP, PHONE, Doable

WORKER = "block"

PATHS = ("/inbox", "/today", "/upcoming", "/lists", "/search?q=passport", "/done", "/settings")
# The page at half its width is what 200 % zoom makes of it.
ZOOMED = {"width": DESKTOP["width"] // 2, "height": DESKTOP["height"] // 2}
WIDTHS = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
# What sticks out of the window, and so can be neither read nor reached.
OUTSIDE = """() => [...document.querySelectorAll('#app a, #app button, #app input, #app h1')]
  .filter((one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
  .filter((one) => !one.matches('.skip, .visually-hidden *'))
  .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.left < -1 || box.right > innerWidth + 1))
  .map(([html]) => html)"""


def fill(doable: Doable) -> None:
    doable.write("Renew passport today p1 @errands", "Call Noor tomorrow 5pm", "An idea")
    doable.wait_until_synced()


def show(doable: Doable, path: str) -> None:
    doable.open(path)
    expect(doable.page.get_by_role("heading", level=1)).to_be_visible()
    doable.page.wait_for_load_state("networkidle")


def expect_nothing_outside(doable: Doable, path: str) -> None:
    width, room = doable.page.evaluate(WIDTHS)
    assert (path, width) == (path, room)
    assert (path, doable.page.evaluate(OUTSIDE)) == (path, [])


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_from_right_to_left_nothing_sticks_out(
    visit: Callable[..., Doable], person: Person, viewport: Any
) -> None:
    doable = visit(viewport=viewport)
    # As a language that is written so would set it.
    turn = "new MutationObserver(() => (document.documentElement.dir = 'rtl'))"
    doable.page.add_init_script(f"{turn}.observe(document, {{ childList: true, subtree: true }})")
    doable.sign_in(person)
    fill(doable)
    for path in PATHS:
        show(doable, path)
        assert doable.page.evaluate("getComputedStyle(document.body).direction") == "rtl"
        expect_nothing_outside(doable, path)
    show(doable, "/inbox")
    box = doable.row("Call Noor").locator("input[type=checkbox]").bounding_box()
    title = doable.row("Call Noor").locator(".title").bounding_box()
    assert box
    assert title
    assert box["x"] > title["x"] + title["width"] / 2


def test_at_200_percent_nothing_sticks_out_and_all_can_be_done(
    visit: Callable[..., Doable], person: Person
) -> None:
    doable = visit(viewport=ZOOMED, device_scale_factor=2).sign_in(person)
    doable.write("Renew passport today p1 @errands")
    expect(doable.row("Renew passport")).to_be_visible()
    expect(doable.pill).to_have_count(0)
    for path in PATHS:
        show(doable, path)
        expect_nothing_outside(doable, path)
    show(doable, "/inbox")
    doable.row("Renew passport").locator(".title").click()
    sheet = doable.page.get_by_role("dialog")
    day = sheet.get_by_label("Due date", exact=True)
    day.scroll_into_view_if_needed()
    expect(day).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_printout_has_the_todos_dark_on_light_and_no_buttons(
    visit: Callable[..., Doable], person: Person, scheme: Any
) -> None:
    doable = visit(color_scheme=scheme).sign_in(person)
    fill(doable)
    doable.page.emulate_media(media="print")
    for hidden in (doable.page.get_by_role("navigation").first, doable.add_box):
        expect(hidden).to_be_hidden()
    expect(doable.titles).to_have_text(["Renew passport", "Call Noor", "An idea"])
    for title in doable.titles.all():
        expect(title).to_be_visible()
        assert brightness(title.evaluate("one => getComputedStyle(one).color")) < 100
    paper = doable.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert brightness(paper) > 230
    box = doable.titles.first.bounding_box()
    assert box
    assert box["x"] < 80  # no room is left for a sidebar that is not there


def brightness(colour: str) -> float:
    """Of "rgb(28, 31, 37)", from 0 to 255; what is see-through is paper."""
    parts = [float(part) for part in colour.strip("rgba()").split(",")]
    return 255 if parts[3:] == [0] else sum(parts[:3]) / 3


def test_nothing_moves_for_who_wants_it_still(visit: Callable[..., Doable], person: Person) -> None:
    doable = visit(reduced_motion="reduce").sign_in(person)
    fill(doable)
    doable.tick("An idea").check(force=True)
    doable.row("Call Noor").locator(".title").click()
    expect(doable.page.get_by_label("Notes").first).to_be_visible()
    longest = doable.page.evaluate("""Math.max(...[...document.querySelectorAll('*')].map((one) => {
      const { transitionDuration, animationDuration } = getComputedStyle(one)
      return Math.max(parseFloat(transitionDuration), parseFloat(animationDuration))
    }))""")
    assert longest < 0.01


def test_with_forced_colours_the_state_of_things_can_be_seen(
    visit: Callable[..., Doable], person: Person
) -> None:
    doable = visit(forced_colors="active").sign_in(person)
    fill(doable)
    line = "one => getComputedStyle(one).outlineStyle"
    current = doable.page.get_by_role("link", name="Inbox")
    assert current.evaluate(line) != "none"
    doable.row("An idea").locator("[data-row-link]").focus()
    doable.page.keyboard.press("x")
    assert doable.row("An idea").evaluate(line) != "none"
    ring = doable.tick("Call Noor").locator("xpath=..").locator("circle")
    paper = doable.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ring.evaluate("one => getComputedStyle(one).stroke") != paper
