"""The real `npx serverless deploy` against an AWS on this machine, from nothing to removed.

The tests run in this order and each builds on what is deployed by then; `make rehearse` runs them
alone. docs/operations.md says what they prove, and what only AWS can.
"""

import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from local.testing import CONFIRMATION_CODE
from tests.deploy.rehearsal.aws import SECRET, Checkout, Emulator, Run, Site, fetch

# Else pytest would put those with a browser together, and they would no longer run in this order.
pytestmark = pytest.mark.usefixtures("browser")
STACK = "doable-local"
EMAIL, PASSWORD = f"{uuid.uuid4().hex}@example.org", "correct horse battery"


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    with Emulator(tmp_path_factory.mktemp("aws")) as emulator:
        yield emulator


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory, aws: Emulator) -> Checkout:
    return Checkout(tmp_path_factory.mktemp("clone") / "doable", aws)


@pytest.fixture(scope="module")
def deployed(checkout: Checkout) -> Run:
    run = checkout.serverless("deploy")
    assert run.code == 0, run.output
    return run


@pytest.fixture(scope="module")
def site(aws: Emulator, deployed: Run) -> Site:
    return Site(aws, STACK)


@dataclass
class Visitor:
    """A browser at the site's address."""

    page: Page
    url: str
    errors: list[str]

    def open(self, path: str) -> None:
        self.page.goto(self.url + path)

    def sees(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", name=heading)).to_be_visible(timeout=20_000)

    def add(self, title: str) -> None:
        box = self.page.get_by_role("main").get_by_label("What needs to be done?")
        box.fill(title)
        box.press("Enter")
        self.sees_row(title)
        expect(self.page.locator("[data-sync-pill]")).to_have_text("Synced", timeout=20_000)

    def sees_row(self, title: str) -> None:
        expect(self.page.locator("[data-row]").filter(has_text=title)).to_be_visible()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="en-GB")
    yield context
    context.close()


@pytest.fixture
def visitor(context: BrowserContext, site: Site) -> Iterator[Visitor]:
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if _is_breach(message) else None)
    yield Visitor(page, site.url, errors)
    page.close()
    assert errors == []


def _is_breach(message: Any) -> bool:
    return message.type == "error" and "Failed to load resource" not in message.text


def test_a_deploy_ends_by_printing_the_address(deployed: Run, site: Site) -> None:
    assert deployed.output.rstrip().endswith(f"Doable is at {site.url}")


def test_a_new_person_signs_up_and_their_to_dos_are_kept(visitor: Visitor) -> None:
    visitor.open("/signup")
    visitor.page.get_by_label("E-mail").fill(EMAIL)
    visitor.page.get_by_label("Password", exact=True).fill(PASSWORD)
    visitor.page.get_by_role("button", name="Create account").click()
    visitor.page.get_by_label("Code").fill(CONFIRMATION_CODE)
    visitor.page.get_by_role("button", name="Confirm").click()
    visitor.sees("Inbox")
    visitor.add("Water the plants")
    visitor.page.reload()
    visitor.sees_row("Water the plants")


def test_a_deep_link_opens_the_page_where_it_points(visitor: Visitor) -> None:
    visitor.open("/today")
    sign_in(visitor)
    visitor.sees("Today")
    visitor.open("/search?q=plants")
    visitor.sees_row("Water the plants")


def sign_in(visitor: Visitor) -> None:
    visitor.page.get_by_label("E-mail").fill(EMAIL)
    visitor.page.get_by_label("Password", exact=True).fill(PASSWORD)
    visitor.page.get_by_label("Keep me signed in").check()
    visitor.page.get_by_role("button", name="Sign in").click()


