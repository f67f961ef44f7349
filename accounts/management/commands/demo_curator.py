from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.demo import NotADemoError, ensure_curator


class Command(BaseCommand):
    help = (
        "Maakt op een demo het account van de redacteur, met een wachtwoord dat alleen in het "
        "genoemde bestand staat; veilig om te herhalen."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--login-file",
            type=Path,
            required=True,
            metavar="BESTAND",
            help="Waar e-mailadres en wachtwoord komen te staan.",
        )

    def handle(self, *_args: Any, login_file: Path, **_options: Any) -> None:
        try:
            is_new = ensure_curator(login_file)
        except NotADemoError as error:
            raise CommandError(
                "Dit is geen demo (DEMO staat uit): hier komt geen demo-account."
            ) from error
        except OSError as error:
            raise CommandError(f"Kan {login_file} niet schrijven: {error.strerror}.") from error
        if is_new:
            self.stdout.write(self.style.SUCCESS(f"De inloggegevens staan in {login_file}."))
        else:
            self.stdout.write(f"De inloggegevens in {login_file} kloppen nog.")
