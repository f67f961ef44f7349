"""What was said to be kept, next to what is there."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from bench.at_once.saves import Save


def faults(sent: list[tuple[Save, bool]], kept: dict[str, Any]) -> list[str]:
    """Return what is lost, double, changed or at another seat; nothing where all is right."""
    return [*_answers(sent, kept["answers"]), *_cards(sent, kept["cards"])]


def _answers(sent: list[tuple[Save, bool]], rows: list[list[Any]]) -> Iterator[str]:
    possible: dict[tuple[str, str], list[Any]] = {}
    for save, is_kept in sent:
        if save.card:
            continue
        # One that got no answer may be there, or what was there before it.
        before = [] if is_kept else possible.get((save.seat, save.prompt), [None])
        possible[save.seat, save.prompt] = [*before, save.value]
    found = Counter((seat, prompt) for seat, prompt, _value in rows)
    for place, times in found.items():
        if times > 1:
            yield f"answer {place} is there {times} times"
        if place not in possible:
            yield f"answer {place} was never sent"
    values = {(seat, prompt): value for seat, prompt, value in rows}
    for place, allowed in possible.items():
        if values.get(place) not in allowed:
            yield f"answer {place} is {values.get(place)!r} and not {allowed!r}"


def _cards(sent: list[tuple[Save, bool]], rows: list[list[Any]]) -> Iterator[str]:
    cards = {save.card: save for save, _is_kept in sent if save.card}
    found = Counter(key for _seat, _prompt, key, _text in rows)
    for seat, prompt, key, text in rows:
        card = cards.get(key)
        if card is None:
            yield f"card {key} was never sent"
        elif (seat, prompt, text) != (card.seat, card.prompt, card.value):
            yield f"card {key} is at {seat} and not at {card.seat}, or says something else"
    for card in {save.card for save, is_kept in sent if save.card and is_kept}:
        if found[card] != 1:
            yield f"card {card} is there {found[card]} times"
