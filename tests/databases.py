"""Databases of their own for processes that tests start."""

import os
import sqlite3
import subprocess
import sys
import uuid
from contextlib import closing, contextmanager

import psycopg
from django.db import connection
from environ import Env

from bootstrap import CHECKOUT


@contextmanager
def own_database(folder, *, template="template1"):
    """
    Give the address of a new database, of the sort that the tests run on.

    It is empty; on a server it can be a copy of another, which nobody may be in.
    """
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield f"sqlite:///{(folder / 'kennisplaats.sqlite3').as_posix()}"
        return
    name = f"kp_{uuid.uuid4().hex[:12]}"
    head, mark, options = url.partition("?")
    with psycopg.connect(**parameters(url), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield f"{head.rpartition('/')[0]}/{name}{mark}{options}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def migrated_database(folder, blocker):
    """
    Give the address of a new database without content, as migrations leave it.

    It is a copy of that of the tests: to run all migrations again takes a quarter
    of a minute. Only where no test at hand has a database are they run.
    """
    with blocker.unblock():
        is_there = bool(connection.introspection.table_names())
        own_name = connection.settings_dict["NAME"]
        if is_there and connection.vendor == "sqlite":
            with closing(sqlite3.connect(folder / "kennisplaats.sqlite3")) as copy:
                connection.connection.backup(copy)
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
    copied = {"template": own_name} if is_there else {}
    with own_database(folder, **copied) as url:
        if not is_there:
            environ = {**os.environ, "DATABASE_URL": url, "SECRET_KEY": "only-for-tests"}
            command = [sys.executable, str(CHECKOUT / "manage.py"), "migrate", "-v0"]
            subprocess.run(command, env=environ, check=True)
        yield url


def parameters(url):
    """Return what psycopg wants to know of an address as Django reads it, with a socket or not."""
    read = Env.db_url_config(url)
    names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    given = {ours: read[theirs] for theirs, ours in names.items() if read.get(theirs)}
    return {"dbname": read["NAME"], **given, **read.get("OPTIONS", {})}
