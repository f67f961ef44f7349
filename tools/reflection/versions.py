"""Exercises as they were when somebody began them."""

import hashlib
import json
from typing import Any

from tools.reflection.models import Exercise, ExerciseVersion
from tools.reflection.script import Script


def freeze(exercise: Exercise) -> ExerciseVersion:
    """Return the version that says what ``exercise`` says now; made if there is none yet."""
    content = Script.of(exercise).as_json()
    version, _made = ExerciseVersion.objects.get_or_create(
        digest=_digest(exercise, content), defaults={"exercise": exercise, "content": content}
    )
    return version


def _digest(exercise: Exercise, content: dict[str, Any]) -> str:
    said = json.dumps([exercise.pk, content], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def forget_unused() -> int:
    """Remove versions that no reflection began with and none will; return how many."""
    exercises = Exercise.objects.for_index()
    # Somebody may be beginning with one of these right now.
    current = [_digest(exercise, Script.of(exercise).as_json()) for exercise in exercises]
    unused = ExerciseVersion.objects.filter(reflections=None).exclude(digest__in=current)
    return unused.delete()[0]
