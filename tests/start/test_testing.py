"""``start.py test`` on a small suite that stands in for ours."""

import os
import shutil
import signal
import subprocess
import sys

import pytest

from bootstrap import CHECKOUT, postgres
from tests.start.running import clean_environ, descendants, is_alive, wait_until

SUITE = """
import os

def test_database():
    assert os.environ["DATABASE_URL"].startswith({start!r})
"""


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

    done = run("test", "-q", checkout=small(("sqlite:", "postgres:")))

    assert "=== Tests op SQLite ===" in done.stdout
    assert f"=== Tests op PostgreSQL {version} (eigen server) ===" in done.stdout
    assert done.stdout.count("1 passed") == 2
    assert done.stdout.count("geslaagd") == 2
    assert done.returncode == 0, done.stderr


def test_failure_on_one_database_fails_the_whole(run, small):
    if postgres.find() is None:
        pytest.skip("PostgreSQL 15 of nieuwer staat hier niet")

    done = run("test", "-q", checkout=small("sqlite"))

    assert "mislukt (code 1)" in done.stdout
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [([], 0), (["--require-postgres"], 1), (["--only", "postgres"], 1)],
    ids=["allowed", "required", "only"],
)
def test_absence_of_postgres_is_said(run, without_postgres, words, code):
    done = run("test", *words, "-q", checkout=without_postgres)

    assert done.stderr == (
        "NIET gedraaid op PostgreSQL: DATABASE_URL noemt er geen, en PostgreSQL 99 of nieuwer is "
        "hier niet gevonden.\n"
    )
    assert done.returncode == code


def test_only_sqlite_says_nothing_of_postgres(run, without_postgres):
    done = run("test", "--only", "sqlite", "-q", checkout=without_postgres)

    assert done.stderr == ""
    assert done.returncode == 0


def test_server_that_does_not_answer_is_said(run, small):
    url = "postgres://niemand@127.0.0.1:9/niets"

    done = run("test", "--only", "postgres", checkout=small("x"), DATABASE_URL=url)

    assert done.stderr == "De PostgreSQL-server uit DATABASE_URL geeft geen antwoord.\n"
    assert done.returncode == 1


def test_sigterm_ends_pytest_too(small):
    checkout = small("sqlite")
    (checkout / "test_small.py").write_text("import time\ndef test_long(): time.sleep(60)\n")
    process = subprocess.Popen(
        [sys.executable, checkout / "start.py", "test", "--only", "sqlite", "-q"],
        env=clean_environ(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_until(lambda: descendants(process.pid) != [] and is_testing(process.pid))
    below = descendants(process.pid)

    os.kill(process.pid, signal.SIGTERM)

    assert process.wait(timeout=60) == 130
    assert not any(map(is_alive, below))


def is_testing(number):
    listing = subprocess.run(
        ["ps", "-A", "-o", "ppid=,args="], capture_output=True, text=True, check=True
    )
    return any(
        line.split()[0] == str(number) and "pytest" in line for line in listing.stdout.splitlines()
    )
