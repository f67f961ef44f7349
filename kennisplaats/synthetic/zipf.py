"""Chance as language and tagging have it: few things often, most things rarely."""

from collections.abc import Sequence
from itertools import accumulate
from random import Random


class Zipf[T]:
    """Draws from ``ranked``, the commonest first: number n comes up 1/n as often as the first."""

    def __init__(self, ranked: Sequence[T]) -> None:
        self.ranked = ranked
        self._weights = list(accumulate(1 / rank for rank in range(1, len(ranked) + 1)))

    def draw(self, chance: Random, count: int) -> list[T]:
        """Return ``count`` draws, which may repeat; from nothing comes nothing."""
        if not self.ranked:
            return []
        return chance.choices(self.ranked, cum_weights=self._weights, k=count)
