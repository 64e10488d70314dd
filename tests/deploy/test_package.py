"""`npx serverless package` makes what AWS would get, with no account."""

import json
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from app import config
from local.infra import template as local_template

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    run = subprocess.run(  # noqa: S603  # our own words only
        [ROOT / "node_modules/.bin/serverless", "package", "--package", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return folder


@pytest.fixture(scope="module")
def template(package: Path) -> dict[str, Any]:
    text = (package / "cloudformation-template-update-stack.json").read_text()
    found: dict[str, Any] = json.loads(text)["Resources"]
    return found


@pytest.fixture(scope="module")
def files(package: Path) -> set[str]:
    with zipfile.ZipFile(package / "doable.zip") as archive:
        return set(archive.namelist())


def only(template: dict[str, Any], kind: str) -> dict[str, Any]:
    (found,) = [one for one in template.values() if one["Type"] == kind]
    return dict(found)


def test_the_zip_holds_the_app_and_what_it_needs_and_nothing_else(files: set[str]) -> None:
    ours = {str(path.relative_to(ROOT)) for path in (ROOT / "app").rglob("*") if path.is_file()}
    ours = {path for path in ours if "__pycache__" not in path}
    assert ours | {"wsgi_handler.py"} <= files
    assert {"flask/app.py", "serverless_wsgi.py", "jose/jws.py", "boto3/session.py"} <= files
    tops = {path.split("/")[0] for path in files}
    assert not tops & {"tests", "local", "frontend", "node_modules", "docs", "moto", "pytest"}


def test_compiled_wheels_are_for_the_functions_machine(files: set[str]) -> None:
    compiled = [path for path in files if path.endswith(".so") and "cpython" in path]
    assert compiled
    assert all("cpython-313-aarch64-linux-gnu" in path for path in compiled)


def test_there_is_one_function_and_it_gets_every_request(template: dict[str, Any]) -> None:
    properties = only(template, "AWS::Lambda::Function")["Properties"]
    assert (properties["Runtime"], properties["Architectures"]) == ("python3.13", ["arm64"])
    assert properties["Handler"] == "wsgi_handler.handler"
    assert only(template, "AWS::ApiGatewayV2::Route")["Properties"]["RouteKey"] == "$default"


def test_the_functions_environment_is_in_the_table_of_settings(template: dict[str, Any]) -> None:
    variables = only(template, "AWS::Lambda::Function")["Properties"]["Environment"]["Variables"]
    documented = set(re.findall(r"^\| `([A-Z_]+)`", str(config.__doc__), re.MULTILINE))
    assert set(variables) - {"STRIP_STAGE_PATH"} <= documented
    assert variables["TABLE_NAME"] == {"Ref": "Table"}


def test_table_and_pool_are_those_of_the_laptop_and_are_kept(template: dict[str, Any]) -> None:
    local = local_template()["Resources"]
    for name in ("Table", "UserPool", "UserPoolClient"):
        assert template[name]["Properties"] == local[name]["Properties"]
    assert template["Table"]["DeletionPolicy"] == template["UserPool"]["DeletionPolicy"] == "Retain"


def test_the_function_may_touch_items_of_this_table_only(template: dict[str, Any]) -> None:
    (policy,) = only(template, "AWS::IAM::Role")["Properties"]["Policies"]
    statements = policy["PolicyDocument"]["Statement"]
    (on_table,) = [one for one in statements if str(one["Action"]).count("dynamodb:")]
    assert on_table["Resource"] == {"Fn::GetAtt": ["Table", "Arn"]}
    assert "*" not in str(on_table["Action"])
