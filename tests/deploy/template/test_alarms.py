"""Who is told, and what there is to see."""

import json

import pytest

from app.observability import METRICS
from tests.deploy.template.deployed import Deployed

ALARMS = ("FunctionErrors", "FunctionThrottles", "SlowRequests", "ServerErrors", "TableThrottles")


def test_there_is_an_alarm_for_each_way_to_fail(usual: Deployed) -> None:
    assert set(usual.of_type("AWS::CloudWatch::Alarm")) == set(ALARMS)


@pytest.mark.parametrize("name", ALARMS)
def test_an_alarm_tells_somebody_and_says_what_to_do(usual: Deployed, name: str) -> None:
    alarm = usual.properties(name)
    assert alarm["AlarmActions"] == alarm["OKActions"] == [{"Ref": "AlarmTopic"}]
    assert alarm["TreatMissingData"] == "notBreaching"
    assert alarm["AlarmDescription"] == f"What to do: {name} in docs/operations.md"


def test_alarms_watch_their_own_stage(usual: Deployed, full: Deployed) -> None:
    for deployed in (usual, full):
        stage = deployed.environment["DOABLE_STAGE"]
        alarms = deployed.of_type("AWS::CloudWatch::Alarm").values()
        own = [alarm["Dimensions"] for alarm in alarms if alarm["Namespace"] == "Doable"]
        assert own == [[{"Name": "Stage", "Value": stage}]] * 3


def test_mail_is_sent_only_where_somebody_wants_it(usual: Deployed, full: Deployed) -> None:
    assert usual.of_type("AWS::SNS::Subscription") == {}
    subscription = full.only("AWS::SNS::Subscription")
    assert (subscription["Protocol"], subscription["Endpoint"]) == ("email", "operator@example.org")


def test_the_dashboard_shows_all_that_the_application_measures(usual: Deployed) -> None:
    widgets = json.loads(usual.dashboard)["widgets"]
    text = json.dumps(widgets)
    assert not [name for name in METRICS if f'"{name}"' not in text]
    assert not [name for name in ALARMS if f"${{{name}.Arn}}" not in text]
    assert all(name in text for name in ("ConcurrentExecutions", "ConsumedReadCapacityUnits"))
