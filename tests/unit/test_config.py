"""Settings: read once, from one place, and refused by name."""

import inspect
import re
from dataclasses import FrozenInstanceError

import pytest

from app import config
from app.config import Settings, SettingsError

ENV = {
    "DOABLE_STAGE": "prod",
    "AWS_REGION": "eu-central-1",
    "TABLE_NAME": "doable",
    "USER_POOL_ID": "eu-central-1_AbC123",
    "USER_POOL_CLIENT_ID": "client",
}


def test_what_is_left_out_takes_its_default() -> None:
    settings = Settings.from_env(ENV)
    pool = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbC123"
    assert settings.token_issuer == pool
    assert settings.jwks_url == f"{pool}/.well-known/jwks.json"
    assert (settings.cognito_endpoint, settings.dynamodb_endpoint) == (None, None)
    assert (settings.allowed_origins, settings.version, settings.log_level) == ((), "dev", "INFO")


def test_everything_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(SettingsError) as refusal:
        Settings.from_env({"AWS_REGION": "eu-central-1"})
    assert "DOABLE_STAGE, TABLE_NAME, USER_POOL_ID, USER_POOL_CLIENT_ID" in str(refusal.value)
    assert "make run" in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("USER_POOL_ID", "pool"),
        ("JWKS_URL", "http://127.0.0.1:4566/jwks"),
        ("DYNAMODB_ENDPOINT", "http://127.0.0.1:4566"),
        ("COGNITO_ENDPOINT", "/_cognito"),
        ("ALLOWED_ORIGINS", "*"),
        ("ALLOWED_ORIGINS", "https://a.example, b.example"),
        ("ALLOWED_ORIGINS", "https://a.example/path"),
        ("ALLOWED_ORIGINS", "https://a.example?"),
        ("ALLOWED_ORIGINS", "https://(.+)"),
        ("ORIGIN_SECRET", "too-short"),
        ("ORIGIN_SECRET", "x" * 31),
        ("ORIGIN_SECRET", "x" * 32 + ","),
        ("ORIGIN_SECRET", ","),
        ("ORIGIN_SECRET", " "),
        ("ORIGIN_SECRET", "x" * 16 + " " + "x" * 16),
        ("ORIGIN_SECRET", "ü" * 32),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_wrong_value_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_env({**ENV, name: value})


def test_origins_stand_apart_by_commas() -> None:
    settings = Settings.from_env({**ENV, "ALLOWED_ORIGINS": "https://a.example, http://b:1"})
    assert settings.allowed_origins == ("https://a.example", "http://b:1")


def test_origin_secrets_stand_apart_by_a_comma_and_are_never_shown() -> None:
    old, new = "a" * 32, "b" * 64
    settings = Settings.from_env({**ENV, "ORIGIN_SECRET": f"{old}, {new}"})
    assert settings.origin_secrets == (old, new)
    assert old not in repr(settings)
    with pytest.raises(SettingsError) as refusal:
        Settings.from_env({**ENV, "ORIGIN_SECRET": "hunter2"})
    assert "hunter2" not in str(refusal.value)
    assert Settings.from_env({**ENV, "ORIGIN_SECRET": ""}).origin_secrets == ()


def test_the_epoch_is_the_tables() -> None:
    epoch = Settings.from_env(ENV).epoch
    assert re.fullmatch(r"[0-9a-f]{12}", epoch)
    assert Settings.from_env({**ENV, "DOABLE_VERSION": "2"}).epoch == epoch
    assert Settings.from_env({**ENV, "TABLE_NAME": "doable-restored"}).epoch != epoch


def test_lambda_is_known_by_what_it_sets() -> None:
    assert not Settings.from_env(ENV).in_lambda
    assert Settings.from_env({**ENV, "AWS_LAMBDA_FUNCTION_NAME": "doable"}).in_lambda


def test_settings_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(Settings.from_env(ENV), "stage", "local")  # noqa: B010  # mypy forbids the other way


def test_the_table_of_variables_is_whole() -> None:
    documented = re.findall(r"^\| `([A-Z_]+)`", str(config.__doc__), re.MULTILINE)
    source = inspect.getsource(Settings.from_env)
    assert sorted(documented) == sorted(set(re.findall(r'"([A-Z]+(?:_[A-Z]+)+)"', source)))
