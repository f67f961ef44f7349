import argparse
from pathlib import Path

from bench.pages import PAGES
from bench.program import add_place

EPILOG = """
examples:
  python -m bench                            PostgreSQL, 1k, 10k and 100k items, all pages
  python -m bench --data ~/kp-bench          the same; a second run uses the data again
  python -m bench --engine sqlite --sizes 1000,10000
  python -m bench --sizes 1000000 --pages list-facets,detail --seconds 10
"""


def parse(words: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description="Measures the portal against a floor and an ordinary Django version of it.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_place(parser)
    parser.add_argument(
        "--sizes",
        type=_numbers,
        default=[1_000, 10_000, 100_000],
        metavar="N,N",
        help="numbers of synthetic items (default: 1000,10000,100000)",
    )
    parser.add_argument("--seed", type=int, default=1, help="of the items and addresses")
    parser.add_argument(
        "--pages",
        type=_pages,
        default=list(PAGES),
        metavar="NAME,NAME",
        help=f"which pages (default: all: {', '.join(PAGES)})",
    )
    parser.add_argument(
        "--variations", type=int, default=200, help="different addresses a page (default: 200)"
    )
    parser.add_argument(
        "--connections", type=int, default=4, help="kept alive, evenly over workers (default: 4)"
    )
    parser.add_argument(
        "--seconds", type=float, default=3.0, help="of one measurement (default: 3)"
    )
    parser.add_argument(
        "--rounds", type=int, default=3, help="of portal, floor and baseline in turn (default: 3)"
    )
    parser.add_argument(
        "--encoding",
        choices=["identity", "gzip"],
        default="gzip",
        help="what the client accepts (default: gzip, as browsers do)",
    )
    parser.add_argument(
        "--no-baseline", action="store_true", help="leave out the ordinary Django version"
    )
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="write all measurements here as well"
    )
    return parser.parse_args(words)


def _numbers(text: str) -> list[int]:
    return sorted({int(part.replace("_", "")) for part in text.split(",")})


def _pages(text: str) -> list[str]:
    names = text.split(",")
    unknown = [name for name in names if name not in PAGES]
    if unknown:
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown)}")
    return names
