from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "outbox"
    verbose_name = "Mail"

    def ready(self) -> None:
        from outbox import checks  # noqa: F401, PLC0415 -- registers what check --deploy asks
