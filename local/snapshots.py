"""Keeps the emulator's state on disk while it runs; by itself it saves only on a clean stop.

Half a second after a write, requests wait while the state is turned into bytes; they go on while
the bytes are written. The file is replaced in one step, so a kill at any moment leaves the old
state or the new one, never a torn one.
"""

import asyncio
import json
import logging
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

from local.environment import LocalError
from local.guard import AsgiApp, Receive, Scope, Send

# The data first, then what describes it: a stack never outlives a loss of its table.
_SERVICES = ("dynamodb", "cognito", "cloudformation")
_DELAY = 0.5
_DRAIN = 5.0
_READS = tuple(
    b"DynamoDB_20120810." + name
    for name in (b"Get", b"BatchGet", b"Query", b"Scan", b"TransactGet", b"Describe", b"List")
)
log = logging.getLogger("doable.emulator")


class Snapshots:
    """ASGI middleware around the emulator, and the keeper of `state.json` in `folder`."""

    def __init__(self, app: AsgiApp, folder: Path) -> None:
        self._app = app
        self._path = folder / "state.json"
        self._modules = {name: import_module(f"ministack.services.{name}") for name in _SERVICES}
        self._open, self._idle, self._dirty = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._open.set()
        self._idle.set()
        self._requests = 0
        self._saving = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        await self._open.wait()
        self._requests += 1
        self._idle.clear()
        try:
            await self._app(scope, receive, send)
        finally:
            self._leave(scope)

    def _leave(self, scope: Scope) -> None:
        if _may_write(scope):
            self._dirty.set()
        self._requests -= 1
        if not self._requests:
            self._idle.set()

    def load(self) -> None:
        """Raises LocalError when the file cannot be understood: saving would then erase it."""
        if not self._path.exists():
            return
        try:
            state = json.loads(
                self._path.read_bytes(), object_hook=_persistence()._json_object_hook
            )
            for name, module in self._modules.items():
                module.load_persisted_state(state["services"][name])
        except Exception as error:
            raise LocalError(
                f"The data in {self._path} cannot be read ({error!r}). "
                "Move that file away to start with an empty Doable."
            ) from error

    async def save_often(self) -> None:
        while True:
            await self._dirty.wait()
            # Also the pause before another try, should saving fail.
            await asyncio.sleep(_DELAY)
            await self.save()

    async def save(self) -> None:
        async with self._saving:
            if not self._dirty.is_set() or self._is_half_provisioned():
                return
            try:
                state = await self._freeze()
                await asyncio.to_thread(replace_file, self._path, state)
            except Exception:
                self._dirty.set()
                log.exception("The data could not be saved in %s; trying again", self._path)

    def _is_half_provisioned(self) -> bool:
        """Nothing would ever finish a stack that was saved half-way; the state before can."""
        stacks = self._modules["cloudformation"]._stacks.all_values()
        return any(stack["StackStatus"].endswith("_IN_PROGRESS") for stack in stacks)

    async def _freeze(self) -> bytes:
        self._open.clear()
        try:
            async with asyncio.timeout(_DRAIN):
                await self._idle.wait()
        except TimeoutError:
            log.warning("A request takes long; saving beside it")
        try:
            self._dirty.clear()
            return self._serialise()
        finally:
            self._open.set()

    def _serialise(self) -> bytes:
        modules = self._modules
        # Its own thread removes what has expired; it must not do so meanwhile.
        with modules["dynamodb"]._lock, _nothing_copied(modules.values()):
            services = {name: module.get_state() for name, module in modules.items()}
            return json.dumps({"services": services}, default=_persistence()._json_default).encode()


def _persistence() -> Any:
    return import_module("ministack.core.persistence")


def _may_write(scope: Scope) -> bool:
    """Every AWS call is a POST; a call that is not surely a read counts as a write."""
    target = next((v for name, v in scope["headers"] if name.lower() == b"x-amz-target"), b"")
    return scope["method"] not in ("GET", "HEAD") and not target.startswith(_READS)


@contextmanager
def _nothing_copied(modules: Any) -> Iterator[None]:
    """get_state copies everything, which takes ten times as long as writing it down. Nothing
    changes while requests wait, so the originals will do."""
    uncopied = SimpleNamespace(deepcopy=lambda value: value)
    with ExitStack() as stack:
        for module in modules:
            stack.enter_context(mock.patch.object(module, "copy", uncopied))
        yield


def replace_file(path: Path, content: bytes) -> None:
    """Write `content` to `path` so that a kill or a power cut leaves the old file or the new."""
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
