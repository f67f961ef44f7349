from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from taggit.managers import _TaggableManager
from taggit.models import ItemBase, TagBase

from search.text import fold


class ConceptScheme(models.Model):
    """A list of concepts that answer one question about an item, as in SKOS."""

    slug = models.SlugField("naam in het adres", max_length=40, unique=True)
    name = models.CharField("naam", max_length=60, unique=True)
    description = models.CharField("uitleg", max_length=300, blank=True)
    is_facet = models.BooleanField("filter in lijsten", default=True)
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "begrippenlijst"
        verbose_name_plural = "begrippenlijsten"
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                name="scheme_named",
                condition=~Q(slug="") & ~Q(name=""),
                violation_error_message="Een begrippenlijst heeft een naam en een adres.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ConceptQuerySet(models.QuerySet["Concept"]):
    def for_detail(self) -> Self:
        """Add all that the page of a concept shows; ``shown_labels`` has no hidden label."""
        shown = Prefetch("alternative_labels", AlternativeLabel.objects.shown(), "shown_labels")
        return self.select_related("scheme", "broader__scheme").prefetch_related(
            shown, "related__scheme", "narrower__scheme"
        )


class Concept(TagBase):
    """
    A term of the controlled vocabulary; our tag.

    Only curators make one. ``name`` is what SKOS calls the prefLabel.
    """

    scheme = models.ForeignKey(
        ConceptScheme, models.PROTECT, related_name="concepts", verbose_name="begrippenlijst"
    )
    name = models.CharField("voorkeursnaam", max_length=100)
    slug = models.SlugField("naam in het adres", max_length=100)
    broader = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="narrower",
        null=True,
        blank=True,
        verbose_name="breder begrip",
    )
    related = models.ManyToManyField("self", blank=True, verbose_name="verwante begrippen")
    scope_note = models.CharField("uitleg", max_length=400, blank=True)
    folded_name = models.CharField(max_length=200, editable=False, default="")

    objects: ClassVar = ConceptQuerySet.as_manager()

    class Meta:
        verbose_name = "begrip"
        verbose_name_plural = "begrippen"
        ordering = ["folded_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "slug"],
                name="concept_slug_unique_in_scheme",
                violation_error_message="Deze lijst heeft al een begrip met dit adres.",
            ),
            models.UniqueConstraint(
                fields=["scheme", "name"],
                name="concept_name_unique_in_scheme",
                violation_error_message="Deze lijst heeft al een begrip met deze naam.",
            ),
            models.CheckConstraint(
                name="concept_not_broader_than_itself",
                condition=Q(broader__isnull=True) | ~Q(broader=F("id")),
                violation_error_message="Een begrip kan niet onder zichzelf vallen.",
            ),
            models.CheckConstraint(
                name="concept_named",
                condition=~Q(slug="") & ~Q(name=""),
                violation_error_message="Een begrip heeft een naam en een adres.",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded_name = fold(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("knowledge:concept", args=[self.scheme.slug, self.slug])

    def clean(self) -> None:
        """Raise ValidationError where the hierarchy leaves its list or goes round."""
        if self.pk and self.narrower.exclude(scheme=self.scheme_id).exists():
            message = "Wat onder dit begrip valt, staat in een andere lijst. Verplaats dat eerst."
            raise ValidationError({"scheme": message})
        seen = {self.pk} if self.pk else set()
        above = self.broader
        while above is not None:
            if above.scheme_id != self.scheme_id:
                raise ValidationError({"broader": "Het bredere begrip staat in een andere lijst."})
            if above.pk in seen:
                raise ValidationError({"broader": "Dit begrip valt zo onder zichzelf."})
            seen.add(above.pk)
            above = above.broader


class AlternativeLabelQuerySet(models.QuerySet["AlternativeLabel"]):
    def shown(self) -> Self:
        return self.filter(is_hidden=False)


class AlternativeLabel(models.Model):
    """
    A synonym, abbreviation or narrower search word that leads to a concept.

    One that ``is_hidden`` is what SKOS calls a hiddenLabel: it is searched by,
    and no visitor ever sees it.
    """

    concept = models.ForeignKey(
        Concept, models.CASCADE, related_name="alternative_labels", verbose_name="begrip"
    )
    label = models.CharField("andere naam", max_length=100)
    is_hidden = models.BooleanField(
        "alleen om te zoeken",
        default=False,
        help_text="Bezoekers vinden het begrip met deze woorden, maar zien ze nergens staan. "
        "Handig voor gewone woorden en veelgemaakte spelfouten.",
    )
    folded = models.CharField(max_length=200, editable=False, default="")

    objects: ClassVar = AlternativeLabelQuerySet.as_manager()

    class Meta:
        verbose_name = "andere naam"
        verbose_name_plural = "andere namen"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["concept", "label"],
                name="alternative_label_once_per_concept",
                violation_error_message="Dit begrip heeft deze naam al.",
            ),
            models.CheckConstraint(
                name="alternative_label_not_empty",
                condition=~Q(label=""),
                violation_error_message="Vul een andere naam in.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        """Raise ValidationError where the concept would be called the same in two ways."""
        if hasattr(self, "concept") and self.label == self.concept.name:
            raise ValidationError({"label": "Zo heet dit begrip al."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.label)
        super().save(*args, **kwargs)


class ConceptAssignment(ItemBase):
    """That an item carries a concept: taggit's through model, with real foreign keys."""

    content_object = models.ForeignKey(
        "knowledge.KnowledgeItem", models.CASCADE, related_name="assignments", verbose_name="item"
    )
    # PROTECT: a concept in use is merged into another one, never just thrown away.
    tag = models.ForeignKey(
        Concept, models.PROTECT, related_name="assignments", verbose_name="begrip"
    )

    class Meta:
        verbose_name = "toegekend begrip"
        verbose_name_plural = "toegekende begrippen"
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"],
                name="concept_once_per_item",
                violation_error_message="Dit item heeft dit begrip al.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content_object}: {self.tag}"


class AssignedConcepts(_TaggableManager):
    """
    The concepts of one item: existing ones only, told apart by key and not by name.

    taggit takes names as well: it would make a concept of an unknown name, and
    mix up two lists that have the same name.
    """

    def set(self, tags: Iterable[Concept], **kwargs: Any) -> None:
        self._remove_prefetched_objects()
        wanted = self._to_tag_model_instances(tags, {})
        self.remove(*[concept for concept in self.all() if concept not in wanted])
        self.add(*wanted, **kwargs)

    def remove(self, *tags: Concept) -> None:
        self._remove_prefetched_objects()
        concepts = self._to_tag_model_instances(tags, {})
        self.through.objects.filter(**self._lookup_kwargs(), tag__in=concepts).delete()

    def _to_tag_model_instances(
        self, tags: Iterable[Concept], _tag_kwargs: dict[str, Any]
    ) -> list[Concept]:
        concepts = list(dict.fromkeys(tags))
        for concept in concepts:
            if not isinstance(concept, Concept):
                raise TypeError(f"{concept!r} is geen begrip uit een begrippenlijst")
        return concepts
