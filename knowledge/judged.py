"""Queries with what people judged should be found, and how the search does on them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import yaml

from knowledge.collection import Collection
from knowledge.models import KnowledgeItem
from search.engine import Question
from search.quality import Quality, quality

# The class of the queries for which nothing should be shown.
NOTHING = "nothing"
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Judged:
    """A query; ``grades`` are by ``kind/slug``."""

    text: str
    group: str
    grades: Mapping[str, int]


class Scores(NamedTuple):
    """The means over so many ``queries``; ``empty`` is the part that showed nothing."""

    queries: int
    ndcg: float
    recall: float
    reciprocal_rank: float
    empty: float


def read(path: Path) -> list[Judged]:
    """Read a file of intents; see tests/search/judged."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Judged(query["text"], query["class"], intent["grades"])
        for intent in content["intents"]
        for query in intent["queries"]
    ]


def assess(queries: Iterable[Judged], collection: Collection) -> Iterator[tuple[Judged, Quality]]:
    """Yield each query with how good its results are, as a visitor of the site search sees them."""
    keys = {
        pk: f"{kind}/{slug}"
        for pk, kind, slug in KnowledgeItem.objects.published().values_list("pk", "kind", "slug")
    }
    for query in queries:
        answer = collection.engine.ask(Question(query.text))
        shown = answer.shown(collection.items, most=MOST_SHOWN)
        yield query, quality([keys[pk] for pk in shown], query.grades)


def scores(found: Iterable[Quality]) -> Scores:
    """Return the means; raise ZeroDivisionError over no queries."""
    rows = list(found)
    count = len(rows)
    return Scores(
        count,
        sum(row.ndcg for row in rows) / count,
        sum(row.recall for row in rows) / count,
        sum(row.reciprocal_rank for row in rows) / count,
        sum(row.is_empty for row in rows) / count,
    )
