"""An item as it stands in a list, with what its template may not ask the database."""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.models import KnowledgeItem
from knowledge.themes import Badge, badges
from knowledge.tree import ConceptTree


@dataclass(frozen=True, slots=True)
class Card:
    """An item fetched with ``for_cards()``; ``reasons`` says why it stands here."""

    item: KnowledgeItem
    badges: list[Badge]
    reasons: tuple[str, ...] = ()


def cards(items: Iterable[KnowledgeItem], tree: ConceptTree) -> list[Card]:
    return [Card(item, badges(item.assignments.all(), tree)) for item in items]
