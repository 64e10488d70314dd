"""Starting and stopping: one address, one owner of the data, and nothing left behind."""

import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from local.environment import ROOT
from local.testing import Server, free_port

from .conftest import aws, emulator_pids, emulator_url, ps, table_name


def run(folder: Path, port: int) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"DATA_DIR": str(folder), "PORT": str(port)}
    return subprocess.run(
        [sys.executable, "-m", "flask", "run"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=30,
    )


def test_it_says_where_it_is_and_which_code_to_use(server: Server) -> None:
    printed = server.log.read_text()
    assert server.url in printed
    assert "123456" in printed
    assert str(server.folder) in printed
    assert "WARNING" not in printed


def test_a_taken_port_is_named_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ended = run(tmp_path / "data", port)
    assert ended.returncode != 0
    assert f"Port {port} is taken" in ended.stderr
    assert "PORT=" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "data").exists()


def test_a_port_that_cannot_be_is_named(tmp_path: Path) -> None:
    ended = run(tmp_path / "data", 70_000)
    assert ended.returncode != 0
    assert "There is no port 70000" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    ended = run(file, free_port())
    assert ended.returncode != 0
    assert "DATA_DIR=" in ended.stderr
    assert file.read_text() == "mine"


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    with Server(tmp_path):
        assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_two_servers_do_not_share_one_folder(server: Server) -> None:
    ended = run(server.folder, free_port())
    assert ended.returncode != 0
    assert f"Another Doable (process {server.process.pid})" in ended.stderr  # type: ignore[union-attr]
    assert "DATA_DIR=" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert server.get("/api/health")["status"] == "ok"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_however_it_ends_nothing_is_left(own_server: Server, how: signal.Signals) -> None:
    assert len(emulator_pids(own_server.folder)) == 1
    assert own_server._end(how) == (0 if how != signal.SIGKILL else -signal.SIGKILL)
    deadline = time.monotonic() + (3 if how == signal.SIGKILL else 0)
    while emulator_pids(own_server.folder) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert emulator_pids(own_server.folder) == []
    assert "Traceback" not in own_server.log.read_text()


def test_a_reload_keeps_the_emulator_and_the_data(tmp_path: Path) -> None:
    touched = tmp_path / "touched.py"
    touched.write_text("")
    with Server(tmp_path / "data", options=("--reload", "--extra-files", str(touched))) as server:
        before = emulator_pids(server.folder)
        dynamodb = aws("dynamodb", emulator_url(server))
        item = {"PK": {"S": "U#x"}, "SK": {"S": "META"}}
        dynamodb.put_item(TableName=table_name(dynamodb), Item=item)
        pages = children(server)
        touched.write_text("1")
        await_change(server, pages)
        assert emulator_pids(server.folder) == before
        assert dynamodb.get_item(TableName=table_name(dynamodb), Key=item)["Item"] == item
    assert emulator_pids(server.folder) == []


def children(server: Server) -> set[str]:
    assert server.process
    pairs = [line.split() for line in ps("-eo", "pid=,ppid=").splitlines()]
    return {pid for pid, parent in pairs if parent == str(server.process.pid)}


def await_change(server: Server, before: set[str]) -> None:
    for _ in range(100):
        now = children(server)
        if now != before and len(now) == len(before):
            server._await_health(server.process)  # type: ignore[arg-type]
            return
        time.sleep(0.1)
    raise AssertionError("no reload")


linux = pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="reads Linux's /proc")


@linux
def test_only_this_machine_can_connect(server: Server) -> None:
    wanted = {server.port, int(emulator_url(server).rsplit(":", 1)[1])}
    listening = {port: address for address, port in listeners() if port in wanted}
    assert listening == dict.fromkeys(wanted, "0100007F")


@linux
def test_the_emulator_opens_one_port_only(server: Server) -> None:
    (pid,) = emulator_pids(server.folder)
    links = [os.readlink(link) for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink()]
    inodes = {match[1] for link in links if (match := re.match(r"socket:\[(\d+)\]", link))}
    assert len([inode for inode in listening_inodes() if inode in inodes]) == 1


def rows() -> list[list[str]]:
    lines = [*Path("/proc/net/tcp").read_text().splitlines()[1:]]
    if Path("/proc/net/tcp6").exists():
        lines += Path("/proc/net/tcp6").read_text().splitlines()[1:]
    return [row for line in lines if (row := line.split())[3] == "0A"]


def listeners() -> list[tuple[str, int]]:
    pairs = [row[1].split(":") for row in rows()]
    return [(address, int(port, 16)) for address, port in pairs]


def listening_inodes() -> list[str]:
    return [row[9] for row in rows()]


def test_the_data_is_for_its_owner_only(server: Server) -> None:
    (pid,) = emulator_pids(server.folder)
    assert pid
    assert stat.S_IMODE(server.folder.stat().st_mode) == 0o700
    for file in (server.folder / "state.json", server.folder / "cognito-rsa-key.pem"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
