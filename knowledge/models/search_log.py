"""What visitors looked for: counted by day, so that no visitor can be told from another."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from knowledge.models.item import KnowledgeItem

MOST_WORDS = 200
MOST_FILTERS = 400
MOST_NOTE = 500


class AskedQueryQuerySet(models.QuerySet["AskedQuery"]):
    def since(self, day: date) -> Self:
        return self.filter(day__gte=day)

    def summed(self, since: date) -> Self:
        """
        Return each question once, as it was last asked ``since`` then.

        ``total`` is how often it was asked in that time, ``clicks`` how often a
        result was opened.
        """
        same = {name: OuterRef(name) for name in ("words", "path", "filters")}
        days = AskedQuery.objects.since(since).filter(**same)
        clicks = Click.objects.filter(
            asked__day__gte=since, **{f"asked__{name}": ref for name, ref in same.items()}
        )
        return (
            self.since(since)
            .filter(~Exists(days.filter(day__gt=OuterRef("day"))))
            .annotate(
                total=summed_times(days, "words"), clicks=summed_times(clicks, "asked__words")
            )
        )


def summed_times(rows: models.QuerySet[Any], group: str) -> Coalesce:
    """Return what ``times`` adds up to in rows that are compared with an outer one by ``group``."""
    summed = rows.order_by().values(group).annotate(sum=Sum("times")).values("sum")
    return Coalesce(Subquery(summed), 0)


class AskedQuery(models.Model):
    """
    How often a list was asked something on one day.

    ``words`` are as they were typed, in small letters. ``filters`` is the sorted
    query string of all else that was chosen. ``count`` is what the list found,
    the last time.
    """

    day = models.DateField("dag", db_index=True)
    words = models.CharField("zoekwoorden", max_length=MOST_WORDS)
    path = models.CharField("lijst", max_length=60)
    filters = models.CharField("filters", max_length=MOST_FILTERS, blank=True)
    count = models.PositiveIntegerField("resultaten")
    times = models.PositiveIntegerField("keer gevraagd", default=0)

    objects: ClassVar = AskedQueryQuerySet.as_manager()

    class Meta:
        verbose_name = "zoekvraag"
        verbose_name_plural = "zoekvragen"
        constraints = [
            models.UniqueConstraint(
                # the day last: what is summed over days stands together
                fields=["words", "path", "filters", "day"],
                name="asked_query_once_a_day",
                violation_error_message="Deze vraag is voor deze dag al geteld.",
            ),
            models.CheckConstraint(
                name="asked_query_has_words",
                condition=~Q(words=""),
                violation_error_message="Een zoekvraag heeft woorden.",
            ),
        ]

    def __str__(self) -> str:
        return self.words


class Click(models.Model):
    """How often an item was opened from what a question found."""

    asked = models.ForeignKey(
        AskedQuery, models.CASCADE, related_name="clicked", verbose_name="zoekvraag"
    )
    item = models.ForeignKey(KnowledgeItem, models.CASCADE, related_name="+", verbose_name="item")
    times = models.PositiveIntegerField("keer geopend", default=0)

    class Meta:
        verbose_name = "geopend resultaat"
        verbose_name_plural = "geopende resultaten"
        constraints = [
            models.UniqueConstraint(
                fields=["asked", "item"],
                name="click_once_per_question",
                violation_error_message="Dit item is bij deze vraag al geteld.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked}: {self.item}"


class MissedSearch(models.Model):
    """What a visitor could not find, told to the editors by a form."""

    day = models.DateField("dag", db_index=True)
    words = models.CharField("wat de bezoeker zocht", max_length=MOST_WORDS)
    note = models.CharField("toelichting", max_length=MOST_NOTE, blank=True)
    is_seen = models.BooleanField("gezien", default=False)

    class Meta:
        verbose_name = "melding van een bezoeker"
        verbose_name_plural = "meldingen van bezoekers"
        ordering = ["is_seen", "-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="missed_search_has_words",
                condition=~Q(words=""),
                violation_error_message="Vul in wat u had willen vinden.",
            ),
        ]

    def __str__(self) -> str:
        return self.words
