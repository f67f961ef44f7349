"""Servers with the options of the real one, ended when the block ends."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from bench.processes import tree
from bootstrap import CHECKOUT, variables
from bootstrap.console import StartError
from bootstrap.guard import Guarded
from bootstrap.serving import WORKERS, server_command, wait_for_answer

HOST = "127.0.0.1"
PORTAL = "kennisplaats.wsgi:application"
FLOOR = "bench.floor.wsgi:application"
BASELINE = "bench.baseline.wsgi:application"
GUARD_AND_MASTER = 2


class Running(NamedTuple):
    """A server; ``pid`` is at the root of all its processes."""

    port: int
    pid: int

    def workers(self) -> list[int]:
        return tree(self.pid)[GUARD_AND_MASTER:]


def environment(url: str, folder: Path, *, demo: bool = False, **more: str) -> dict[str, str]:
    """Return what a program of the project needs to run on the database ``url``."""
    theirs = variables.for_tests(url)  # what the user set for a site of their own does not count
    theirs = {name: value for name, value in theirs.items() if not name.endswith("_FILE")}
    return theirs | {
        "SECRET_KEY": "only-to-measure-with-and-never-for-a-server-that-others-can-reach",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "DEMO": "1" if demo else "0",
        "HTTPS": "0",
        "LOG_LEVEL": "WARNING",
        "STATIC_ROOT": str(folder / "static"),
        "DJANGO_SETTINGS_MODULE": "kennisplaats.settings",
        "PYTHONPATH": os.pathsep.join([str(CHECKOUT), os.environ.get("PYTHONPATH", "")]),
        **more,
    }


@contextmanager
def serving(application: str, environ: dict[str, str], *, log: Path) -> Iterator[Running]:
    port = _free_port()
    command = [*server_command(HOST, port)[:-1], application]
    with log.open("wb") as output:
        server = Guarded(command, environ=environ, cwd=str(CHECKOUT), output=output)
        try:
            try:
                wait_for_answer(server, HOST, port)
            except StartError as error:
                raise StartError(f"{application} does not answer; see {log}") from error
            running = Running(port, server.process.pid)
            deadline = time.monotonic() + 20
            while len(running.workers()) < WORKERS and time.monotonic() < deadline:
                time.sleep(0.05)
            yield running
        finally:
            server.stop()


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind((HOST, 0))
        return int(trial.getsockname()[1])
