"""The emulator's own process: `python -m local.emulator FOLDER PORT`, started by local.supervisor.

It serves until its standard input ends. Only its parent holds the other end of that pipe, so the
end comes however the parent dies, even by kill -9. The first line of its standard output says
where it listens, or why it does not.
"""

import asyncio
import fcntl
import json
import logging
import os
import signal
import socket
import sys
import threading
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

from local.environment import REGION, LocalError, isolate_from_aws

# local/snapshots.py reads the emulator's inner state, so another release needs another look.
_TESTED = "1.5.33"
_LOCK_WAIT = 5.0


def main(folder: Path, port: int) -> None:
    # Ctrl+C reaches the whole terminal; the parent decides when this process goes.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.umask(0o077)
    try:
        _check_release()
        lock = _lock(folder)
        listener = _listen(port)
        _configure(folder, listener.getsockname()[1])
        asyncio.run(_serve(folder, listener))
    except LocalError as error:
        _say(error=str(error))
        sys.exit(1)
    lock.close()


def _check_release() -> None:
    if version("ministack") != _TESTED:
        raise LocalError(
            f"ministack {version('ministack')} is installed, but {_TESTED} is what works. "
            "`make setup` installs it."
        )


def _lock(folder: Path) -> IO[str]:
    """Two emulators on one folder would overwrite each other's data."""
    try:
        is_new = not folder.exists()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if is_new:  # a folder of somebody else's keeps its mode
            folder.chmod(0o700)
        file = (folder / "lock").open("a+")
    except OSError as error:
        raise LocalError(
            f"The data cannot be kept in {folder} ({error.strerror}). "
            "Choose another folder: DATA_DIR=/some/folder make run"
        ) from None
    file.seek(0)
    owner = file.read().strip()
    if not _acquire(file, owner):
        raise LocalError(
            f"Another Doable (process {owner or 'unknown'}) is using the data in {folder}. "
            "Stop it, or give this one a folder of its own: DATA_DIR=/some/folder make run"
        )
    file.truncate(0)
    file.write(str(os.getppid()))
    file.flush()
    return file


def _acquire(file: IO[str], owner: str) -> bool:
    """An emulator whose parent was just killed is still saving: worth a moment's wait."""
    patience = 0.0 if _is_alive(owner) else _LOCK_WAIT
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except OSError:
            if patience <= 0:
                return False
        patience -= 0.1
        threading.Event().wait(0.1)


def _is_alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        pass
    return int(pid) != os.getppid()


def _listen(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.bind(("127.0.0.1", port))
    return listener


def _configure(folder: Path, port: int) -> None:
    """ministack reads all of this while it is being imported."""
    isolate_from_aws()
    os.environ |= {
        "AUTH": "true",
        "BIND_HOST": "127.0.0.1",
        # At its start and end ministack removes containers; the developer's are not its own.
        "DOCKER_HOST": "unix:///nowhere",
        "GATEWAY_PORT": str(port),
        "IOT_MTLS_ENABLED": "0",
        "LOG_LEVEL": "WARNING",
        "MINISTACK_REGION": REGION,
        # local/snapshots.py saves instead, at once and safely; keys still go to STATE_DIR.
        "PERSIST_STATE": "0",
        "SERVICES": "dynamodb,cognito-idp,cloudformation",
        "SFTP_ENABLED": "0",
        "STATE_DIR": str(folder),
    }


async def _serve(folder: Path, listener: socket.socket) -> None:
    from hypercorn.asyncio import serve
    from hypercorn.config import Config

    from local.guard import Guard
    from local.snapshots import Snapshots

    snapshots = Snapshots(import_module("ministack.app").app, folder)
    snapshots.load()
    port = listener.getsockname()[1]
    config = Config()
    config.bind = [f"fd://{listener.detach()}"]
    config.keep_alive_timeout = 75
    config.graceful_timeout = 1
    config.loglevel = "WARNING"
    async with asyncio.TaskGroup() as tasks:
        saver = tasks.create_task(snapshots.save_often())
        # The kernel already queues connections, so this is early enough to say so.
        _say(port=port)
        app: Any = Guard(snapshots, port)
        await serve(app, config, shutdown_trigger=_Farewell(snapshots))
        saver.cancel()
    await snapshots.save()


class _Farewell:
    """Hypercorn's signal to stop: standard input has ended, or a SIGTERM came."""

    def __init__(self, snapshots: Any) -> None:
        self._snapshots = snapshots
        self._gone = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self._gone.set)
        threading.Thread(target=self._watch, args=(loop,), daemon=True).start()

    def _watch(self, loop: asyncio.AbstractEventLoop) -> None:
        while os.read(sys.stdin.fileno(), 1024):
            pass
        loop.call_soon_threadsafe(self._gone.set)

    async def __call__(self) -> None:
        await self._gone.wait()
        # Before the goodbyes to open connections: a kill might follow.
        await self._snapshots.save()


def _say(**what: object) -> None:
    """The one line that the parent waits for. Whatever is printed later goes to the log."""
    os.write(sys.stdout.fileno(), json.dumps(what).encode() + b"\n")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())


if __name__ == "__main__":
    logging.basicConfig(format="emulator: %(levelname)s %(message)s", level=logging.WARNING)
    main(Path(sys.argv[1]), int(sys.argv[2]))
