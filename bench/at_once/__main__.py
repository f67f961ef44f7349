import argparse
import json

from bench.at_once.comparing import faults
from bench.at_once.crowd import Crowd, Outcome
from bench.program import add_place, end_with, fresh_portal
from bench.results import quantile
from bootstrap.console import say

NAME = "at_once"
TITLES = {"alone": "each in an exercise", "team": "all in a team meeting"}
MILLI = 1_000
MOST_TOLD = 10


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.at_once",
        description="Has many people save at once, and looks up whether all of it is there.",
    )
    add_place(parser)
    parser.add_argument("--people", type=int, default=30, help="default: 30; at most 60")
    parser.add_argument(
        "--rounds", type=int, default=40, help="how often everybody saves (default: 40)"
    )
    return parser.parse_args()


def run(chosen: argparse.Namespace) -> int:
    with fresh_portal(NAME, chosen) as portal, portal.serve() as server:
        places = portal.inside("sit", str(chosen.people))
        say(f"\n{chosen.people} people at once, {chosen.rounds} times, on {chosen.engine}")
        say(f"{'':<24}{'saves':>8}{'failed':>8}{'p50 ms':>9}{'p95 ms':>9}{'saves/s':>9}")
        wrong = []
        for sort, title in TITLES.items():
            with Crowd(server, places[sort]) as crowd:
                outcome = crowd.save(rounds=chosen.rounds)
            _print(title, outcome)
            seats = json.dumps([place["seat"] for place in places[sort]])
            wrong += faults(outcome.sent, portal.inside("kept", seats))
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


end_with(lambda: run(parse()))
