import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from knowledge.indexing import reindex


class Command(BaseCommand):
    help = (
        "Zet de zoekindex gelijk aan de inhoud. Kan worden onderbroken en herhaald: wat al klopt, "
        "wordt overgeslagen. Bezoekers blijven intussen alles vinden."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="schrijf ook opnieuw wat al lijkt te kloppen"
        )

    def handle(self, *args: Any, all: bool, verbosity: int, **options: Any) -> None:  # noqa: A002
        total = written = 0
        for done, total, written in reindex(force=all):  # noqa: B007 -- the last ones are told
            if verbosity and sys.stderr.isatty():
                self.stderr.write(f"\r{done}/{total} items", style_func=str, ending="")
        if verbosity:
            if sys.stderr.isatty():
                self.stderr.write("")
            self.stdout.write(f"{total} items nagekeken, {written} opnieuw in de index gezet.")
