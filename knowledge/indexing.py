"""Keeps the search index equal to the items: what is saved elsewhere than in the item itself."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from itertools import batched
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from knowledge.gathering import Gathering
from knowledge.kinds import kinds, model_named
from knowledge.models import ConceptAssignment, Dossier, DossierChapter, KnowledgeItem
from search import stamp, store

# Others who change something wait as long as this many items take: seconds.
BATCH = 2_500


def follow() -> None:
    """Index an item again when a row that it is found by changes."""
    for signal in (post_save, post_delete):
        signal.connect(_assignment_changed, sender=ConceptAssignment)
        signal.connect(_chapter_changed, sender=DossierChapter)
    post_delete.connect(_item_deleted, sender=KnowledgeItem)


def _assignment_changed(instance: ConceptAssignment, **_kwargs: Any) -> None:
    with transaction.atomic():
        stamp.hold()
        # None when the item is being deleted, with all that points at it.
        if item := KnowledgeItem.objects.filter(pk=instance.content_object_id).first():
            store.relabel(item.pk, item.labels)


def _chapter_changed(instance: DossierChapter, **_kwargs: Any) -> None:
    for dossier in Dossier.objects.filter(pk=instance.dossier_id):
        dossier.index()


def _item_deleted(instance: KnowledgeItem, **_kwargs: Any) -> None:
    store.drop([instance.pk])


def row_changed(pk: int) -> None:
    """Index an item again of which a row changed, now or at the end of ``indexed_once``."""
    _indexing.add(pk)


def indexed_once() -> AbstractContextManager[None]:
    """Index at the end: of one item often many rows change together."""
    return _indexing.until_the_end()


def reindex(*, force: bool = False) -> Iterator[tuple[int, int, int]]:
    """
    Make the whole index say what the items say, a batch at a time.

    Yield (done, total, written) after each batch. What is right already is not
    written, unless ``force``: broken off, it goes on where it stopped. Readers
    find every item meanwhile.
    """
    with transaction.atomic():
        stamp.hold()  # or what is published at this moment would be dropped
        wanted = list(
            KnowledgeItem.objects.filter(status=KnowledgeItem.Status.PUBLISHED)
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        store.drop(store.numbers() - set(wanted))
    done = written = 0
    for pks in batched(wanted, BATCH):
        written += refresh(pks, force=force)
        done += len(pks)
        yield done, len(wanted), written


def refresh(pks: Iterable[int], *, force: bool = False) -> int:
    """Make the index say what published items say; return how many of them it did not say yet."""
    wanted = list(pks)
    with transaction.atomic():
        stamp.hold()  # or what is saved at this moment would be put back as it was
        return store.put(
            (
                entry
                for kind in kinds()
                for entry in model_named(kind.name)
                .objects.filter(pk__in=wanted, status=KnowledgeItem.Status.PUBLISHED)
                .entries()
            ),
            force=force,
        )


_indexing = Gathering("items to be indexed", refresh)
