"""``python3 start.py``: everything ready, the server on, an address and a log-in to begin with."""

from __future__ import annotations

import http.client
import ipaddress
import os
import socket
import sys
import time
from http import HTTPStatus
from typing import TYPE_CHECKING

from bootstrap import CHECKOUT, variables
from bootstrap.arguments import LAST_PORT
from bootstrap.console import StartError, done, say
from bootstrap.data import DataFolder
from bootstrap.guard import Guarded
from bootstrap.steps import bring_up_to_date

if TYPE_CHECKING:
    import argparse
    from typing import Dict, List

WORKERS = 2
THREADS = 4  # in each worker; they wait for the database more than they compute
MAIL_COMMAND = [sys.executable, str(CHECKOUT / "manage.py"), "send_outbox", "--loop"]
PATIENCE = 40  # seconds for a first answer, on a slow machine


def refuse_the_impossible(chosen: argparse.Namespace) -> None:
    """Refuse at once what is sure to fail after half a minute of installing."""
    chosen.host = loopback(chosen.host)
    folder = DataFolder(chosen.data)
    folder.open()
    folder.occupy()
    folder.lock.release()
    refuse_taken_port(chosen.host, chosen.port)


def serve(chosen: argparse.Namespace) -> int:
    folder = DataFolder(chosen.data)
    folder.open()
    folder.occupy()
    os.umask(0o077)  # the database and its backups are nobody else's business
    if chosen.fresh:
        throw_away(folder, sure=chosen.yes)
    environ = variables.for_site(folder, host=chosen.host, port=chosen.port)
    bring_up_to_date(folder, environ)
    refuse_taken_port(chosen.host, chosen.port)
    server = guarded(server_command(chosen.host, chosen.port), folder, environ)
    # Elsewhere it runs as a service of its own, so that a mail does not wait for a start.
    mail = guarded(MAIL_COMMAND, folder, environ) if variables.is_demo() else None
    try:
        wait_for_answer(server, chosen.host, chosen.port)
        welcome(chosen, folder)
        server.wait()
        raise StartError("De server is onverwacht gestopt; start de kennisplaats opnieuw.")
    except KeyboardInterrupt:
        say("\nDe kennisplaats stopt…")
    finally:
        server.stop()
        if mail:
            mail.stop()
    done("Gestopt. Alle gegevens zijn bewaard")
    return 0


def loopback(host: str) -> str:
    """Return ``host`` as an address; refuse one that others can reach, as a demo must not."""
    host = "127.0.0.1" if host == "localhost" else host.strip("[]")
    try:
        is_loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_loopback = False
    if variables.is_demo() and not is_loopback:
        raise StartError(
            f"De demo is er alleen voor deze computer, dus --host {host} mag niet; "
            "kies 127.0.0.1, of lees in de README hoe u de kennisplaats echt installeert."
        )
    return host


def refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = StartError(
        f"Poort {port} is al in gebruik door een ander programma; kies een andere met --port, "
        f"bijvoorbeeld --port {port % LAST_PORT + 1}."
    )
    with socket.socket(family) as trial:
        trial.settimeout(1)
        if trial.connect_ex((host, port)) == 0:
            raise taken
    with socket.socket(family) as trial:
        if sys.platform != "win32":
            # a server that has just stopped leaves connections behind that do not matter
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except PermissionError as error:
            raise StartError(
                f"Poort {port} mag alleen de systeembeheerder gebruiken; kies er met --port een "
                "van 1024 of hoger."
            ) from error
        except OSError as error:
            raise taken from error


def throw_away(folder: DataFolder, *, sure: bool) -> None:
    if variables.has_own_database():
        raise StartError(
            "--fresh gooit alleen de eigen SQLite-gegevens weg, en DATABASE_URL noemt een andere "
            "database; maak die zelf leeg."
        )
    if not folder.contents():
        return
    if not sure:
        if not sys.stdin.isatty():
            raise StartError(
                "Voor --fresh zonder terminal is ook --yes nodig; er is niets verwijderd."
            )
        question = "Weet u het zeker? Alle gegevens in {} worden verwijderd. Typ ja: "
        if input(question.format(folder.path)).strip().lower() != "ja":
            raise StartError("Er is niets verwijderd.")
    folder.clear()
    done("Oude gegevens verwijderd")


def guarded(command: List[str], folder: DataFolder, environ: Dict[str, str]) -> Guarded:
    return Guarded(command, environ=environ, cwd=str(CHECKOUT), keep_open=folder.lock.number)


def server_command(host: str, port: int) -> List[str]:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--host", host, "--port", str(port), "--log-level", "warning"]
    # without respawning, one worker that dies takes the whole server with it
    command += ["--workers", str(WORKERS), "--respawn-failed-workers"]
    command += ["--blocking-threads", str(THREADS), "--workers-kill-timeout", "4"]
    return [*command, "kennisplaats.wsgi:application"]


def wait_for_answer(server: Guarded, host: str, port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if not server.is_running():
            raise StartError("De server kon niet starten; hierboven staat waarom.")
        connection = http.client.HTTPConnection(host, port, timeout=5)
        try:
            connection.request("GET", "/gezond/")
            if connection.getresponse().status < HTTPStatus.INTERNAL_SERVER_ERROR:
                return
        except (OSError, http.client.HTTPException):
            pass
        finally:
            connection.close()
        time.sleep(0.1)
    raise StartError(f"De server gaf na {PATIENCE} seconden nog geen antwoord.")


def welcome(chosen: argparse.Namespace, folder: DataFolder) -> None:
    host = f"[{chosen.host}]" if ":" in chosen.host else chosen.host
    say(f"\nDe kennisplaats draait op http://{host}:{chosen.port}/")
    if variables.is_demo() and folder.login.exists():
        say("\nInloggen als redacteur kan met deze demo-gegevens:")
        for line in folder.login.read_text(encoding="utf-8").splitlines():
            if line.strip():
                say("  " + line.strip())
        say("  De code van de tweede stap staat daarna op de pagina zelf.")
    say("\nStoppen: Ctrl-C")
