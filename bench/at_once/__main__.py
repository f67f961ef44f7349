import argparse
import json
import signal
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from bench.at_once.comparing import faults
from bench.at_once.crowd import Crowd, Outcome
from bench.data import Data
from bench.databases import databases
from bench.results import quantile
from bench.server import PORTAL, serving
from bootstrap.console import StartError, Terminated, raise_terminated, say

NAME = "at_once"
TITLES = {"alone": "each in an exercise", "team": "all in a team meeting"}
MILLI = 1_000
MOST_TOLD = 10


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.at_once",
        description="Has many people save at once, and looks up whether all of it is there.",
    )
    parser.add_argument(
        "--engine", choices=["postgres", "sqlite"], default="postgres", help="default: postgres"
    )
    parser.add_argument("--people", type=int, default=30, help="default: 30; at most 60")
    parser.add_argument(
        "--rounds", type=int, default=40, help="how often everybody saves (default: 40)"
    )
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="where the database is kept and found again (default: a folder that is deleted)",
    )
    return parser.parse_args()


def run(chosen: argparse.Namespace) -> int:
    with ExitStack() as stack:
        folder = chosen.data or Path(
            stack.enter_context(
                tempfile.TemporaryDirectory(prefix="kp-bench-", ignore_cleanup_errors=True)
            )
        )
        folder = folder.expanduser().resolve()
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)  # PostgreSQL may be another user
        found = stack.enter_context(databases(chosen.engine, folder))
        data = Data(folder, found, engine=chosen.engine, seed=1)
        data.fresh(NAME)
        data.collect_static()
        places = data.inside(NAME, "sit", str(chosen.people))
        environ = data.environment(NAME)
        server = stack.enter_context(serving(PORTAL, environ, log=folder / "kennisplaats.log"))
        say(f"\n{chosen.people} people at once, {chosen.rounds} times, on {chosen.engine}")
        say(f"{'':<24}{'saves':>8}{'failed':>8}{'p50 ms':>9}{'p95 ms':>9}{'saves/s':>9}")
        wrong = []
        for sort, title in TITLES.items():
            with Crowd(server, places[sort]) as crowd:
                outcome = crowd.save(rounds=chosen.rounds)
            _print(title, outcome)
            seats = json.dumps([place["seat"] for place in places[sort]])
            wrong += faults(outcome.sent, data.inside(NAME, "kept", seats))
    return _verdict(wrong)


def _print(title: str, outcome: Outcome) -> None:
    p50, p95 = (MILLI * quantile(outcome.latencies, share) for share in (0.5, 0.95))
    rate = len(outcome.latencies) / outcome.seconds
    say(
        f"{title:<24}{len(outcome.sent):>8,}{len(outcome.faults):>8}{p50:>9,.1f}{p95:>9,.1f}"
        f"{rate:>9,.0f}   by {outcome.processes} processes"
    )
    for fault in outcome.faults[:MOST_TOLD]:
        say(f"  failed: {fault}")


def _verdict(wrong: list[str]) -> int:
    if not wrong:
        say("\nmet    every answer that was acknowledged is there exactly once, at its own seat")
        return 0
    say(f"\nNOT    {len(wrong)} answers are lost, double or at another seat")
    for one in wrong[:MOST_TOLD]:
        say(f"  {one}")
    return 1


signal.signal(signal.SIGTERM, raise_terminated)
try:
    sys.exit(run(parse()))
except StartError as error:
    sys.exit(str(error))
except Terminated:
    sys.exit(128 + signal.SIGTERM)
except KeyboardInterrupt:
    sys.exit(128 + signal.SIGINT)
