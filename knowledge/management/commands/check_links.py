from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from knowledge.links.checking import OLDER_THAN, OfflineError, Politeness, check, due, user_agent
from knowledge.links.fetching import Fetcher
from knowledge.models import Source

BROKEN_OFF = 130  # as a shell says it


class Command(BaseCommand):
    help = (
        "Kijkt of de bronnen van items nog bestaan, rustig aan: per server een vraag per seconde. "
        "Bezoekers zien niets van de uitkomst tot een redacteur het ermee eens is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--limit", type=int, help="controleer ten hoogste zoveel adressen")
        parser.add_argument(
            "--older-than",
            type=int,
            default=OLDER_THAN,
            metavar="DAGEN",
            help=f"sla over wat korter geleden is gecontroleerd (gewoon: {OLDER_THAN})",
        )

    def handle(self, *args: Any, limit: int | None, older_than: int, **options: Any) -> None:
        if older_than < 0 or (limit is not None and limit < 1):
            raise CommandError("Geef een aantal dagen van 0 of meer, en een aantal van 1 of meer.")
        urls = due(timezone.now(), older_than=older_than)[:limit]
        fetcher = Fetcher(user_agent(), wait_for=Politeness())
        counted: Counter[str] = Counter()
        try:
            for checked in check(urls, fetcher):
                counted[checked.result] += 1
                label = Source.Check(checked.result).label
                self.stderr.write(f"{checked.done}/{checked.total} {label}: {checked.url}")
        except OfflineError as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            told = f"Afgebroken na {counted.total()}. Draai de opdracht weer om verder te gaan."
            raise CommandError(told, returncode=BROKEN_OFF) from None
        self.stdout.write(_summary(counted))


def _summary(counted: Counter[str]) -> str:
    if not counted:
        return "Er was niets te controleren."
    parts = [f"{counted[one]} {one.label}" for one in Source.Check if counted[one]]
    return f"{counted.total()} adressen gecontroleerd: {', '.join(parts)}."
