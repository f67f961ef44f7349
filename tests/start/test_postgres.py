"""The private server: on a socket only, of an ordinary user, and gone afterwards."""

import os
import subprocess
import sys
import tempfile
from itertools import takewhile
from pathlib import Path

import psycopg
import pytest

from bootstrap import CHECKOUT, postgres
from bootstrap.postgres import Binaries
from tests.start.pythons import program
from tests.start.running import clean_environ, descendants, is_alive, kill_9, wait_until

HOLD = """
import time
from bootstrap import postgres
with postgres.private_server(postgres.find()) as server:
    print(server.url, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def binaries():
    found = postgres.find()
    if found is None:
        pytest.skip("PostgreSQL 15 of nieuwer staat hier niet")
    return found


def connect(url):
    folder, name = url.partition("@/")[2].replace("%2F", "/").rsplit("/", 1)
    return psycopg.connect(host=folder, dbname=name, user="kennisplaats")


def settings_of(url):
    with connect(url) as connection:
        return {
            name: connection.execute(f"SHOW {name}").fetchone()[0]
            for name in ("listen_addresses", "server_encoding", "unix_socket_directories")
        }


def test_server_listens_on_a_socket_only_and_is_gone_afterwards(binaries):
    with postgres.private_server(binaries) as server:
        settings = settings_of(server.url)
        folder = Path(settings["unix_socket_directories"])
        processes = descendants(os.getpid())
        owner = (folder / "data").stat().st_uid

    assert settings["listen_addresses"] == ""
    assert settings["server_encoding"] == "UTF8"
    assert owner != 0
    assert not folder.exists()
    assert not any(map(is_alive, processes))


def test_django_reads_the_address_as_a_socket(binaries):
    environ = pytest.importorskip("environ")
    with postgres.private_server(binaries) as server:
        read = environ.Env.db_url_config(server.url)

    assert (read["NAME"], read["USER"]) == ("postgres", "kennisplaats")
    assert read["HOST"].startswith("/tmp/kennisplaats-")


@pytest.mark.usefixtures("binaries")
def test_server_is_gone_after_kill_9_of_its_starter():
    starter = subprocess.Popen(
        [sys.executable, "-c", HOLD],
        cwd=CHECKOUT,
        env=clean_environ(),
        stdout=subprocess.PIPE,
        text=True,
    )
    with starter:
        folder = Path(settings_of(starter.stdout.readline().strip())["unix_socket_directories"])
        below = descendants(starter.pid)
        kill_9(starter.pid)

        wait_until(lambda: not any(map(is_alive, below)))
        wait_until(lambda: not folder.exists())


@pytest.mark.parametrize(
    ("script", "version"),
    [
        pytest.param("echo 'postgres (PostgreSQL) 15.18 (Debian 15.18-0)'", "15.18", id="Debian"),
        pytest.param("echo 'postgres (PostgreSQL) 19beta1'", "19", id="beta"),
        pytest.param("echo 'command not found'; exit 127", None, id="shim"),
        pytest.param("echo 'postgres, nearly'", None, id="something else"),
    ],
)
def test_binaries_are_believed_when_they_ran(ordinary_folder, script, version):
    program(ordinary_folder / "initdb", "true")
    program(ordinary_folder / "postgres", script)

    found = postgres.believe(ordinary_folder)

    assert found == (version and Binaries(ordinary_folder, version))


@pytest.fixture
def ordinary_folder(tmp_path_factory):
    """Make a folder that the ordinary user who stands in for root can reach."""
    folder = tmp_path_factory.mktemp("postgres")
    beyond = Path(tempfile.gettempdir())
    # the deepest is that of one process, where the tests are spread over several
    for parent in takewhile(lambda parent: parent != beyond, [folder, *folder.parents][:4]):
        if parent.stat().st_uid == os.geteuid():
            parent.chmod(0o755)
    return folder


def test_binaries_that_are_too_old_are_not_used(ordinary_folder, monkeypatch):
    program(ordinary_folder / "initdb", "true")
    program(ordinary_folder / "postgres", "echo 'postgres (PostgreSQL) 14.9'")
    monkeypatch.setattr(postgres, "PLACES", [])
    monkeypatch.setenv("PATH", str(ordinary_folder))

    assert postgres.find() is None
