from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from knowledge.kinds import Kind
from knowledge.models.item import IN_BODY, KnowledgeItem, KnowledgeItemQuerySet
from search.analysis import Field


class PublicationQuerySet(KnowledgeItemQuerySet["Publication"]):
    def for_detail(self) -> Self:
        return super().for_detail().prefetch_related("compass")


class Publication(KnowledgeItem):
    """Knowledge that others published: research, an instrument, a law, a text."""

    class Type(models.TextChoices):
        RESEARCH = "research", "onderzoek"
        INSTRUMENT = "instrument", "instrument"
        LAW = "law", "wet of regeling"
        PUBLICATION = "publication", "publicatie"

    KIND: ClassVar = Kind(
        name="publication",
        slug="kennis",
        singular="kennisitem",
        plural="kennisitems",
        icon="book-2",
        list_url="knowledge:list",
        detail_url="knowledge:detail",
        position=20,
    )

    type = models.CharField("vorm", max_length=12, choices=Type)
    publisher = models.CharField("uitgever", max_length=160)
    year = models.PositiveSmallIntegerField("jaar", null=True, blank=True)

    objects: ClassVar = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "kennisitem"
        verbose_name_plural = "kennisitems"
        constraints = [
            models.CheckConstraint(
                name="publication_year_plausible",
                condition=Q(year__isnull=True) | Q(year__range=(1800, 2100)),
                violation_error_message="Vul een jaartal in tussen 1800 en 2100.",
            ),
        ]

    def search_fields(self) -> list[Field]:
        words = f"{self.get_type_display()} {self.publisher}"
        return [*super().search_fields(), Field(words, IN_BODY)]
