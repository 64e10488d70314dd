"""A native handler, as people write it: botocore's client, and cryptography for the tokens."""

import os
import urllib.request
from functools import partial

import botocore.session
import routing
import table
import tokens

DYNAMODB = botocore.session.get_session().create_client("dynamodb")
with urllib.request.urlopen(os.environ["JWKS_URL"], timeout=5) as response:  # noqa: S310
    KEYS = tokens.read_keys(response.read())


def handler(event: dict, context: object) -> dict:
    return routing.route(event, KEYS, partial(table.query, DYNAMODB), partial(table.put, DYNAMODB))
