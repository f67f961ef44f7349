"""How good a list of results is, next to what people judged it should hold."""

from collections.abc import Mapping, Sequence
from math import log2
from typing import NamedTuple

# From this grade on a result is an answer, and not merely near one.
GOOD = 2


class Quality(NamedTuple):
    """
    The measures of one query, each from 0 to 1, best 1; ``is_empty`` when nothing is shown.

    ``ndcg`` is that of the first ten with gains of 2^grade - 1 (K. Järvelin and J.
    Kekäläinen, *Cumulated gain-based evaluation of IR techniques*, 2002),
    ``recall`` the part of the good ones among the first twenty, ``reciprocal_rank``
    1 divided by the place of the first good one.
    """

    ndcg: float
    recall: float
    reciprocal_rank: float
    is_empty: bool


def quality(shown: Sequence[str], grades: Mapping[str, int]) -> Quality:
    """Judge what is ``shown``, best first; ``grades`` are 1 to 3, and 0 for what is not in it."""
    good = {key for key, grade in grades.items() if grade >= GOOD}
    ideal = _gain(sorted(grades.values(), reverse=True))
    places = [place for place, key in enumerate(shown, start=1) if key in good]
    return Quality(
        ndcg=_gain([grades.get(key, 0) for key in shown]) / ideal if ideal else 0.0,
        recall=len(good.intersection(shown[:20])) / min(len(good), 20) if good else 0.0,
        reciprocal_rank=1 / places[0] if places else 0.0,
        is_empty=not shown,
    )


def _gain(grades: Sequence[int]) -> float:
    return sum(
        (2.0**grade - 1) / log2(place + 1) for place, grade in enumerate(grades[:10], start=1)
    )
