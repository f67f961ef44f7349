"""Workers as real processes, on a database of their own: what is killed, stopped or away."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import psycopg
import pytest
from django.conf import settings as project
from django.db import connections
from django.db.utils import ConnectionHandler
from django.utils import timezone
from environ import Env

from bootstrap import CHECKOUT
from bootstrap.variables import OF_ONE_SITE
from kennisplaats.database import with_options
from outbox.models import OutgoingMail
from outbox.worker import Worker
from tests.databases import own_database, parameters
from tests.factories.outbox import OutgoingMailFactory
from tests.start.running import kill_9, wait_until


@pytest.fixture
def database_url(tmp_path, django_db_blocker):
    """Give the address of a database that workers reach too; the test itself uses it as well."""
    before = connections["default"]
    with own_database(tmp_path) as url, django_db_blocker.unblock():
        wanted = with_options(Env.db_url_config(url), pool_size=2)
        # A process of its own would have a pool: here it would be that of the other tests.
        wanted["OPTIONS"].pop("pool", None)
        connections["default"] = ConnectionHandler({"default": wanted})["default"]
        try:
            with connections["default"].schema_editor() as editor:
                editor.create_model(OutgoingMail)
            yield url
        finally:
            connections["default"].close()
            connections["default"] = before


class Process:
    """``manage.py send_outbox --loop``; what it logs stands in ``log``."""

    def __init__(self, folder, url, port):
        environ = {name: value for name, value in os.environ.items() if name not in OF_ONE_SITE}
        self.log = folder / f"worker-{len(list(folder.iterdir()))}.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "send_outbox", "--loop"],
                cwd=CHECKOUT,
                env={
                    **environ,
                    "DJANGO_SETTINGS_MODULE": "kennisplaats.settings",
                    "DATABASE_URL": url,
                    "SECRET_KEY": project.SECRET_KEY,
                    "SMTP_HOST": "127.0.0.1",
                    "SMTP_PORT": str(port),
                    "SMTP_SECURITY": "geen",
                },
                stderr=log,
            )

    def says(self, words):
        return words in self.log.read_text(encoding="utf-8")

    def is_running(self):
        return self.process.poll() is None

    def end(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture
def start(tmp_path, database_url, mail_server):
    """Start a worker, which is ended in any case when the test is."""
    started = []

    def start():
        started.append(Process(tmp_path, database_url, mail_server.port))
        return started[-1]

    yield start
    for worker in started:
        worker.end()


def everything_is_sent():
    return not OutgoingMail.objects.waiting().exists()


def test_workers_at_once_send_each_mail_once(start, mail_server):
    mails = OutgoingMailFactory.create_batch(40)

    workers = [start(), start()]
    wait_until(everything_is_sent)

    arrived = [received.message_id for received in mail_server.received]
    assert sorted(arrived) == sorted(mail.message_id for mail in mails)
    assert set(OutgoingMail.objects.values_list("attempts", flat=True)) == {1}
    assert all(worker.is_running() for worker in workers)


def test_mail_of_a_worker_that_is_killed_comes_again_with_the_same_message_id(
    start, mail_server, send_to
):
    mail, other = OutgoingMailFactory.create_batch(2)
    mail_server.hold()
    worker = start()
    mail_server.wait_for_one()

    kill_9(worker.process.pid)
    worker.process.wait()
    mail_server.let_go()

    send_to(mail_server.port)
    assert Worker().send_due() == 1  # the other: this one is still held by who died
    OutgoingMail.objects.waiting().update(leased_until=timezone.now())
    assert Worker().send_due() == 1
    arrived = [received.message_id for received in mail_server.received]
    assert arrived == [mail.message_id, other.message_id, mail.message_id]
    assert everything_is_sent()


def test_worker_that_is_stopped_finishes_the_mail_at_hand(start, mail_server):
    mail, other = OutgoingMailFactory.create_batch(2)
    mail_server.hold()
    worker = start()
    mail_server.wait_for_one()

    worker.process.send_signal(signal.SIGTERM)
    mail_server.let_go()

    assert worker.process.wait(timeout=60) == 0
    assert [received.message_id for received in mail_server.received] == [mail.message_id]
    assert list(OutgoingMail.objects.waiting()) == [other]


def test_worker_outlives_a_database_that_is_away_and_sends_nothing_twice(
    start, mail_server, database_url
):
    mail = OutgoingMailFactory()
    mail_server.hold()
    worker = start()
    mail_server.wait_for_one()

    with away(database_url):
        mail_server.let_go()
        wait_until(lambda: worker.says("database niet bereikbaar"))
    wait_until(everything_is_sent)
    with away(database_url):
        before = worker.log.stat().st_size
        wait_until(lambda: worker.log.stat().st_size > before)
    later = OutgoingMailFactory()
    wait_until(everything_is_sent)

    arrived = [received.message_id for received in mail_server.received]
    assert arrived == [mail.message_id, later.message_id]
    assert worker.is_running()


@contextmanager
def away(url):
    """Take the table away, and on PostgreSQL every connection with it."""
    if not url.startswith("postgres"):
        with connections["default"].cursor() as cursor:
            cursor.execute("ALTER TABLE outbox_outgoingmail RENAME TO elsewhere")
            yield
            cursor.execute("ALTER TABLE elsewhere RENAME TO outbox_outgoingmail")
        return
    connections["default"].close()
    name = Env.db_url_config(url)["NAME"]
    server = parameters(url) | {"dbname": "postgres"}
    with psycopg.connect(**server, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
        yield
        connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
