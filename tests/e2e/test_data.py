"""What a person takes along: files that the page makes, read by others' programs."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import icalendar
import pytest
import vobject
from playwright.sync_api import expect

from local.testing import Person, Server
from tests.e2e.conftest import Doable, ask

WORKER = "block"
TITLES = ["Bins; out, please", "Übung 🦷 " + "x" * 90, "Call Ann"]


@pytest.fixture
def settings(visit: Callable[..., Doable], server: Server, person: Person) -> Doable:
    """A new device, so that what it shows is what the server has."""
    me = ask(server, person, "GET", "/api/me")
    todos = f"/api/lists/{me['inboxId']}/todos"
    repeat = {"due": "2026-12-01", "dueTime": "17:00", "repeat": "FREQ=WEEKLY;BYDAY=TU"}
    ask(server, person, "POST", todos, {"title": TITLES[0], "notes": "a\nb", **repeat})
    ask(server, person, "POST", todos, {"title": TITLES[1], "due": "2026-12-24", "tags": ["a b"]})
    ask(server, person, "POST", todos, {"title": TITLES[2], "priority": 1, "done": True})
    there = visit().sign_in(person, path="/settings")
    there.wait_until_synced()
    return there


def download(settings: Doable, file: str, folder: Path) -> Path:
    settings.page.get_by_label("File").select_option(file)
    with settings.page.expect_download() as made:
        settings.page.get_by_role("button", name="Download").click()
    path = folder / made.value.suggested_filename
    made.value.save_as(path)
    return path


def test_all_of_it_as_json(settings: Doable, tmp_path: Path) -> None:
    path = download(settings, "Doable (JSON)", tmp_path)
    assert path.name.startswith("Doable ")
    made = json.loads(path.read_text(encoding="utf-8"))
    assert (made["format"], made["version"]) == ("doable", 1)
    (inbox,) = made["lists"]
    assert {todo["title"] for todo in inbox["todos"]} == set(TITLES)
    bins = next(todo for todo in inbox["todos"] if todo["title"] == TITLES[0])
    assert (bins["repeat"], bins["dueTime"], bins["notes"]) == (
        "FREQ=WEEKLY;BYDAY=TU",
        "17:00",
        "a\nb",
    )


def test_a_calendar_that_others_read(settings: Doable, tmp_path: Path) -> None:
    data = download(settings, "Calendar (ICS)", tmp_path).read_bytes()
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    todos = {str(one["SUMMARY"]): one for one in icalendar.Calendar.from_ical(data).walk("VTODO")}
    assert set(todos) == set(TITLES)
    rule = todos[TITLES[0]]["RRULE"]
    assert (rule["FREQ"], rule["BYDAY"]) == (["WEEKLY"], ["TU"])
    assert todos[TITLES[2]]["STATUS"] == "COMPLETED"
    read = vobject.readOne(data.decode())
    assert {one.summary.value for one in read.vtodo_list} == set(TITLES)


def test_a_table_that_runs_nothing(settings: Doable, tmp_path: Path) -> None:
    text = download(settings, "Table (CSV)", tmp_path).read_text(encoding="utf-8-sig")
    assert all(title in text for title in TITLES)


@pytest.mark.skipif(
    shutil.which("todo-txt") is None and not os.environ.get("CI"),
    reason="needs todo-txt (Debian: todotxt-cli)",
)
def test_a_list_that_todo_txt_reads(settings: Doable, tmp_path: Path) -> None:
    path = download(settings, "todo.txt", tmp_path)
    folder = tmp_path / "todo"
    folder.mkdir()
    path.rename(folder / "todo.txt")
    config = tmp_path / "config"
    config.write_text(
        f'export TODO_DIR="{folder}"\nexport TODO_FILE="$TODO_DIR/todo.txt"\n'
        'export DONE_FILE="$TODO_DIR/done.txt"\nexport REPORT_FILE="$TODO_DIR/r.txt"\n'
    )
    listed = subprocess.run(  # noqa: S603 - Debian's own
        ["todo-txt", "-p", "-d", str(config), "list"],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "TODO: 3 of 3 tasks shown" in listed
    assert TITLES[2] in listed


def test_what_a_format_cannot_say_is_told(settings: Doable, tmp_path: Path) -> None:
    download(settings, "todo.txt", tmp_path)
    expect(settings.page.get_by_text("could not be said in this format.")).to_be_visible()
