"""What people save: many different answers, each known by whom it is and which it is."""

import uuid
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

MOST_CARDS = 10
# One card in so many is sent again: a telephone that got no answer does so.
AGAIN = 5
WORDS = "Wat hier staat is zo lang als wat iemand in een overleg opschrijft, en zegt verder niets."


@dataclass(frozen=True, slots=True)
class Save:
    """
    A form to send; ``value`` is what must be in the database afterwards.

    ``card`` is the key of a card, empty for an answer: of those the last one counts.
    """

    seat: str
    address: str
    prompt: str
    fields: tuple[tuple[str, str], ...]
    value: Any
    card: str = ""


def saves_of(place: dict[str, Any], number: int) -> Iterator[Save]:
    """Yield what the person with this number saves, one question after another."""
    waiting = deque(_answers(place, question, number) for question in place["questions"])
    while waiting:
        one = waiting.popleft()
        if save := next(one, None):
            yield save
            waiting.append(one)


def _answers(place: dict[str, Any], question: dict[str, Any], number: int) -> Iterator[Save]:
    seat, address, prompt = place["seat"], question["address"], question["prompt"]
    if question["kind"] == "card":
        yield from _cards(seat, address, prompt, number)
        return
    for turn in count():
        fields, value = _answer(question, turn, f"p{number} t{turn} {prompt} {WORDS}")
        sent = (("prompt", prompt), ("vraag", prompt), *fields)
        yield Save(seat, address, prompt, sent, value)


def _cards(seat: str, address: str, prompt: str, number: int) -> Iterator[Save]:
    for turn in range(MOST_CARDS):
        key, text = str(uuid.uuid4()), f"p{number} t{turn} {prompt} {WORDS}"
        sent = (("prompt", prompt), ("key", key), ("text", text))
        card = Save(seat, address, prompt, sent, text, key)
        yield card
        if turn % AGAIN == 0:
            yield card


def _answer(question: dict[str, Any], turn: int, text: str) -> tuple[list[tuple[str, str]], Any]:
    """Return the fields of a form and what they mean, another each turn."""
    prompt, options = question["prompt"], question["options"]
    match question["kind"]:
        case "choice":
            chosen = options[turn % len(options)]
            return [(prompt, chosen)], chosen
        case "choices" | "ticks":
            chosen = options[turn % len(options)]
            return [(prompt, chosen)], [chosen]
        case "scale":
            point = turn % 4 + 1
            return [(f"{prompt}:{one}", str(point)) for one in options], dict.fromkeys(
                options, point
            )
        case "ranking":
            first = turn % len(options)
            order = [*options[first:], *options[:first]]
            return [(f"{prompt}:chosen", "ja"), *((prompt, one) for one in order)], order
        case _:
            return [(prompt, text)], text
