"""What the names mean that an author types: concepts, municipalities, provinces, organisations."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.collection import Collection, collections
from knowledge.explanation import PLACES
from knowledge.labels import concept_of
from knowledge.shared import Shared
from knowledge.vocabulary import CONCEPT, MUNICIPALITY, ORGANISATION, PROVINCE
from search.text import clean, fold
from search.vocabulary import Meaning

MOST_CHOICES = 8
SHORTEST = 2
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Choice:
    """``value`` is what stands in the field once it is chosen; ``text`` and ``kind`` are shown."""

    value: str
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a choice; ``folded`` has a space before every word."""

    folded: str
    rank: int
    choice: Choice


@dataclass(frozen=True, slots=True)
class Place:
    """``sort`` is one of those in knowledge/vocabulary.py."""

    sort: str
    pk: int


class Names:
    """All names at one version of the content, for typing and for reading what was typed."""

    def __init__(self, collection: Collection) -> None:
        meanings = collection.engine.vocabulary.meanings
        self._tree = collection.tree
        self._values = _concept_values(collection)
        self.concept_names = list(self._names_of_concepts(meanings))
        self.place_names = list(_names_of_places(meanings))
        self._concepts = self._read_concepts(meanings)
        self._places = _read_places(meanings)

    def concept(self, typed: str) -> int | None:
        """Return the primary key of the concept that is called so, preferred names first."""
        return self._concepts.get(fold(typed))

    def place(self, typed: str) -> Place | None:
        return self._places.get(fold(typed))

    def _names_of_concepts(self, meanings: Iterable[Meaning]) -> Iterator[Name]:
        for meaning in _of_sort(meanings, CONCEPT):
            node = self._tree.nodes[concept_of(meaning.label)]
            value = self._values[node.pk]
            for label in meaning.names:
                is_alone = label == node.name or label in meaning.hidden
                text = node.name if is_alone else f"{node.name} ({label})"
                choice = Choice(value, text, node.scheme_name)
                yield Name(f" {fold(label)}", int(label != node.name), choice)

    def _read_concepts(self, meanings: Iterable[Meaning]) -> dict[str, int]:
        found = {fold(value): pk for pk, value in self._values.items()}
        nodes = [self._tree.nodes[concept_of(m.label)] for m in _of_sort(meanings, CONCEPT)]
        # Of two that are called the same, the theme is meant most often.
        for node in sorted(nodes, key=lambda node: node.scheme != "thema"):
            found.setdefault(fold(node.name), node.pk)
        for meaning in _of_sort(meanings, CONCEPT):
            for name in meaning.names:
                found.setdefault(fold(name), concept_of(meaning.label))
        return found


def names_at(version: str) -> Names:
    """Return all names; in memory after the first time."""
    return _names.at(version)


def choices(typed: str, names: Iterable[Name]) -> list[Choice]:
    """Return at most eight choices of which a word begins as ``typed``, likely ones first."""
    asked = fold(clean(typed, max_length=LONGEST))
    if len(asked) < SHORTEST:
        return []
    begin = f" {asked}"
    hits = [name for name in names if begin in name.folded]
    hits.sort(key=lambda name: (not name.folded.startswith(begin), name.rank, name.choice.text))
    found: dict[str, Choice] = {}
    for name in hits:
        found.setdefault(name.choice.value, name.choice)
    return list(found.values())[:MOST_CHOICES]


def _of_sort(meanings: Iterable[Meaning], sort: str) -> Iterator[Meaning]:
    return (meaning for meaning in meanings if meaning.sort == sort)


def _concept_values(collection: Collection) -> dict[int, str]:
    """Return what stands in the field for each concept: its name, with its list if need be."""
    nodes = collection.tree.nodes.values()
    times = Counter(fold(node.name) for node in nodes)
    return {
        node.pk: node.name if times[fold(node.name)] == 1 else f"{node.name} ({node.scheme_name})"
        for node in nodes
    }


def _value_of_place(meaning: Meaning) -> str:
    return f"provincie {meaning.name}" if meaning.sort == PROVINCE else meaning.name


def _names_of_places(meanings: Iterable[Meaning]) -> Iterator[Name]:
    for rank, sort in enumerate((MUNICIPALITY, PROVINCE, ORGANISATION)):
        for meaning in _of_sort(meanings, sort):
            value = _value_of_place(meaning)
            for name in (*meaning.names, *meaning.former):
                is_known = fold(meaning.name) in fold(name)
                text = meaning.name if is_known else f"{meaning.name} ({name})"
                yield Name(f" {fold(name)}", rank, Choice(value, text, PLACES[sort][0]))


def _read_places(meanings: Iterable[Meaning]) -> dict[str, Place]:
    found: dict[str, Place] = {}
    ordered = [
        m for sort in (MUNICIPALITY, PROVINCE, ORGANISATION) for m in _of_sort(meanings, sort)
    ]
    for meaning in ordered:
        for name in meaning.names:
            found.setdefault(fold(name), Place(meaning.sort, int(meaning.label[1:])))
    for meaning in ordered:
        for name in meaning.former:
            found.setdefault(fold(name), Place(meaning.sort, int(meaning.label[1:])))
    return found


_names = Shared(lambda version: Names(collections.at(version)))
