"""A private PostgreSQL for the tests: found on this machine, on a socket only, gone afterwards."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from bootstrap.console import StartError, last_line
from bootstrap.guard import Guarded

if TYPE_CHECKING:
    from typing import Any, Dict, Iterator, List, Optional

OLDEST = 15
PLACES = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "opt/homebrew/opt/postgresql*/bin",
    "usr/local/opt/postgresql*/bin",
    "usr/local/pgsql/bin",
    "Applications/Postgres.app/Contents/Versions/*/bin",
)
# Fast and forgetful: what a test wrote need not survive the machine.
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class Binaries(NamedTuple):
    folder: Path
    version: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])


class Server(NamedTuple):
    url: str
    version: str


def find() -> Optional[Binaries]:
    """Return the newest server binaries of version 15 or later that run here, or None."""
    if sys.platform == "win32":
        return None  # no unix socket to hide a private server behind
    found = [binaries for binaries in map(believe, _folders()) if binaries is not None]
    return max((one for one in found if one.major >= OLDEST), key=_number, default=None)


def _number(binaries: Binaries) -> List[int]:
    return [int(part) for part in binaries.version.split(".")]


def believe(folder: Path) -> Optional[Binaries]:
    """Return the version that ``folder`` has when run, as the user who will run it."""
    try:
        answers = [
            subprocess.run(
                [str(folder / name), "--version"],
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=20,
                check=True,
                cwd="/",
                **ordinary_user(),
            ).stdout.decode("utf-8", "replace")
            for name in ("initdb", "postgres")
        ]
    except (OSError, subprocess.SubprocessError):
        return None
    version = re.search(r"\) (\d+(?:\.\d+)?)", answers[1])
    return Binaries(folder, version.group(1)) if version else None


def _folders() -> List[Path]:
    folders = []
    on_path = shutil.which("postgres")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    config = shutil.which("pg_config")
    if config:
        answer = subprocess.run(
            [config, "--bindir"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False
        )
        folders.append(Path(answer.stdout.decode("utf-8", "replace").strip()))
    folders += [folder for pattern in PLACES for folder in sorted(Path("/").glob(pattern))]
    return [folder for folder in dict.fromkeys(folders) if (folder / "postgres").exists()]


def ordinary_user() -> Dict[str, Any]:
    """Return how to run a program as somebody else, for root: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    import pwd  # noqa: PLC0415 -- not on Windows

    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names.get("nobody")
    if entry is None:
        raise StartError("PostgreSQL draait niet als root, en er is geen gebruiker 'nobody'.")
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


@contextmanager
def private_server(binaries: Binaries) -> Iterator[Server]:
    """Run a new server in a folder of its own; both are gone when the block ends."""
    user = ordinary_user()
    # a socket's whole name has room for about a hundred characters, and TMPDIR may be long
    folder = Path(tempfile.mkdtemp(prefix="kennisplaats-", dir="/tmp"))
    server = None
    try:
        if user:
            os.chown(str(folder), user["user"], user["group"])
        _initialise(binaries, folder, user)
        command = [str(binaries.folder / "postgres"), "-D", str(folder / "data"), "-k", str(folder)]
        for setting in ("listen_addresses=", *FORGETFUL):
            command += ["-c", setting]
        with (folder / "log").open("wb") as log:
            server = Guarded(
                command,
                environ=dict(os.environ),
                output=log,
                leftover=folder,
                cwd=str(folder),
                **user,
            )
        _wait_until_ready(server, folder)
        # the folder as a path and not as ?host=, which settings with options would lose
        place = quote(str(folder), safe="")
        yield Server(f"postgres://kennisplaats@/{place}/postgres", binaries.version)
    finally:
        if server:
            server.stop()
        shutil.rmtree(str(folder), ignore_errors=True)


def _initialise(binaries: Binaries, folder: Path, user: Dict[str, Any]) -> None:
    command = [str(binaries.folder / "initdb"), "-D", str(folder / "data"), "-U", "kennisplaats"]
    command += ["-A", "trust", "-E", "UTF8", "--no-sync", *_locale()]
    outcome = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=str(folder),
        check=False,
        **user,
    )
    if outcome.returncode != 0:
        raise StartError(
            f"Een eigen PostgreSQL {binaries.version} kon niet worden gemaakt: "
            f"{last_line(outcome.stdout)}."
        )


def _locale() -> List[str]:
    if sys.platform == "darwin":  # has no C.UTF-8
        return ["--locale=C", "--lc-ctype=UTF-8"]
    return ["--locale=C.UTF-8"]


def _wait_until_ready(server: Guarded, folder: Path) -> None:
    """Wait for the word that the server writes in its own pid file, as pg_ctl does."""
    deadline = time.monotonic() + 60
    while server.is_running() and time.monotonic() < deadline:
        try:
            lines = (folder / "data" / "postmaster.pid").read_text().splitlines()
        except OSError:
            lines = []
        if lines[7:] and lines[7].strip() == "ready":
            return
        time.sleep(0.05)
    raise StartError("Een eigen PostgreSQL kon niet worden gestart.")
