"""The restore drill, on the emulator: it knows point-in-time recovery, but restores what there is
now. How far back one can go, and what a restore gets wrong, is made up at the client's edge."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from app import create_app
from app.auth.jwks import JwksCache
from app.config import Settings
from app.store.client import connect
from infra import restore, survey
from local.environment import ACCESS_KEY, REGION
from local.infra import ROOT, load, template
from local.provision import provision
from local.supervisor import Emulator
from tests.conftest import Clock, Person
from tests.tokens import Issuer

PAST = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
DRILL = ["--stage", "local", "--to", PAST.isoformat()]
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    emulator = Emulator(tmp_path_factory.mktemp("restore"))
    yield emulator
    emulator.stop()


@pytest.fixture
def source(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> str:
    """The table of a deployed stack, doable-local, with the surroundings of who deployed it."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, ACCESS_KEY)
    monkeypatch.setenv("AWS_ENDPOINT_URL", emulator.url)
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    return provision(emulator.url)["TableName"]


@pytest.fixture
def dynamodb(emulator: Emulator, source: str) -> Iterator[Any]:
    client = connect(REGION, emulator.url)
    # The emulator's CloudFormation overlooks PointInTimeRecoverySpecification.
    client.update_continuous_backups(
        TableName=source,
        PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True},
    )
    yield client
    client.close()


