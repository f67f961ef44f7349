from tools.reflection.admin.exercises import ExerciseAdmin
from tools.reflection.admin.prompts import PromptAdmin
from tools.reflection.admin.routes import CombinationAdmin, GuideQuestionAdmin

__all__ = ["CombinationAdmin", "ExerciseAdmin", "GuideQuestionAdmin", "PromptAdmin"]
