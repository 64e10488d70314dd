"""From a request's header to `g.user`, and one and the same 401 for everybody else."""

import logging

import pytest
from flask import Flask, g

from app.auth import Principal, authenticate, current_user, init_app
from app.errors import Unauthorized, Unavailable


@pytest.fixture
def request_with(forge):
    app = Flask(__name__)
    init_app(app, forge.verifier, lambda token: None)

    def request_with(*values):
        headers = [("Authorization", value) for value in values]
        return app.test_request_context("/", headers=headers)

    return request_with


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_a_good_token_makes_a_user(scheme, request_with, forge):
    with request_with(f"{scheme} {forge.token()}"):
        person = authenticate()
        assert person.sub == forge.sub
        assert g.user is current_user() is person


@pytest.mark.parametrize(
    "value",
    [
        "{}",
        "Basic {}",
        "Bearer",
        "Bearer ",
        "Bearer{}",
        "Bearer  {}",
        "Bearer\t{}",
        "Bearer {} ",
        " Bearer {}",
        "Bearer {},{}",
        "Bearer {} {}",
        "Bearer, {}",
        "Bearer Bearer {}",
        "Bearer token={}",
        'Bearer "{}"',
        "Bearer {};",
        "Bearer {}, Bearer {}",
        "Bearer {}\xe9",
        "JWT {}",
    ],
)
def test_any_other_header_is_refused(value, request_with, forge):
    token = forge.token()
    with request_with(value.format(token, token)):
        with pytest.raises(Unauthorized):
            authenticate()
        assert "user" not in g


def test_two_headers_are_refused_even_if_they_agree(request_with, forge):
    value = f"Bearer {forge.token()}"
    with request_with(value, value), pytest.raises(Unauthorized):
        authenticate()


def test_a_token_elsewhere_does_not_count(forge):
    app = Flask(__name__)
    init_app(app, forge.verifier, lambda token: None)
    token = forge.token()
    with app.test_request_context(
        f"/?access_token={token}", headers={"Cookie": f"access_token={token}"}
    ):
        with pytest.raises(Unauthorized):
            authenticate()


def test_every_refusal_is_one_and_the_same(request_with, forge):
    def refusal(*values):
        with request_with(*values), pytest.raises(Unauthorized) as refused:
            authenticate()
        return vars(refused.value)

    none = refusal()
    assert none["headers"] == {"WWW-Authenticate": 'Bearer realm="doable"'}
    assert none == refusal("Basic x") == refusal("Bearer x") == refusal("Bearer a.b.c")
    assert none == refusal(f"Bearer {forge.token(exp=1)}")
    assert none == refusal(f"Bearer {forge.token({'kid': 'unknown'})}")


SCRIPT = "dbl_" + "x" * 43


@pytest.mark.parametrize("found", [Principal("ada", "read"), None])
def test_a_scripts_token_is_looked_up_and_no_other_is(forge, found):
    asked = []
    app = Flask(__name__)
    init_app(app, forge.verifier, lambda token: asked.append(token) or found)
    with app.test_request_context(headers={"Authorization": f"Bearer {forge.token()}"}):
        assert authenticate() == Principal(forge.sub, "person")
    assert asked == []
    with app.test_request_context(headers={"Authorization": f"Bearer {SCRIPT}"}):
        if found:
            assert authenticate() == found
        else:
            with pytest.raises(Unauthorized) as refused:
                authenticate()
            assert refused.value.headers == {"WWW-Authenticate": 'Bearer realm="doable"'}
    assert asked == [SCRIPT]
    assert forge.fetches == 1  # of the pool's keys, for the person's


def test_without_keys_it_is_unavailable(request_with, forge):
    forge.serving(OSError())
    with request_with(f"Bearer {forge.token()}"), pytest.raises(Unavailable) as refused:
        authenticate()
    assert refused.value.headers == {"Retry-After": "10"}


def test_a_route_that_forgets_to_authenticate_has_no_user(request_with):
    with request_with(), pytest.raises(AttributeError):
        current_user()


def test_no_part_of_a_token_is_logged(request_with, forge, caplog, monkeypatch):
    # Where an app was made before, its loggers no longer speak to the root.
    monkeypatch.setattr(logging.getLogger("app"), "propagate", True)
    caplog.set_level("DEBUG", logger="app")
    token = forge.token(exp=1)
    with request_with(f"Bearer {token}"), pytest.raises(Unauthorized):
        authenticate()
    assert "expired" in caplog.text
    assert not any(part in caplog.text for part in [*token.split("."), forge.sub])
