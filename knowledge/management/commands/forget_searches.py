from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from knowledge.search_log import KEPT_DAYS, first_kept, forget, outdated


class Command(BaseCommand):
    help = (
        f"Verwijdert wat bezoekers langer dan {KEPT_DAYS} dagen geleden zochten of misten. Draai "
        "dit elke dag."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="tel alleen wat verwijderd zou worden"
        )

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        before = first_kept(timezone.localdate())
        if dry_run:
            self.stdout.write(f"{outdated(before)} rijen zouden verwijderd worden.")
        else:
            self.stdout.write(f"{forget(before)} rijen verwijderd.")
