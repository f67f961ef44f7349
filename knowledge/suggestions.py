"""What a visitor may be typing: names of concepts and places, then titles."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from knowledge.collection import Collection, collections
from knowledge.explanation import PLACES
from knowledge.labels import concept_of
from knowledge.models import KnowledgeItem
from knowledge.shared import Shared
from knowledge.vocabulary import CONCEPT, PlaceMeaning
from search.engine import Question
from search.highlight import Highlighter
from search.plan import LABEL
from search.text import clean, fold

MOST = 8
MOST_CONCEPTS = 4
MOST_PLACES = 3
SHORTEST = 2
LONGEST = 80
# Fewer letters begin too many words to tell a title by.
SHORTEST_FOR_TITLES = 3
# So many items are looked at for titles that have the words.
AMONG = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``text`` and ``kind`` are shown; who chooses it goes to ``url``."""

    text: str
    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class Name:
    """One name of something; ``folded`` has a space before every word."""

    folded: str
    is_preferred: bool
    used: int
    suggestion: Suggestion

    def rank(self, typed: str) -> tuple[bool, bool, bool, int, str]:
        """Return what sorts first what ``typed`` most likely begins."""
        starts = self.folded.startswith(typed)
        return not starts, not self.used, not self.is_preferred, -self.used, self.suggestion.text


class Names:
    """All names at one version of the content: of concepts, and of places with their old names."""

    def __init__(self, collection: Collection) -> None:
        self.concepts = list(_concept_names(collection))
        self.places = list(_place_names(collection))


def suggestions(text: str, version: str) -> list[Suggestion]:
    """
    Return at most eight suggestions for what is typed so far; none for a single letter.

    Names come from memory; the titles take some queries on keys, however large
    the collection is.
    """
    asked = clean(text, max_length=LONGEST)
    typed = fold(asked)
    if len(typed) < SHORTEST:
        return []
    names = _names.at(version)
    found = [
        *_beginning_with(typed, names.concepts)[:MOST_CONCEPTS],
        *_beginning_with(typed, names.places)[:MOST_PLACES],
    ]
    if len(typed) >= SHORTEST_FOR_TITLES:
        found += _titles(asked, collections.at(version), MOST - len(found))
    return found


def _beginning_with(typed: str, names: Iterable[Name]) -> list[Suggestion]:
    """Return what has a name in which a word begins as ``typed``, each thing once."""
    begin = f" {typed}"
    hits = sorted((name for name in names if begin in name.folded), key=lambda n: n.rank(begin))
    found: dict[str, Suggestion] = {}
    for name in hits:
        found.setdefault(name.suggestion.url, name.suggestion)
    return list(found.values())


def _titles(text: str, collection: Collection, most: int) -> list[Suggestion]:
    """Return the items that answer best and say so in their title, in full or in part."""
    answer = collection.engine.ask(Question(text, is_unfinished=True))
    best = answer.ranked(collection.items, most=most * AMONG)
    items = KnowledgeItem.objects.published().only("kind", "slug", "title").in_bulk(best)
    highlighter = Highlighter(answer.plan)
    said = {pk: len(highlighter.said(items[pk].title)) for pk in best if pk in items}
    shown = sorted((pk for pk in said if said[pk]), key=lambda pk: -said[pk])[:most]
    return [
        Suggestion(item.title, item.kind_info.singular.capitalize(), item.get_absolute_url())
        for item in (items[pk] for pk in shown)
    ]


def _concept_names(collection: Collection) -> Iterator[Name]:
    for meaning in collection.engine.vocabulary.meanings:
        if meaning.sort == CONCEPT:
            node = collection.tree.nodes[concept_of(meaning.label)]
            url = reverse("knowledge:concept", args=[node.scheme, node.slug])
            used = collection.concepts[node.pk].bit_count()
            for label in meaning.names:
                is_preferred = label == node.name
                is_alone = is_preferred or label in meaning.hidden
                text = node.name if is_alone else f"{node.name} ({label})"
                yield Name(f" {fold(label)}", is_preferred, used, Suggestion(text, "Begrip", url))


def _place_names(collection: Collection) -> Iterator[Name]:
    places = [m for m in collection.engine.vocabulary.meanings if isinstance(m, PlaceMeaning)]
    documents = collection.engine.documents({LABEL + place.label for place in places})
    for place in places:
        title, facet = PLACES[place.sort]
        url = f"{reverse('practices:list')}?{facet}={place.slug}"
        used = documents.get(LABEL + place.label, 0).bit_count()
        for name in place.names:
            is_preferred = name == place.name
            # "gemeente Utrecht" needs no more words than "Utrecht".
            is_longer = fold(place.name) in fold(name)
            text = place.name if is_longer else f"{place.name} ({name})"
            yield Name(f" {fold(name)}", is_preferred, used, Suggestion(text, title, url))
        for name in place.former:
            text = f"{place.name} (vroeger: {name})"
            yield Name(f" {fold(name)}", False, used, Suggestion(text, title, url))


_names = Shared(lambda version: Names(collections.at(version)))
