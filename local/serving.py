"""How `flask run` looks and ends here."""

import errno
import logging
import os
import signal
import socket
import sys

import click
import flask.cli

from local.environment import LocalError


def is_reloaded() -> bool:
    """`flask run --debug` runs the app twice: once to watch the files, once to serve."""
    return os.environ.get("WERKZEUG_RUN_MAIN") == "true"


def address() -> tuple[str, int] | None:
    """Where `flask run` is about to listen; None under any other command."""
    context = click.get_current_context(silent=True)
    if context is None or context.info_name != "run":
        return None
    return context.params["host"], context.params["port"]


def check_port(host: str, port: int, variable: str = "PORT", command: str = "make run") -> None:
    """Find out before anything is started, and say what to do."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OverflowError:
            raise LocalError(
                f"There is no port {port}. Choose one from 1 to 65535: {variable}=5001 {command}"
            ) from None
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            reason = "is taken by another program" if taken else f"is refused ({error.strerror})"
            raise LocalError(
                f"Port {port} {reason}. Stop that program, or choose another port: "
                f"{variable}={max(port, 1024) + 1} {command}"
            ) from None


def greet_with(lines: list[str]) -> None:
    """Print `lines` where Flask would print its banner; silence what would follow."""

    def show_server_banner(debug: bool, app_import_path: str | None) -> None:
        if not is_reloaded():
            print("\n".join(lines), flush=True)

    flask.cli.show_server_banner = show_server_banner
    # Its access lines would print query strings; the app logs each request itself.
    logging.getLogger("werkzeug").setLevel(logging.ERROR)


def end_on_sigterm() -> None:
    """SIGTERM ends the server as Ctrl+C does, so that what it started is stopped, too."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
