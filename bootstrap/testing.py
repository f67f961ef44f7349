"""``python3 start.py test``: all tests on SQLite, and again on PostgreSQL where there is one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from bootstrap import CHECKOUT, postgres, variables
from bootstrap.console import StartError, Terminated, complain, say

if TYPE_CHECKING:
    import argparse
    from typing import Iterator, List, Optional, Sequence, Tuple

IN_MEMORY = "sqlite:///:memory:"
# One more process than there are processors, for those that wait for a browser or a server;
# tests/distribution.py gives them their work. More than four would wait for the longest of the
# folders that must stay together.
SPREAD = ("-n", str(min((os.cpu_count() or 1) + 1, 4)))
# Who says how to spread, wants to see what is printed, or wants to step through.
OWN_CHOICE = ("-n", "--numprocesses", "--dist", "--tx", "-s", "--capture", "--pdb", "--trace")
# Asks a server for its version with the project's own driver, which this package lacks.
ASK_VERSION = """
import psycopg, sys
with psycopg.connect(sys.argv[1], connect_timeout=10) as connection:
    print(connection.info.server_version // 10000, connection.info.server_version % 10000, sep=".")
"""


class Run(NamedTuple):
    on: str
    code: int
    seconds: float

    def __str__(self) -> str:
        outcome = "geslaagd" if self.code == 0 else f"mislukt (code {self.code})"
        return f"{self.on:<36} {outcome}, {self.seconds:.0f} s"


def test(chosen: argparse.Namespace) -> int:
    """Return 0 when all went well, else the code of the first run that failed."""
    runs: List[Run] = []
    lacks_postgres = False
    if chosen.only != "postgres":
        runs.append(run_pytest("SQLite", IN_MEMORY, chosen.rest))
    if chosen.only != "sqlite":
        with server() as found:
            lacks_postgres = found is None
            if found:
                runs.append(run_pytest(*found, chosen.rest))
    say("\n" + "\n".join(f"Tests op {run}" for run in runs))
    if lacks_postgres:
        complain(
            "NIET gedraaid op PostgreSQL: DATABASE_URL noemt er geen, en PostgreSQL "
            f"{postgres.OLDEST} of nieuwer is hier niet gevonden."
        )
    codes = [run.code for run in runs if run.code != 0]
    if lacks_postgres and (chosen.require_postgres or chosen.only == "postgres"):
        codes.append(1)
    return codes[0] if codes else 0


@contextmanager
def server() -> Iterator[Optional[Tuple[str, str]]]:
    """Give the name and the address of a PostgreSQL to test on, or None when there is none."""
    url = os.environ.get("DATABASE_URL", "")
    binaries = postgres.find()
    if url.startswith(("postgres:", "postgresql:")):
        yield f"PostgreSQL {version_of(url)} (uit DATABASE_URL)", url
    elif binaries is not None:
        with postgres.private_server(binaries) as private:
            yield f"PostgreSQL {private.version} (eigen server)", private.url
    else:
        yield None


def version_of(url: str) -> str:
    outcome = subprocess.run(
        [sys.executable, "-c", ASK_VERSION, url],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if outcome.returncode != 0:
        raise StartError("De PostgreSQL-server uit DATABASE_URL geeft geen antwoord.")
    return outcome.stdout.decode("ascii").strip()


def run_pytest(on: str, url: str, arguments: List[str]) -> Run:
    say(f"\n=== Tests op {on} ===")
    began = time.monotonic()
    program = subprocess.Popen(
        [sys.executable, "-m", "pytest", *spread(arguments), *arguments],
        cwd=str(CHECKOUT),
        env=variables.for_tests(url),
    )
    try:
        code = program.wait()
    except KeyboardInterrupt as interruption:
        # Ctrl-C reached pytest as well; asked twice, it would skip its cleaning up
        _stop(program, patience=0 if isinstance(interruption, Terminated) else 10)
        raise
    return Run(on, code, time.monotonic() - began)


def spread(arguments: List[str]) -> Sequence[str]:
    """Return how to spread all tests over processes; nothing for part of them, or if told how."""
    for word in arguments:
        is_path = (CHECKOUT / word.partition("::")[0]).exists()
        if word.startswith(OWN_CHOICE) or (is_path and not word.startswith("-")):
            return ()
    return SPREAD


def _stop(program: subprocess.Popen, *, patience: float) -> None:
    """Let pytest clean up after an interruption; end it when that takes too long."""
    interruption = signal.SIGTERM if sys.platform == "win32" else signal.SIGINT
    with suppress(subprocess.TimeoutExpired):
        program.wait(timeout=patience)
    program.send_signal(interruption)
    with suppress(subprocess.TimeoutExpired):
        program.wait(timeout=15)
    program.kill()
    program.wait()