def test_the_page_is_never_cached_and_its_hashed_parts_for_ever(site: Site) -> None:
    start = site.get("/")
    assert start.headers["Cache-Control"] == "no-cache"
    assert site.get("/some/deep/link").body == start.body
    (script,) = re.findall(r'src="(/assets/index[^"]+\.js)"', start.text)
    part = site.get(script)
    assert (part.status, part.headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert part.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    worker = site.get("/sw.js")
    assert (worker.status, worker.headers["Cache-Control"]) == (200, "no-cache")
    assert worker.headers["Content-Type"] == "text/javascript; charset=utf-8"


def test_what_is_missing_is_no_page(site: Site) -> None:
    answer = site.get("/assets/nothing.js")
    assert answer.status in (403, 404)  # the emulator: 403, whatever the policy says
    assert "<div id=" not in answer.text


@pytest.mark.parametrize(
    "path", ["/", "/today", "/assets/nothing.js", "/api/health", "/api/nothing"]
)
def test_every_answer_carries_the_security_headers(site: Site, path: str) -> None:
    headers = site.get(path).headers
    assert headers["Strict-Transport-Security"].startswith("max-age=63072000")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_the_api_answers_through_cloudfront_the_gateway_and_the_zip(site: Site) -> None:
    health = site.get("/api/health")
    assert health.status == 200 and json.loads(health.body)["status"] == "ok"
    assert health.headers["Cache-Control"] == "no-store"
    config = json.loads(site.get("/config.json").body)
    assert config["userPoolId"] == site.outputs["UserPoolId"]
    refused = site.get("/api/lists", Authorization="Bearer nonsense")
    assert refused.status == 401
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert site.get("/api/docs").headers["Content-Type"].startswith("text/html")


def test_the_api_answers_nobody_who_goes_round_cloudfront(site: Site) -> None:
    direct = site.outputs["ApiAddress"] + "/api/health"
    answer = fetch(direct, {})
    assert (answer.status, json.loads(answer.body)["code"]) == (403, "wrong_origin")
    assert fetch(direct, {"X-Origin-Secret": SECRET}).status == 200


def test_the_bucket_answers_nobody_but_cloudfront(aws: Emulator, site: Site) -> None:
    answer = fetch(f"{aws.url}/{site.outputs['PageBucket']}/index.html", {})
    assert answer.status == 403


def test_each_request_left_one_line_with_its_metrics_and_nothing_personal(
    aws: Emulator, site: Site
) -> None:
    requests = [line for line in log_lines(aws) if line["message"] == "request"]
    assert {"/api/sync/push", "/api/sync/pull"} <= {line["route"] for line in requests}
    assert all(line["_aws"]["CloudWatchMetrics"] for line in requests)
    assert EMAIL not in str(requests) and "Water the plants" not in str(requests)


def log_lines(aws: Emulator) -> list[dict[str, Any]]:
    logs = aws.client("logs")
    (group,) = logs.describe_log_groups(logGroupNamePrefix=f"/aws/lambda/{STACK}")["logGroups"]
    found = logs.filter_log_events(logGroupName=group["logGroupName"])["events"]
    return [json.loads(one["message"]) for one in found if one["message"].startswith("{")]


def test_a_second_deploy_of_the_same_changes_nothing(
    checkout: Checkout, aws: Emulator, deployed: Run
) -> None:
    before = version(aws)
    run = checkout.serverless("deploy")
    assert run.code == 0, run.output
    assert "No changes to deploy" in run.output
    assert "Page: 0 files uploaded, 0 superseded" in run.output
    assert version(aws) == before


def version(aws: Emulator) -> str:
    """Of the function that answers: its published version."""
    alias = aws.client("lambda").get_alias(FunctionName=f"{STACK}-api", Name="snapstart")
    return str(alias["FunctionVersion"])


def test_a_changed_page_is_published_and_nothing_else(
    checkout: Checkout, aws: Emulator, site: Site, visitor: Visitor
) -> None:
    before, old = version(aws), site.get("/").text
    index = checkout.folder / "frontend" / "index.html"
    index.write_text(index.read_text().replace("<title>Doable</title>", "<title>Doable 2</title>"))
    main = checkout.folder / "frontend" / "src" / "main.ts"
    main.write_text(main.read_text() + "\ndocument.documentElement.dataset.edition = 'second'\n")
    run = checkout.serverless("deploy")
    assert run.code == 0, run.output
    assert "No changes to deploy" in run.output
    assert version(aws) == before
    visitor.open("/inbox")  # the former page, out of the browser's cache
    visitor.page.get_by_role("button", name="Reload").click()
    expect(visitor.page.locator("html[data-edition=second]")).to_be_attached()
    visitor.sees_row("Water the plants")
    (former,) = re.findall(r'src="(/assets/index[^"]+\.js)"', old)
    assert former not in site.get("/").text
    assert site.get(former).status == 200  # for those who have the former page open


def test_a_deploy_that_fails_rolls_back_and_says_why(
    checkout: Checkout, site: Site, aws: Emulator
) -> None:
    before = version(aws)
    run = checkout.serverless("deploy", userPoolId="eu-central-1_Nowhere0")
    assert run.code != 0
    assert "UserPoolClient" in run.output
    assert version(aws) == before
    assert site.get("/api/health").status == 200


def test_after_a_failure_the_next_deploy_does_not_take_it_for_done(checkout: Checkout) -> None:
    run = checkout.serverless("deploy")
    assert run.code == 0, run.output
    assert "No changes to deploy" not in run.output


def test_removing_keeps_the_data_and_says_so(checkout: Checkout, aws: Emulator, site: Site) -> None:
    table, pool = site.outputs["TableName"], site.outputs["UserPoolId"]
    run = checkout.serverless("remove")
    assert run.code == 0, run.output
    assert f"table {table} and user pool {pool}" in run.output
    assert aws.client("dynamodb").describe_table(TableName=table)["Table"]["ItemCount"] > 0
    assert aws.client("cognito-idp").describe_user_pool(UserPoolId=pool)["UserPool"]
    assert aws.client("s3").list_buckets()["Buckets"] == []
    assert aws.client("cloudfront").list_distributions()["DistributionList"]["Quantity"] == 0
    assert aws.client("lambda").list_functions()["Functions"] == []


def test_a_later_deploy_takes_the_kept_data_over(
    checkout: Checkout, aws: Emulator, site: Site, context: BrowserContext
) -> None:
    kept = {name: site.outputs[name] for name in ("TableName", "UserPoolId")}
    run = checkout.serverless("deploy", tableName=kept["TableName"], userPoolId=kept["UserPoolId"])
    assert run.code == 0, run.output
    again = Site(aws, STACK)
    assert {name: again.outputs[name] for name in kept} == kept
    page = context.new_page()
    visitor = Visitor(page, again.url, [])
    visitor.open("/inbox")
    sign_in(visitor)
    visitor.sees_row("Water the plants")
    page.close()
    assert checkout.serverless("remove").code == 0


def test_the_readmes_deploy_is_what_was_rehearsed() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text("utf-8")
    deploy = readme.split("## Deploy")[1].split("\n## ")[0]
    assert "    npm ci\n    npx serverless deploy\n" in deploy
