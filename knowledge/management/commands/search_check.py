from argparse import ArgumentParser
from collections import defaultdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from knowledge import judged
from knowledge.collection import collections
from knowledge.version import current
from search.quality import Quality

FOLDER = settings.BASE_DIR / "tests" / "search" / "judged"
# What the search must reach, most of all on the half that was never tuned on.
BAR = 0.80
BAR_OF_A_CLASS = 0.65
BAR_OF_NOTHING = 0.80
HEAD = f"{'klasse':<14}{'aantal':>7}{'nDCG@10':>9}{'recall@20':>11}{'MRR':>7}{'leeg':>7}"


class Command(BaseCommand):
    help = (
        "Meet hoe goed de zoekmachine vindt wat mensen relevant vonden: nDCG@10, recall@20, MRR en "
        "lege antwoorden, per klasse van vragen. De startinhoud moet geladen zijn."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, help="andere bestanden met oordelen")
        parser.add_argument("--queries", action="store_true", help="toon ook elke vraag")

    def handle(self, *args: Any, files: list[Path], queries: bool, **options: Any) -> None:
        collection = collections.at(current())
        if not collection.items:
            raise CommandError("er is geen inhoud om in te zoeken; draai eerst load_content.")
        for file in files or sorted(FOLDER.glob("*.yaml")):
            found = list(judged.assess(judged.read(file), collection))
            self.stdout.write(f"\n{file.stem}\n{HEAD}")
            if queries:
                self._show_queries(found)
            self._show_classes(found)

    def _show_queries(self, found: list[tuple[judged.Judged, Quality]]) -> None:
        for query, measured in found:
            self.stdout.write(f"{query.group:<14}{measured.ndcg:>16.3f}  {query.text}")

    def _show_classes(self, found: list[tuple[judged.Judged, Quality]]) -> None:
        groups: dict[str, list[Quality]] = defaultdict(list)
        for query, measured in found:
            groups[query.group].append(measured)
        nothing = groups.pop(judged.NOTHING, [])
        for group, rows in sorted(groups.items()):
            self._row(group, judged.scores(rows), BAR_OF_A_CLASS)
        self._row("alle", judged.scores(row for rows in groups.values() for row in rows), BAR)
        if nothing:
            empty = judged.scores(nothing).empty
            self.stdout.write(
                f"{judged.NOTHING:<14}{len(nothing):>7}{empty:>34.0%}"
                f"{_verdict(empty, BAR_OF_NOTHING)}"
            )

    def _row(self, name: str, row: judged.Scores, bar: float) -> None:
        self.stdout.write(
            f"{name:<14}{row.queries:>7}{row.ndcg:>9.3f}{row.recall:>11.3f}"
            f"{row.reciprocal_rank:>7.3f}{row.empty:>7.0%}{_verdict(row.ndcg, bar)}"
        )


def _verdict(measured: float, bar: float) -> str:
    return f"   grens {bar:.2f} {'gehaald' if measured >= bar else 'NIET GEHAALD'}"
