"""Where a conversation is about."""

from collections.abc import Sequence

# More names than this are counted.
MOST_NAMED = 3


def where(names: Sequence[str], region: str = "") -> str:
    """Return the region, or the municipalities as they are said in a sentence."""
    if region:
        return region
    named = list(names[:MOST_NAMED])
    if rest := len(names) - len(named):
        named.append("1 andere gemeente" if rest == 1 else f"{rest} andere gemeenten")
    return " en ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
