"""Why a search found what it found, in words for the visitor."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from knowledge.collection import Collection
from knowledge.labels import concept_of
from knowledge.listing import ListState
from knowledge.nearest import concept_names
from knowledge.tree import Node
from knowledge.vocabulary import CONCEPT, MUNICIPALITY, ORGANISATION, PROVINCE, PlaceMeaning
from search.analysis import phrase
from search.engine import Answer
from search.plan import LABEL, Concept
from search.stop_words import STOP_WORDS
from search.text import fold
from search.vocabulary import Meaning

MOST_SYNONYMS = 4
MOST_NEAREST = 5

# What stands before the name, and the facet that has it.
PLACES = {
    MUNICIPALITY: ("Gemeente", "gemeente"),
    PROVINCE: ("Provincie", "provincie"),
    ORGANISATION: ("Organisatie", ""),
}


@dataclass(frozen=True, slots=True)
class Place:
    """
    A place or organisation in the words, with the number of items that are of it.

    ``former_name`` is what was typed, when that is a name of long ago. ``url`` is
    a list of those items, if there is one.
    """

    sort: str
    name: str
    former_name: str
    count: int
    url: str

    @property
    def amount(self) -> str:
        if not self.count:
            return "nog geen praktijkvoorbeelden"
        return "1 praktijkvoorbeeld" if self.count == 1 else f"{self.count} praktijkvoorbeelden"


class Explanation:
    """
    What a page of results tells of how the words were understood.

    Everything here is worked out from the answer; nothing asks the database.
    """

    def __init__(self, answer: Answer, state: ListState, collection: Collection) -> None:
        self.answer = answer
        self.state = state
        self.collection = collection
        self.asked = answer.plan.concepts

    # What was sought instead ------------------------------------------------

    @property
    def repaired(self) -> list[Concept]:
        """Return what was taken for a typing error."""
        return [concept for concept in self.answer.plan.repaired if not concept.is_completed]

    @property
    def completed(self) -> list[Concept]:
        """Return what was taken for the beginning of other words."""
        return [concept for concept in self.answer.plan.repaired if concept.is_completed]

    @property
    def is_literal(self) -> bool:
        return "letterlijk" in self.state.switches

    @property
    def literal_url(self) -> str:
        """The same list, with the words taken as they were typed."""
        return self._switched(letterlijk="ja")

    @property
    def repaired_url(self) -> str:
        """The same list, with repair: to undo the undoing."""
        return self._switched(letterlijk="")

    # What was sought as well ------------------------------------------------

    @property
    def synonyms(self) -> list[str]:
        """Return the other names that were sought as well, the preferred ones first."""
        names = [name for concept in self.asked for name in _other_names(concept)]
        names.sort(key=lambda name: not name.is_preferred)
        return list(dict.fromkeys(name.text for name in names))[:MOST_SYNONYMS]

    @property
    def is_without_synonyms(self) -> bool:
        return "synoniemen" in self.state.switches

    @property
    def without_synonyms_url(self) -> str:
        return self._switched(synoniemen="nee")

    @property
    def with_synonyms_url(self) -> str:
        return self._switched(synoniemen="")

    # What the words name ----------------------------------------------------

    @property
    def concepts(self) -> list[Node]:
        """Return the concepts whose name was typed and nothing else: each has a page."""
        return list(self._named(self.asked)) if len(self.asked) == 1 else []

    @property
    def places(self) -> list[Place]:
        found = [(concept, meaning) for concept in self.asked for meaning in concept.meanings]
        return [
            self._place(meaning, concept) for concept, meaning in found if meaning.sort in PLACES
        ]

    # When nothing is found --------------------------------------------------

    @property
    def unknown_words(self) -> list[str]:
        """Return the words that nothing has."""
        unknown = [concept.typed for concept in self.answer.plan.unknown]
        return [typed for typed in unknown if not _says_nothing(typed)]

    @property
    def is_without_content(self) -> bool:
        """Say whether there was nothing to search for, such as only "de" and "het"."""
        return all(_says_nothing(concept.typed) for concept in self.asked)

    @property
    def nearest(self) -> list[Node]:
        """Return what else the words name, or what looks like a word that nothing has."""
        names = concept_names.at(self.collection.version)
        alike = names.like(self.unknown_words, most=MOST_NEAREST)
        shown = self.concepts
        nodes = dict.fromkeys([*self._named(self.asked), *alike])
        return [node for node in nodes if node not in shown][:MOST_NEAREST]

    def _switched(self, **switches: str) -> str:
        now = {**self.state.switches, **switches}
        on = {name: value for name, value in now.items() if value}
        return self.state.asking(self.state.query, **on).url()

    def _named(self, concepts: Iterable[Concept]) -> Iterator[Node]:
        for concept in concepts:
            for meaning in concept.meanings:
                if meaning.sort == CONCEPT:
                    yield self.collection.tree.nodes[concept_of(meaning.label)]

    def _place(self, meaning: Meaning, concept: Concept) -> Place:
        title, facet = PLACES[meaning.sort]
        label = LABEL + meaning.label
        count = self.answer.engine.documents({label}).get(label, 0).bit_count()
        slug = meaning.slug if isinstance(meaning, PlaceMeaning) else ""
        url = f"{reverse('practices:list')}?{facet}={slug}" if slug and count else ""
        return Place(title, meaning.name, former_name(meaning, concept.typed), count, url)


@dataclass(frozen=True, slots=True)
class Name:
    text: str
    is_preferred: bool


def _other_names(concept: Concept) -> Iterator[Name]:
    """Yield by which names than the one that was typed ``concept`` is found."""
    said: list[Sequence[str]] = [phrase(name) for name in (concept.typed, *concept.instead)]
    sought = [set(way.terms) for way in concept.alternatives]
    names = [(m, name) for m in concept.meanings if m.sort == CONCEPT for name in m.shown]
    for meaning, name in names:
        words = phrase(name)
        is_preferred = name == meaning.name
        # What has "schuldhulpverlening" has "gemeentelijke schuldhulpverlening" too.
        is_new = not any(set(one) <= set(words) for one in said)
        if is_new and (is_preferred or set(words) in sought):
            said.append(words)
            yield Name(name, is_preferred)


def former_name(meaning: Meaning, typed: str) -> str:
    """Return the former name by which a place was typed, else ""."""
    return next((name for name in meaning.former if fold(name) == fold(typed)), "")


def _says_nothing(typed: str) -> bool:
    return all(word in STOP_WORDS for word in fold(typed).split())
