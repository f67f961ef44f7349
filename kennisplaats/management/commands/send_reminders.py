from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from knowledge.reminders import send_overviews
from practices.reminders import ask_authors


class Command(BaseCommand):
    help = (
        "Mailt redacteuren wat er te doen is (ten hoogste één keer per week) en vraagt inzenders "
        "één keer per jaar of hun voorbeeld nog klopt. Draai dit elke dag."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="tel alleen wie een mail zou krijgen"
        )

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        now = timezone.now()
        editors = sum(1 for _user in send_overviews(now, dry_run=dry_run))
        authors = sum(1 for _submission in ask_authors(now, dry_run=dry_run))
        would = "zouden een mail krijgen" if dry_run else "mails klaargezet"
        counted = f"{editors} overzichten voor redacteuren en {authors} vragen aan inzenders"
        self.stdout.write(f"{counted}: {would}.")
