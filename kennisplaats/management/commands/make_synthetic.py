from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from kennisplaats.synthetic.material import NoMaterialError
from kennisplaats.synthetic.writing import add_items, has_other_items


class Command(BaseCommand):
    help = (
        "Voegt verzonnen, gepubliceerde voorbeelden en kennisitems toe, om te meten hoe snel de "
        "kennisplaats is. Alleen op een demo waarin nog niemand zelf iets heeft gemaakt."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--count", type=_positive, required=True, metavar="N", help="hoeveel items erbij komen"
        )
        parser.add_argument(
            "--seed",
            type=int,
            default=1,
            metavar="S",
            help="begin van het toeval: hetzelfde getal geeft dezelfde items (standaard 1)",
        )
        parser.add_argument(
            "--no-reindex",
            action="store_true",
            help="werk de zoekindex niet bij; doe dat daarna zelf met reindex",
        )

    def handle(
        self, *args: Any, count: int, seed: int, no_reindex: bool, verbosity: int, **options: Any
    ) -> None:
        self.is_quiet = verbosity == 0
        if not settings.DEMO:
            raise CommandError(
                "Dit is geen demo (DEMO staat uit): hier komen geen verzonnen items."
            )
        if has_other_items():
            raise CommandError(
                "Hier staan items die iemand zelf heeft gemaakt; verzonnen items komen alleen in "
                "een database met niets dan de startinhoud."
            )
        try:
            add_items(count, seed=seed, progress=self._show)
        except NoMaterialError as error:
            raise CommandError(
                "Er is geen inhoud om woorden, begrippen en gemeenten uit te nemen; doe eerst "
                "load_content."
            ) from error
        if not no_reindex:
            call_command("reindex", verbosity=verbosity)

    def _show(self, done: int, total: int) -> None:
        """Show one line that grows on a terminal, and only its end elsewhere."""
        is_last = done == total
        if self.is_quiet or not (is_last or self.stderr.isatty()):
            return
        start, end = ("\r", "\n" if is_last else "") if self.stderr.isatty() else ("", "\n")
        self.stderr.write(f"{start}Synthetische items {done}/{total}", style_func=str, ending=end)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise ArgumentTypeError("dit moet een getal groter dan nul zijn")
    return int(text)
