"""Settings: the only reader of the environment.

| variable | what it is | default |
|---|---|---|
| `DOABLE_STAGE` | name of the stage, such as `local` or `prod` | required |
| `AWS_REGION` | region of table and pool (Lambda sets it) | required |
| `TABLE_NAME` | the DynamoDB table | required |
| `USER_POOL_ID` | the Cognito user pool | required |
| `USER_POOL_CLIENT_ID` | its public client, the page | required |
| `TOKEN_ISSUER` | `iss` of the access tokens | the pool's own address |
| `JWKS_URL` | where the keys are; elsewhere only on loopback, in stage `local` | the pool's own |
| `COGNITO_ENDPOINT` | where the page finds Cognito, address or path; stage `local` only | AWS |
| `DYNAMODB_ENDPOINT` | where the table is; stage `local` only | AWS |
| `ALLOWED_ORIGINS` | origins that may call the API from their pages, separated by commas | none |
| `ORIGIN_SECRET` | what CloudFront proves itself with; two, by a comma, while it changes | none |
| `DOABLE_VERSION` | what is running | `dev` |
| `LOG_LEVEL` | `DEBUG`, `INFO`, `WARNING` or `ERROR` | `INFO` |
| `AWS_LAMBDA_FUNCTION_NAME` | set by Lambda, where the log carries metrics too | none |
"""

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

LOCAL_STAGE = "local"
# Matched as a whole, never taken apart: urllib and urllib3 disagree about the host that
# `http://evil.example\@127.0.0.1` names.
_LOOPBACK_URL = re.compile(
    r"https?://(127\.0\.0\.1|localhost|\[::1\])(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?"
)
# Visible ASCII but the comma. 32 characters, so that nobody sets a word that can be guessed.
_SECRET = re.compile(r"[!-+\--~]{32,}")
_LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


def epoch_of(table_name: str) -> str:
    """Which life of the data a table holds. Clients that synchronized with another one start over.

    A restored table goes back in time: its change counters count the same numbers again, for other
    changes, and a client's cursor would pass over them unseen. DynamoDB restores only into a new
    table, and ours get a name that was never used before (infra/restore.py). So the name tells the
    lives apart, and nothing has to be written or remembered at a restore.
    """
    return hashlib.sha256(table_name.encode()).hexdigest()[:12]


class SettingsError(ValueError):
    """A setting is missing or wrong. The message names it and says what it takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    stage: str
    region: str
    table_name: str
    user_pool_id: str
    user_pool_client_id: str
    token_issuer: str = ""
    jwks_url: str = ""
    cognito_endpoint: str | None = None
    dynamodb_endpoint: str | None = None
    allowed_origins: tuple[str, ...] = ()
    origin_secrets: tuple[str, ...] = field(default=(), repr=False)
    version: str = "dev"
    log_level: str = "INFO"
    in_lambda: bool = False

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9-]+_[A-Za-z0-9]+", self.user_pool_id):
            raise SettingsError("USER_POOL_ID: expected a pool id such as eu-central-1_AbC123")
        if not re.fullmatch(r"[a-z0-9-]+", self.region):
            raise SettingsError("AWS_REGION: expected a region such as eu-central-1")
        pool_address = f"https://cognito-idp.{self.region}.amazonaws.com/{self.user_pool_id}"
        object.__setattr__(self, "token_issuer", self.token_issuer or pool_address)
        # Beneath the pool, not beneath TOKEN_ISSUER: that would be a way to bring one's own keys.
        own_jwks_url = f"{pool_address}/.well-known/jwks.json"
        object.__setattr__(self, "jwks_url", self.jwks_url or own_jwks_url)
        if self.jwks_url != own_jwks_url:
            self._require_local("JWKS_URL", self.jwks_url)
        if self.dynamodb_endpoint:
            self._require_local("DYNAMODB_ENDPOINT", self.dynamodb_endpoint)
        if self.cognito_endpoint and self.stage != LOCAL_STAGE:
            raise SettingsError(f"COGNITO_ENDPOINT: only in stage {LOCAL_STAGE}")
        for origin in self.allowed_origins:
            # flask-cors takes what looks like a pattern for one.
            if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?", origin):
                raise SettingsError(
                    f"ALLOWED_ORIGINS: {origin!r} is not an origin; expected one such as https://example.org"
                )
        if not all(map(_SECRET.fullmatch, self.origin_secrets)):
            raise SettingsError(
                "ORIGIN_SECRET: expected 32 or more visible ASCII characters, such as"
                " `openssl rand -hex 32` makes, or two such secrets separated by a comma"
            )
        if self.log_level not in _LOG_LEVELS:
            raise SettingsError(f"LOG_LEVEL: expected one of {', '.join(_LOG_LEVELS)}")

    @property
    def epoch(self) -> str:
        return epoch_of(self.table_name)

    def _require_local(self, name: str, url: str) -> None:
        """Keys or data from elsewhere would hand the whole API to whoever sets this variable."""
        if self.stage != LOCAL_STAGE or not _LOOPBACK_URL.fullmatch(url):
            raise SettingsError(f"{name}: only on a loopback address, in stage {LOCAL_STAGE}")

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Self:
        """Read the settings from `env` (default: the process's environment).

        Raises SettingsError, which names every variable that is missing.
        """
        env = os.environ if env is None else env
        names = {
            "DOABLE_STAGE": "stage",
            "AWS_REGION": "region",
            "TABLE_NAME": "table_name",
            "USER_POOL_ID": "user_pool_id",
            "USER_POOL_CLIENT_ID": "user_pool_client_id",
        }
        missing = [name for name in names if not env.get(name)]
        if missing:
            raise SettingsError(
                f"Not set: {', '.join(missing)}. On a laptop, `make run` sets them."
            )
        return cls(
            **{field: env[name] for name, field in names.items()},
            token_issuer=env.get("TOKEN_ISSUER", ""),
            jwks_url=env.get("JWKS_URL", ""),
            cognito_endpoint=env.get("COGNITO_ENDPOINT") or None,
            dynamodb_endpoint=env.get("DYNAMODB_ENDPOINT") or None,
            allowed_origins=tuple(
                part.strip() for part in env.get("ALLOWED_ORIGINS", "").split(",") if part.strip()
            ),
            origin_secrets=_split(env.get("ORIGIN_SECRET", "")),
            version=env.get("DOABLE_VERSION", "") or "dev",
            log_level=env.get("LOG_LEVEL", "") or "INFO",
            in_lambda=bool(env.get("AWS_LAMBDA_FUNCTION_NAME")),
        )


def _split(secrets: str) -> tuple[str, ...]:
    """An empty part stays, to be refused: a slip must not open the door to everybody."""
    return tuple(part.strip() for part in secrets.split(",")) if secrets else ()