@pytest.fixture
def a_day_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every client finds that its table can be restored to any time of the last day."""
    setup = boto3.setup_default_session

    def widen(parsed: dict[str, Any], **_: Any) -> None:
        recovery = parsed["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
        recovery["EarliestRestorableDateTime"] = PAST - timedelta(days=1)
        recovery["LatestRestorableDateTime"] = PAST + timedelta(minutes=55)

    def setup_and_widen(**options: Any) -> None:
        setup(**options)
        events: Any = boto3.DEFAULT_SESSION.events  # type: ignore[union-attr]
        events.register("after-call.dynamodb.DescribeContinuousBackups", widen)

    monkeypatch.setattr(boto3, "setup_default_session", setup_and_widen)


@pytest.fixture
def person_of(
    dynamodb: Any, settings: Settings, issuer: Issuer, clock: Clock
) -> Callable[[str], Person]:
    """Ada, as the application sees her with this table."""

    def make(table: str) -> Person:
        keys = JwksCache(settings.jwks_url, fetch=lambda url: issuer.jwks)
        its = replace(settings, table_name=table)
        app = create_app(its, dynamodb=dynamodb, keys=keys, clock=clock)
        sub = issuer.sub_of("ada")
        return Person(app.test_client(), sub, issuer.token(sub, clock.now))

    return make


def test_a_restored_table_is_as_good_as_the_one_in_use(
    source: str,
    dynamodb: Any,
    a_day_back: None,
    person_of: Callable[[str], Person],
    capsys: Capture,
) -> None:
    ada = person_of(source)
    todos = f"/api/lists/{ada.inbox}/todos"
    ada("POST", todos, {"title": "Book dentist"})
    arn = dynamodb.describe_table(TableName=source)["Table"]["TableArn"]
    dynamodb.tag_resource(ResourceArn=arn, Tags=[{"Key": "team", "Value": "home"}])
    capsys.readouterr()

    restore.main(DRILL)
    said = capsys.readouterr().out
    assert "people: 1, lists: 1" in said
    (target,) = re.findall(r"serverless deploy --stage local .* --param tableName=(\S+)", said)
    assert target != source

    again = person_of(target)
    assert again("GET", todos).json == ada("GET", todos).json
    assert again("POST", todos, {"title": "Rinse"}).status_code == 201
    (epoch,) = re.findall(r"the epoch (\w+)", said)
    assert again("GET", "/api/health").json["epoch"] == epoch
    assert ada("GET", "/api/health").json["epoch"] != epoch
    assert protection(dynamodb, target) == defined_protection() | {"Tags": {"team": "home"}}


def protection(dynamodb: Any, table: str) -> dict[str, Any]:
    described = dynamodb.describe_table(TableName=table)["Table"]
    ttl = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
    backups = dynamodb.describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]
    recovery = backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"]
    tags = dynamodb.list_tags_of_resource(ResourceArn=described["TableArn"])["Tags"]
    return {
        "DeletionProtectionEnabled": described["DeletionProtectionEnabled"],
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": recovery == "ENABLED"},
        "TimeToLiveSpecification": {
            "AttributeName": ttl["AttributeName"],
            "Enabled": ttl["TimeToLiveStatus"] == "ENABLED",
        },
        "Tags": {tag["Key"]: tag["Value"] for tag in tags},
    }


def defined_protection() -> dict[str, Any]:
    names = (
        "DeletionProtectionEnabled",
        "PointInTimeRecoverySpecification",
        "TimeToLiveSpecification",
    )
    properties = template()["Resources"]["Table"]["Properties"]
    return {name: properties[name] for name in names}


def test_what_was_begun_can_be_gone_on_with(
    source: str, dynamodb: Any, a_day_back: None, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """A restore takes hours, and credentials may not last as long."""

    def expire(*_: Any) -> None:
        raise ClientError({"Error": {"Code": "ExpiredToken", "Message": "expired"}}, "Describe")

    with monkeypatch.context() as patch:
        patch.setattr(restore, "wait", expire)
        with pytest.raises(SystemExit, match="expired"):
            restore.main(DRILL)
    (arguments,) = re.findall(r"python -m infra\.restore (.*)", capsys.readouterr().out)
    restore.main(arguments.split())
    said = capsys.readouterr().out
    assert f"tableName={arguments.split()[-1]}" in said
    restore.main(arguments.split())  # nothing of it minds being done twice
    assert capsys.readouterr().out == said


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--stage", "nowhere", "--to", PAST.isoformat()], "no stack doable-nowhere"),
        (["--stage", "local", "--to", "2020-01-01T00:00:00Z"], "can be restored to between"),
        (["--stage", "local", "--to", "2100-01-01T00:00:00Z"], "not to 2100-01-01T00:00:00Z"),
        (["--stage", "local", "--resume", "no-such-table"], "no-such-table is still being"),
    ],
    ids=["no stack", "too early", "too late", "no table"],
)
def test_what_cannot_be_restored_is_refused_and_nothing_is_made(
    source: str,
    dynamodb: Any,
    a_day_back: None,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.setattr(restore, "_DAY", {"Delay": 0, "MaxAttempts": 1})
    before = dynamodb.list_tables()["TableNames"]
    with pytest.raises(SystemExit, match=message):
        restore.main(arguments)
    assert dynamodb.list_tables()["TableNames"] == before


@pytest.mark.parametrize("time", ["yesterday", "2026-11-24T10:00:00", "2026-13-01T00:00:00Z"])
def test_a_time_must_be_one_and_say_its_offset(time: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        restore.main(["--stage", "local", "--to", time])
    assert time in capsys.readouterr().err


def test_an_offset_is_heeded() -> None:
    assert restore.moment("2026-11-24T11:00:00+01:00") == datetime(2026, 11, 24, 10, tzinfo=UTC)


class Refusing:
    """A client that refuses so many times what it is asked, then does as it is told."""

    def __init__(self, code: str, times: int) -> None:
        self.code, self.times, self.calls = code, times, 0

    def __getattr__(self, operation: str) -> Callable[..., Any]:
        def call(**_: Any) -> Any:
            self.calls += 1
            if self.calls <= self.times:
                raise ClientError({"Error": {"Code": self.code, "Message": "x"}}, operation)
            return {}

        return call


@pytest.mark.parametrize("code", ["TableNotFoundException", "ResourceNotFoundException"])
def test_a_table_that_is_gone_is_not_the_end(code: str) -> None:
    client: Any = Refusing(code, 1)
    with pytest.raises(restore.RestoreError, match=r"doable\$DeletedTableBackup"):
        restore.start(client, "doable", "new", PAST)


def test_without_point_in_time_recovery_it_says_so(dynamodb: Any) -> None:
    dynamodb.create_table(
        TableName="plain",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "PK", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "PK", "KeyType": "HASH"}],
    )
    with pytest.raises(restore.RestoreError, match="recovery of plain is off"):
        restore.start(dynamodb, "plain", "new", PAST)
    found = survey.troubles(dynamodb, "plain", survey.Survey())
    assert found == ["The index bySeq is missing"]


def test_it_waits_until_a_new_table_takes_backups(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("infra.restore.time.sleep", slept.append)
    client: Any = Refusing("ContinuousBackupsUnavailableException", 2)
    restore._keep_backups(client, "new")
    assert len(slept) == 2
    with pytest.raises(restore.RestoreError, match="takes no point-in-time recovery"):
        restore._keep_backups(Refusing("ContinuousBackupsUnavailableException", 999), "new")  # type: ignore[arg-type]
    with pytest.raises(ClientError, match="AccessDenied"):
        restore._keep_backups(Refusing("AccessDenied", 1), "new")  # type: ignore[arg-type]


def test_a_list_that_was_caught_in_a_change_is_mended(
    source: str,
    dynamodb: Any,
    a_day_back: None,
    person_of: Callable[[str], Person],
    capsys: Capture,
) -> None:
    """Its to-do is there, and the counter that numbered it still stands as it did before."""
    ada = person_of(source)
    todos = f"/api/lists/{ada('POST', '/api/lists', {'name': 'Torn'}).json['id']}/todos"
    ada("POST", todos, {"title": "one"})
    key = {"PK": {"S": f"L#{todos.split('/')[3]}"}, "SK": {"S": "META"}}
    before = dynamodb.get_item(TableName=source, Key=key)["Item"]
    newest = ada("POST", todos, {"title": "two"}).json["seq"]
    after = dynamodb.get_item(TableName=source, Key=key)["Item"]
    dynamodb.put_item(TableName=source, Item=before)
    try:
        restore.main(DRILL)
    finally:
        dynamodb.put_item(TableName=source, Item=after)
    said = capsys.readouterr().out
    assert "counter was moved on: 1." in said
    (target,) = re.findall(r"tableName=(\S+)", said)
    made = person_of(target)("POST", todos, {"title": "three"}).json
    assert made["seq"] == newest + 1


def test_what_cannot_be_mended_is_told_and_no_command_is_given(
    source: str, dynamodb: Any, a_day_back: None, capsys: Capture
) -> None:
    lost = {"PK": {"S": "L#lost"}, "SK": {"S": "T#1"}}
    dynamodb.put_item(TableName=source, Item={**lost, "seq": {"N": "3"}})
    try:
        with pytest.raises(SystemExit, match="1 lists have no counter"):
            restore.main(DRILL)
    finally:
        dynamodb.delete_item(TableName=source, Key=lost)
    assert "serverless deploy" not in capsys.readouterr().out


def test_an_index_that_lacks_items_is_noticed(dynamodb: Any, source: str) -> None:
    found = survey.survey([{"PK": {"S": "L#1"}, "SK": {"S": "META"}, "changes": {"N": "9"}}])
    found.lists["L#1"].numbered = 7
    assert "index lacks items of 1 lists" in survey.troubles(dynamodb, source, found)[0]


def test_the_stack_is_called_as_serverless_calls_it() -> None:
    assert load(ROOT / "serverless.yml")["service"] == restore.SERVICE
    assert template()["Resources"]["Table"]["Properties"]["TimeToLiveSpecification"] == restore.TTL
