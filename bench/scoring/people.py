"""People who score at the same time and go on until each answer is kept, as their page does."""

import http.client
import json
import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from bench.server import HOST

# Seconds for one answer, and before somebody tries again.
PATIENCE, REST = 30, 0.2
# Somebody whose answer is not kept after so many seconds gives up: a fault.
LONGEST = 120
TOKEN = re.compile(r"csrftoken=(\w+)")
OK = 200
LETTER = "LETTER"


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody says; by ``remark`` it is known whose it is and which."""

    seat: str
    statement: str
    letter: str
    value: int
    importance: int
    remark: str

    @classmethod
    def of(cls, seat: str, number: int, statement: str, letter: str) -> "Answer":
        """Return an answer of the person with this number, another for each statement."""
        turn = number + sum(map(ord, statement))
        return cls(seat, statement, letter, turn % 5, turn % 3 + 1, f"p{number} {statement}")

    @property
    def row(self) -> tuple[Any, ...]:
        return (self.seat, self.statement, self.value, self.importance, self.remark)

    @property
    def fields(self) -> dict[str, str]:
        key = self.statement
        return {
            "vraag": key,
            f"{key}:score": str(self.value),
            f"{key}:belang": str(self.importance),
            f"{key}:toelichting": self.remark,
        }


@dataclass(slots=True)
class Outcome:
    """
    What came of it.

    ``kept`` are answers that the server said it kept, ``seconds`` how long each of those
    took the last time it was sent; ``failures`` says what went wrong, try by try.
    """

    kept: list[Answer] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    given_up: list[Answer] = field(default_factory=list)


class Crowd:
    """``address`` is where to save, of a seat of underscores and a theme called LETTER."""

    def __init__(self, port: int, address: str) -> None:
        self.port = port
        self.address = address
        self.outcome = Outcome()
        self._lock = threading.Lock()

    def score(
        self, answers: Sequence[Sequence[Answer]], *, disturb: Callable[[], None] | None = None
    ) -> Outcome:
        """
        Send the ``answers`` of all people, each one after another in a thread of their own.

        ``disturb`` is called once, in between, when a third of all answers is kept.
        """
        people = [threading.Thread(target=self._one, args=[own]) for own in answers]
        third = len(self.outcome.kept) + sum(map(len, answers)) // 3
        for person in people:
            person.start()
        while disturb and any(person.is_alive() for person in people):
            if len(self.outcome.kept) >= third:
                disturb()
                break
            time.sleep(0.01)
        for person in people:
            person.join()
        return self.outcome

    def _one(self, answers: Sequence[Answer]) -> None:
        telephone = Telephone(self.port)
        for answer in answers:
            path = self._path(answer)
            deadline = time.monotonic() + LONGEST
            while not self._is_kept(telephone, path, answer):
                if time.monotonic() > deadline:
                    with self._lock:
                        self.outcome.given_up.append(answer)
                    break
                time.sleep(REST)
        telephone.close()

    def _path(self, answer: Answer) -> str:
        return self.address.replace("_" * len(answer.seat), answer.seat).replace(
            LETTER, answer.letter
        )

    def _is_kept(self, telephone: "Telephone", path: str, answer: Answer) -> bool:
        began = time.perf_counter()
        try:
            fault = telephone.send(path, answer)
        except (OSError, http.client.HTTPException) as error:
            telephone.close()
            fault = repr(error)
        with self._lock:
            if fault:
                self.outcome.failures.append(fault)
            else:
                self.outcome.kept.append(answer)
                self.outcome.seconds.append(time.perf_counter() - began)
        return not fault


class Telephone:
    """One connection, made again when it breaks."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
        self.token = ""

    def close(self) -> None:
        self.connection.close()

    def send(self, path: str, answer: Answer) -> str:
        """Return why ``answer`` was not kept, or ""."""
        if not self.token:
            self.token = self._new_token(path)
        headers = {
            "Cookie": f"csrftoken={self.token}",
            "X-CSRFToken": self.token,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.connection.request("POST", path, urlencode(answer.fields), headers)
        response = self.connection.getresponse()
        body = response.read()
        if response.status != OK:
            return f"{response.status} for {answer.statement}"
        return str(json.loads(body)["problems"].get(answer.statement, ""))

    def _new_token(self, path: str) -> str:
        self.connection.request("GET", path)
        response = self.connection.getresponse()
        response.read()
        found = TOKEN.search(response.headers.get("Set-Cookie", ""))
        if found is None:
            raise http.client.HTTPException(f"no way in: {response.status}")
        return found[1]


def faults(outcome: Outcome, rows: Sequence[Sequence[Any]]) -> list[str]:
    """Return what is lost, double, changed or at another seat; nothing where all is right."""
    found = [tuple(row) for row in rows]
    kept = {answer.row for answer in outcome.kept}
    # What was sent and got no answer may be there.
    maybe = {answer.row for answer in outcome.given_up}
    wrong = [f"lost: {row}" for row in kept if row not in found]
    wrong += [f"never sent: {row}" for row in found if row not in kept | maybe]
    places = [row[:2] for row in found]
    return [*wrong, *(f"double: {place}" for place in set(places) if places.count(place) > 1)]
