"""What practice tells about an item that is no example itself."""

from dataclasses import dataclass

from knowledge import version
from knowledge.collection import collections
from knowledge.models import KnowledgeItem, Relation
from knowledge.similar import also_about, similar

# Kinds that tell how it goes elsewhere; the names are all that is known of them here.
FITTING_KINDS = ("practice", "dossier")


@dataclass(frozen=True, slots=True)
class Fitting:
    item: KnowledgeItem
    reason: str


def fitting_items(item: KnowledgeItem, most: int = 6, *, at: str | None = None) -> list[Fitting]:
    """
    Return practices and dossiers that go with ``item``, each once, with a reason.

    First what editors linked to it, either way; then what shares telling concepts.
    """
    collection = collections.at(at or version.current())
    found = _linked(item)
    among = 0
    for kind in FITTING_KINDS:
        among |= collection.kinds.get(kind, 0)
    for one in found:
        among &= ~(1 << one.item.pk)
    left = max(most - len(found), 0)
    more = similar(item, collection, among=among, most=left) if left else []
    return [*found, *(Fitting(card.item, also_about(card.reasons)) for card in more)][:most]


def _linked(item: KnowledgeItem) -> list[Fitting]:
    arrows = Relation.objects.readable()
    to = arrows.filter(from_item=item, to_item__kind__in=FITTING_KINDS)
    back = arrows.filter(to_item=item, from_item__kind__in=FITTING_KINDS)
    ends = [
        *((arrow.to_item, arrow.reason) for arrow in to.select_related("to_item")),
        *((arrow.from_item, arrow.reason) for arrow in back.select_related("from_item")),
    ]
    found: dict[int, Fitting] = {}
    for end, reason in ends:
        found.setdefault(end.pk, Fitting(end, reason))
    return list(found.values())
