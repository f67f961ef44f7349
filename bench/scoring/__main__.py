"""
A municipality that scores while things break: ``python -m bench.scoring``, from the checkout.

Forty people answer the 55 statements of a conversation at the same time, at the production server
and its two processes. In the balance one of those is killed (kill -9); in the deepening PostgreSQL
is restarted. Whoever gets no answer sends again, as the page of a participant does. Afterwards the
database is read: each answer that was acknowledged must be there once, at the seat of who gave it.
``--help`` lists the options.
"""

import argparse
import os
import signal

from bench.databases import Databases
from bench.program import add_place, end_with, fresh_portal
from bench.results import quantile
from bench.scoring.people import Answer, Crowd, faults
from bench.server import Running
from bootstrap.console import say

NAME = "scoring"
MILLI = 1_000
MOST_TOLD = 10


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.scoring",
        description="Has many people score while a process dies and the database restarts.",
    )
    add_place(parser)
    parser.add_argument("--people", type=int, default=40, help="default: 40; at most 60")
    return parser.parse_args()


def run(chosen: argparse.Namespace) -> int:
    with fresh_portal(NAME, chosen) as portal, portal.serve() as server:
        invited = portal.inside("invite", str(chosen.people))
        conversation, crowd = str(invited["conversation"]), Crowd(server.port, invited["address"])
        say(f"\n{chosen.people} people at once, on {chosen.engine}")
        crowd.score(_answers(invited, "balance"), disturb=lambda: _kill_one(server))
        _tell("balance, one process killed", crowd)
        portal.inside("talk", conversation)
        crowd.score(_answers(invited, "deepening"), disturb=lambda: _restart(portal.databases))
        _tell("and deepening", crowd)
        wrong = faults(crowd.outcome, portal.inside("scores", conversation))
    return _verdict(wrong, crowd)


def _answers(invited: dict, part: str) -> list[list[Answer]]:
    return [
        [Answer.of(seat, number, statement, letter) for statement, letter in invited[part]]
        for number, seat in enumerate(invited["seats"])
    ]


def _kill_one(server: Running) -> None:
    worker = server.workers()[0]
    os.kill(worker, signal.SIGKILL)
    say(f"  killed process {worker}")


def _restart(found: Databases) -> None:
    if found.restart():
        say("  restarted the database")


def _tell(title: str, crowd: Crowd) -> None:
    outcome = crowd.outcome
    p50, p95 = (MILLI * quantile(outcome.seconds, share) for share in (0.5, 0.95))
    say(
        f"{title:<28} kept {len(outcome.kept):,}   failed tries {len(outcome.failures)}"
        f"   p50 {p50:,.1f} ms   p95 {p95:,.1f} ms"
    )
    for failure in sorted(set(outcome.failures))[:MOST_TOLD]:
        say(f"  failed: {failure}")


def _verdict(wrong: list[str], crowd: Crowd) -> int:
    if crowd.outcome.given_up:
        say(f"\nNOT    {len(crowd.outcome.given_up)} answers were never acknowledged")
    if wrong:
        say(f"\nNOT    {len(wrong)} answers are lost, double or at another seat")
        for one in wrong[:MOST_TOLD]:
            say(f"  {one}")
    if wrong or crowd.outcome.given_up:
        return 1
    say("\nmet    every answer that was acknowledged is there exactly once, at its own seat")
    return 0


end_with(lambda: run(parse()))
