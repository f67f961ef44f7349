"""``start.py`` as people use it: from the first command to Ctrl-C, and what goes wrong between."""

import os
import pty
import re
import shutil
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from itertools import islice

import pytest

from bootstrap import CHECKOUT, postgres
from tests.start.running import (
    clean_environ,
    descendants,
    files_below,
    free_port,
    is_alive,
    kill_9,
    wait_until,
)


def test_first_start_tells_its_steps_the_address_and_the_log_in(first_start):
    ticks = re.findall(r"^✓ (\S+) klaar", first_start.text, re.MULTILINE)
    login = (first_start.data / "demo-login.txt").read_text().split("\n")

    assert ticks == ["Database", "Inhoud", "Demo-account", "Vormgeving"]
    assert f"De kennisplaats draait op http://127.0.0.1:{first_start.port}/\n" in first_start.text
    assert all(f"  {line.strip()}\n" in first_start.text for line in login if line.strip())
    assert first_start.page[0] == 200
    assert first_start.code == 0


def test_first_start_changes_nothing_outside_its_checkout(first_start):
    new = files_below(first_start.checkout) - first_start.files_before
    outside_data = {
        path for path in new if path.parts[0] != "data" and "__pycache__" not in path.parts
    }

    assert files_below(first_start.home) == set()
    assert outside_data == set()


def test_first_start_keeps_its_data_to_itself(first_start):
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in first_start.data.iterdir()}

    assert stat.S_IMODE(first_start.data.stat().st_mode) == 0o700
    assert modes.pop("static") == 0o700
    assert set(modes.values()) == {0o600}


def test_second_start_repeats_nothing(start):
    site = start()

    assert "✓ Gegevens waren al klaar\n" in site.text
    assert "klaarzetten" not in site.text


def test_older_database_put_back_is_brought_up_to_date(start, data):
    with_less = (
        "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('DROP TABLE django_session')"
    )
    subprocess.run([sys.executable, "-c", with_less, data / "kennisplaats.sqlite3"], check=True)

    assert "✓ Database klaar" in start().text


def test_ctrl_c_leaves_no_process_and_frees_the_port(start):
    site = start()
    everything = [site.process.pid, *site.below()]

    code = site.press_ctrl_c()

    assert code == 0
    # start, guard, server, two workers; another guard and what sends mail
    assert len(everything) == 7
    assert not any(map(is_alive, everything))
    assert "✓ Gestopt. Alle gegevens zijn bewaard\n" in wait_for_end(site)
    with socket.socket() as trial:
        assert trial.connect_ex(("127.0.0.1", site.port)) != 0


def wait_for_end(site):
    site.listener.join(timeout=10)
    return site.text


def test_sigterm_stops_as_ctrl_c_does(start):
    site = start()
    everything = [site.process.pid, *site.below()]

    os.kill(site.process.pid, signal.SIGTERM)

    assert site.process.wait(timeout=60) == 0
    assert not any(map(is_alive, everything))


def test_open_connection_does_not_hold_up_the_end(start):
    site = start()
    with socket.create_connection(("127.0.0.1", site.port)) as idle:
        idle.sendall(b"GET / HTTP/1.1\r\n")
        began = time.monotonic()
        site.press_ctrl_c()

    assert time.monotonic() - began < 20


def test_worker_that_dies_is_replaced(start):
    site = start()
    workers = site.below()[-2:]

    for number in workers:
        kill_9(number)

    wait_until(lambda: answers(site))
    assert not set(workers) & set(site.below())


def answers(site):
    try:
        return site.get("/gezond/")[0] == 200
    except OSError:
        return False


def test_server_that_dies_ends_the_start_with_a_sentence(start):
    site = start()
    below = site.below()
    server = descendants(below[0])[0]

    kill_9(server)

    assert site.process.wait(timeout=60) == 1
    assert "De server is onverwacht gestopt" in wait_for_end(site)
    assert not any(map(is_alive, below))


MAIL = """
INSERT INTO outbox_outgoingmail (
    message_id, sender, recipient, subject, text, html, headers, created_at, attempts,
    next_attempt_at, last_error, forget
) VALUES (
    '<1@kp.example>', 'kp@kp.example', 'iris@kp.example', 'Dag', 'Dag.', '<p>Dag.</p>', '{}',
    datetime('now'), 0, datetime('now', '-1 day'), '', FALSE
)
"""


