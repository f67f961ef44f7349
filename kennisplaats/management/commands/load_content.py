from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from knowledge.content.dossiers import DossierLoader
from knowledge.content.faults import ContentError
from knowledge.content.folder import ContentNotFoundError
from knowledge.content.items import ItemLoader
from knowledge.content.loading import load
from knowledge.content.publications import PublicationLoader
from knowledge.content.writing import Outcome, Tally
from knowledge.indexing import reindex
from practices.content import PracticeLoader
from tools.conversation.content.themes import ThemeLoader
from tools.reflection.content.exercises import ExerciseLoader

KINDS: list[type[ItemLoader]] = [
    PublicationLoader,
    PracticeLoader,
    DossierLoader,
    ExerciseLoader,
    ThemeLoader,
]
COLUMNS = {
    Outcome.MADE: "gemaakt",
    Outcome.CHANGED: "gewijzigd",
    Outcome.SAME: "ongewijzigd",
    Outcome.LEFT: "gelaten",
}
MOST_NAMES = 20


class Command(BaseCommand):
    help = (
        "Laadt de startinhoud. Kijkt eerst alles na en meldt alle fouten; pas dan wordt er "
        "geschreven. Kan worden herhaald: wat een redacteur wijzigde, blijft."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "path",
            nargs="?",
            type=Path,
            default=settings.CONTENT_DIR,
            metavar="PATH",
            help="een andere map met inhoud, of een enkel bestand",
        )
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="vervang ook wat een redacteur hier wijzigde",
        )

    def handle(
        self, *args: Any, path: Path, overwrite: bool, verbosity: int, **options: Any
    ) -> None:
        self.is_quiet = verbosity == 0
        try:
            tallies = load(Path(path), KINDS, progress=self._show, overwrite=overwrite)
        except ContentNotFoundError as error:
            raise CommandError(str(error)) from error
        except ContentError as error:
            raise CommandError(_report(error)) from error
        if Path(path) == settings.CONTENT_DIR:
            # Other rules for words, or a database from before there was an index.
            for done, total, _written in reindex():
                self._show("Zoekindex", done, total)
            # Else the database guesses how large its tables are until it looks for itself.
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        if not self.is_quiet:
            self.stdout.write("\n".join(_summary(tallies)))

    def _show(self, group: str, done: int, total: int) -> None:
        """Show one line that grows on a terminal, and only its end elsewhere."""
        is_last = done == total
        if self.is_quiet:
            return
        if self.stderr.isatty():
            end = "\n" if is_last else ""
            self.stderr.write(f"\r{group} {done}/{total}", style_func=str, ending=end)
        elif is_last:
            self.stderr.write(f"{group} {done}/{total}", style_func=str)


def _report(error: ContentError) -> str:
    count = len(error.faults)
    total = "1 fout" if count == 1 else f"{count} fouten"
    return f"de inhoud klopt niet.\n{error}\n{total}; er is niets geladen."


def _summary(tallies: Sequence[Tally]) -> Iterator[str]:
    yield f"{'soort':<20}" + "".join(f"{name:>13}" for name in COLUMNS.values())
    for tally in tallies:
        counts = "".join(f"{tally.counts[outcome]:>13}" for outcome in COLUMNS)
        yield f"{tally.noun:<20}{counts}"
    for tally in tallies:
        if tally.left:
            yield f"{tally.noun} gelaten (door een redacteur gewijzigd): {_names(tally.left)}"
    if any(tally.left for tally in tallies):
        yield "Met --overwrite worden ook deze vervangen door de inhoud."
    for tally in tallies:
        if tally.absent:
            yield f"{tally.noun} die niet in de inhoud staan, en blijven: {_names(tally.absent)}"


def _names(names: list[str]) -> str:
    rest = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" en nog {rest}" if rest > 0 else "")
