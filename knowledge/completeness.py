"""What a published item needs, and the counts by which the database itself can tell."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any

from django.db.models import Count, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.db.models.signals import post_delete, post_save

from knowledge.gathering import Gathering
from knowledge.models import ConceptAssignment, KnowledgeItem, Source

THEME = "thema"


def missing(item: KnowledgeItem) -> list[str]:
    """
    Return, in Dutch, what ``item`` lacks to be published, as it is counted now.

    Says nothing of what a single field would refuse. The database holds most of
    it too: item_published_complete.
    """
    lacks = {
        "een samenvatting": not item.summary,
        "een thema": not item.theme_count,
        "een bron": item.NEEDS_SOURCE and not item.source_count,
        "een redacteur": item.curator_id is None,
        "een datum van opnieuw nakijken": item.review_by is None,
    }
    return [fact for fact, is_lacking in lacks.items() if is_lacking] + item.missing_facts()


def follow() -> None:
    """Count again when a concept or source of an item comes or goes."""
    for signal in (post_save, post_delete):
        signal.connect(_row_changed, sender=ConceptAssignment)
        signal.connect(_row_changed, sender=Source)


def _row_changed(instance: Any, origin: Any = None, **_kwargs: Any) -> None:
    if _goes_with_its_item(origin):
        return
    pk = instance.item_id if isinstance(instance, Source) else instance.content_object_id
    _counting.add(pk)


def _goes_with_its_item(origin: Model | QuerySet | None) -> bool:
    """Say whether a row is deleted because its item is; without rows that is not complete."""
    model = origin.model if isinstance(origin, QuerySet) else type(origin)
    return issubclass(model, KnowledgeItem)


def counted_once() -> AbstractContextManager[None]:
    """Count at the end: in between, an item that gets another source has none for a moment."""
    return _counting.until_the_end()


def uncounted() -> AbstractContextManager[None]:
    """Leave the counts as they are, for who takes back what he writes."""
    return _counting.never()


def recount(pks: Iterable[int]) -> None:
    """Count the themes and sources of items; who writes rows in bulk calls this himself."""
    if not (wanted := list(pks)):
        return
    themes = _counted(
        ConceptAssignment.objects.filter(tag__scheme__slug=THEME), link="content_object"
    )
    # Past KnowledgeItemQuerySet: no visitor sees these, and the row that changed told already.
    QuerySet(KnowledgeItem).filter(pk__in=wanted).update(
        theme_count=themes, source_count=_counted(Source.objects.all(), link="item")
    )


def _counted(rows: QuerySet, *, link: str) -> Coalesce:
    mine = rows.filter(**{link: OuterRef("pk")}).order_by().values(link)
    return Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n")), 0)


_counting = Gathering("items to be counted", recount)
