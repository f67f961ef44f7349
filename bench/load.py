"""A client for one purpose: ask one server for many pages and note how long each takes."""

import select
import socket
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

from bench.processes import owner
from bench.server import HOST, Running

PATIENCE = 180  # seconds for one answer; the baseline is slow with many items
CHUNK = 262_144
TRIES = 60
OK = b"200"


@dataclass(slots=True)
class Load:
    """What came of asking: seconds of each answer, of all together, and what went wrong."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    size: int = 0
    errors: int = 0

    def rate(self) -> float:
        return len(self.latencies) / self.seconds if self.seconds else 0.0


class Connection:
    """One keep-alive connection; knows which worker is at the other end."""

    def __init__(self, server: Running) -> None:
        self.socket = socket.create_connection((HOST, server.port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.worker: int | None = None
        self.began = 0.0
        self._received = bytearray()
        self._expected = -1
        self.status = b""

    def find_worker(self, server: Running) -> None:
        peer_port = self.socket.getsockname()[1]
        deadline = time.monotonic() + 0.3
        while self.worker is None and time.monotonic() < deadline:
            self.worker = owner(server.pid, server.port, peer_port)

    def ask(self, request: bytes) -> None:
        self._received.clear()
        self._expected = -1
        self.began = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Take what there is; return whether the answer is complete."""
        part = self.socket.recv(CHUNK)
        if not part:
            raise ConnectionError("the server closed a connection that was to be kept")
        self._received += part
        if self._expected < 0 and (end := self._received.find(b"\r\n\r\n")) >= 0:
            self._expected = end + 4 + self._length(bytes(self._received[:end]))
        return 0 <= self._expected <= len(self._received)

    def _length(self, head: bytes) -> int:
        self.status = head[9:12]
        for line in head.split(b"\r\n"):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                return int(value)
        raise ConnectionError("an answer without a length")

    @property
    def size(self) -> int:
        return len(self._received)

    def head_and_body(self) -> tuple[str, bytes]:
        head, _, body = bytes(self._received).partition(b"\r\n\r\n")
        return head.decode("latin-1"), body

    def close(self) -> None:
        self.socket.close()


class Client:
    """Some connections to one server, divided evenly over its workers."""

    def __init__(self, server: Running, *, connections: int, encoding: str) -> None:
        self.server = server
        self._rest = (
            f" HTTP/1.1\r\nHost: {HOST}:{server.port}\r\nAccept-Encoding: {encoding}\r\n"
            "Accept: text/html\r\n\r\n"
        ).encode()
        self.connections = self._connect(connections)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for connection in self.connections:
            connection.close()

    def _connect(self, count: int) -> list[Connection]:
        workers = self.server.workers()
        most = -(-count // max(len(workers), 1))
        kept: list[Connection] = []
        for trial in range(TRIES):
            connection = Connection(self.server)
            connection.find_worker(self.server)
            of_same = [one for one in kept if one.worker == connection.worker]
            # a worker that takes nearly all connections is measured as it is, in the end
            if len(of_same) < most or trial > TRIES - count:
                kept.append(connection)
            else:
                connection.close()
            if len(kept) == count:
                break
        return kept

    def one_of_each_worker(self) -> list[Connection]:
        return list({connection.worker: connection for connection in self.connections}.values())

    def get(self, path: str, connection: Connection | None = None) -> tuple[str, bytes, float]:
        """Return head, body and seconds of one answer."""
        connection = connection or self.connections[0]
        connection.ask(self._request(path))
        while not connection.receive():
            pass
        seconds = time.perf_counter() - connection.began
        return *connection.head_and_body(), seconds

    def each_once(self, paths: Sequence[str], *, seconds: float) -> Load:
        """Ask for every path once; stop in between after so many seconds."""
        return self._run(iter(paths), self.connections, seconds)

    def again_and_again(self, paths: Sequence[str], *, seconds: float) -> Load:
        return self._run(_round_and_round(paths), self.connections, seconds)

    def warm_up(self, paths: Sequence[str], *, seconds: float) -> None:
        """Have each worker answer every path once, as far as ``seconds`` go."""
        for connection in self.one_of_each_worker():
            self._run(iter(paths), [connection], seconds)

    def _request(self, path: str) -> bytes:
        return b"GET " + path.encode("ascii") + self._rest

    def _run(self, paths: Iterator[str], connections: Sequence[Connection], seconds: float) -> Load:
        load = Load()
        requests: dict[str, bytes] = {}
        poll = select.epoll()
        by_number = {one.socket.fileno(): one for one in connections}
        began = time.perf_counter()
        deadline = began + seconds
        busy = 0
        for number, connection in by_number.items():
            poll.register(number, select.EPOLLIN)
            if path := next(paths, None):
                connection.ask(self._request(path))
                busy += 1
        while busy:
            events = poll.poll(PATIENCE)
            if not events:
                raise ConnectionError(f"no answer in {PATIENCE} seconds")
            for number, _event in events:
                connection = by_number[number]
                if not connection.receive():
                    continue
                now = time.perf_counter()
                load.latencies.append(now - connection.began)
                load.size += connection.size
                load.errors += connection.status != OK
                path = next(paths, None) if now < deadline else None
                if path is None:
                    busy -= 1
                    continue
                request = requests.get(path)
                if request is None:
                    request = requests[path] = self._request(path)
                connection.ask(request)
        load.seconds = time.perf_counter() - began
        poll.close()
        return load


def _round_and_round(paths: Iterable[str]) -> Iterator[str]:
    paths = list(paths)
    while paths:
        yield from paths
