"""``start.py test`` on a small suite that stands in for ours."""

import os
import shutil
import signal
import subprocess
import sys

import pytest

from bootstrap import CHECKOUT, postgres, testing
from tests.start.running import clean_environ, descendants, is_alive, wait_until

SUITE = """
import os

def test_database():
    assert os.environ["DATABASE_URL"].startswith({start!r})
"""
SPREAD_SUITE = """
import os

def test_process():
    assert os.environ["PYTEST_XDIST_WORKER"].startswith("gw")
"""
LONG_SUITE = """
import pathlib, pytest, time

@pytest.fixture
def used():
    yield
    pathlib.Path({folder!r}, "cleaned up").touch()

def test_long(used):
    pathlib.Path({folder!r}, "begun").touch()
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def without_our_plugins(monkeypatch):
    """Leave out what the stand-in does not need: it would take most of the time."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p xdist")


@pytest.fixture
def small(tmp_path):
    """Make a checkout with one test, which passes when DATABASE_URL starts with ``start``."""

    def small(start):
        shutil.copytree(CHECKOUT / "bootstrap", tmp_path / "small" / "bootstrap")
        shutil.copy(CHECKOUT / "start.py", tmp_path / "small")
        (tmp_path / "small" / "pytest.ini").write_text("[pytest]\n")
        (tmp_path / "small" / "test_small.py").write_text(SUITE.format(start=start))
        return tmp_path / "small"

    return small


@pytest.fixture
def without_postgres(small):
    """Make a small checkout that looks for PostgreSQL where there is none."""
    checkout = small("sqlite")
    file = checkout / "bootstrap" / "postgres.py"
    file.write_text(file.read_text().replace("OLDEST = 15", "OLDEST = 99"))
    return checkout


def test_both_databases_are_tested_and_named(run, small):
    if postgres.find() is None:
        pytest.skip("PostgreSQL 15 of nieuwer staat hier niet")
    version = postgres.find().version

    done = run("test", "-q", "-n0", checkout=small(("sqlite:", "postgres:")))

    assert "=== Tests op SQLite ===" in done.stdout
    assert f"=== Tests op PostgreSQL {version} (eigen server) ===" in done.stdout
    assert done.stdout.count("1 passed") == 2
    assert done.stdout.count("geslaagd") == 2
    assert done.returncode == 0, done.stderr


def test_failure_on_one_database_fails_the_whole(run, small):
    if postgres.find() is None:
        pytest.skip("PostgreSQL 15 of nieuwer staat hier niet")

    done = run("test", "-q", "-n0", checkout=small("sqlite"))

    assert "mislukt (code 1)" in done.stdout
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [([], 0), (["--require-postgres"], 1), (["--only", "postgres"], 1)],
    ids=["allowed", "required", "only"],
)
def test_absence_of_postgres_is_said(run, without_postgres, words, code):
    done = run("test", *words, "-q", "-n0", checkout=without_postgres)

    assert done.stderr == (
        "NIET gedraaid op PostgreSQL: DATABASE_URL noemt er geen, en PostgreSQL 99 of nieuwer is "
        "hier niet gevonden.\n"
    )
    assert done.returncode == code


def test_only_sqlite_says_nothing_of_postgres(run, without_postgres):
    done = run("test", "--only", "sqlite", "-q", "-n0", checkout=without_postgres)

    assert done.stderr == ""
    assert done.returncode == 0


def test_server_that_does_not_answer_is_said(run, small):
    url = "postgres://niemand@127.0.0.1:9/niets"

    done = run("test", "--only", "postgres", checkout=small("x"), DATABASE_URL=url)

    assert done.stderr == "De PostgreSQL-server uit DATABASE_URL geeft geen antwoord.\n"
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("words", "is_spread"),
    [
        pytest.param([], True, id="all"),
        pytest.param(["-x", "-k", "facets"], True, id="whatever has a word in its name"),
        pytest.param(["tests/search", "-x"], False, id="a folder"),
        pytest.param(["tests/test_repository.py::test_every"], False, id="a test"),
        pytest.param(["-n0"], False, id="told not to"),
        pytest.param(["--numprocesses", "8"], False, id="told how"),
        pytest.param(["-s"], False, id="to be seen"),
    ],
)
def test_spreading_is_for_all_tests_unless_told_otherwise(words, is_spread):
    assert testing.spread(words) == (testing.SPREAD if is_spread else ())


def test_tests_run_in_processes_of_their_own(run, small):
    checkout = small("sqlite")
    (checkout / "test_small.py").write_text(SPREAD_SUITE)

    done = run("test", "--only", "sqlite", "-q", checkout=checkout)

    assert "1 passed" in done.stdout
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("number", "words"),
    [
        pytest.param(signal.SIGTERM, [], id="asked by the system"),
        pytest.param(signal.SIGINT, [], id="Ctrl-C"),
        pytest.param(signal.SIGTERM, ["-n0"], id="in one process"),
    ],
)
def test_signal_ends_pytest_too_and_lets_it_clean_up(small, tmp_path, number, words):
    checkout = small("sqlite")
    (checkout / "test_small.py").write_text(LONG_SUITE.format(folder=str(tmp_path)))
    process = subprocess.Popen(
        [sys.executable, checkout / "start.py", "test", "--only", "sqlite", "-q", *words],
        env=clean_environ(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # Ctrl-C in a terminal reaches the whole group
        start_new_session=True,
    )
    wait_until((tmp_path / "begun").exists)
    below = descendants(process.pid)

    send = os.kill if number == signal.SIGTERM else os.killpg
    send(process.pid, number)

    assert process.wait(timeout=60) == 130
    assert not any(map(is_alive, below))
    assert (tmp_path / "cleaned up").exists()
