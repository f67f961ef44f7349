"""What the index knows of words: how many documents have them, and which look alike."""

from collections.abc import Iterable
from itertools import batched
from typing import NamedTuple

from search.models import Form, Nearness, Term
from search.repair import rests
from search.stemmer import stem

MOST_COMPLETIONS = 8
SHORTEST_BEGINNING = 3
# After every letter and digit, in any collation of plain small letters.
_AFTER = "zzzzzzzz"


class Known(NamedTuple):
    """A term of the index: its key, and how many documents have it."""

    key: int
    documents: int


class Lexicon:
    """
    Answers from the index, and remembers what it was asked.

    One belongs to one stamp: what it remembers is thrown away with it.
    """

    def __init__(self) -> None:
        self._terms: dict[str, Known | None] = {}

    def look_up(self, terms: Iterable[str]) -> dict[str, Known]:
        """Return the terms that some document has; at most one query."""
        wanted = dict.fromkeys(terms)
        new = [term for term in wanted if term not in self._terms]
        for some in batched(new, 500):
            rows = Term.objects.filter(text__in=some).values_list("text", "pk", "documents")
            found = {text: Known(key, documents) for text, key, documents in rows}
            self._terms.update({term: found.get(term) for term in some})
        return {term: known for term in wanted if (known := self._terms[term])}

    def completions(self, beginning: str) -> list[str]:
        """
        Return the words that begin with ``beginning``, those in most documents first.

        One query; forms of one word count as one, of which the most used is told.
        """
        if len(beginning) < SHORTEST_BEGINNING:
            return []
        rows = (
            Form.objects.filter(text__gt=beginning, text__lte=beginning + _AFTER)
            .order_by("-documents", "text")
            .values_list("text", flat=True)[: MOST_COMPLETIONS * 4]
        )
        return distinct(rows)[:MOST_COMPLETIONS]

    def near(self, words: Iterable[str]) -> list[tuple[str, int]]:
        """Return what could be one of ``words`` with an error, as (word, documents); one query."""
        wanted = {rest for word in words for rest in rests(word)}
        # Joined, and not forms in a list of others: before PostgreSQL has counted its tables it
        # reads the whole list for each of the forms.
        rows = Nearness.objects.filter(rest__in=wanted)
        return list(rows.values_list("form__text", "form__documents").distinct())


def distinct(forms: Iterable[str]) -> list[str]:
    """Return ``forms`` without those that are another form of an earlier one."""
    found: dict[str, str] = {}
    for form in forms:
        found.setdefault(stem(form), form)
    return list(found.values())
