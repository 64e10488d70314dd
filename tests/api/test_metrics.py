"""In Lambda, the line of a request is also its metrics, in CloudWatch's embedded metric format.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
"""

import json
import logging
import time
from dataclasses import replace
from typing import Any

import pytest
from botocore.exceptions import ClientError

from app.config import Settings
from local.infra import ROOT, load
from tests.conftest import Person

METRICS = {
    "Latency": "Milliseconds",
    "ColdStarts": "Count",
    "DynamoDBCalls": "Count",
    "DynamoDBThrottles": "Count",
    "ServerErrors": "Count",
}
HOUR = 3_600_000  # milliseconds
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, in_lambda=True)


def lines(capsys: Capture) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def measured(line: dict[str, Any]) -> dict[str, Any]:
    return {name: line[name] for name in METRICS}


def test_every_line_keeps_the_rules_of_the_format(ada: Person, capsys: Capture) -> None:
    ada("GET", "/api/lists")
    ada("GET", "/nothing")
    ada("OPTIONS", "/api/me")
    ada("GET", "/api/me", headers={"Authorization": ""})
    found = lines(capsys)
    assert len(found) == 4
    now = time.time() * 1000
    for line in found:
        assert set(line["_aws"]) == {"Timestamp", "CloudWatchMetrics"}
        assert isinstance(line["_aws"]["Timestamp"], int)
        assert now - HOUR < line["_aws"]["Timestamp"] <= now
        (directive,) = line["_aws"]["CloudWatchMetrics"]
        assert set(directive) == {"Namespace", "Dimensions", "Metrics"}
        assert directive["Namespace"] == "Doable"
        assert directive["Dimensions"] == [["Stage"]]
        assert {one["Name"]: one["Unit"] for one in directive["Metrics"]} == METRICS
        # What the directive names stands at the root: dimensions as strings, metrics as numbers.
        assert line["Stage"] == "test"
        assert {type(value) for value in measured(line).values()} <= {int, float}


def test_a_request_is_measured(ada: Person, capsys: Capture) -> None:
    inbox = ada.inbox
    capsys.readouterr()
    ada("GET", f"/api/lists/{inbox}/todos")
    (line,) = lines(capsys)
    assert line["Latency"] == line["ms"] > 0
    assert measured(line) == {
        "Latency": line["ms"],
        "ColdStarts": 0,
        "DynamoDBCalls": 2,
        "DynamoDBThrottles": 0,
        "ServerErrors": 0,
    }


def test_only_the_first_request_counts_as_a_cold_start(ada: Person, capsys: Capture) -> None:
    for _ in range(3):
        ada("GET", "/api/health")
    assert [line["ColdStarts"] for line in lines(capsys)] == [1, 0, 0]


def test_answers_of_500_and_above_count_as_server_errors(
    ada: Person, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada("GET", "/nothing")
    monkeypatch.setattr("app.routes._endpoint.seconds_since_start", lambda: 5.1)
    assert ada("GET", "/api/me").status_code == 503
    monkeypatch.setattr("app.routes.people.people", None)
    assert ada("GET", "/api/me").status_code == 500
    requests = [line for line in lines(capsys) if line["message"] == "request"]
    assert [line["ServerErrors"] for line in requests] == [0, 1, 1]


def test_throttled_calls_are_counted(
    ada: Person, dynamodb: Any, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada("GET", "/api/me")
    capsys.readouterr()
    answer: Any = {"Error": {"Code": "ThrottlingException"}, "ResponseMetadata": {}}
    real, faults = dynamodb.get_item, [ClientError(answer, "GetItem")]

    def get_item(**parameters: Any) -> Any:
        if faults:
            raise faults.pop()
        return real(**parameters)

    monkeypatch.setattr(dynamodb, "get_item", get_item)
    assert ada("GET", "/api/me").status_code == 200
    (line,) = lines(capsys)
    assert (line["DynamoDBCalls"], line["DynamoDBThrottles"]) == (2, 1)


def test_alarms_watch_what_is_measured() -> None:
    """A misspelt metric would be an alarm that never rings."""
    resources = load(ROOT / "infra" / "alarms.yml")["Resources"].values()
    alarms = [one["Properties"] for one in resources if one["Type"] == "AWS::CloudWatch::Alarm"]
    ours = [alarm for alarm in alarms if alarm["Namespace"] == "Doable"]
    assert ours
    for alarm in ours:
        assert [one["Name"] for one in alarm["Dimensions"]] == ["Stage"]
        assert alarm.get("Unit", METRICS[alarm["MetricName"]]) == METRICS[alarm["MetricName"]]


def test_no_other_handler_writes_the_line_a_second_time(ada: Person, capsys: Capture) -> None:
    """AWS's runtime puts a handler of its own on the root logger."""
    seen: list[str] = []

    class Runtime(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            seen.append(record.name)

    handler = Runtime()
    logging.getLogger().addHandler(handler)
    try:
        ada("GET", "/api/health")
    finally:
        logging.getLogger().removeHandler(handler)
    assert len(lines(capsys)) == 1
    assert "app" not in seen
