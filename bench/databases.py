"""Where the databases are: a PostgreSQL cluster or SQLite files, in one folder."""

import os
import sqlite3
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Self
from urllib.parse import quote

import psycopg
from psycopg import sql

from bootstrap import postgres, variables
from bootstrap.console import StartError
from bootstrap.guard import Guarded

USER = "kennisplaats"


class Databases(ABC):
    """``pid`` is the root of the processes of a database server; None where there is none."""

    pid: int | None = None

    @abstractmethod
    def url(self, name: str) -> str: ...

    @abstractmethod
    def drop(self, name: str) -> None: ...

    @abstractmethod
    def copy(self, source: str, target: str) -> None:
        """Make ``target``, empty or new, a copy of ``source``, which nobody uses now."""

    @abstractmethod
    def create(self, name: str) -> None: ...

    def restart(self) -> bool:
        """Stop the server of these databases and start it again; False where there is none."""
        return False


class SqliteFiles(Databases):
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.sqlite3"

    def url(self, name: str) -> str:
        return variables.sqlite_url(self._file(name))

    def create(self, name: str) -> None:
        self.drop(name)

    def drop(self, name: str) -> None:
        for file in self.folder.glob(f"{name}.sqlite3*"):
            file.unlink()

    def copy(self, source: str, target: str) -> None:
        self.drop(target)
        with (
            closing(sqlite3.connect(self._file(source))) as old,
            closing(sqlite3.connect(self._file(target))) as new,
        ):
            old.backup(new)


class PostgresCluster(Databases):
    """Runs from entering until leaving the block."""

    def __init__(self, command: list[str], socket_folder: Path, log: Path, user: dict) -> None:
        self.socket_folder = socket_folder
        self._command = command
        self._log = log
        self._user = user

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()

    def restart(self) -> bool:
        self._server.stop()
        self._start()
        return True

    def _start(self) -> None:
        with self._log.open("ab") as log:
            self._server = Guarded(
                self._command,
                environ=dict(os.environ),
                output=log,
                cwd="/",
                **self._user,
            )
        self.pid = self._server.process.pid
        try:
            _wait_until_ready(str(self.socket_folder), self._server)
        except StartError:
            self._server.stop()
            raise

    def url(self, name: str) -> str:
        return f"postgres://{USER}@/{quote(str(self.socket_folder), safe='')}/{name}"

    def create(self, name: str) -> None:
        self.drop(name)
        self._execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def drop(self, name: str) -> None:
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))

    def copy(self, source: str, target: str) -> None:
        self.drop(target)
        names = sql.Identifier(target), sql.Identifier(source)
        self._execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))

    def _execute(self, statement: sql.Composed) -> None:
        with psycopg.connect(
            host=str(self.socket_folder), user=USER, dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement)


@contextmanager
def databases(engine: str, folder: Path) -> Iterator[Databases]:
    if engine == "sqlite":
        yield SqliteFiles(folder)
    else:
        with _postgres(folder / "postgres") as cluster:
            yield cluster


@contextmanager
def _postgres(folder: Path) -> Iterator[PostgresCluster]:
    """Run a server on the cluster in ``folder``, made when it is missing."""
    binaries = postgres.find()
    if binaries is None:
        raise StartError(f"No PostgreSQL {postgres.OLDEST} or newer here; try --engine sqlite.")
    user = postgres.ordinary_user()
    # the name of a socket has room for about a hundred characters
    with tempfile.TemporaryDirectory(
        prefix="kp-bench-", dir="/tmp", ignore_cleanup_errors=True
    ) as sockets:
        folder.mkdir(exist_ok=True)
        if user:
            os.chown(folder, user["user"], user["group"])
            os.chown(sockets, user["user"], user["group"])
        if not (folder / "PG_VERSION").exists():
            _initialise(binaries.folder, folder, user)
        command = [str(binaries.folder / "postgres"), "-D", str(folder), "-k", sockets]
        for setting in ("listen_addresses=", *postgres.FORGETFUL):
            command += ["-c", setting]
        log = folder.parent / "postgres.log"
        with PostgresCluster(command, Path(sockets), log, user) as cluster:
            yield cluster


def _initialise(binaries: Path, folder: Path, user: dict) -> None:
    words = ["-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"]
    outcome = subprocess.run(  # noqa: S603 -- PostgreSQL's own program
        [binaries / "initdb", "-D", folder, *words],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        **user,
    )
    if outcome.returncode:
        raise StartError(f"No PostgreSQL in {folder}: {outcome.stderr or outcome.stdout}")


def _wait_until_ready(sockets: str, server: Guarded) -> None:
    deadline = time.monotonic() + 60
    while server.is_running() and time.monotonic() < deadline:
        try:
            psycopg.connect(host=sockets, user=USER, dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise StartError("PostgreSQL does not start.")
