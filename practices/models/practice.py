from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Prefetch, Q

from knowledge.kinds import Kind
from knowledge.labels import CARRIED, municipality_label, organisation_label, province_label
from knowledge.models import (
    KnowledgeItem,
    KnowledgeItemQuerySet,
    Municipality,
    Organisation,
    Province,
)
from knowledge.models.item import IN_BODY
from knowledge.prose import to_plain
from search.analysis import Field


class PracticeQuerySet(KnowledgeItemQuerySet["Practice"]):
    def for_index(self) -> Self:
        return self.prefetch_related("organisations")

    def labels(self) -> dict[int, dict[str, int]]:
        """Return also the places and organisations; a municipality is in its province."""
        found = super().labels()
        chosen = self.order_by().values("pk")
        there = Practice.municipalities.through.objects.filter(practice__in=chosen)
        for practice, place, province in there.values_list(
            "practice", "municipality", "municipality__province"
        ):
            found[practice][municipality_label(place)] = CARRIED
            found[practice][province_label(province)] = CARRIED
        wide = Practice.provinces.through.objects.filter(practice__in=chosen)
        for practice, province in wide.values_list("practice", "province"):
            found[practice][province_label(province)] = CARRIED
        by = Practice.organisations.through.objects.filter(practice__in=chosen)
        for practice, organisation in by.values_list("practice", "organisation"):
            found[practice][organisation_label(organisation)] = CARRIED
        return found

    def for_cards(self) -> Self:
        places = Municipality.objects.select_related("province")
        return super().for_cards().prefetch_related(Prefetch("municipalities", places), "provinces")

    def for_detail(self) -> Self:
        return super().for_detail().prefetch_related("organisations", "compass")


