"""Which documents say best what is asked: one statement, the same on every database."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from math import log
from operator import itemgetter

from django.db import connection

from search.lexicon import Known
from search.ways import WHOLE, Concept

# q has a row for each term of each way (a) to say each concept (c): its key (t), the worth of
# that way (w), how many terms the way has (n) and how much of the whole it is (i). A way needs
# all its terms; the best way stands for its concept, and any other adds half of what it says:
# who has both the word and the label is surer than who has one. Whole numbers only: sums of
# fractions differ between databases in the last digit, and with it the order of equals.
_RANKING = """
WITH q(c, a, t, w, n, i) AS (VALUES {rows}),
way AS (SELECT p.document AS d, q.c, MIN(p.weight) * MIN(q.w) AS s, MIN(q.i) AS i
        FROM q JOIN search_posting p ON p.term = q.t{within}
        GROUP BY p.document, q.c, q.a, q.n HAVING COUNT(*) = q.n),
concept AS (SELECT d, c, MAX(s) + (SUM(s) - MAX(s)) / 2 AS s, MAX(i) AS i FROM way GROUP BY d, c)
SELECT d, SUM(s) AS score, MAX(SUM(i)) OVER () AS best FROM concept GROUP BY d{having}
ORDER BY SUM(s) DESC, d{limit}
"""
ALL = 1000
# How much a word that names nothing counts beside one that does, for how much of the whole a
# document has: next to "schulden" a word that stands nowhere tells little of the subject.
NAMELESS = 0.4


def rarity(documents: int, total: int) -> float:
    """Return what a term that ``documents`` of ``total`` have is worth: BM25's idf."""
    return log(1 + (total - documents + 0.5) / (documents + 0.5))


def importance(concept: Concept, known: Mapping[str, Known], total: int) -> float:
    """
    Return the rarity of a concept: that of the plainest way to say it that occurs.

    Without one it is that of its rarest way; what occurs nowhere is as important as can be.
    """
    for terms in concept.plainest:
        if all(term in known for term in terms):
            return _rarity(terms, known, total)
    rarest = (_rarity(way.terms, known, total) for way in concept.alternatives)
    return max(rarest, default=rarity(0, total))


def _rarity(terms: Collection[str], known: Mapping[str, Known], total: int) -> float:
    """Return the rarity of ``terms`` together, at the least."""
    return rarity(min(total, *(known[term].documents for term in terms)), total)


def rank(
    concepts: Sequence[Concept],
    known: Mapping[str, Known],
    *,
    total: int,
    share: int,
    enough: int = 0,
    within: Collection[int] | None = None,
    most: int | None = None,
) -> list[int]:
    """
    Return the documents that have a ``share`` of ``concepts``, best first.

    The share is in thousandths, a rare concept being a greater part of the
    whole than a common one, and one with a name than any other word; ``ALL``
    is every concept. None at all when the one with the greatest share has less
    than ``enough``. ``known`` has every term in them, ``total`` is how many
    documents there are. Only documents ``within`` are looked at, when given;
    else ways of little worth are left out.
    One statement; costs a step for each posting of each term.
    """
    weights = [importance(concept, known, total) for concept in concepts]
    parts = [
        weight if concept.meanings else weight * NAMELESS
        for concept, weight in zip(concepts, weights, strict=True)
    ]
    whole = sum(parts) or 1
    rows = [
        f"({c},{a},{known[term].key},{worth},{len(way.terms)},{part})"
        for c, (concept, weight, share_of) in enumerate(zip(concepts, weights, parts, strict=True))
        for a, way in enumerate(concept.alternatives)
        if within is not None or way.worth >= WHOLE
        # no other way says more than the word itself, however rare it is
        for worth in [
            max(1, round(ALL * way.worth * min(weight, _rarity(way.terms, known, total))))
        ]
        for part in [round(ALL * way.worth * share_of / whole)]
        for term in way.terms
    ]
    if not rows or (within is not None and not within):
        return []
    having = f"COUNT(*) = {len(concepts)}" if share == ALL else f"SUM(i) >= {share}"
    statement = _RANKING.format(
        rows=",".join(rows),
        within="" if within is None else f" AND p.document IN ({','.join(map(str, within))})",
        having=f" HAVING {having}",
        limit="" if most is None else f" LIMIT {most}",
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        found = cursor.fetchall()
    if found and share < ALL and found[0][2] < enough:
        return []
    return [document for document, _score, _best in found]


def documents_of(terms: Collection[int]) -> Iterator[tuple[int, list[int]]]:
    """
    Yield each of ``terms``, by key, with the documents that have it.

    At most one query; reads a row for each, which for a common word are most of
    the documents there are.
    """
    if not terms:
        return
    with connection.cursor() as cursor:
        # Not as objects or in small helpings: that costs more than reading them.
        cursor.execute(
            "SELECT term, document FROM search_posting"  # noqa: S608 -- our own numbers
            f" WHERE term IN ({','.join(map(str, terms))}) ORDER BY term"
        )
        rows = cursor.fetchall()
    for term, found in groupby(rows, key=itemgetter(0)):
        yield term, [document for _term, document in found]
