"""Issuer and JWKS URL are two settings, and neither is a way to bring one's own keys."""

import pytest

from app.config import Settings, SettingsError

POOL = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbC123"
OWN = f"{POOL}/.well-known/jwks.json"


def settings(**changes):
    return Settings(
        **{
            "stage": "local",
            "region": "eu-central-1",
            "table_name": "doable",
            "user_pool_id": "eu-central-1_AbC123",
            "user_pool_client_id": "client",
        }
        | changes
    )


def test_both_are_the_pools_own_unless_set():
    made = settings(stage="prod")
    assert (made.token_issuer, made.jwks_url) == (POOL, OWN)


def test_the_pools_own_address_may_be_spelled_out():
    assert settings(stage="prod", jwks_url=OWN).jwks_url == OWN


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:4566/eu-central-1_AbC123/.well-known/jwks.json",
        "http://localhost:4566/jwks.json",
        "http://[::1]:4566/jwks.json",
        "https://localhost/jwks.json",
        "http://127.0.0.1",
    ],
)
def test_keys_may_come_from_loopback_in_the_local_stage_alone(url):
    made = settings(jwks_url=url)
    assert (made.token_issuer, made.jwks_url) == (POOL, url)
    for stage in ("prod", "Local", "local2", ""):
        with pytest.raises(SettingsError, match="JWKS_URL"):
            settings(stage=stage, jwks_url=url)


@pytest.mark.parametrize("name", ["jwks_url", "dynamodb_endpoint"])
@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/jwks.json",
        "http://localhost.evil.example/",
        "http://127.0.0.1.evil.example/",
        "http://evil.example/127.0.0.1",
        "http://evil.example?127.0.0.1",
        "http://evil.example#@127.0.0.1",
        "http://127.0.0.1@evil.example/",
        "http://evil.example\\@127.0.0.1/",
        "http://127.0.0.1\\@evil.example/",
        "http://me@127.0.0.1/",
        "http://me:secret@localhost/",
        "http://127.0.0.2/",
        "http://127.1/",
        "http://0x7f000001/",
        "http://2130706433/",
        "http://0.0.0.0/",
        "http://[::]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::1%25eth0]/",
        "http://::1/",
        "http://localhost./",
        "http://LOCALHOST/",
        "http://\uff4cocalhost/",
        "http://127.0.0.1:/",
        "http://127.0.0.1:port/",
        "http://127.0.0.1:80:80/",
        "http://127.0.0.1/\n",
        "http://127.0.0.1/ x",
        " http://127.0.0.1/",
        "http:/\t/127.0.0.1/",
        "file:///etc/jwks.json",
        "ftp://127.0.0.1/",
        "//127.0.0.1/",
        "127.0.0.1",
    ],
)
def test_nothing_that_only_looks_like_loopback_passes(url, name):
    with pytest.raises(SettingsError, match=name.upper()):
        settings(**{name: url})


def test_another_issuer_does_not_move_the_keys():
    made = settings(stage="prod", token_issuer="https://evil.example")
    assert made.jwks_url == OWN


def test_a_region_cannot_smuggle_a_host_in():
    with pytest.raises(SettingsError, match="AWS_REGION"):
        settings(stage="prod", region="evil.example/#")
