"""The table's calls: what passes is tried again, what does not is told, and time has an end."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, ReadTimeoutError

from app.errors import LimitReached, Unavailable
from app.store import keys
from app.store.client import connect
from app.store.table import ATTEMPTS, LostRace, Table

KEY = keys.person("ada")


class Time:
    """Monotonic seconds that pass only by sleeping and by slow calls."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


class Faulty:
    """A client whose every call fails in the way it was told, then answers."""

    def __init__(self, *faults: Exception, answer: Any = None, takes: Callable[[], None] = int):
        self.faults, self.answer, self.takes = list(faults), answer or {}, takes
        self.calls: list[dict[str, Any]] = []

    def __getattr__(self, operation: str) -> Callable[..., Any]:
        def call(**parameters: Any) -> Any:
            self.calls.append(parameters)
            self.takes()
            if self.faults:
                raise self.faults.pop(0)
            return self.answer

        return call


def client_error(code: str, status: int = 400, reasons: tuple[str, ...] = ()) -> ClientError:
    response: Any = {
        "Error": {"Code": code, "Message": "x"},
        "ResponseMetadata": {"HTTPStatusCode": status},
        "CancellationReasons": [{"Code": reason} for reason in reasons],
    }
    return ClientError(response, "Operation")


def table_on(client: Any, **options: Any) -> Table:
    time = Time()
    return Table(client, "t", sleep=time.sleep, monotonic=time, **options)


THROTTLED = [
    client_error("ProvisionedThroughputExceededException"),
    client_error("ThrottlingException"),
    client_error("RequestLimitExceeded"),
    client_error("TransactionCanceledException", reasons=("None", "ThrottlingError")),
    client_error("TransactionCanceledException", reasons=("ProvisionedThroughputExceeded",)),
]
PASSING = [
    *THROTTLED,
    client_error("InternalServerError", 500),
    client_error("Whatever", 503),
    ConnectTimeoutError(endpoint_url="http://127.0.0.1"),
    ReadTimeoutError(endpoint_url="http://127.0.0.1"),
]


@pytest.mark.parametrize("fault", PASSING, ids=str)
def test_a_passing_fault_is_tried_again(fault: Exception) -> None:
    client = Faulty(fault, fault, answer={"Item": {"a": {"N": "1"}}})
    assert table_on(client).get(KEY) == {"a": 1}
    assert len(client.calls) == ATTEMPTS


@pytest.mark.parametrize("fault", PASSING, ids=str)
def test_a_fault_that_stays_is_a_503_with_retry_after(fault: Exception) -> None:
    client = Faulty(*[fault] * 10)
    with pytest.raises(Unavailable) as refusal:
        table_on(client).get(KEY)
    assert int(refusal.value.headers["Retry-After"]) >= 1
    assert len(client.calls) == ATTEMPTS


@pytest.mark.parametrize("reason", ["ConditionalCheckFailed", "TransactionConflict"])
def test_a_condition_that_does_not_hold_is_a_lost_race(reason: str) -> None:
    fault = client_error("TransactionCanceledException", reasons=("None", reason))
    client = Faulty(fault)
    with pytest.raises(LostRace):
        table_on(client).write([])
    assert len(client.calls) == 1


def test_a_list_that_outgrows_its_partition_is_told_so() -> None:
    fault = client_error(
        "TransactionCanceledException", reasons=("ItemCollectionSizeLimitExceeded",)
    )
    with pytest.raises(LimitReached):
        table_on(Faulty(fault)).write([])


def test_a_mistake_of_ours_is_not_hidden() -> None:
    with pytest.raises(ClientError):
        table_on(Faulty(client_error("ValidationException"))).get(KEY)


def test_all_attempts_of_a_write_carry_one_token() -> None:
    """A commit whose answer was lost must not be done twice."""
    client = Faulty(ReadTimeoutError(endpoint_url="http://127.0.0.1"))
    table_on(client).write([])
    first, second = (call["ClientRequestToken"] for call in client.calls)
    assert first == second
    table_on(client).write([])
    assert client.calls[-1]["ClientRequestToken"] != first


def test_nothing_is_sent_that_could_answer_too_late() -> None:
    """Every call takes its worst, 3 s: the request of 8 s ends within them all the same."""
    time = Time()
    fault = ReadTimeoutError(endpoint_url="http://127.0.0.1")
    client = Faulty(*[fault] * 10, takes=lambda: time.sleep(3))
    table = Table(client, "t", sleep=time.sleep, monotonic=time).within(8)  # type: ignore[arg-type]
    for _ in range(5):
        with pytest.raises(Unavailable):
            table.get(KEY)
    assert time.now <= 8
    assert len(client.calls) == 2


def test_every_request_is_counted() -> None:
    calls: list[None] = []
    client = Faulty(client_error("ThrottlingException"))
    table_on(client, on_call=lambda: calls.append(None)).get(KEY)
    assert len(calls) == 2


@pytest.mark.parametrize("fault", PASSING, ids=str)
def test_throttling_is_reported_and_other_faults_are_not(fault: Exception) -> None:
    heard: list[None] = []
    table_on(Faulty(fault), on_throttle=lambda: heard.append(None)).get(KEY)
    assert len(heard) == (fault in THROTTLED)


def test_a_batch_asks_again_for_what_it_did_not_get() -> None:
    wanted = [keys.todo("l", f"{n}") for n in range(150)]

    class Half(Faulty):
        def batch_get_item(self, RequestItems: Any) -> Any:  # boto3's name
            asked = RequestItems["t"]["Keys"]
            self.calls.append(asked)
            got, left = asked[:60], asked[60:]
            unprocessed = {"t": {"Keys": left}} if left else {}
            return {"Responses": {"t": got}, "UnprocessedKeys": unprocessed}

    client = Half()
    assert set(table_on(client).get_many(wanted)) == set(wanted)
    assert all(len(asked) <= 100 for asked in client.calls)


def test_every_read_is_strongly_consistent() -> None:
    client = Faulty(answer={"Items": [], "Responses": {}})
    table = table_on(client)
    table.get(KEY)
    list(table.query("U#ada", "M#", limit=1))
    table.get_many([KEY])
    get, query, batch = client.calls
    assert get["ConsistentRead"] is query["ConsistentRead"] is True
    assert batch["RequestItems"]["t"]["ConsistentRead"] is True


def test_the_client_waits_and_repeats_as_the_design_says() -> None:
    config: Any = connect("eu-central-1").meta.config
    assert (config.connect_timeout, config.read_timeout) == (1, 2)
    assert config.retries["total_max_attempts"] == 1
