"""Exercises as they were when somebody began them."""

import hashlib
import json

from tools.reflection.models import Exercise, ExerciseVersion
from tools.reflection.script import Script


def freeze(exercise: Exercise) -> ExerciseVersion:
    """Return the version that says what ``exercise`` says now; made if there is none yet."""
    content = Script.of(exercise).as_json()
    said = json.dumps([exercise.pk, content], sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(said.encode()).hexdigest()
    version, _made = ExerciseVersion.objects.get_or_create(
        digest=digest, defaults={"exercise": exercise, "content": content}
    )
    return version
