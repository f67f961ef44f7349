from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from outbox.models import OutgoingMail
from outbox.worker import Worker


class Command(BaseCommand):
    help = (
        "Verstuurt de mail die klaarstaat. Met --loop blijft de opdracht draaien en verstuurt zij "
        "ook wat er bij komt. De tekst van verstuurde mail wist zij na 7 dagen, de rest na 90."
    )

    # It shows no page, and looking at them all takes a third of its start.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--loop", action="store_true", help="blijf draaien tot Ctrl-C")

    def handle(self, *args: Any, loop: bool, **options: Any) -> None:
        if not (settings.DEMO or settings.SMTP_HOST):
            raise CommandError(
                "SMTP_HOST ontbreekt: er is geen mailserver om mail mee te versturen "
                "(zie .env.example). De mail blijft staan."
            )
        worker = Worker()
        worker.stop_at_signals()
        if loop:
            worker.run()
            return
        count = worker.send_due()
        waiting = OutgoingMail.objects.waiting().count()
        stuck = OutgoingMail.objects.stuck().count()
        self.stdout.write(f"{count} geprobeerd, {waiting} wachten, {stuck} vastgelopen.")
