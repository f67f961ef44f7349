"""What synthetic items are made of: the words, concepts and places of the starter content."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import Count, Q, QuerySet

from kennisplaats.synthetic import SLUG_PREFIX
from kennisplaats.synthetic.zipf import Zipf
from knowledge.models import Concept, ConceptScheme, KnowledgeItem, Municipality, Province
from practices.models import Practice

# Of all kinds; an approach is told in facts as well, of which these are the longest.
_SHARED_TEXTS = ("title", "summary", "body")
_PRACTICE_TEXTS = ("background", "people", "results", "conditions", "lessons")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LONGEST_WORD = 30
KNOWLEDGE_SORT = "soort-kennis"


class NoMaterialError(Exception):
    """There are no words, concepts or municipalities to make items of."""


@dataclass(frozen=True, slots=True)
class Material:
    """Words as text, the rest as primary keys; concepts by scheme, only those that are facets."""

    words: Zipf[str]
    concepts: list[Zipf[int]]
    knowledge_sorts: Zipf[int]
    municipalities: Zipf[int]
    provinces: Zipf[int]

    @classmethod
    def collect(cls) -> Self:
        """
        Return what the database has, the same for the same content.

        Synthetic items do not count. Raise NoMaterialError where the content was not loaded.
        """
        material = cls(
            words=Zipf(_ranked_words()),
            concepts=[
                Zipf(_ranked_concepts(scheme))
                for scheme in ConceptScheme.objects.filter(is_facet=True).order_by("slug")
            ],
            knowledge_sorts=Zipf(
                _ranked_concepts(ConceptScheme.objects.filter(slug=KNOWLEDGE_SORT).first())
            ),
            municipalities=Zipf(_by_use(Municipality.objects.valid(), "practices")),
            provinces=Zipf(_by_use(Province.objects.all(), "practices")),
        )
        needed: list[Zipf[Any]] = [
            material.words,
            material.municipalities,
            material.provinces,
            *material.concepts,
        ]
        if not material.concepts or not all(source.ranked for source in needed):
            raise NoMaterialError
        return material


def _ranked_words() -> list[str]:
    counts: Counter[str] = Counter()
    shared = KnowledgeItem.objects.exclude(slug__startswith=SLUG_PREFIX)
    practices = Practice.objects.exclude(slug__startswith=SLUG_PREFIX)
    for rows in (shared.values_list(*_SHARED_TEXTS), practices.values_list(*_PRACTICE_TEXTS)):
        counts.update(_words(text for row in rows for text in row))
    return sorted(counts, key=lambda word: (-counts[word], word))


def _words(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        for word in _WORD.findall(text.lower()):
            if len(word) <= _LONGEST_WORD:
                yield word


def _ranked_concepts(scheme: ConceptScheme | None) -> list[int]:
    return _by_use(Concept.objects.filter(scheme=scheme), "items")


def _by_use(rows: QuerySet, items: str) -> list[int]:
    """Return primary keys, the ones that most items have first."""
    written = ~Q(**{f"{items}__slug__startswith": SLUG_PREFIX})
    used = rows.annotate(used=Count(items, filter=written)).order_by("-used", "slug")
    return list(used.values_list("pk", flat=True))
