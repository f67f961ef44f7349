"""Keeps the search index equal to the places and organisations of practices."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete

from knowledge import indexing
from knowledge.models import Municipality, Organisation
from practices.models import Practice


def follow() -> None:
    """Index practices again when their links change, or what they are linked to."""
    for field in Practice._meta.local_many_to_many:
        m2m_changed.connect(_links_changed, sender=field.remote_field.through)
    for model in (Municipality, Organisation):
        post_save.connect(_linked_changed, sender=model)
        pre_delete.connect(_linked_will_go, sender=model)
        post_delete.connect(_linked_gone, sender=model)


def _links_changed(instance: Any, action: str, pk_set: set[int] | None, **_kwargs: Any) -> None:
    if not action.startswith("post_"):
        return
    # Changed from the other side, the practices are what was linked.
    indexing.refresh([instance.pk] if isinstance(instance, Practice) else pk_set or ())


def _linked_changed(instance: Municipality | Organisation, **_kwargs: Any) -> None:
    indexing.refresh(instance.practices.values_list("pk", flat=True))


def _linked_will_go(instance: Any, **_kwargs: Any) -> None:
    # its links go before it does, and nobody is told of them
    instance.practices_left = list(instance.practices.values_list("pk", flat=True))


def _linked_gone(instance: Any, **_kwargs: Any) -> None:
    indexing.refresh(instance.practices_left)
