from knowledge.history import track
from knowledge.models import WORKED_OUT
from tools.reflection.models.exercise import (
    Exercise,
    ExercisePrompt,
    ExerciseQuerySet,
    ExerciseStep,
    PromptOption,
)
from tools.reflection.models.reflection import (
    MOST_TEXT,
    Agreement,
    Answer,
    Card,
    CardGroup,
    ExerciseVersion,
    Reflection,
    ReflectionQuerySet,
    TakenItem,
    TeamMeeting,
)
from tools.reflection.models.route import (
    Combination,
    CombinationStep,
    GuideOption,
    GuideQuestion,
)

__all__ = [
    "MOST_TEXT",
    "Agreement",
    "Answer",
    "Card",
    "CardGroup",
    "Combination",
    "CombinationStep",
    "Exercise",
    "ExercisePrompt",
    "ExerciseQuerySet",
    "ExerciseStep",
    "ExerciseVersion",
    "GuideOption",
    "GuideQuestion",
    "PromptOption",
    "Reflection",
    "ReflectionQuerySet",
    "TakenItem",
    "TeamMeeting",
]

# Only what editors make: what people write down has no history, and no page in the beheer.
track(Exercise, excluded_fields=WORKED_OUT)
track(ExerciseStep, row_of=("exercise", Exercise))
track(ExercisePrompt, row_of=("exercise", Exercise))
track(PromptOption, row_of=("prompt__exercise", Exercise))
track(Combination)
track(CombinationStep, row_of=("combination", Combination))
track(GuideQuestion)
track(GuideOption, row_of=("question", GuideQuestion))
