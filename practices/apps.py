from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "practices"
    verbose_name = "Praktijkvoorbeelden"

    def ready(self) -> None:
        from knowledge import watching  # noqa: PLC0415 -- models exist only now
        from practices import indexing, models  # noqa: PLC0415 -- likewise

        watching.watch(models.Practice)
        indexing.follow()
