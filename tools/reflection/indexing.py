"""Keeps the search index equal to the steps, questions and choices of exercises."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from knowledge import indexing
from tools.reflection.models import ExercisePrompt, ExerciseStep, PromptOption


def follow() -> None:
    for signal in (post_save, post_delete):
        signal.connect(_row_changed, sender=ExerciseStep)
        signal.connect(_row_changed, sender=ExercisePrompt)
        signal.connect(_option_changed, sender=PromptOption)


def _row_changed(instance: ExerciseStep | ExercisePrompt, **_kwargs: Any) -> None:
    indexing.row_changed(instance.exercise_id)


def _option_changed(instance: PromptOption, **_kwargs: Any) -> None:
    # None when it goes with its question, or with the whole exercise.
    if prompt := ExercisePrompt.objects.filter(pk=instance.prompt_id).first():
        indexing.row_changed(prompt.exercise_id)
