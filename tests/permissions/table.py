"""
Reads who-may-what.txt: which answer each role gets at each address.

A line is an address by its name, what it is about (the arguments, "-" for none), a method, and
an answer for each role: a status, or where somebody is sent: ``login``, ``factor`` (to set up or
show a second factor), ``on`` (elsewhere). Lines that begin with # explain.
"""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("who-may-what.txt")
ROLES = ("anonymous", "member", "author", "curator", "unsafe", "admin", "blocked")


@dataclass(frozen=True)
class Line:
    name: str
    about: str
    method: str
    answers: dict


def lines():
    """Return the lines of the table by the name of the address."""
    found = defaultdict(list)
    for text in TABLE.read_text(encoding="utf-8").splitlines():
        if text and not text.startswith("#"):
            name, about, method, *answers = text.split()
            given = dict(zip(ROLES, answers, strict=True))
            found[name] += [Line(name, about, one, given) for one in method.split("+")]
    return found
