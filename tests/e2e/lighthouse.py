"""`make lighthouse`: what Lighthouse says of the built page, on a phone: the median of three runs.

    python -m tests.e2e.lighthouse LIGHTHOUSE

LIGHTHOUSE is its command. One page is the door, for somebody new; the other one the Inbox of
somebody who is signed in. It fails where a score is below what Doable promises.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from local.testing import Person, Server, free_port
from tests.e2e.conftest import CHROMIUM, LOCALE, Doable

RUNS = 3
PROMISED = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
TIMES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time")


def browser(playwright: Playwright, port: int, folder: str) -> BrowserContext:
    """One that Lighthouse can talk to, and that remembers who is signed in."""
    args = ["--no-sandbox", f"--remote-debugging-port={port}"]
    options: dict[str, Any] = {"executable_path": CHROMIUM, "args": args, "locale": LOCALE}
    return playwright.chromium.launch_persistent_context(folder, **options)


def judge(command: str, url: str, port: int, *options: str) -> dict[str, Any]:
    chosen = f"--only-categories={','.join(PROMISED)}"
    told = ["--output=json", "--quiet", f"--port={port}", chosen, *options]
    run = subprocess.run(  # noqa: S603  # the command that the Makefile names
        [command, url, *told], capture_output=True, check=True, timeout=300
    )
    report: dict[str, Any] = json.loads(run.stdout)
    return report


def tell(name: str, reports: list[dict[str, Any]]) -> bool:
    """Print the medians; whether all is as promised."""
    is_well = True
    for category, least in PROMISED.items():
        scores = [round(one["categories"][category]["score"] * 100) for one in reports]
        is_well &= statistics.median(scores) >= least
        print(f"{name:8} {category:15} {statistics.median(scores):3.0f} of {least}  {scores}")
    for audit in TIMES:
        value = statistics.median(one["audits"][audit]["numericValue"] for one in reports)
        print(f"{name:8} {audit:25} {value:5.0f} ms")
    return is_well


def sign_in(context: BrowserContext, server: Server, person: Person) -> None:
    doable = Doable(context.new_page(), server)
    doable.sign_in(person, keep=True)
    doable.add("Renew passport", "Book dentist", "Buy milk")
    doable.wait_until_worker_is_ready()
    doable.page.close()


def main(command: str) -> int:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        profile = f"{folder}/profile"

        def judged(url: str, *options: str) -> list[dict[str, Any]]:
            """A browser of its own for each run, or one pays for clearing up after the last."""
            reports = []
            for _ in range(RUNS):
                port = free_port()
                with browser(playwright, port, profile):
                    reports.append(judge(command, url, port, *options))
            return reports

        with Server(Path(folder) / "server") as server:
            door = judged(f"{server.url}/signin")
            with browser(playwright, free_port(), profile) as context:
                sign_in(context, server, server.sign_up())
            inbox = judged(f"{server.url}/inbox", "--disable-storage-reset")
    is_well = [tell("/signin", door), tell("/inbox", inbox)]
    return 0 if all(is_well) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
