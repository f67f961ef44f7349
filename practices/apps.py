from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "practices"
    verbose_name = "Praktijkvoorbeelden"

    def ready(self) -> None:
        from accounts import mine  # noqa: PLC0415 -- models exist only now
        from knowledge import watching, workflow  # noqa: PLC0415 -- likewise
        from knowledge.workbench import queue  # noqa: PLC0415 -- likewise
        from practices import indexing, models, workbench  # noqa: PLC0415 -- likewise
        from practices.submitting.mail import tell  # noqa: PLC0415 -- likewise
        from practices.submitting.mine import SECTION  # noqa: PLC0415 -- likewise

        watching.watch(models.Practice)
        indexing.follow()
        queue.register(workbench.RecognitionEnds())
        mine.show(SECTION)
        workflow.on_change(kind=models.Practice.KIND.name, tell=tell)
