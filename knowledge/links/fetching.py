"""
Asks for a page at an address that somebody typed.

The name is resolved once for each question, every address it has is held
against the policy, and the connection goes to one of those very addresses: a
name that means something else a moment later changes nothing. Redirects are
new addresses and go through all of it again.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from time import monotonic
from urllib.parse import quote, urljoin, urlsplit

from knowledge.links.policy import Address, Policy, PublicOnly
from knowledge.links.resolving import Resolve, resolve

PATIENCE = 5.0  # seconds for one question, whatever it is busy with
MOST_REDIRECTS = 5
LONGEST = 2_000
# What may stand in a path or a query as it is; all else is written as percents.
_AS_IS = "/%:@!$&'()*+,;=~-._?"
_PORTS = {"http": 80, "https": 443}


class FetchError(Exception):
    """No answer came; says in Dutch why."""


class RefusedError(FetchError):
    """We do not go there ourselves."""


class UnreachableError(FetchError):
    """Nobody answers there, or not as one should."""


class NoNetworkError(UnreachableError):
    """The name is not known, or there is no way: it may be us."""


@dataclass(frozen=True, slots=True)
class Answer:
    """``url`` is where the last redirect led."""

    status: int
    url: str


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart; ``host`` is as the DNS knows it."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def host_header(self) -> str:
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == _PORTS[self.scheme] else f"{name}:{self.port}"


def target_of(url: str) -> Target:
    """Return the parts of ``url``; raise FetchError where it is no web address."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        name = host if ":" in host else host.rstrip(".").encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise UnreachableError("Het adres klopt niet.") from error
    if parts.scheme not in _PORTS:
        raise RefusedError("Alleen adressen met http en https worden gecontroleerd.")
    if not name or len(url) > LONGEST:
        raise UnreachableError("Het adres klopt niet.")
    query = f"?{parts.query}" if parts.query else ""
    path = quote(f"{parts.path or '/'}{query}", safe=_AS_IS)
    return Target(parts.scheme, name, port or _PORTS[parts.scheme], path)


@dataclass(frozen=True)
class Fetcher:
    """Fetches by one set of rules; tests bring their own, servers take what is here."""

    user_agent: str
    policy: Policy = field(default_factory=PublicOnly)
    resolve: Resolve = resolve
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    patience: float = PATIENCE
    # Called before each question with the name of the server that it is for.
    wait_for: Callable[[str], None] = lambda _host: None

    def fetch(self, url: str) -> Answer:
        """
        Return what is answered in the end; raise FetchError where nothing is.

        Nothing of a page itself is read: that it is there is all we ask.
        """
        for _redirect in range(MOST_REDIRECTS + 1):
            target = target_of(url)
            status, location = self._ask("HEAD", target)
            if status >= HTTPStatus.BAD_REQUEST:
                # Many servers answer only those who want the whole page.
                status, location = self._ask("GET", target)
            if not (location and HTTPStatus(300) <= status < HTTPStatus.BAD_REQUEST):
                return Answer(status, url)
            url = urljoin(url, location)
        raise UnreachableError(f"Het adres verwijst meer dan {MOST_REDIRECTS} keer door.")

    def _ask(self, method: str, target: Target) -> tuple[int, str]:
        """Return the status and where it sends us, "" for nowhere."""
        self.wait_for(target.host)
        until = monotonic() + self.patience
        raw = self._connect(target, until)
        lines = [raw]
        # Each step has a timeout of its own; a server that sends a byte at a time would stay
        # within all of them. So at the end of our patience the line is cut, whatever it says.
        guard = threading.Timer(max(until - monotonic(), 0), _cut, [lines])
        guard.start()
        try:
            answer = self._talk(method, target, lines)
            if monotonic() >= until:
                # To Python a head that is cut off is a head that is there.
                raise TimeoutError
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise UnreachableError(_why(error, is_late=monotonic() >= until)) from error
        finally:
            guard.cancel()
            for line in lines:
                line.close()
        return answer

    def _talk(self, method: str, target: Target, lines: list[socket.socket]) -> tuple[int, str]:
        if target.scheme == "https":
            line = self.tls.wrap_socket(
                lines[0], server_hostname=target.host, do_handshake_on_connect=False
            )
            lines.append(line)
            line.do_handshake()
        return _request(method, target, lines[-1], self.user_agent)

    def _connect(self, target: Target, until: float) -> socket.socket:
        """Return a connection to an address of the target that may be connected to."""
        try:
            addresses = self.resolve(target.host, target.port)
        except (OSError, ValueError) as error:
            raise NoNetworkError("De naam van de website bestaat niet (meer).") from error
        if not all(self.policy.may_connect(address, target.port) for address in addresses):
            raise RefusedError("Dit adres hoort bij een besloten netwerk; wij gaan er niet heen.")
        return _first_that_answers(addresses, target.port, until)


def _first_that_answers(addresses: list[Address], port: int, until: float) -> socket.socket:
    failure: OSError | None = None
    for address in addresses:
        left = until - monotonic()
        if left <= 0:
            break
        try:
            return socket.create_connection((str(address), port), timeout=left)
        except OSError as error:
            failure = error
    if isinstance(failure, ConnectionRefusedError):
        raise UnreachableError("De server weigert de verbinding.") from failure
    raise NoNetworkError("De server is niet bereikbaar.") from failure


def _request(method: str, target: Target, line: socket.socket, user_agent: str) -> tuple[int, str]:
    talk = http.client.HTTPConnection(target.host, target.port)
    # Already connected, to the address that was checked: it never looks up the name itself.
    talk.sock = line
    talk.putrequest(method, target.path, skip_host=True, skip_accept_encoding=True)
    talk.putheader("Host", target.host_header)
    talk.putheader("User-Agent", user_agent)
    talk.putheader("Accept", "*/*")
    talk.putheader("Connection", "close")
    talk.endheaders()
    answer = talk.getresponse()
    # Headers come as Latin-1, whatever the server meant.
    location = (answer.getheader("Location") or "").encode("latin-1", "replace")
    return answer.status, location.decode("utf-8", "replace")


def _why(error: Exception, *, is_late: bool) -> str:
    if is_late or isinstance(error, TimeoutError):
        return "De server antwoordt niet op tijd."
    if isinstance(error, ssl.SSLCertVerificationError):
        return "Het certificaat van de website klopt niet."
    if isinstance(error, ssl.SSLError):
        return "Een beveiligde verbinding lukt niet."
    if isinstance(error, OSError | http.client.RemoteDisconnected):
        return "De server verbreekt de verbinding."
    return "Het antwoord is niet dat van een website."


def _cut(lines: list[socket.socket]) -> None:
    for line in lines:
        with suppress(OSError):
            socket.socket.shutdown(line, socket.SHUT_RDWR)
