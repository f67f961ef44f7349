from typing import Any

from django.core.management import BaseCommand, CommandParser
from django.utils import timezone

from tools.sessions.models import ToolSession
from tools.sessions.retention import forget_expired, tidy


class Command(BaseCommand):
    help = (
        "Verwijdert sessies waarin lang niemand meer iets deed, met alle antwoorden. Wat een "
        "account bewaart, blijft. Veilig om te onderbreken en te herhalen."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="alleen tellen")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        now = timezone.now()
        if dry_run:
            count = ToolSession.objects.expired(now).count()
            self.stdout.write(f"{count} sessies zijn verlopen; er is niets verwijderd.")
            return
        done = 0
        for done in forget_expired(now):
            self.stderr.write(f"\r{done} sessies", ending="")
        left_over = tidy()
        self.stdout.write(f"Verwijderd: {done} sessies en {left_over} oude teksten van oefeningen.")