class Practice(KnowledgeItem):
    """A way of working that was tried somewhere, described for others; ``body`` is the aanpak."""

    class RunState(models.TextChoices):
        RUNNING = "running", "lopend"
        ENDED = "ended", "afgerond"
        UNKNOWN = "unknown", "onbekend"

    class Evidence(models.TextChoices):
        """The ladder of the Dutch databanks of interventions, lowest step first."""

        NOT_ASSESSED = "not_assessed", "niet beoordeeld"
        DESCRIBED = "described", "goed beschreven"
        SUBSTANTIATED = "substantiated", "goed onderbouwd"
        FIRST = "first", "eerste aanwijzingen voor effectiviteit"
        GOOD = "good", "goede aanwijzingen voor effectiviteit"
        STRONG = "strong", "sterke aanwijzingen voor effectiviteit"

        @property
        def step(self) -> int:
            """Return the place on the ladder, 1 to 5; 0 is no step but "not assessed"."""
            return list(type(self)).index(self)

    class Judge(models.TextChoices):
        NOBODY = "", "niemand"
        EDITORS = "editors", "inschatting van de redactie"
        DATABANK = "databank", "erkenning door een databank"

    KIND: ClassVar = Kind(
        name="practice",
        slug="praktijkvoorbeeld",
        singular="praktijkvoorbeeld",
        plural="praktijkvoorbeelden",
        icon="building-community",
        list_url="practices:list",
        detail_url="practices:detail",
        position=10,
    )
    RESERVED_SLUGS: ClassVar = frozenset({"insturen"})

    municipalities = models.ManyToManyField(
        Municipality, blank=True, related_name="practices", verbose_name="gemeenten"
    )
    provinces = models.ManyToManyField(
        Province,
        blank=True,
        related_name="practices",
        verbose_name="provincies",
        help_text="Alleen voor een aanpak van een provincie of regio zonder eigen gemeente.",
    )
    organisations = models.ManyToManyField(
        Organisation, blank=True, related_name="practices", verbose_name="organisaties"
    )
    started_year = models.PositiveSmallIntegerField("begonnen in", null=True, blank=True)
    ended_year = models.PositiveSmallIntegerField("gestopt in", null=True, blank=True)
    run_state = models.CharField(
        "loopt het nog", max_length=8, choices=RunState, default=RunState.UNKNOWN
    )
    background = models.TextField("aanleiding", max_length=10_000, blank=True)
    people = models.TextField("wie", max_length=10_000, blank=True)
    results = models.TextField("resultaat", max_length=10_000, blank=True)
    conditions = models.TextField("voorwaarden", max_length=10_000, blank=True)
    lessons = models.TextField("lessen", max_length=10_000, blank=True)
    cost_note = models.CharField("kosten", max_length=400, blank=True)
    hours_note = models.CharField("uren", max_length=300, blank=True)

    evidence_level = models.CharField(
        "bewijs", max_length=14, choices=Evidence, default=Evidence.NOT_ASSESSED
    )
    evidence_judge = models.CharField("wie zegt het", max_length=8, choices=Judge, blank=True)
    evidence_databank = models.CharField("databank", max_length=120, blank=True)
    evidence_basis = models.CharField("waarop berust het", max_length=400, blank=True)
    evidence_judged_on = models.DateField("beoordeeld op", null=True, blank=True)
    evidence_valid_until = models.DateField(
        "erkenning geldig tot",
        null=True,
        blank=True,
        help_text="Bij een erkenning door een databank, als die een einde heeft.",
    )

    objects: ClassVar = PracticeQuerySet.as_manager()

    class Meta:
        verbose_name = "praktijkvoorbeeld"
        verbose_name_plural = "praktijkvoorbeelden"
        constraints = [
            models.CheckConstraint(
                name="practice_ends_after_start",
                condition=Q(started_year__isnull=True)
                | Q(ended_year__isnull=True)
                | Q(ended_year__gte=F("started_year")),
                violation_error_message="Het einde ligt vóór het begin.",
            ),
            models.CheckConstraint(
                name="practice_years_plausible",
                condition=(Q(started_year__isnull=True) | Q(started_year__range=(1900, 2100)))
                & (Q(ended_year__isnull=True) | Q(ended_year__range=(1900, 2100))),
                violation_error_message="Vul een jaartal in tussen 1900 en 2100.",
            ),
            models.CheckConstraint(
                name="practice_running_has_no_end",
                condition=~Q(run_state="running") | Q(ended_year__isnull=True),
                violation_error_message="Een aanpak die nog loopt heeft geen einde.",
            ),
            models.CheckConstraint(
                name="practice_evidence_has_judge",
                condition=Q(evidence_level="not_assessed", evidence_judge="")
                | (~Q(evidence_level="not_assessed") & ~Q(evidence_judge="")),
                violation_error_message=(
                    "Zeg wie het bewijs beoordeelde, of kies bij bewijs: niet beoordeeld."
                ),
            ),
            models.CheckConstraint(
                name="practice_evidence_has_basis",
                condition=Q(evidence_level="not_assessed")
                | (~Q(evidence_basis="") & Q(evidence_judged_on__isnull=False)),
                violation_error_message="Schrijf op waarop het oordeel berust, en van wanneer.",
            ),
            models.CheckConstraint(
                name="practice_recognition_ends_later",
                condition=Q(evidence_valid_until__isnull=True)
                | (
                    Q(evidence_judge="databank")
                    & Q(evidence_valid_until__gt=F("evidence_judged_on"))
                ),
                violation_error_message=(
                    "Alleen een erkenning door een databank heeft een einde, na de datum van "
                    "beoordelen."
                ),
            ),
            models.CheckConstraint(
                name="practice_databank_named",
                condition=(Q(evidence_judge="databank") & ~Q(evidence_databank=""))
                | (~Q(evidence_judge="databank") & Q(evidence_databank="")),
                violation_error_message="Noem de databank, en alleen als een databank het erkende.",
            ),
        ]

    def search_fields(self) -> list[Field]:
        facts = (self.background, self.people, self.results, self.conditions, self.lessons)
        organisations = " ".join(map(str, self.organisations.all()))
        texts = (*facts, organisations)
        return [*super().search_fields(), *(Field(to_plain(text), IN_BODY) for text in texts)]

    def missing_facts(self) -> list[str]:
        is_assessed = self.evidence_level != self.Evidence.NOT_ASSESSED
        facts = (self.evidence_judge, self.evidence_basis, self.evidence_judged_on)
        if is_assessed and not all(facts):
            return ["bij het bewijs: wie het beoordeelde, waarop het berust en wanneer"]
        return []

    @property
    def evidence(self) -> Evidence:
        return self.Evidence(self.evidence_level)

    @property
    def sections(self) -> list[tuple[str, str, str]]:
        """Return the facts as (anchor, heading, text), without the headings that have none."""
        headings = [
            ("aanleiding", "Aanleiding", self.background),
            ("aanpak", "Aanpak", self.body),
            ("wie", "Wie", self.people),
            ("resultaat", "Resultaat", self.results),
            ("voorwaarden", "Voorwaarden", self.conditions),
            ("lessen", "Lessen", self.lessons),
        ]
        return [heading for heading in headings if heading[2]]

    @property
    def period(self) -> str:
        """Say since when it runs, or ran, as far as known: "sinds 2016", "2017–2019"."""
        started, ended = self.started_year, self.ended_year
        if self.run_state == self.RunState.ENDED or ended:
            years = [str(year) for year in (started, ended) if year]
            return "–".join(dict.fromkeys(years)) + " (afgerond)" if years else "afgerond"
        if not started:
            return "begin onbekend"
        return (
            f"sinds {started}"
            if self.run_state == self.RunState.RUNNING
            else f"begonnen in {started}"
        )

    @property
    def place_title(self) -> str:
        """Say where it happens, short enough for a card."""
        places = [str(place) for place in self.municipalities.all()] or [
            str(province) for province in self.provinces.all()
        ]
        if not places:
            return "Landelijk"
        more = len(places) - 1
        return places[0] if not more else f"{places[0]} en {more} andere"

    @property
    def place_subtitle(self) -> str:
        """Name the provinces under the place, unless the place is one itself."""
        if not self.municipalities.all():
            return "provincie" if self.provinces.all() else ""
        provinces = [str(province) for province in self.all_provinces]
        return ", ".join(provinces) if len(provinces) <= 2 else f"{len(provinces)} provincies"  # noqa: PLR2004

    @property
    def all_provinces(self) -> list[Province]:
        """Return the provinces it happens in, each once; none means nationwide."""
        places = [place.province for place in self.municipalities.all()]
        return list(dict.fromkeys([*places, *self.provinces.all()]))
