from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from taggit.managers import TaggableManager

from knowledge.kinds import Kind, kind_named, model_named
from knowledge.labels import CARRIED, concept_label
from knowledge.models.concept import AssignedConcepts, Concept, ConceptAssignment
from knowledge.prose import to_plain
from search import stamp, store
from search.analysis import Field
from search.store import Entry
from search.text import fold

# How much a word counts where it stands: a title says what a text is about.
IN_TITLE = 6
IN_SUMMARY = 2
IN_BODY = 1


def is_published(path: str = "") -> Q:
    """
    Return what holds for an item that visitors may see, reached along ``path``.

    A condition and not a list of items: no database reads all of those to join a few.
    """
    # Now() and not timezone.now(): a view may call this once, at import time
    return Q(**{f"{path}status": "published", f"{path}published_at__lte": Now()})


class KnowledgeItemQuerySet[M: "KnowledgeItem"](models.QuerySet[M]):
    def published(self) -> Self:
        return self.filter(is_published())

    def update(self, **kwargs: Any) -> int:
        with transaction.atomic():
            stamp.move()
            return super().update(**kwargs)

    def about_any(self, concept_ids: Collection[int]) -> Self:
        """Items that carry at least one of the concepts; no concepts: none."""
        # Exists and not a join: a join repeats an item for every concept it matches
        return self.filter(Exists(_assignments().filter(tag__in=concept_ids)))

    def by_title(self) -> Self:
        return self.order_by("folded_title", "pk")

    def for_index(self) -> Self:
        """Everything ``search_fields`` reads; a kind adds its own."""
        return self

    def labels(self) -> dict[int, dict[str, int]]:
        """
        Return the exact properties by which each item is found, by primary key.

        A kind adds its own. One query for all; as rows and not as objects, of which
        a rebuild would make millions.
        """
        found: dict[int, dict[str, int]] = defaultdict(dict)
        carried = ConceptAssignment.objects.filter(content_object__in=self.order_by().values("pk"))
        for item, concept in carried.values_list("content_object", "tag"):
            found[item][concept_label(concept)] = CARRIED
        return found

    def entries(self) -> Iterator[Entry]:
        """Yield what the search index says of each item, all of them being of one kind."""
        labels = self.labels()
        for item in self.for_index():
            yield item.entry(labels.get(item.pk, {}))

    def for_detail(self) -> Self:
        """Everything the page of an item shows; a kind adds its own."""
        return self.for_cards().prefetch_related("sources", "public_changes")

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
        IN_REVIEW = "in_review", "in behandeling"
        RETURNED = "returned", "terug bij de inzender"
        PUBLISHED = "published", "gepubliceerd"
        ARCHIVED = "archived", "gearchiveerd"

    KIND: ClassVar[Kind | None] = None
    # A kind that only orders other items has no facts of its own to account for.
    NEEDS_SOURCE: ClassVar[bool] = True
    # At these addresses stands something else than an item of this kind.
    RESERVED_SLUGS: ClassVar[frozenset[str]] = frozenset()
    # Whether the compass of three sources says something about items of this kind.
    IS_WEIGHED: ClassVar[bool] = True

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
    # PROTECT: what is published stays with somebody; who leaves hands it over first.
    curator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="curated_items",
        verbose_name="redacteur",
    )
    archived_reason = models.CharField("waarom gearchiveerd", max_length=300, blank=True)
    # Goes up at every save in the beheer: who saves what somebody else saved meanwhile, is told.
    edit_version = models.PositiveIntegerField(editable=False, default=1)
    # Counted when a concept or source comes or goes (knowledge/completeness.py), for the
    # constraint below: a row cannot see other rows.
    theme_count = models.PositiveSmallIntegerField(editable=False, default=0)
    source_count = models.PositiveSmallIntegerField(editable=False, default=0)
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
            # for the version of the content, which every request asks for
            models.Index(fields=["status", "-published_at"], name="item_published"),
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
                name="item_published_complete",
                # What came with the starter content was checked against its schema, by nobody
                # in particular; a form asks of it what it asks of everything.
                condition=~Q(status="published")
                | ~Q(content_digest="")
                | (
                    Q(curator__isnull=False, review_by__isnull=False, theme_count__gt=0)
                    & (Q(source_count__gt=0) | Q(kind="dossier"))
                ),
                violation_error_message=(
                    "Een gepubliceerd item heeft een redacteur, een datum van opnieuw nakijken, "
                    "een thema en een bron."
                ),
            ),
            models.CheckConstraint(
                name="item_archived_with_reason",
                condition=~Q(status="archived") | ~Q(archived_reason=""),
                violation_error_message="Schrijf op waarom het item gearchiveerd wordt.",
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

    def save(self, *args: Any, indexes: bool = True, **kwargs: Any) -> None:
        """Save, and index in the same transaction, unless who saves many does that for all."""
        self._set_kind()
        # Portable sorting and looking up: computed here, compared alike by both databases.
        self.folded_title = fold(self.title)
        self.folded_text = f"{self.folded_title} {fold(self.summary)}"
        with transaction.atomic():
            stamp.hold()
            super().save(*args, **kwargs)
            if indexes:
                self.index()

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        self._set_kind()
        super().clean_fields(exclude)

    def clean(self) -> None:
        super().clean()
        if self.slug in self.RESERVED_SLUGS:
            raise ValidationError({"slug": "Dit adres is van een andere pagina: kies een ander."})

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Check the kind even for a form, which never shows it: the address is unique in it."""
        self._set_kind()
        super().validate_constraints(set(exclude or ()) - {"kind"})

    def missing_facts(self) -> list[str]:
        """Return, in Dutch, what this kind lacks to be published beyond what all kinds need."""
        return []

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

    def search_fields(self) -> list[Field]:
        """Return the texts by which this is found; a kind adds its own."""
        return [
            Field(self.title, IN_TITLE),
            Field(self.summary, IN_SUMMARY),
            Field(to_plain(self.body), IN_BODY),
        ]

    def entry(self, labels: Mapping[str, int]) -> Entry:
        is_public = self.published_at is not None and self.published_at <= timezone.now()
        return Entry(self.pk, self.search_fields(), labels, is_public=is_public)

    def index(self) -> None:
        """Make this found by what it says now, or not at all."""
        if self.status == self.Status.PUBLISHED:
            store.put([self.as_kind().entry(self.labels)])
        else:
            store.drop([self.pk])

    @property
    def labels(self) -> Mapping[str, int]:
        own: KnowledgeItemQuerySet = model_named(self.kind).objects.filter(pk=self.pk)
        return own.labels().get(self.pk, {})

    def as_kind(self) -> "KnowledgeItem":
        """Return this with the columns of its own kind; one query if it has them not yet."""
        if self.KIND:
            return self
        own: KnowledgeItem = model_named(self.kind).objects.get(pk=self.pk)
        return own

    def _set_kind(self) -> None:
        if self.KIND:
            self.kind = self.KIND.name
