from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from knowledge.reminders import send_overviews
from practices.reminders import ask_authors
from tools.conversation.agenda.reminders import send_review_mails
from tools.conversation.managing.warning import warn_leaders


class Command(BaseCommand):
    help = (
        "Mailt redacteuren wat er te doen is (ten hoogste één keer per week), vraagt inzenders één "
        "keer per jaar of hun voorbeeld nog klopt, herinnert aan acties van gesprekken en zegt dat "
        "een gesprek verdwijnt. Draai dit elke dag."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="tel alleen wie een mail zou krijgen"
        )

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        now = timezone.now()
        editors = sum(1 for _user in send_overviews(now, dry_run=dry_run))
        authors = sum(1 for _submission in ask_authors(now, dry_run=dry_run))
        actions = sum(1 for _wish in send_review_mails(now, dry_run=dry_run))
        goings = sum(1 for _conversation in warn_leaders(now, dry_run=dry_run))
        would = "zouden een mail krijgen" if dry_run else "mails klaargezet"
        counted = (
            f"{editors} overzichten voor redacteuren, {authors} vragen aan inzenders, {actions} "
            f"herinneringen aan acties en {goings} waarschuwingen voor gesprekken"
        )
        self.stdout.write(f"{counted}: {would}.")
