"""How long keys live, how often they are fetched, and what a crowd costs."""

import json
import threading
from contextlib import contextmanager

import pytest

from app.auth.jwks import JwksCache
from app.errors import Unauthorized, Unavailable
from tests.unit.auth.conftest import KID, jwk_of

HOUR = 3600


@pytest.fixture
def good(keys):
    return json.dumps({"keys": [jwk_of(keys.ours)]}).encode()


class World:
    """A cache, what is served to it, and its clock."""

    def __init__(self, served):
        self.served, self.now, self.fetches = served, 0.0, 0
        self.cache = JwksCache("http://127.0.0.1/", fetch=self.fetch, clock=lambda: self.now)

    def fetch(self, url):
        self.fetches += 1
        if isinstance(self.served, Exception):
            raise self.served
        return self.served

    def at(self, now, kid=KID):
        self.now = now
        return self.cache.find(kid)


@pytest.fixture
def world(good):
    return World(good)


def test_keys_live_for_an_hour(world):
    assert world.at(0)
    assert world.at(HOUR)
    assert world.fetches == 1
    assert world.at(HOUR + 1)
    assert world.fetches == 2


def test_keys_serve_for_a_day_when_no_others_can_be_had(world):
    world.at(0)
    world.served = OSError()
    for hour in range(2, 25):
        assert world.at(hour * HOUR)
    assert world.fetches == 24
    with pytest.raises(Unavailable):
        world.at(24 * HOUR + 11)


def test_after_a_failure_it_recovers(world, good):
    world.served = OSError()
    with pytest.raises(Unavailable):
        world.at(0)
    world.served = good
    with pytest.raises(Unavailable) as refusal:
        world.at(3.5)
    assert refusal.value.headers["Retry-After"] == "7"
    assert world.at(10)
    assert world.fetches == 2


def test_a_flood_while_failing_costs_one_fetch(world):
    world.served = OSError()
    for tenth in range(99):
        with pytest.raises(Unavailable):
            world.at(tenth / 10)
    assert world.fetches == 1


def test_a_flood_of_unknown_kids_costs_one_fetch(world):
    world.at(0)
    for number in range(1000):
        assert world.at(100, f"unknown{number}") is None
    assert world.fetches == 2


def test_a_new_key_is_found_at_once_but_not_sooner_than_after_10_seconds(world, keys):
    world.at(0)
    world.served = json.dumps({"keys": [jwk_of(keys.other, kid="new")]}).encode()
    assert world.at(9.9, "new") is None
    assert world.at(10, "new")
    assert world.at(10) is None, "the old one is gone with the set that held it"
    assert world.fetches == 2


def test_a_set_that_spoils_keeps_the_last_good_one(world):
    world.at(0)
    world.served = b'{"keys":[]}'
    assert world.at(2 * HOUR)


def test_while_failing_an_unknown_kid_may_be_a_new_one(world):
    world.at(0)
    world.served = OSError()
    with pytest.raises(Unavailable):
        world.at(20, "new")
    assert world.at(20), "what is known still serves"


def test_a_clock_set_back_makes_keys_neither_fresh_nor_useless(world, good):
    world.at(10 * HOUR)
    assert world.at(9 * HOUR)
    assert world.fetches == 2, "how old they are cannot be known"
    assert world.at(9 * HOUR + 1)
    assert world.fetches == 2
    world.served = OSError()
    assert world.at(8 * HOUR), "what is known still serves"
    with pytest.raises(Unavailable) as refusal:
        world.at(8 * HOUR - 10, "new")
    assert 1 <= int(refusal.value.headers["Retry-After"]) <= 10
    world.served = good
    assert world.at(8 * HOUR)


def test_keys_from_a_far_future_do_not_serve(world):
    world.at(48 * HOUR)
    world.served = OSError()
    with pytest.raises(Unavailable):
        world.at(23 * HOUR)


@contextmanager
def crowd(find, count=16):
    """So many threads that all ask at the same time; yields the list of what they get."""
    found, barrier = [], threading.Barrier(count)

    def ask():
        barrier.wait()
        try:
            found.append(find())
        except Exception as trouble:
            found.append(trouble)

    threads = [threading.Thread(target=ask) for _ in range(count)]
    for thread in threads:
        thread.start()
    yield found
    for thread in threads:
        thread.join()


def gated(cache_world, gate, entered):
    plain = cache_world.fetch

    def fetch(url):
        entered.set()
        assert gate.wait(5)
        return plain(url)

    return fetch


def test_a_cold_burst_fetches_once_and_nobody_fails(good):
    world, gate, entered = World(good), threading.Event(), threading.Event()
    cache = JwksCache("http://127.0.0.1/", fetch=gated(world, gate, entered))
    with crowd(lambda: cache.find(KID)) as found:
        assert entered.wait(5)
        assert not found, "they wait for the keys"
        gate.set()
    assert [key.kid for key in found] == [KID] * 16
    assert world.fetches == 1


def test_a_cold_burst_in_vain_fetches_once(good):
    world = World(OSError())
    with crowd(lambda: world.cache.find(KID)) as found:
        pass
    assert [type(trouble) for trouble in found] == [Unavailable] * 16
    assert world.fetches == 1


def test_who_has_an_old_key_does_not_wait_for_a_new_one(good):
    world, gate, entered = World(good), threading.Event(), threading.Event()
    gate.set()
    cache = JwksCache("x", fetch=gated(world, gate, entered), clock=lambda: world.now)
    cache.find(KID)
    gate.clear()
    entered.clear()
    world.now = 2 * HOUR
    with crowd(lambda: cache.find(KID), 1):
        assert entered.wait(5)
        assert cache.find(KID), "although another thread is fetching"
        gate.set()
    assert world.fetches == 2


def test_a_burst_of_tokens_verifies_with_one_fetch(forge):
    token = forge.token()
    with crowd(lambda: forge.verifier.verify(token)) as found:
        pass
    assert {person.sub for person in found} == {forge.sub}
    assert forge.fetches == 1


def test_a_valid_set_without_the_kid_is_401_and_none_at_all_is_503(forge):
    with pytest.raises(Unauthorized):
        forge.verifier.verify(forge.token({"kid": "other"}))
    forge.serving(OSError()).later(86401)
    with pytest.raises(Unavailable):
        forge.verifier.verify(forge.token({"kid": "other"}))
