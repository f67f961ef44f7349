"""People with a connection of their own each, who send at the same instant."""

import json
import re
import select
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlencode

from bench.at_once.saves import Save, saves_of
from bench.load import PATIENCE, Connection
from bench.processes import owners
from bench.server import HOST, Running

OK = b"200"
TOKEN = re.compile(r"csrftoken=(\w+)")


@dataclass(slots=True)
class Outcome:
    """All that was sent, in the order of each person; ``faults`` says what was not kept."""

    sent: list[tuple[Save, bool]] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)
    processes: int = 0


class Crowd:
    """Sits from entering until leaving the block."""

    def __init__(self, server: Running, places: list[dict[str, Any]]) -> None:
        self.server = server
        self.places = places
        self.connections: list[Connection] = []
        self.tokens: list[str] = []
        self.saves = [saves_of(place, number) for number, place in enumerate(places)]

    def __enter__(self) -> Self:
        try:
            for place in self.places:
                self.connections.append(Connection(self.server))
                self.tokens.append(self._token(place["enter"], self.connections[-1]))
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for connection in self.connections:
            connection.close()

    def _token(self, path: str, connection: Connection) -> str:
        connection.ask(f"GET {path} HTTP/1.1\r\n{self._host}\r\n\r\n".encode())
        while not connection.receive():
            pass
        head, _body = connection.head_and_body()
        found = TOKEN.search(head)
        if found is None:
            raise ConnectionError(f"no way in: {head.splitlines()[0]}")
        return found[1]

    def save(self, *, rounds: int) -> Outcome:
        """Have everybody send so many times, as long as they know more; all wait for the last."""
        outcome = Outcome(processes=self._processes())
        began = time.perf_counter()
        for _round in range(rounds):
            saves = [save for save in (next(mine, None) for mine in self.saves) if save]
            if len(saves) < len(self.saves):
                break
            requests = [self._request(*pair) for pair in zip(saves, self.tokens, strict=True)]
            for save, answer in zip(saves, self._at_once(requests), strict=True):
                is_kept = answer.keeps(save)
                outcome.sent.append((save, is_kept))
                outcome.latencies.append(answer.seconds)
                if not is_kept:
                    outcome.faults.append(answer.told)
        outcome.seconds = time.perf_counter() - began
        return outcome

    @property
    def _host(self) -> str:
        return f"Host: {HOST}:{self.server.port}"

    def _processes(self) -> int:
        """Count the processes that these people are served by."""
        serving = owners(self.server.pid, self.server.port)
        peers = [connection.socket.getsockname()[1] for connection in self.connections]
        return len({serving[peer] for peer in peers if peer in serving})

    def _request(self, save: Save, token: str) -> bytes:
        body = urlencode(save.fields).encode()
        head = (
            f"POST {save.address} HTTP/1.1\r\n{self._host}\r\n"
            f"Cookie: csrftoken={token}\r\nX-CSRFToken: {token}\r\nX-Kp-Live: 1\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    def _at_once(self, requests: Iterable[bytes]) -> list["Answer"]:
        """Send everything before anything is read, and take the answers as they come."""
        answers: dict[int, Answer] = {}
        waiting = {one.socket.fileno(): n for n, one in enumerate(self.connections)}
        poll = select.epoll()
        for number, place in waiting.items():
            poll.register(number, select.EPOLLIN)
            answers[place] = Answer()
        for connection, request in zip(self.connections, requests, strict=True):
            connection.ask(request)
        while waiting:
            events = poll.poll(PATIENCE)
            if not events:
                raise ConnectionError(f"no answer in {PATIENCE} seconds")
            for number, _event in events:
                place = waiting[number]
                if self._received(place, answers[place]):
                    poll.unregister(number)
                    del waiting[number]
        poll.close()
        return [answers[place] for place in range(len(answers))]

    def _received(self, place: int, answer: "Answer") -> bool:
        connection = self.connections[place]
        try:
            if not connection.receive():
                return False
        except OSError as fault:
            answer.told = repr(fault)
            connection.close()
            self.connections[place] = Connection(self.server)
        else:
            answer.status = connection.status
            answer.body = connection.head_and_body()[1]
        answer.seconds = time.perf_counter() - connection.began
        return True


@dataclass(slots=True)
class Answer:
    status: bytes = b""
    body: bytes = b""
    seconds: float = 0.0
    told: str = ""

    def keeps(self, save: Save) -> bool:
        """Say whether the server told that it kept ``save``; else tell why not."""
        said = f"{self.status.decode()} {self.body[:200].decode(errors='replace')}"
        self.told = self.told or f"{save.address}: {said}"
        if self.status != OK:
            return False
        return (
            not self.body.startswith(b"{") or save.prompt not in json.loads(self.body)["problems"]
        )
