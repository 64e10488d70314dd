"""A running stub, and processes of variants that talk to it."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, Self, cast
from urllib.request import urlopen

from benchmarks.build import Build, interpreter
from benchmarks.world import World, make_world

HERE = Path(__file__).parent
Json = dict[str, Any]


class Process:
    """A variant that runs; `first` is the runner's report on its first answer."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        started = time.perf_counter_ns()
        self._process = subprocess.Popen(  # noqa: S603  # our own words
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.first: Json = self._read()
        self.milliseconds: float = (self.first["done"] - started) / 1e6

    def answer(self, event: Json) -> Json:
        found: Json = self._serve([event])["answer"]
        return found

    def costs(self, events: Sequence[Json]) -> list[tuple[int, int]]:
        """Nanoseconds of processor and of wall time that each took."""
        return [tuple(cost) for cost in self._serve(events)["costs"]]

    def _serve(self, events: Sequence[Json]) -> Json:
        stdin = cast(IO[str], self._process.stdin)
        stdin.write(json.dumps(events) + "\n")
        stdin.flush()
        return self._read()

    def _read(self) -> Json:
        line = cast(IO[str], self._process.stdout).readline()
        if not line:
            self._process.wait()
            raise RuntimeError(f"ended before its answer: {self._process.args!r}")
        report: Json = json.loads(line)
        return report

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._process:  # closes its input, which ends it, and waits
            pass


@dataclass(frozen=True)
class Lab:
    world: World
    folder: Path
    port: int
    stub_pid: int

    @property
    def environment(self) -> dict[str, str]:
        address = f"http://127.0.0.1:{self.port}"
        return self.world.environment | {
            "AWS_ENDPOINT_URL_DYNAMODB": address,
            "DYNAMODB_ENDPOINT": address,
            "JWKS_URL": f"{address}/.well-known/jwks.json",
        }

    def start(self, build: Build, prefix: Sequence[str] = ()) -> Process:
        return self._start(build.python, str(build.folder), build.variant.event, prefix)

    def start_alone(self, python: str, prefix: Sequence[str] = ()) -> Process:
        """The interpreter and the runner, with no variant."""
        return self._start(python, "", "2.0", prefix)

    def _start(self, python: str, folder: str, version: str, prefix: Sequence[str]) -> Process:
        # Neither site-packages nor the current folder, and nothing written.
        command = [*prefix, str(interpreter(python)), "-B", "-P", "-S", "-s"]
        command += [str(HERE / "runner.py"), folder, str(self.folder / f"event-{version}.json")]
        return Process(command, self.environment)

    def last_call(self) -> Json:
        """What DynamoDB was asked last: `operation`, `headers`, `body`."""
        with urlopen(f"http://127.0.0.1:{self.port}/last", timeout=5) as answer:
            found: Json = json.load(answer)
        return found


@contextmanager
def open_lab() -> Iterator[Lab]:
    world = make_world()
    with TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        (folder / "answers.json").write_text(json.dumps(world.answers))
        for version, events in world.events.items():
            (folder / f"event-{version}.json").write_text(json.dumps(events["get"]))
        command = [sys.executable, str(HERE / "stub.py"), str(folder / "answers.json")]
        with subprocess.Popen(  # noqa: S603  # our own words
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as stub:
            port = int(cast(IO[str], stub.stdout).readline())
            yield Lab(world, folder, port, stub.pid)
