"""How little it takes without botocore: http.client and an own signature (AWS's version 4)."""

import hashlib
import hmac
import http.client
import json
import os
import time
from urllib.parse import urlsplit

import attributes
import routing
import tokens

REGION = os.environ["AWS_REGION"]
TABLE = os.environ["TABLE_NAME"]
ENDPOINT = urlsplit(os.environ["AWS_ENDPOINT_URL_DYNAMODB"])
CONNECTION = http.client.HTTPConnection(ENDPOINT.netloc, timeout=5)


def fetch(url: str) -> bytes:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=5)
    connection.request("GET", parts.path)
    return connection.getresponse().read()


KEYS = tokens.read_keys(fetch(os.environ["JWKS_URL"]))


def hash_of(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")


def sign(operation: str, body: bytes) -> dict[str, str]:
    now = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    headers = {
        "content-type": "application/x-amz-json-1.0",
        "host": ENDPOINT.netloc,
        "x-amz-date": now,
        "x-amz-security-token": os.environ["AWS_SESSION_TOKEN"],
        "x-amz-target": f"DynamoDB_20120810.{operation}",
    }
    names = ";".join(headers)
    told = "".join(f"{name}:{value}\n" for name, value in headers.items())
    request = f"POST\n/\n\n{told}\n{names}\n{hashlib.sha256(body).hexdigest()}"
    scope = f"{now[:8]}/{REGION}/dynamodb/aws4_request"
    digest = hashlib.sha256(request.encode()).hexdigest()
    key = f"AWS4{os.environ['AWS_SECRET_ACCESS_KEY']}".encode()
    for part in scope.split("/"):
        key = hash_of(key, part)
    signature = hash_of(key, f"AWS4-HMAC-SHA256\n{now}\n{scope}\n{digest}").hex()
    credential = f"{os.environ['AWS_ACCESS_KEY_ID']}/{scope}"
    return headers | {
        "authorization": f"AWS4-HMAC-SHA256 Credential={credential},"
        f" SignedHeaders={names}, Signature={signature}"
    }


def call(operation: str, parameters: dict) -> dict:
    body = json.dumps(parameters).encode()
    CONNECTION.request("POST", "/", body, sign(operation, body))
    response = CONNECTION.getresponse()
    answer = response.read()
    if response.status != 200:
        raise RuntimeError(f"{operation}: {answer.decode()}")
    return json.loads(answer)


def query(owner: str) -> list[dict]:
    found = call(
        "Query",
        {
            "TableName": TABLE,
            "KeyConditionExpression": "PK = :pk AND begins_with(SK, :prefix)",
            "ExpressionAttributeValues": {":pk": {"S": f"L#{owner}"}, ":prefix": {"S": "T#"}},
            "ConsistentRead": True,
            "Limit": 20,
        },
    )
    return [attributes.load_item(item) for item in found["Items"]]


def put(item: dict) -> None:
    call("PutItem", {"TableName": TABLE, "Item": attributes.dump_item(item)})


def handler(event: dict, context: object) -> dict:
    return routing.route(event, KEYS, query, put)
