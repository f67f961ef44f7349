from collections.abc import Collection
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import Now
from django.urls import reverse
from taggit.managers import TaggableManager

from knowledge.kinds import Kind, kind_named
from knowledge.models.concept import AssignedConcepts, Concept, ConceptAssignment
from search.text import fold, words


class KnowledgeItemQuerySet[M: "KnowledgeItem"](models.QuerySet[M]):
    def published(self) -> Self:
        # Now() and not timezone.now(): a view may call this once, at import time
        return self.filter(status=KnowledgeItem.Status.PUBLISHED, published_at__lte=Now())

    def about_any(self, concept_ids: Collection[int]) -> Self:
        """Items that carry at least one of the concepts; no concepts: none."""
        # Exists and not a join: a join repeats an item for every concept it matches
        return self.filter(Exists(_assignments().filter(tag__in=concept_ids)))

    def matching(self, text: str) -> Self:
        """
        Items that have every word of ``text`` in title, summary or a concept's name.

        Parts of words count too. No words: no items, not all. Asks for the
        concepts at once: one query, with which PostgreSQL cannot choose a plan
        that works them out again for every item.
        """
        carried = Concept.objects.ids_by_word(found) if (found := words(text)) else {}
        items = self if found else self.none()
        for word, concepts in carried.items():
            carries = Exists(_assignments().filter(tag__in=concepts))
            items = items.filter(Q(folded_text__contains=word) | carries)
        return items

    def by_relevance(self, text: str) -> Self:
        """Most words of ``text`` in the title first, then most in the summary."""
        score: Any = Value(0)
        for word in words(text):
            score += Case(
                When(folded_title__contains=word, then=Value(10)),
                When(folded_text__contains=word, then=Value(3)),
                default=Value(0),
                output_field=IntegerField(),
            )
        return self.annotate(score=score).order_by("-score", "folded_title", "pk")

    def newest_first(self) -> Self:
        return self.order_by(F("published_at").desc(nulls_last=True), "folded_title", "pk")

    def by_title(self) -> Self:
        return self.order_by("folded_title", "pk")

    def for_cards(self) -> Self:
        """Everything components/card.html reads, in a constant number of queries."""
        return self.prefetch_related(
            models.Prefetch(
                "assignments",
                ConceptAssignment.objects.select_related("tag__scheme").order_by("pk"),
            )
        )


def _assignments() -> models.QuerySet[ConceptAssignment]:
    rows: models.QuerySet[ConceptAssignment] = ConceptAssignment.objects.all()
    return rows.filter(content_object=OuterRef("pk"))


class KnowledgeItem(models.Model):
    """
    One record for every kind of content; each kind is a child with columns of its own.

    Concepts, relations, sources, lists and search point at this table alone.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "concept"
        SUBMITTED = "submitted", "ingestuurd"
        PUBLISHED = "published", "gepubliceerd"
        ARCHIVED = "archived", "gearchiveerd"

    KIND: ClassVar[Kind | None] = None
    # A kind that only orders other items has no facts of its own to account for.
    NEEDS_SOURCE: ClassVar[bool] = True

    kind = models.CharField("soort", max_length=20, editable=False)
    title = models.CharField("titel", max_length=160)
    slug = models.SlugField("naam in het adres", max_length=120)
    summary = models.CharField(
        "samenvatting", max_length=400, help_text="Een of twee zinnen, zonder vaktaal."
    )
    body = models.TextField("tekst", max_length=20_000, blank=True)
    status = models.CharField("status", max_length=10, choices=Status, default=Status.DRAFT)
    published_at = models.DateTimeField("gepubliceerd op", null=True, blank=True)
    changed_at = models.DateTimeField("gewijzigd op", auto_now=True)
    reviewed_on = models.DateField("nagekeken op", null=True, blank=True)
    review_by = models.DateField("opnieuw nakijken vóór", null=True, blank=True)
    curator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="curated_items",
        verbose_name="redacteur",
    )
    # What the starter content last wrote; see knowledge/content/writing.py.
    content_digest = models.CharField(max_length=64, editable=False, blank=True, default="")
    folded_title = models.CharField(max_length=320, editable=False, default="", db_index=True)
    folded_text = models.TextField(editable=False, default="")

    concepts = TaggableManager(
        through=ConceptAssignment,
        verbose_name="begrippen",
        blank=True,
        related_name="items",
        manager=AssignedConcepts,
    )

    objects: ClassVar = KnowledgeItemQuerySet.as_manager()

    class Meta:
        verbose_name = "kennisitem"
        verbose_name_plural = "kennisitems"
        indexes = [
            models.Index(fields=["kind", "status", "-published_at"], name="item_kind_published"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"],
                name="item_slug_unique_in_kind",
                violation_error_message="Er is al een item van deze soort met dit adres.",
            ),
            models.CheckConstraint(
                name="item_titled",
                condition=~Q(title="") & ~Q(slug=""),
                violation_error_message="Een item heeft een titel en een adres.",
            ),
            models.CheckConstraint(
                name="item_published_since",
                condition=~Q(status="published") | Q(published_at__isnull=False),
                violation_error_message="Vul in sinds wanneer het item gepubliceerd is.",
            ),
            models.CheckConstraint(
                name="item_published_summarised",
                condition=~Q(status="published") | ~Q(summary=""),
                violation_error_message="Een gepubliceerd item heeft een samenvatting.",
            ),
            models.CheckConstraint(
                name="item_reviewed_again_later",
                condition=Q(review_by__isnull=True)
                | Q(reviewed_on__isnull=True)
                | Q(review_by__gt=F("reviewed_on")),
                violation_error_message="Opnieuw nakijken kan pas na de datum van nakijken.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._set_kind()
        # Portable search and sorting: computed here, compared alike by both databases.
        self.folded_title = fold(self.title)
        self.folded_text = f"{self.folded_title} {fold(self.summary)}"
        super().save(*args, **kwargs)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        self._set_kind()
        super().clean_fields(exclude)

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Check the kind even for a form, which never shows it: the address is unique in it."""
        self._set_kind()
        super().validate_constraints(set(exclude or ()) - {"kind"})

    def check_sources(self, count: int) -> None:
        """Raise ValidationError where visitors would read facts that rest on ``count`` sources."""
        if self.status == self.Status.PUBLISHED and self.NEEDS_SOURCE and count == 0:
            raise ValidationError("Een gepubliceerd item heeft ten minste één bron.")

    def get_absolute_url(self) -> str:
        return reverse(self.kind_info.detail_url, args=[self.slug])

    @property
    def kind_info(self) -> Kind:
        return self.KIND or kind_named(self.kind)

    @property
    def is_due_for_review(self) -> bool:
        return self.review_by is not None and self.review_by < date.today()  # noqa: DTZ011

    def concepts_in(self, scheme: str) -> list[Concept]:
        """
        Return the concepts of one list, in the order given.

        Costs no query after ``for_cards()``.
        """
        return [
            assignment.tag
            for assignment in self.assignments.all()
            if assignment.tag.scheme.slug == scheme
        ]

    def _set_kind(self) -> None:
        if self.KIND:
            self.kind = self.KIND.name
