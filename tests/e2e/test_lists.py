"""Lists in the sidebar."""

from playwright.sync_api import expect

from tests.e2e.conftest import Doable

WORKER = "block"


def make_list(doable: Doable, name: str, colour: str = "Teal") -> None:
    doable.page.get_by_role("button", name="Add a list").click()
    dialog = doable.page.get_by_role("dialog")
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_label(colour).check(force=True)
    dialog.get_by_role("button", name="Add list").click()
    expect(doable.page.get_by_role("heading", name=name, level=1)).to_be_visible()


def act(doable: Doable, name: str, action: str) -> None:
    side = doable.page.get_by_role("navigation", name="Main")
    side.get_by_role("link", name=name).hover()
    side.get_by_role("button", name=f"Actions for the list “{name}”").click()
    doable.page.get_by_role("menuitem", name=action).click()


def test_a_list_is_added_filled_renamed_and_recoloured(doable: Doable) -> None:
    make_list(doable, "Home")
    doable.add("Paint the door")
    link = doable.page.get_by_role("navigation", name="Main").get_by_role("link", name="Home")
    expect(link).to_contain_text("1")
    act(doable, "Home", "Rename")
    dialog = doable.page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("House")
    dialog.get_by_label("Pink").check(force=True)
    dialog.get_by_role("button", name="Save").click()
    expect(doable.page.get_by_role("heading", name="House", level=1)).to_be_visible()
    doable.wait_until_synced()
    doable.page.reload()
    expect(doable.page.get_by_role("heading", name="House", level=1)).to_be_visible()
    expect(doable.titles).to_have_text(["Paint the door"])
    expect(doable.page.locator(".dot-pink").first).to_be_visible()


def test_a_list_is_archived_and_taken_out_again(doable: Doable) -> None:
    make_list(doable, "Old project")
    act(doable, "Old project", "Archive")
    doable.wait_until_synced()
    doable.page.reload()
    side = doable.page.get_by_role("navigation", name="Main")
    expect(side.get_by_role("list", name="Lists", exact=True)).not_to_contain_text("Old project")
    side.get_by_role("button", name="Archived (1)").click()
    act(doable, "Old project", "Unarchive")
    expect(side.get_by_role("list", name="Lists", exact=True)).to_contain_text("Old project")


def test_a_deleted_list_comes_back_with_all_its_todos(doable: Doable) -> None:
    make_list(doable, "Garden")
    doable.add("Plant tulips")
    act(doable, "Garden", "Delete list")
    side = doable.page.get_by_role("navigation", name="Main")
    expect(side.get_by_role("link", name="Garden")).to_have_count(0)
    doable.toast("Deleted the list “Garden”").get_by_role("button", name="Undo").click()
    side.get_by_role("link", name="Garden").click()
    expect(doable.titles).to_have_text(["Plant tulips"])
    doable.wait_until_synced()
    doable.page.reload()
    expect(doable.titles).to_have_text(["Plant tulips"])


def test_a_todo_is_moved_to_another_list_and_back(doable: Doable) -> None:
    make_list(doable, "Home")
    doable.add("Paint the door")
    doable.open("/inbox")
    doable.add("Buy paint")
    doable.row("Buy paint").locator(".title").click()
    pane = doable.page.get_by_role("complementary")
    pane.get_by_label("List").select_option("Home")
    expect(doable.rows).to_have_count(0)
    expect(pane.get_by_label("Title")).to_have_value("Buy paint")
    doable.wait_until_synced()
    doable.page.get_by_role("navigation", name="Main").get_by_role("link", name="Home").click()
    expect(doable.titles).to_have_text(["Paint the door", "Buy paint"])
    doable.toast("Moved “Buy paint” to “Home”").get_by_role("button", name="Undo").click()
    expect(doable.titles).to_have_text(["Paint the door"])
    doable.wait_until_synced()
    doable.open("/inbox")
    expect(doable.titles).to_have_text(["Buy paint"])
