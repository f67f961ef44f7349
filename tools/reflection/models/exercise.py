from collections.abc import Sequence
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from knowledge.kinds import Kind
from knowledge.models import KnowledgeItem, KnowledgeItemQuerySet
from knowledge.models.item import IN_BODY
from knowledge.prose import to_plain
from search.analysis import Field
from tools.reflection.needs import Need


class ExerciseQuerySet(KnowledgeItemQuerySet["Exercise"]):
    def for_index(self) -> Self:
        return self.prefetch_related("steps", "prompts__options")

    def for_detail(self) -> Self:
        return super().for_detail().prefetch_related("steps", "prompts__options", "prompts__step")

    def in_order(self) -> Self:
        """Return them as the toolbox has them: by leerbehoefte, then by number."""
        return self.order_by("need", "number")


class Exercise(KnowledgeItem):
    """Something a professional, two colleagues or a team does to learn; ``body`` says why."""

    KIND: ClassVar = Kind(
        name="exercise",
        slug="oefening",
        singular="oefening",
        plural="oefeningen",
        icon="messages",
        list_url="reflection:list",
        detail_url="reflection:detail",
        position=25,
    )
    # No source of knowledge to be weighed: it is for learning.
    IS_WEIGHED: ClassVar = False
    RESERVED_SLUGS: ClassVar = frozenset({"keuzehulp", "sessie"})

    number = models.CharField(
        "nummer", max_length=6, unique=True, help_text="Leerbehoefte en volgorde, zoals 3.2."
    )
    need = models.PositiveSmallIntegerField("leerbehoefte", choices=Need)
    goal = models.CharField("doel", max_length=400, help_text="Wat levert de oefening op?")
    minutes = models.PositiveSmallIntegerField("duur in minuten")
    minutes_most = models.PositiveSmallIntegerField(
        "duur ten hoogste", null=True, blank=True, help_text="Alleen als de duur wisselt."
    )
    short_minutes = models.PositiveSmallIntegerField(
        "duur van de korte versie", null=True, blank=True
    )
    short_version = models.TextField(
        "korte versie", max_length=1_000, blank=True, help_text="Wat doe je dan wel en niet?"
    )
    for_alone = models.BooleanField("alleen", default=False)
    for_duo = models.BooleanField("met een collega", default=False)
    for_team = models.BooleanField("in het team", default=False)
    for_partners = models.BooleanField("met partners en inwoners", default=False)
    group_size = models.CharField(
        "hoeveel mensen", max_length=160, blank=True, help_text="Bijvoorbeeld: 4 tot 10 mensen."
    )
    materials = models.TextField(
        "nodig", max_length=2_000, blank=True, help_text="Een regel voor elk ding."
    )
    in_meeting = models.TextField("in het teamoverleg", max_length=3_000, blank=True)
    with_residents = models.TextField("met inwoners", max_length=3_000, blank=True)
    inspired_by = models.CharField(
        "geïnspireerd op",
        max_length=300,
        blank=True,
        help_text="Naam en maker; de tekst is van ons.",
    )
    inspired_url = models.URLField("adres daarvan", max_length=500, blank=True)

    objects: ClassVar = ExerciseQuerySet.as_manager()

    class Meta:
        verbose_name = "oefening"
        verbose_name_plural = "oefeningen"
        constraints = [
            models.CheckConstraint(
                name="exercise_numbered",
                condition=~Q(number=""),
                violation_error_message="Een oefening heeft een nummer.",
            ),
            models.CheckConstraint(
                name="exercise_need_known",
                condition=Q(need__in=Need.values),
                violation_error_message="Kies een van de vijf leerbehoeften.",
            ),
            models.CheckConstraint(
                name="exercise_takes_time",
                condition=Q(minutes__range=(5, 600)),
                violation_error_message="Een oefening duurt 5 tot 600 minuten.",
            ),
            models.CheckConstraint(
                name="exercise_takes_at_most_more",
                condition=Q(minutes_most__isnull=True) | Q(minutes_most__gt=F("minutes")),
                violation_error_message="De langste duur is langer dan de kortste.",
            ),
            models.CheckConstraint(
                name="exercise_short_version_is_shorter",
                condition=Q(short_minutes__isnull=True)
                | Q(short_minutes__gte=5, short_minutes__lt=F("minutes")),
                violation_error_message="De korte versie duurt 5 minuten of meer, en is korter.",
            ),
            models.CheckConstraint(
                name="exercise_short_version_told",
                condition=Q(short_minutes__isnull=True, short_version="")
                | (Q(short_minutes__isnull=False) & ~Q(short_version="")),
                violation_error_message="Bij een korte versie horen een duur en een uitleg.",
            ),
            models.CheckConstraint(
                name="exercise_has_a_form",
                condition=Q(for_alone=True)
                | Q(for_duo=True)
                | Q(for_team=True)
                | Q(for_partners=True),
                violation_error_message="Kies met wie je de oefening doet.",
            ),
            models.CheckConstraint(
                name="exercise_inspiration_named",
                condition=Q(inspired_url="") | ~Q(inspired_by=""),
                violation_error_message="Schrijf op waarop de oefening is geïnspireerd.",
            ),
        ]

    def search_fields(self) -> list[Field]:
        steps = [text for step in self.steps.all() for text in (step.title, step.text)]
        prompts = [prompt.text for prompt in self.prompts.all()]
        options = [one.label for prompt in self.prompts.all() for one in prompt.options.all()]
        texts = (
            self.goal,
            self.short_version,
            self.materials,
            self.in_meeting,
            self.with_residents,
        )
        said = " ".join([*map(to_plain, texts), *steps, *prompts, *options])
        return [*super().search_fields(), Field(said, IN_BODY)]

    def missing_facts(self) -> list[str]:
        if not (self.pk and self.steps.exists() and self.prompts.exists()):
            return ["stappen en vragen"]
        return [f"keuzes bij “{prompt}”" for prompt in self.prompts.without_options()]

    @property
    def leerbehoefte(self) -> Need:
        return Need(self.need)

    @property
    def forms(self) -> Sequence[str]:
        """Name with whom it is done, as readers see it."""
        chosen = {
            "alleen": self.for_alone,
            "met een collega": self.for_duo,
            "in het team": self.for_team,
            "met partners en inwoners": self.for_partners,
        }
        return [name for name, is_chosen in chosen.items() if is_chosen]

    @property
    def duration(self) -> str:
        """Say how long it takes: "45 minuten", "60 tot 90 minuten"."""
        if self.minutes_most:
            return f"{self.minutes} tot {self.minutes_most} minuten"
        return f"{self.minutes} minuten"


