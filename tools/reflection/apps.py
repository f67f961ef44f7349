from django.apps import AppConfig


class ReflectionConfig(AppConfig):
    name = "tools.reflection"
    verbose_name = "Reflectie"

    def ready(self) -> None:
        from knowledge import watching  # noqa: PLC0415 -- models exist only now
        from tools.reflection import models  # noqa: PLC0415 -- likewise

        watching.watch(
            models.Exercise,
            models.ExerciseStep,
            models.ExercisePrompt,
            models.PromptOption,
            models.Combination,
            models.CombinationStep,
            models.GuideQuestion,
            models.GuideOption,
        )
