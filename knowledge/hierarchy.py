"""What must hold of broader and related concepts together, which no single row can see."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Self

from knowledge.models import Concept

type Pair = tuple[int, int]


class Hierarchy:
    """The broader concept of each, and which are related; by primary key."""

    def __init__(self, broader: Mapping[int, int | None], related: Iterable[Pair]) -> None:
        self._broader = broader
        self._related = {(min(pair), max(pair)) for pair in related}

    @classmethod
    def load(cls) -> Self:
        """Read all concepts; two queries, some hundreds of rows."""
        links = Concept.related.through.objects.values_list("from_concept", "to_concept")
        return cls(dict(Concept.objects.values_list("pk", "broader")), links)

    def with_concept(self, pk: int, *, broader: int | None, related: Iterable[int]) -> "Hierarchy":
        """Return what it becomes when one concept is saved so."""
        others = {pair for pair in self._related if pk not in pair}
        return Hierarchy(
            {**self._broader, pk: broader}, others | {(pk, other) for other in related}
        )

    def above(self, pk: int) -> Iterator[int]:
        """Yield what is broader, nearest first, each once, also if they go round."""
        seen = {pk}
        above = self._broader.get(pk)
        while above is not None and above not in seen:
            yield above
            seen.add(above)
            above = self._broader.get(above)

    def goes_round(self, pk: int) -> bool:
        """Return whether ``pk`` comes out below itself."""
        nearest = self._broader.get(pk)
        return nearest == pk or any(self._broader.get(above) == pk for above in self.above(pk))

    @property
    def clashes(self) -> set[Pair]:
        """Return the related concepts of which one is above the other (SKOS S27)."""
        return {
            (one, other)
            for one, other in self._related
            if other in self.above(one) or one in self.above(other)
        }