class ExerciseStep(models.Model):
    """What is done, in order. Without ``short_minutes`` it is left out of the short version."""

    exercise = models.ForeignKey(
        Exercise, models.CASCADE, related_name="steps", verbose_name="oefening"
    )
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    title = models.CharField("titel", max_length=120)
    text = models.TextField("uitleg", max_length=2_000, blank=True)
    minutes = models.PositiveSmallIntegerField("minuten", default=5)
    short_minutes = models.PositiveSmallIntegerField(
        "minuten in de korte versie", null=True, blank=True
    )
    is_before = models.BooleanField(
        "vooraf", default=False, help_text="Doe je vóór het overleg, en telt daar niet mee."
    )

    class Meta:
        verbose_name = "stap"
        verbose_name_plural = "stappen"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["exercise", "position"],
                name="step_has_own_place",
                violation_error_message="Er is al een stap met dit nummer.",
            ),
            models.CheckConstraint(
                name="step_titled",
                condition=~Q(title=""),
                violation_error_message="Een stap heeft een titel.",
            ),
            models.CheckConstraint(
                name="step_takes_time",
                condition=Q(minutes__range=(1, 600))
                & (Q(short_minutes__isnull=True) | Q(short_minutes__range=(1, 600))),
                violation_error_message="Een stap duurt een minuut of meer.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ExercisePromptQuerySet(models.QuerySet["ExercisePrompt"]):
    def without_options(self) -> Self:
        """Return those that ask to choose, and give nothing to choose from."""
        return self.filter(kind__in=ExercisePrompt.WITH_OPTIONS, options=None)


class ExercisePrompt(models.Model):
    """A question to answer, at a step; ``key`` is what answers know it by."""

    class Kind(models.TextChoices):
        SHORT = "short", "korte tekst"
        LONG = "long", "lange tekst"
        CHOICE = "choice", "een keuze"
        CHOICES = "choices", "meer keuzes"
        SCALE = "scale", "schaal van vier punten"
        TICKS = "ticks", "stellingen om aan te vinken"
        RANKING = "ranking", "volgorde"
        TABLE = "table", "kleine tabel"

    # What each of these needs: choices, statements, things to order, columns.
    WITH_OPTIONS: ClassVar = frozenset(
        {Kind.CHOICE, Kind.CHOICES, Kind.SCALE, Kind.TICKS, Kind.RANKING, Kind.TABLE}
    )
    TO_CHOOSE_FROM: ClassVar = frozenset({Kind.CHOICE, Kind.CHOICES, Kind.RANKING})
    # One column is a list, and five fit on no telephone.
    COLUMNS: ClassVar = range(2, 5)

    exercise = models.ForeignKey(
        Exercise, models.CASCADE, related_name="prompts", verbose_name="oefening"
    )
    step = models.ForeignKey(
        ExerciseStep, models.CASCADE, related_name="prompts", verbose_name="bij stap"
    )
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    key = models.SlugField("sleutel", max_length=40, help_text="Antwoorden horen hierbij.")
    kind = models.CharField("soort", max_length=8, choices=Kind, default=Kind.LONG)
    text = models.CharField("vraag", max_length=400)
    help = models.CharField("toelichting", max_length=400, blank=True)

    objects: ClassVar = ExercisePromptQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag"
        verbose_name_plural = "vragen"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["exercise", "key"],
                name="prompt_key_unique_in_exercise",
                violation_error_message="Er is al een vraag met deze sleutel.",
            ),
            models.CheckConstraint(
                name="prompt_asks",
                condition=~Q(text="") & ~Q(key=""),
                violation_error_message="Een vraag heeft een tekst en een sleutel.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        if self.step_id and self.exercise_id and self.step.exercise_id != self.exercise_id:
            raise ValidationError({"step": "Kies een stap van deze oefening."})

    def refusal_of(self, options: int) -> str:
        """Return, in Dutch, why a question of this kind cannot have so many options, or ""."""
        label = self.Kind(self.kind).label
        if self.kind not in self.WITH_OPTIONS:
            return f"Bij de soort “{label}” horen geen keuzes." if options else ""
        if not options:
            return f"Bij de soort “{label}” horen keuzes."
        if self.kind == self.Kind.TABLE and options not in self.COLUMNS:
            return "Een tabel heeft twee tot vier kolommen."
        if self.kind in self.TO_CHOOSE_FROM and options == 1:
            return "Geef minstens twee keuzes."
        return ""


class PromptOption(models.Model):
    """A choice, a statement, a thing to order or a column, as the kind of the prompt has it."""

    prompt = models.ForeignKey(
        ExercisePrompt, models.CASCADE, related_name="options", verbose_name="vraag"
    )
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    key = models.SlugField("sleutel", max_length=40)
    label = models.CharField("tekst", max_length=300)

    class Meta:
        verbose_name = "keuze"
        verbose_name_plural = "keuzes"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["prompt", "key"],
                name="option_key_unique_in_prompt",
                violation_error_message="Er is al een keuze met deze sleutel.",
            ),
            models.CheckConstraint(
                name="option_says",
                condition=~Q(label="") & ~Q(key=""),
                violation_error_message="Een keuze heeft een tekst en een sleutel.",
            ),
        ]

    def __str__(self) -> str:
        return self.label
