"""An item as it stands in a list, with what its template may not ask the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from knowledge.models import KnowledgeItem, KnowledgeItemQuerySet
from knowledge.shared import Shared
from knowledge.themes import Badge, badges
from knowledge.tree import ConceptTree
from search.engine import Remembered

MOST_REMEMBERED = 4_000


@dataclass(frozen=True, slots=True)
class Card:
    """An item fetched with ``for_cards()``; ``reasons`` says why it stands here."""

    item: KnowledgeItem
    badges: list[Badge]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """How a card is shown: its template, and whether it names its kind."""

    template: str = "components/card.html"
    show_kind: bool = False
    level: int = 3


@dataclass(frozen=True, slots=True)
class Rendered:
    """The cards that were made at one version."""

    cards: Remembered[tuple[Look, int], SafeString] = field(
        default_factory=lambda: Remembered(MOST_REMEMBERED)
    )


_rendered = Shared(lambda _version: Rendered())


def cards(items: Iterable[KnowledgeItem], tree: ConceptTree) -> list[Card]:
    return [Card(item, badges(item.assignments.all(), tree)) for item in items]


def rendered_cards(
    pks: Sequence[int], queryset: KnowledgeItemQuerySet, tree: ConceptTree, look: Look, version: str
) -> list[SafeString]:
    """
    Return the card of each item, in the order of ``pks``, as it looks at ``version``.

    A card is made once for each version and process. Those that were not made
    yet cost the queries of ``queryset``, which has what cards need.
    """
    kept = _rendered.at(version).cards
    found = {pk: kept.peek((look, pk)) for pk in pks}
    missing = [pk for pk, html in found.items() if html is None]
    if missing:
        for card in cards(queryset.filter(pk__in=missing), tree):
            made = render_to_string(
                look.template, {"card": card, "level": look.level, "show_kind": look.show_kind}
            )
            kept.put((look, card.item.pk), made)
            found[card.item.pk] = made
    return [html for pk in pks if (html := found[pk]) is not None]
