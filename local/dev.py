"""`make dev`: the server, which restarts when Python files change, and Vite with hot reload."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

from local.environment import ROOT, LocalError, vite_port
from local.serving import check_port

_PATIENCE = 15.0  # seconds
_SERVER = [sys.executable, "-m", "flask", "run", "--reload"]
_VITE = ["npm", "--prefix", "frontend", "run", "--silent", "dev", "--"]


def main() -> int:
    port = vite_port()
    try:
        check_port("127.0.0.1", int(port), variable="VITE_PORT", command="make dev")
    except LocalError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    commands = (_SERVER, [*_VITE, "--port", port, "--strictPort", "--clearScreen", "false"])
    # Groups of their own: npm and the reloader have children, which must go with them.
    processes = [_launch(command) for command in commands]
    try:
        return _first_exit(processes)
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(processes)


def _launch(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own commands
        command, cwd=ROOT, process_group=0, stdin=subprocess.DEVNULL
    )


def _first_exit(processes: list[subprocess.Popen[bytes]]) -> int:
    while all(process.poll() is None for process in processes):
        time.sleep(0.2)
    return next(process.returncode for process in processes if process.returncode is not None)


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for process in processes:
        try:
            os.killpg(process.pid, signal.SIGTERM)
        except ProcessLookupError:
            continue
        process.wait(_PATIENCE)
        _await_end_of_group(process.pid)


def _await_end_of_group(group: int) -> None:
    """npm is gone before its child, which still holds the port."""
    deadline = time.monotonic() + _PATIENCE
    with suppress(ProcessLookupError):
        while time.monotonic() < deadline:
            os.killpg(group, 0)
            time.sleep(0.05)


if __name__ == "__main__":
    sys.exit(main())
