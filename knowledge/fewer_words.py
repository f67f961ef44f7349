"""Which words of a question to let go of when nothing has all of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

from knowledge.listing import ListState
from search.engine import Answer
from search.facets import Bits


@dataclass(frozen=True, slots=True)
class OtherWords:
    """The same list without ``words``, or with only those; ``count`` is what it finds."""

    words: Sequence[str]
    url: str
    count: int
    keeps: bool


def fewer_words(answer: Answer, state: ListState, within: Bits) -> list[OtherWords]:
    """
    Return how ``within`` this list fewer words find something, what finds most first.

    That is: a word to let go of, or all that nothing has; where that does not
    help, the one word to keep. No query: it is worked out from the answer.
    """
    places = range(len(answer.plan.concepts))
    if len(places) < 2:  # noqa: PLR2004 -- without its only word a question asks nothing
        return []
    found = [
        _asking(answer, state, within, dropped=dropped, keeps=False) for dropped in _dropped(answer)
    ]
    if not any(way.count for way in found):
        found = [
            _asking(answer, state, within, dropped=[at for at in places if at != kept], keeps=True)
            for kept in places
        ]
    return sorted((way for way in found if way.count), key=lambda way: -way.count)


def _dropped(answer: Answer) -> Iterator[list[int]]:
    """Yield which concepts to try without, by their places."""
    concepts = answer.plan.concepts
    unknown = [at for at, has in enumerate(answer.by_concept) if not has]
    if 1 < len(unknown) < len(concepts):
        yield unknown
    for at in range(len(concepts)):
        yield [at]


def _asking(
    answer: Answer, state: ListState, within: Bits, *, dropped: Sequence[int], keeps: bool
) -> OtherWords:
    typed = [concept.typed for concept in answer.plan.concepts]
    left = [at for at in range(len(typed)) if at not in dropped]
    count = reduce(and_, (answer.by_concept[at] for at in left), within).bit_count()
    url = state.asking(" ".join(typed[at] for at in left), **state.switches).url()
    return OtherWords([typed[at] for at in (left if keeps else dropped)], url, count, keeps)
