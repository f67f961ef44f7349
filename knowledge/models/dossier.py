from typing import ClassVar

from django.db import models
from django.db.models import Q

from knowledge.kinds import Kind
from knowledge.models.item import (
    IN_BODY,
    KnowledgeItem,
    KnowledgeItemQuerySet,
    is_published,
)
from search.analysis import Field


class DossierQuerySet(KnowledgeItemQuerySet["Dossier"]):
    def for_index(self) -> "DossierQuerySet":
        return self.prefetch_related("chapters")

    def for_detail(self) -> "DossierQuerySet":
        readable = DossierEntry.objects.filter(is_published("item__")).select_related("item")
        return (
            super()
            .for_detail()
            .prefetch_related("chapters", models.Prefetch("chapters__entries", readable))
        )


class Dossier(KnowledgeItem):
    """Existing items on one question, put in order in chapters; ``body`` introduces."""

    KIND: ClassVar = Kind(
        name="dossier",
        slug="dossier",
        singular="dossier",
        plural="dossiers",
        icon="clipboard-check",
        list_url="knowledge:dossier-list",
        detail_url="knowledge:dossier-detail",
        position=30,
    )
    NEEDS_SOURCE: ClassVar = False
    IS_WEIGHED: ClassVar = False

    objects: ClassVar = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"

    def search_fields(self) -> list[Field]:
        chapters = " ".join(chapter.title for chapter in self.chapters.all())
        return [*super().search_fields(), Field(chapters, IN_BODY)]


class DossierChapter(models.Model):
    dossier = models.ForeignKey(
        Dossier, models.CASCADE, related_name="chapters", verbose_name="dossier"
    )
    title = models.CharField("titel", max_length=120)
    text = models.TextField("tekst", max_length=5_000, blank=True)
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "hoofdstuk"
        verbose_name_plural = "hoofdstukken"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                name="chapter_titled",
                condition=~Q(title=""),
                violation_error_message="Een hoofdstuk heeft een titel.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DossierEntry(models.Model):
    chapter = models.ForeignKey(
        DossierChapter, models.CASCADE, related_name="entries", verbose_name="hoofdstuk"
    )
    item = models.ForeignKey(
        KnowledgeItem, models.CASCADE, related_name="dossier_entries", verbose_name="item"
    )
    note = models.CharField("waarom dit hier staat", max_length=300, blank=True)
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "plaats in een dossier"
        verbose_name_plural = "plaatsen in een dossier"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["chapter", "item"],
                name="item_once_per_chapter",
                violation_error_message="Dit item staat al in dit hoofdstuk.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} in {self.chapter}"
