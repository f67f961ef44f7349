"""The command line of start.py."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from bootstrap import CHECKOUT
from bootstrap.console import StartError

if TYPE_CHECKING:
    from typing import List, NoReturn

EXAMPLES = """\
python3 start.py                      start de kennisplaats op http://127.0.0.1:8000
python3 start.py test [pytest …]      draait alle tests, op SQLite en op PostgreSQL
python3 start.py manage <opdracht …>  voert een beheeropdracht van Django uit

Met DATABASE_URL kiest u een eigen PostgreSQL-server. Met KENNISPLAATS_PYTHON kiest u
een eigen Python waarin alle pakketten al staan; er wordt dan niets geïnstalleerd.
"""
DEFAULT_PORT = 8000
LAST_PORT = 65535
TAKES_VALUE = ("--port", "--host", "--data")


class DutchParser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise StartError(f"Deze opdracht klopt niet ({message}); zie: python3 start.py --help")


def port_number(text: str) -> int:
    if not (text.isdigit() and 1 <= int(text) <= LAST_PORT):
        raise StartError(f"Een poort is een getal van 1 tot en met {LAST_PORT}.")
    return int(text)


def parse(argv: List[str]) -> argparse.Namespace:
    """
    Return the options, with ``command`` (serve, test or manage) and ``rest``.

    ``rest`` is what pytest or Django gets, untouched: argparse cannot be trusted with it, so
    the list is cut at the command before argparse sees it.
    """
    cut = command_at(argv)
    chosen, unknown = start_parser().parse_known_args(argv[:cut])
    if unknown:
        words = " ".join(unknown)
        raise StartError(f"Onbekend: {words}; zie: python3 start.py --help")
    chosen.command, chosen.rest = "serve", argv[cut + 1 :]
    if cut < len(argv):
        chosen.command = argv[cut]
    if chosen.command == "test":
        chosen.only, chosen.require_postgres, chosen.rest = parse_test(chosen.rest)
    return chosen


def command_at(argv: List[str]) -> int:
    """Return where ``test`` or ``manage`` stands, or the length of the list."""
    for number, word in enumerate(argv):
        is_value = number > 0 and argv[number - 1] in TAKES_VALUE
        if word in {"test", "manage"} and not is_value:
            return number
    return len(argv)


def start_parser() -> argparse.ArgumentParser:
    parser = DutchParser(
        prog="python3 start.py",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        add_help=False,
    )
    parser.add_argument(
        "--port", type=port_number, default=DEFAULT_PORT, help="poort (gewoon: 8000)"
    )
    parser.add_argument("--host", default="127.0.0.1", help="adres (gewoon: 127.0.0.1)")
    parser.add_argument(
        "--data",
        type=Path,
        default=CHECKOUT / "data",
        metavar="MAP",
        help="map voor de gegevens (gewoon: data, naast start.py)",
    )
    parser.add_argument(
        "--fresh",
        action="store_true",
        help="gooit de gegevens weg en begint opnieuw; vraagt het eerst",
    )
    parser.add_argument("--yes", action="store_true", help="beantwoordt die vraag met ja")
    parser.add_argument("-h", "--help", action="help", help="toont deze uitleg")
    return parser


def parse_test(words: List[str]) -> tuple:
    """Return ``only``, ``require_postgres`` and the arguments for pytest."""
    parser = DutchParser(prog="python3 start.py test", allow_abbrev=False, add_help=False)
    parser.add_argument("--only", choices=("sqlite", "postgres"))
    parser.add_argument("--require-postgres", action="store_true")
    ours, rest = parser.parse_known_args(words)
    return ours.only, ours.require_postgres, rest
