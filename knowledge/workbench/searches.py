"""Queues of what visitors looked for and did not find."""

from abc import abstractmethod
from datetime import timedelta
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db.models import Exists, Expression, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat, Substr
from django.urls import reverse
from django.utils.formats import date_format

from knowledge.models import AskedQuery, Click, Concept, MissedSearch
from knowledge.models.search_log import summed_times
from knowledge.search_log import KEPT_DAYS
from knowledge.workbench.desk import Desk
from knowledge.workbench.queue import DatabaseQueue, Row, pk_of

# Of a long question this much is in its key: the column holds no more.
KEYED = 100
# One visitor who opens nothing tells little.
LEAST_WITHOUT_CLICK = 2


class SearchQueue(DatabaseQueue):
    """
    Questions by their words, on whatever list and with whatever filters they were asked.

    What was found is the most that any list found on the last day.
    """

    key_column: ClassVar = "words"

    def is_for(self, desk: Desk) -> bool:
        return desk.may_change(Concept) and desk.may_view(AskedQuery)

    def reasons(self, desk: Desk) -> QuerySet[Any]:
        since = desk.today - timedelta(days=KEPT_DAYS)
        same = AskedQuery.objects.since(since).filter(words=OuterRef("words"))
        newer = Q(day__gt=OuterRef("day")) | (
            Q(day=OuterRef("day"))
            & (
                Q(count__gt=OuterRef("count"))
                | (Q(count=OuterRef("count")) & Q(pk__gt=OuterRef("pk")))
            )
        )
        clicks = Click.objects.filter(asked__day__gte=since, asked__words=OuterRef("words"))
        last = AskedQuery.objects.since(since).filter(~Exists(same.filter(newer)))
        asked = last.annotate(
            total=summed_times(same, "words"), clicks=summed_times(clicks, "asked__words")
        )
        return self.narrowed(asked).order_by("-total", "words")

    @abstractmethod
    def narrowed(self, asked: QuerySet[Any]) -> QuerySet[Any]: ...

    @abstractmethod
    def why(self, times: str, asked: Any) -> str: ...

    def done_after(self) -> dict[str, Any]:
        # Asked again on another day, it is there again.
        return {"done_at__date__gte": OuterRef("day")}

    def key_of(self) -> Expression:
        return Concat(Value(f"{self.prefix}:"), Substr(F("words"), 1, KEYED))

    def key(self, found: Any) -> str:
        return f"{self.prefix}:{found.words[:KEYED]}"

    def row(self, desk: Desk, found: Any) -> Row:
        synonym = reverse("admin:knowledge_concept_synonym")
        times = "1 keer" if found.total == 1 else f"{found.total} keer"
        return Row(
            key=self.key(found),
            title=found.words,
            why=self.why(f"{times} gevraagd, het laatst op {date_format(found.day)}", found),
            url=f"{synonym}?{urlencode({'woorden': found.words})}",
            to_do="Maak synoniem",
            about="zoekvraag",
            also=(
                ("Zoek het zelf", f"{reverse('knowledge:search')}?{urlencode({'q': found.words})}"),
            ),
        )


class NoResult(SearchQueue):
    name = "zonder-resultaat"
    title = "Zoekvragen zonder resultaat"
    explanation = (
        "Hiervoor vonden bezoekers niets. Bestaat er een begrip voor, maak er dan een synoniem "
        "van. Is er nog niets over, dan weet u wat er ontbreekt."
    )
    prefix = "no-result"
    position = 110

    def narrowed(self, asked: QuerySet[Any]) -> QuerySet[Any]:
        return asked.filter(count=0)

    def why(self, times: str, asked: Any) -> str:
        return f"{times}. Niets gevonden."


class NoClick(SearchQueue):
    name = "zonder-klik"
    title = "Zoekvragen zonder klik"
    explanation = (
        "Bezoekers vonden wel iets, maar openden niets. Misschien bedoelen zij iets anders dan "
        "wat er bovenaan staat."
    )
    prefix = "no-click"
    position = 120

    def narrowed(self, asked: QuerySet[Any]) -> QuerySet[Any]:
        return asked.filter(count__gt=0, clicks=0, total__gte=LEAST_WITHOUT_CLICK)

    def why(self, times: str, asked: Any) -> str:
        found = "1 resultaat" if asked.count == 1 else f"{asked.count} resultaten"
        return f"{times}. {found}, en niemand opende er een."


class Missed(DatabaseQueue):
    name = "gemist"
    title = "Meldingen van bezoekers"
    explanation = "Wat bezoekers zelf schreven dat zij niet konden vinden."
    prefix = "missed"
    position = 130

    def is_for(self, desk: Desk) -> bool:
        return desk.may_change(MissedSearch)

    def reasons(self, desk: Desk) -> QuerySet[Any]:
        return MissedSearch.objects.filter(is_seen=False).order_by("day", "pk")

    def row(self, desk: Desk, found: Any) -> Row:
        synonym = reverse("admin:knowledge_concept_synonym")
        return Row(
            key=self.key(found),
            title=found.words,
            why=f"Gemeld op {date_format(found.day)}.{f' {found.note}' if found.note else ''}",
            url=reverse("admin:knowledge_missedsearch_change", args=[found.pk]),
            to_do="Bekijk de melding",
            about="melding",
            also=(("Maak synoniem", f"{synonym}?{urlencode({'woorden': found.words})}"),),
        )

    def finished(self, key: str) -> None:
        MissedSearch.objects.filter(pk=pk_of(key)).update(is_seen=True)
