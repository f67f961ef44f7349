"""A kennisplaats started for a test: its process, everything below it, and its pages."""

import http.client
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from bootstrap import CHECKOUT
from bootstrap.variables import OF_ONE_SITE

# Of patience, for a machine that is busy with other work; a first start takes half a minute.
SECONDS = 240


class Kennisplaats:
    """Runs from entering until leaving the block, which stops it with Ctrl-C."""

    def __init__(self, *words, checkout=CHECKOUT, **environ):
        self.port = int(words[words.index("--port") + 1])
        self.command = [sys.executable, str(checkout / "start.py"), *words]
        self.environ = clean_environ(**environ)
        self.lines = []
        self.code = None

    def __enter__(self):
        self.process = subprocess.Popen(
            self.command,
            env=self.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # a group of its own, like that of a command typed in a terminal
            start_new_session=True,
        )
        self.heard = queue.SimpleQueue()
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        try:
            self.wait_for("Stoppen: Ctrl-C")
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(self, *_):
        self.press_ctrl_c()
        self.kill()

    @property
    def text(self):
        return "".join(self.lines)

    def wait_for(self, words):
        deadline = time.monotonic() + SECONDS
        while not any(words in line for line in self.lines):
            try:
                line = self.heard.get(timeout=max(0.1, deadline - time.monotonic()))
            except queue.Empty:
                line = None
            assert line is not None, f"{words!r} bleef uit:\n{self.text}"

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()

    def below(self):
        """Return the ids of all that start.py began: the guard, the server, its workers."""
        return descendants(self.process.pid)

    def press_ctrl_c(self):
        """Send what a terminal sends, and return the exit code."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        self.code = self.process.wait(timeout=SECONDS)
        return self.code

    def kill(self):
        """Leave nothing behind, whatever state a failed test left it in."""
        for number in [self.process.pid, *self.below()]:
            kill_9(number)
        self.process.wait()
        self.listener.join(timeout=SECONDS)
        self.process.stdout.close()

    def _listen(self):
        for line in self.process.stdout:
            self.lines.append(line)
            self.heard.put(line)
        self.heard.put(None)


def clean_environ(**changes):
    """Return an environment in which nothing but ``changes`` and our own Python is decided."""
    dropped = {*OF_ONE_SITE, "STATIC_ROOT", "DJANGO_SETTINGS_MODULE"}
    environ = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**environ, "KENNISPLAATS_PYTHON": sys.executable, "PYTHONUTF8": "1", **changes}


def descendants(number):
    """Return the ids of all living processes below ``number``."""
    listing = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,stat="], capture_output=True, text=True, check=True
    )
    children = {}
    for line in listing.stdout.splitlines():
        pid, parent, state = line.split()
        if not state.startswith("Z"):
            children.setdefault(int(parent), []).append(int(pid))
    found, waiting = [], [number]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def is_alive(number):
    listing = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(number)], capture_output=True, text=True, check=False
    )
    return bool(listing.stdout.strip()) and not listing.stdout.strip().startswith("Z")


def kill_9(number):
    with suppress(ProcessLookupError):
        os.kill(number, signal.SIGKILL)


def wait_until(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "dit bleef uit"
        time.sleep(0.05)


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def files_below(folder):
    return {path.relative_to(folder) for path in Path(folder).rglob("*")}
