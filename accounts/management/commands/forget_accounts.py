from typing import Any

from django.core.management import BaseCommand, CommandParser
from django.utils import timezone

from accounts.retention import UNCONFIRMED_DAYS, forget_sessions, forget_unconfirmed, unconfirmed


class Command(BaseCommand):
    help = (
        f"Verwijdert accounts die na {UNCONFIRMED_DAYS} dagen nog niet bevestigd zijn, en wat er "
        "over is van sessies die voorbij zijn. Veilig om te herhalen."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="alleen tellen")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        now = timezone.now()
        if dry_run:
            count = unconfirmed(now).count()
            self.stdout.write(f"{count} accounts zijn nooit bevestigd; er is niets verwijderd.")
            return
        done = 0
        for done in forget_unconfirmed(now):
            self.stderr.write(f"\r{done} accounts", ending="")
        places = forget_sessions(now)
        self.stdout.write(f"Verwijderd: {done} accounts en {places} plaatsen waar was ingelogd.")
