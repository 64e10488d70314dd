"""The whole OpenAPI document against the app: no 5xx, nothing outside what it promises.

First with whatever ids the document allows, then with ids that exist, so that the ways on which all
goes well are tried, too: in the end every route has given a good answer.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask, Response, request

from app.routes._openapi import contracts
from app.routes.invites import EXAMPLE
from tests.conftest import Person
from tests.serving import served

CONFIG = Path(__file__).with_name("schemathesis.toml")
DELETION = "/api/me/deletion"
Answers = set[tuple[str, str, int]]


@pytest.fixture
def answers(app: Flask) -> Answers:
    """(route, method, status) of every answer given."""
    seen: Answers = set()

    @app.after_request
    def note(response: Response) -> Response:
        if request.url_rule:
            seen.add((request.url_rule.rule, request.method.lower(), response.status_code))
        return response

    return seen


@pytest.fixture
def address(app: Flask, answers: Answers) -> Iterator[str]:
    with served(app) as url:
        yield url


def run(address: str, person: Person, folder: Path, config: str, *options: str) -> str:
    path = folder / "schemathesis.toml"
    path.write_text(CONFIG.read_text() + config)
    command = [sys.executable, "-m", "schemathesis.cli", f"--config-file={path}", "run"]
    header = f"--header=Authorization: Bearer {person.token}"
    done = subprocess.run(  # noqa: S603  # our own words only
        [*command, f"{address}/api/openapi.json", header, "--seed=1", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=400,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def share(owner: Person, other: Person, list_id: str) -> tuple[str, str]:
    """The ids of an open invite, and of another member."""
    invites = f"/api/lists/{list_id}/invites"
    used, open_ = (owner("POST", invites, {"role": "editor"}).json for _ in range(2))
    other("POST", "/api/invites/accept", {"token": used["token"]})
    return open_["invite"]["id"], other.sub


def test_every_answer_is_as_described(
    app: Flask,
    address: str,
    answers: Answers,
    ada: Person,
    bob: Person,
    sign_in: Callable[[str], Person],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every phase of schemathesis: boundary cases, good and bad data, and chains of calls."""
    told = run(address, ada, tmp_path, "", "--max-examples=20", f"--exclude-path={DELETION}")
    assert re.search(r"Stateful \(in", told)
    for token in ada("GET", "/api/tokens").json["items"]:  # there is room for so many
        ada("DELETE", f"/api/tokens/{token['id']}")

    list_id = ada("POST", "/api/lists", {"name": "Home"}).json["id"]
    todo_id = ada("POST", f"/api/lists/{list_id}/todos", {"title": "x"}).json["id"]
    invite_id, member_id = share(ada, bob, list_id)
    new = f'[parameters]\n"path.list_id" = "{list_id}"\n'
    run(address, ada, tmp_path, new, "--phases=examples", "--include-method=PUT")
    script = ada("POST", "/api/tokens", {"name": "x", "scope": "read"}).json["about"]
    feed = ada("PUT", "/api/calendar", {}).json["path"].rpartition("/")[2]
    existing = (
        f'{new}"path.todo_id" = "{todo_id}"\n'
        f'"path.invite_id" = "{invite_id}"\n"path.member_id" = "{member_id}"\n'
        f'"path.token_id" = "{script["id"]}"\n"path.secret" = "{feed.removesuffix(".ics")}"\n'
    )
    # Not the list itself: it would be deleted first, and then nothing more could go well.
    options = ("--mode=positive", "--phases=fuzzing", "--max-examples=10")
    named = "--include-path-regex=todo_id|members|/invites|token_id|secret"
    run(address, ada, tmp_path, existing, *options, named)
    # The token of the document's own example.
    with monkeypatch.context() as patched:
        patched.setattr("app.routes.invites.new_secret", lambda: EXAMPLE["token"])
        ada("POST", f"/api/lists/{list_id}/invites", {"role": "viewer"})
    run(address, ada, tmp_path, new, "--phases=examples", "--include-path-regex=api/invites")

    # Last, as nothing goes well after it; of a person whom nobody shares a list with.
    run(address, sign_in("eve"), tmp_path, "", "--max-examples=20", f"--include-path={DELETION}")

    went_well = {(rule, method) for rule, method, status in answers if status < 300}
    assert {(rule, method) for rule, method, _, _ in contracts(app)} - went_well == set()
