from collections.abc import Collection, Mapping

from knowledge.models import Concept

Link = Concept.related.through


class RelatedConcepts:
    """Which concepts are related: pairs of keys, for a relation has no direction."""

    def __init__(self, keys: Mapping[int, str]) -> None:
        links = Link.objects.values_list("pk", "from_concept_id", "to_concept_id")
        self._there: dict[frozenset[str], list[int]] = {}
        for pk, one, other in links:
            self._there.setdefault(frozenset({keys[one], keys[other]}), []).append(pk)
        self._wanted: set[frozenset[str]] = set()

    def want(self, one: str, other: str) -> bool:
        """Ask for a pair; return whether it is not there yet."""
        pair = frozenset({one, other})
        self._wanted.add(pair)
        return pair not in self._there

    def has_surplus(self, key: str) -> bool:
        """Whether ``key`` is related here to a concept that the content does not name."""
        return any(key in pair for pair in self._there.keys() - self._wanted)

    def write(self, primary_keys: Mapping[str, int]) -> None:
        pairs = [sorted(pair) for pair in self._wanted - self._there.keys()]
        Link.objects.bulk_create(
            # both directions, as Django stores a symmetrical relation
            Link(from_concept_id=primary_keys[one], to_concept_id=primary_keys[other])
            for pair in sorted(pairs)
            for one, other in (pair, reversed(pair))
        )

    def delete_surplus(self, keys: Collection[str]) -> None:
        """Delete the pairs with one of ``keys`` that nobody asked for."""
        surplus = [
            pk
            for pair, pks in self._there.items()
            if pair not in self._wanted and not pair.isdisjoint(keys)
            for pk in pks
        ]
        Link.objects.filter(pk__in=surplus).delete()
