"""DynamoDB and the user pool's keys: `python stub.py ANSWERS`, as fast as Python gets.

ANSWERS is a JSON file: what each operation answers, and "jwks". Speaks HTTP/1.1 with keep-alive on
a free port of 127.0.0.1, which it prints; ends when its standard input does. `GET /last` gives the
operation, headers and body of the last call.
"""

import asyncio
import json
import sys
import zlib
from typing import Any, ClassVar

HEAD = "HTTP/1.1 200 OK\r\nContent-Type: {}\r\nContent-Length: {}\r\n{}\r\n"
AMAZON = (
    "Server: Server\r\nDate: Wed, 18 Nov 2026 11:06:40 GMT\r\nConnection: keep-alive\r\n"
    "x-amzn-RequestId: 8TQ5S1F0V3JQ4N6B7C2D9E0FGHVV4KQNSO5AEMVJF66Q9ASUAAJG\r\nx-amz-crc32: {}\r\n"
)


def dynamodb_answer(body: bytes) -> bytes:
    extra = AMAZON.format(zlib.crc32(body))
    return HEAD.format("application/x-amz-json-1.0", len(body), extra).encode() + body


def plain_answer(body: bytes) -> bytes:
    return HEAD.format("application/json", len(body), "").encode() + body


class Connection(asyncio.Protocol):
    """Clients here send one request at a time."""

    answers: ClassVar[dict[str, bytes]] = {}
    last: ClassVar[dict[str, Any]] = {}

    def connection_made(self, transport: Any) -> None:
        self.transport, self.received = transport, b""

    def data_received(self, data: bytes) -> None:
        self.received += data
        head, found, body = self.received.partition(b"\r\n\r\n")
        if not found:
            return
        start, *lines = head.decode().split("\r\n")
        headers = {name.lower(): value for name, _, value in (one.partition(": ") for one in lines)}
        if len(body) < int(headers.get("content-length", 0)):
            return
        self.received = b""
        self.transport.write(self.answer(start, headers, body))

    def answer(self, start: str, headers: dict[str, str], body: bytes) -> bytes:
        if start.startswith("GET /last "):
            return plain_answer(json.dumps(Connection.last).encode())
        if start.startswith("GET "):
            return self.answers["jwks"]
        operation = headers["x-amz-target"].rpartition(".")[2]
        Connection.last = {"operation": operation, "headers": headers, "body": json.loads(body)}
        return self.answers[operation]


async def main() -> None:
    with open(sys.argv[1]) as file:
        bodies = json.load(file)
    for name, body in bodies.items():
        make = plain_answer if name == "jwks" else dynamodb_answer
        Connection.answers[name] = make(json.dumps(body).encode())
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Connection, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main())