def test_demo_takes_mail_and_keeps_it_to_itself(start, data):
    start()
    with closing(sqlite3.connect(data / "kennisplaats.sqlite3", timeout=20)) as database:
        with database:
            database.execute(MAIL)

        wait_until(lambda: is_sent(database))
        kept = database.execute("SELECT text, html, last_error FROM outbox_outgoingmail")

        assert kept.fetchall() == [("Dag.", "<p>Dag.</p>", "")]


def is_sent(database):
    return database.execute("SELECT sent_at IS NOT NULL FROM outbox_outgoingmail").fetchone()[0]


# Makes rows with the settings of the project, and tells of each one after it was committed.
# People pause as well: who writes again at once leaves another waiting for the lock of SQLite,
# which is for whoever happens to ask first and not for who waits longest.
WRITER = """
import sys, time
from itertools import count
from django.contrib.auth.models import Group
for number in count():
    Group.objects.create(name=f"{sys.argv[-1]}-{number}")
    print(number, flush=True)
    time.sleep(0.02)
"""
COUNT = """
from django.contrib.auth.models import Group
print(*sorted(Group.objects.values_list("name", flat=True)))
"""


def manage(data, *words, **options):
    command = [sys.executable, CHECKOUT / "start.py", "--data", data, "manage", *words]
    return subprocess.Popen(
        command, env=clean_environ(), stdout=subprocess.PIPE, text=True, **options
    )


def first_lines(writer, count):
    """Return what was written first; all of it, with the code, when it ended before that."""
    lines = list(islice(writer.stdout, count))
    return lines if len(lines) == count else [*lines, f"exit code {writer.wait()}"]


def test_kill_9_during_writes_loses_nothing_that_was_acknowledged(start, data):
    site = start()
    writers = []
    for name in ("a", "b"):
        code = WRITER.replace("sys.argv[-1]", repr(name))
        writers.append(manage(data, "shell", "-v", "0", "-c", code, stderr=subprocess.STDOUT))
    for writer in writers:
        assert first_lines(writer, 50) == [f"{number}\n" for number in range(50)]

    for number in [site.process.pid, *site.below(), *(writer.pid for writer in writers)]:
        kill_9(number)

    acknowledged = set()
    for name, writer in zip("ab", writers, strict=True):
        with writer:
            lines = ["49", *(line.strip() for line in writer.stdout if line.endswith("\n"))]
        acknowledged |= {f"{name}-{number}" for number in range(int(lines[-1]) + 1)}
    again = start()
    with manage(data, "shell", "-v", "0", "-c", COUNT) as counter:
        kept = set(counter.stdout.read().split())
    assert len(acknowledged) >= 100
    assert acknowledged - kept == set()
    assert again.get("/")[0] == 200


def test_start_after_kill_9_of_the_start_alone(start):
    first = start()
    below = first.below()
    kill_9(first.process.pid)

    second = start(port=first.port)

    assert second.get("/gezond/")[0] == 200
    assert not any(map(is_alive, below))


def test_second_start_on_the_same_data_is_refused(start, run, data):
    start()

    done = run("--data", data, "--port", free_port())

    assert done.stderr == (
        f"De kennisplaats met de gegevens in {data} draait al; stop die eerst, of kies met --data "
        "een andere map.\n"
    )
    assert done.returncode == 1


