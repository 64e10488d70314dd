"""The emulator as seen from the server's process: started, watched, stopped."""

import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local.environment import ROOT, LocalError

_START = 30.0
_STOP = 10.0


class Emulator:
    """A running emulator. It dies with this process, however this process dies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stopping = False
        self._process, self.port = self._start(0)
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._watch, daemon=True).start()

    def _start(self, port: int) -> tuple[subprocess.Popen[bytes], int]:
        process = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
            [sys.executable, "-m", "local.emulator", self._folder, str(port)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        answer = _first_line(process)
        if "port" not in answer:
            process.kill()
            process.wait()
            raise LocalError(answer.get("error") or "The emulator did not start; see above.")
        return process, int(answer["port"])

    def _watch(self) -> None:
        """Should it die of something else, start it again at the same place."""
        while True:
            born = time.monotonic()
            code = self._process.wait()
            if self._stopping:
                return
            if time.monotonic() - born < 1:
                print("The emulator keeps ending. Stop Doable and look above.", file=sys.stderr)
                return
            print(f"The emulator ended by itself ({code}); starting it again.", file=sys.stderr)
            self._restart()

    def _restart(self) -> None:
        try:
            self._process, _ = self._start(self.port)
        except LocalError as error:
            print(error, file=sys.stderr)

    def stop(self) -> None:
        """Let it save and go."""
        self._stopping = True
        with _sigint_ignored():
            assert self._process.stdin  # noqa: S101 - it was started with a pipe
            self._process.stdin.close()
            try:
                self._process.wait(_STOP)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()


@contextmanager
def _sigint_ignored() -> Iterator[None]:
    """An impatient second Ctrl+C must not cut the saving short."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _first_line(process: subprocess.Popen[bytes]) -> dict[str, str]:
    assert process.stdout  # noqa: S101 - it was started with a pipe
    with process.stdout as output:
        ready, _, _ = select.select([output], [], [], _START)
        line = os.read(output.fileno(), 65536) if ready else b""
    answer: dict[str, str] = json.loads(line or b"{}")
    return answer
