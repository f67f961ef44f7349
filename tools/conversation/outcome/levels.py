"""Where a group stands in a theme, in half steps."""

from collections.abc import Sequence
from decimal import Decimal

# Without names, 1.5 says "1.5 or lower" and 3.5 "3.5 or higher": 1 would say that
# everybody in the group chose 1.
LOWEST, HIGHEST = Decimal("1.5"), Decimal("3.5")
_FEWEST_HALVES, _MOST_HALVES = 3, 7


def halves(total: int, answers: int) -> int | None:
    """
    Return the mean of ``answers`` points that make ``total``, in half steps; None without any.

    Halfway between two it is the higher.
    """
    return (4 * total + answers) // (2 * answers) if answers else None


def coded(steps: int | None) -> int | None:
    """Return ``steps`` (see halves) as far as they may be told without names."""
    return None if steps is None else min(max(steps, _FEWEST_HALVES), _MOST_HALVES)


def total_of(values: Sequence[str]) -> tuple[int, int]:
    """Return what the points of the scale in ``values`` make together, and how many they are."""
    points = [int(value) for value in values if value in {"1", "2", "3", "4"}]
    return sum(points), len(points)


def as_text(steps: int | None) -> str | None:
    """Return "2.5"."""
    return None if steps is None else str(Decimal(steps) / 2)
