"""How long it takes to save one item, with all that follows from it."""

from time import perf_counter

from django.db import transaction

from kennisplaats.synthetic import SLUG_PREFIX
from practices.models import Practice

ITEMS = 40


def time_saving() -> list[float]:
    """Return the seconds of each save; afterwards everything says what it said before."""
    seconds = []
    for practice in Practice.objects.filter(slug__startswith=SLUG_PREFIX).order_by("slug")[:ITEMS]:
        for summary in (f"Even anders. {practice.summary}"[:400], practice.summary):
            practice.summary = summary
            began = perf_counter()
            with transaction.atomic():
                practice.save()
            seconds.append(perf_counter() - began)
    return seconds
