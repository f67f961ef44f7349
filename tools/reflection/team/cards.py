"""Cards: words that somebody at a telephone gives; sent twice, they are there once."""

import uuid

from django.db import transaction

from search.text import clean
from tools.reflection.answers import ClosedError
from tools.reflection.models import Card
from tools.sessions.models import Seat

MOST_TEXT = 280
MOST_CARDS = 10


class CardError(Exception):
    """What is wrong with a card, in Dutch."""


@transaction.atomic
def put(seat: Seat, prompt: str, *, key: uuid.UUID, text: str) -> None:
    """
    Keep a card; its ``key`` is made by who sends it, and says whether it is there already.

    Raise CardError, or ClosedError when the meeting is over.
    """
    text = clean(text)
    _check(text)
    # Who sends twice at once waits for itself.
    seats = Seat.objects.select_for_update(of=("self",)).select_related("session")
    now = seats.get(pk=seat.pk, withdrawn_at__isnull=True)
    if not now.session.is_open:
        raise ClosedError
    if now.cards.filter(key=key).exists():
        return
    if now.cards.filter(prompt=prompt).count() >= MOST_CARDS:
        message = f"Je hebt al {MOST_CARDS} kaartjes bij deze vraag. Trek er eerst een in."
        raise CardError(message)
    Card.objects.create(seat=seat, prompt=prompt, key=key, text=text)
    now.session.touch()


def _check(text: str) -> None:
    if not text:
        raise CardError("Schrijf eerst iets op het kaartje.")
    if len(text) > MOST_TEXT:
        raise CardError(
            f"Dit kaartje is te lang: {len(text)} tekens. Er passen er {MOST_TEXT}. "
            "Maak het korter, of verdeel het over twee kaartjes."
        )


def withdraw(seat: Seat, key: uuid.UUID) -> None:
    """Take a card away for good, also when all have seen it or the meeting is over."""
    seat.cards.filter(key=key).delete()
