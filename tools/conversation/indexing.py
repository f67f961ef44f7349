"""Keeps the search index equal to the statements and questions of themes."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from knowledge import indexing
from tools.conversation.models import Statement, TalkQuestion


def follow() -> None:
    for signal in (post_save, post_delete):
        signal.connect(_row_changed, sender=Statement)
        signal.connect(_row_changed, sender=TalkQuestion)


def _row_changed(instance: Statement | TalkQuestion, **_kwargs: Any) -> None:
    indexing.row_changed(instance.theme_id)
