from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from knowledge.content.writing import Outcome
from knowledge.models import ConceptScheme
from knowledge.skos.addresses import Addresses
from knowledge.skos.importing import ImportRefusedError, Report, take_over
from knowledge.skos.reading import UnreadableError, read


class Command(BaseCommand):
    help = (
        "Neemt begrippen over uit een bestand met SKOS (Turtle, JSON-LD of RDF/XML). Meldt eerst "
        "alle fouten; pas dan wordt er geschreven. Verwijdert nooit iets en kan worden herhaald."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="BESTAND")
        parser.add_argument(
            "--scheme", metavar="LIJST", help="de lijst voor begrippen van elders, zoals thema"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="laat alleen zien wat er zou veranderen"
        )

    def handle(
        self,
        *args: Any,
        file: Path,
        scheme: str | None,
        dry_run: bool,
        verbosity: int,
        **options: Any,
    ) -> None:
        try:
            report = take_over(
                read(file),
                Addresses(settings.SITE_URL),
                scheme=_scheme(scheme),
                is_trial=dry_run,
            )
        except UnreadableError as error:
            raise CommandError(str(error)) from error
        except ImportRefusedError as error:
            count = len(error.faults)
            total = "1 fout" if count == 1 else f"{count} fouten"
            raise CommandError(f"{error}\n{total}; er is niets overgenomen.") from error
        if verbosity:
            self._tell(report, is_trial=dry_run)

    def _tell(self, report: Report, *, is_trial: bool) -> None:
        for name in report.schemes:
            self.stdout.write(f"nieuwe begrippenlijst: {name}")
        for plan in report.plans:
            if plan.outcome is not Outcome.SAME:
                what = "nieuw" if plan.outcome is Outcome.MADE else "gewijzigd"
                self.stdout.write(f"{what}: {plan.record.name} ({plan.record.scheme.slug})")
                for change in plan.changes:
                    self.stdout.write(f"    {change}")
        counts = (
            f"{report.count(Outcome.MADE)} nieuw, {report.count(Outcome.CHANGED)} gewijzigd, "
            f"{report.count(Outcome.SAME)} ongewijzigd, {report.former} oude adressen"
        )
        end = " Er is niets geschreven: dit was een proef." if is_trial else ""
        self.stdout.write(f"Begrippen: {counts}.{end}")


def _scheme(slug: str | None) -> ConceptScheme | None:
    if slug is None:
        return None
    found = ConceptScheme.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(ConceptScheme.objects.values_list("slug", flat=True))
        raise CommandError(f"onbekende begrippenlijst “{slug}”; deze zijn er: {known}")
    return found
