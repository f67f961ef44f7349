from django.apps import AppConfig


class ReflectionConfig(AppConfig):
    name = "tools.reflection"
    verbose_name = "Reflectie"

    def ready(self) -> None:
        from accounts import mine  # noqa: PLC0415 -- models exist only now
        from knowledge import watching  # noqa: PLC0415 -- likewise
        from tools.reflection import indexing, models  # noqa: PLC0415 -- likewise
        from tools.reflection.mine import SECTION  # noqa: PLC0415 -- likewise
        from tools.reflection.seating import REFLECTION  # noqa: PLC0415 -- likewise
        from tools.sessions.tools import register  # noqa: PLC0415 -- likewise

        register(REFLECTION)
        mine.show(SECTION)

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
        indexing.follow()
