from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from practices.importing.applying import ChangedMeanwhileError, apply
from practices.importing.planning import Plan, plan
from practices.importing.workbook import WorkbookError, read

MOST_ROWS = 200_000


class Command(BaseCommand):
    help = (
        "Leest praktijkvoorbeelden in uit een Excel-bestand dat de kennisplaats maakte. Toont per "
        "rij wat er verandert en meldt alle fouten; pas dan wordt alles in één keer geschreven."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="BESTAND")
        parser.add_argument(
            "--dry-run", action="store_true", help="laat alleen zien wat er zou veranderen"
        )

    def handle(self, *args: Any, file: Path, dry_run: bool, verbosity: int, **options: Any) -> None:
        self.is_quiet = verbosity == 0
        try:
            with file.open("rb") as opened:
                titles, rows = read(opened, most=MOST_ROWS)
        except OSError as error:
            raise CommandError(f"{file}: niet te lezen ({error.strerror})") from error
        except WorkbookError as error:
            raise CommandError(f"{file}: {error}") from error
        made = plan(titles, rows)
        if made.faults:
            raise CommandError(_faults(made))
        self._tell(made)
        if dry_run:
            self._say("Er is niets geschreven: dit was een proef.")
        elif made.rows:
            try:
                apply(titles, rows, fingerprint=made.fingerprint, progress=self._progress)
            except ChangedMeanwhileError as error:
                raise CommandError(f"{error} Er is niets geschreven.") from error

    def _tell(self, made: Plan) -> None:
        for planned in made.rows:
            what = "nieuw concept" if planned.is_new else "gewijzigd"
            self._say(f"rij {planned.row}: {planned.practice.slug} ({what})")
            for change in planned.changes:
                before, after = change.before or "(leeg)", change.after or "(leeg)"
                self._say(f"    {change.column}: {before} → {after}")
        new = sum(planned.is_new for planned in made.rows)
        changed = len(made.rows) - new
        self._say(f"{new} nieuw, {changed} gewijzigd, {made.unchanged} ongewijzigd.")

    def _progress(self, done: int, total: int) -> None:
        if not self.is_quiet and self.stderr.isatty():
            end = "\n" if done == total else ""
            self.stderr.write(f"\r{done}/{total} rijen", style_func=str, ending=end)
        elif done == total:
            self._say(f"{total} rijen geschreven.")

    def _say(self, line: str) -> None:
        if not self.is_quiet:
            self.stdout.write(line)


def _faults(made: Plan) -> str:
    count = len(made.faults)
    total = "1 fout" if count == 1 else f"{count} fouten"
    return "\n".join([*map(str, made.faults), f"{total}; er is niets geschreven."])
