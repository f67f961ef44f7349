"""A guarded program ends with its starter, with everything it began, however either ends."""

import os
import signal
import subprocess
import sys

import pytest

from bootstrap import CHECKOUT
from bootstrap.guard import Guarded
from tests.start.running import clean_environ, descendants, is_alive, kill_9, wait_until

# A starter, like start.py, of a program with a worker, like a server.
STARTER = """
import os, sys, time
from bootstrap.guard import Guarded
guarded = Guarded([sys.executable, "-c", sys.argv[1]], environ=dict(os.environ))
time.sleep(60)
"""
PROGRAM = "import os, time; os.fork(); time.sleep(60)"
DEAF = f"import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); {PROGRAM}"


@pytest.fixture
def starter():
    """Run a starter; give it, with the guard, the program and the worker below it."""
    process = subprocess.Popen(
        [sys.executable, "-c", STARTER, PROGRAM], cwd=CHECKOUT, env=clean_environ()
    )
    wait_until(lambda: len(descendants(process.pid)) == 3)
    below = descendants(process.pid)
    yield process, below
    for number in [process.pid, *below]:
        kill_9(number)
    process.wait()


def gone(numbers):
    return lambda: not any(map(is_alive, numbers))


def test_program_ends_with_a_starter_that_was_killed(starter):
    process, below = starter

    process.kill()

    wait_until(gone(below))


def test_worker_ends_with_a_program_that_was_killed(starter):
    _process, (guard, program, worker) = starter

    kill_9(program)

    wait_until(gone([guard, program, worker]))


def test_guard_ignores_what_the_terminal_or_the_system_sends(starter):
    _process, below = starter

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        os.kill(below[0], number)

    assert all(map(is_alive, below))


@pytest.mark.parametrize("code", [PROGRAM, DEAF], ids=["polite", "deaf"])
def test_stop_leaves_nothing(code, monkeypatch):
    monkeypatch.setattr("bootstrap.guard.GRACE", 1)
    guarded = Guarded([sys.executable, "-c", code], environ=clean_environ())
    wait_until(lambda: len(descendants(guarded.process.pid)) == 2)
    everything = [guarded.process.pid, *descendants(guarded.process.pid)]

    guarded.stop()

    assert gone(everything)()


def test_stop_leaves_nothing_when_the_guard_was_killed():
    guarded = Guarded([sys.executable, "-c", PROGRAM], environ=clean_environ())
    wait_until(lambda: len(descendants(guarded.process.pid)) == 2)
    below = descendants(guarded.process.pid)
    kill_9(guarded.process.pid)
    guarded.wait()

    guarded.stop()

    wait_until(gone(below))


def test_leftover_folder_is_removed_at_the_end(tmp_path):
    folder = tmp_path / "leftover"
    folder.mkdir()

    guarded = Guarded(["true"], environ=clean_environ(), leftover=folder)
    guarded.wait()
    guarded.stop()

    assert not folder.exists()
