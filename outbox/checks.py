from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Info, Tags, register


@register(Tags.mail, deploy=True)
def check_mail_can_go_out(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Tell what mail lacks; no more than tell, as a portal without mail can still be read."""
    return [] if settings.DEMO else list(_lacking())


def _lacking() -> Iterator[Info]:
    if not settings.SMTP_HOST:
        yield Info(
            "SMTP_HOST ontbreekt: mail wordt geschreven en blijft staan.",
            hint="Noem de mailserver in .env en start manage.py send_outbox --loop.",
            id="outbox.I001",
        )
    if not settings.SITE_URL:
        yield Info(
            "SITE_URL ontbreekt: adressen in mails beginnen met de eerste naam uit ALLOWED_HOSTS.",
            hint="Noem het adres van de kennisplaats in .env, met https:// ervoor.",
            id="outbox.I002",
        )