def test_taken_port_is_refused(run, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        done = run("--data", tmp_path / "data", "--port", port)

    assert done.stderr == (
        f"Poort {port} is al in gebruik door een ander programma; kies een andere met --port, "
        f"bijvoorbeeld --port {port % 65535 + 1}.\n"
    )
    assert done.returncode == 1


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.10", "::", "kennis.example.nl"])
def test_address_that_others_can_reach_is_refused(run, tmp_path, host):
    done = run("--data", tmp_path / "data", "--host", host)

    assert done.stderr.startswith(
        f"De demo is er alleen voor deze computer, dus --host {host} mag niet"
    )
    assert done.stderr.count("\n") == 1
    assert done.returncode == 1


def test_folder_that_cannot_be_written_is_refused(run, tmp_path):
    (tmp_path / "bestand").write_text("")

    done = run("--data", tmp_path / "bestand" / "data", "--port", free_port())

    assert done.stderr == (
        f"In de map {tmp_path / 'bestand' / 'data'} kan niet worden geschreven: een deel van die "
        "naam is een bestand.\n"
    )
    assert done.returncode == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root mag overal schrijven")
def test_folder_without_rights_is_refused(run, tmp_path):
    (tmp_path / "dicht").mkdir(mode=0o500)

    done = run("--data", tmp_path / "dicht" / "data", "--port", free_port())

    assert done.stderr.endswith("u hebt daar geen schrijfrechten.\n")
    assert done.returncode == 1


def test_fresh_without_terminal_deletes_nothing(run, data):
    before = files_below(data)

    done = run("--fresh", "--data", data, "--port", free_port())

    assert (
        done.stderr == "Voor --fresh zonder terminal is ook --yes nodig; er is niets verwijderd.\n"
    )
    assert done.returncode == 1
    assert files_below(data) == before


@pytest.mark.parametrize("answer", ["nee", ""])
def test_fresh_deletes_nothing_unless_the_answer_is_yes(data, answer):
    before = files_below(data)
    ours, theirs = pty.openpty()
    os.write(ours, answer.encode() + b"\n")

    done = subprocess.run(
        [
            sys.executable,
            CHECKOUT / "start.py",
            "--fresh",
            "--data",
            data,
            "--port",
            str(free_port()),
        ],
        env=clean_environ(),
        stdin=theirs,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )

    os.close(ours)
    os.close(theirs)
    assert done.stdout == (f"Weet u het zeker? Alle gegevens in {data} worden verwijderd. Typ ja: ")
    assert done.stderr == "Er is niets verwijderd.\n"
    assert files_below(data) == before


@pytest.fixture
def little_content(tmp_path):
    """Return a folder with the concepts alone: these tests begin more than once."""
    folder = tmp_path / "inhoud"
    folder.mkdir()
    shutil.copy(CHECKOUT / "content" / "concepts.yaml", folder)
    return str(folder)


def test_fresh_begins_again_with_another_key_and_password(start, data, little_content):
    old = {name: (data / name).read_text() for name in ("secret-key", "demo-login.txt")}
    (data / "aantekeningen.txt").write_text("van mij")

    site = start("--fresh", "--yes", CONTENT_DIR=little_content)

    assert "✓ Oude gegevens verwijderd\n" in site.text
    assert site.get("/")[0] == 200
    assert all((data / name).read_text() != text for name, text in old.items())
    assert (data / "aantekeningen.txt").exists()


def test_fresh_leaves_a_database_of_the_user_alone(run, tmp_path):
    url = f"sqlite:///{tmp_path / 'eigen.sqlite3'}"

    done = run(
        "--fresh", "--yes", "--data", tmp_path / "data", "--port", free_port(), DATABASE_URL=url
    )

    assert "maak die zelf leeg" in done.stderr
    assert done.returncode == 1


@pytest.mark.slow
def test_start_on_a_server_named_by_database_url(start, tmp_path, little_content):
    binaries = postgres.find()
    if binaries is None:
        pytest.skip("PostgreSQL 15 of nieuwer staat hier niet")
    with postgres.private_server(binaries) as server:
        own = {"DATABASE_URL": server.url, "CONTENT_DIR": little_content}
        first = start(folder=tmp_path / "data", **own)
        page = first.get("/")
        first.press_ctrl_c()
        second = start(folder=tmp_path / "data", **own)
        second.press_ctrl_c()

    steps = re.compile(r"^✓ (\S+) klaar", re.MULTILINE)
    assert page[0] == 200
    assert steps.findall(first.text) == ["Database", "Inhoud", "Demo-account", "Vormgeving"]
    assert steps.findall(second.text) == ["Database", "Inhoud", "Demo-account"]
    assert not (tmp_path / "data" / "kennisplaats.sqlite3").exists()


def test_manage_passes_on_words_and_exit_code(run, data):
    code = "import os; print(os.environ['DEMO']); raise SystemExit(7)"

    done = run("--data", data, "manage", "shell", "-v", "0", "-c", code)
    unknown = run("--data", data, "manage", "bestaatniet")

    assert (done.stdout, done.returncode) == ("1\n", 7)
    assert unknown.returncode == 1
