from django.db import models
from django.db.models import Q

from knowledge.models.item import KnowledgeItem


class CompassReading(models.Model):
    """
    How much one of the three sources of knowledge says about an item, and why.

    No reading means "niet bekend": nobody looked, which is not the same as
    ``NONE``, where somebody looked and found nothing.
    """

    class Corner(models.TextChoices):
        RESEARCH = "research", "Onderzoek"
        PRACTICE = "practice", "Praktijk"
        RESIDENTS = "residents", "Inwoners"

    class Weight(models.TextChoices):
        NONE = "none", "geen"
        SOME = "some", "enige"
        STRONG = "strong", "veel"

    item = models.ForeignKey(
        KnowledgeItem, models.CASCADE, related_name="compass", verbose_name="item"
    )
    corner = models.CharField("bron van kennis", max_length=10, choices=Corner)
    weight = models.CharField("gewicht", max_length=6, choices=Weight)
    why = models.CharField("waarom", max_length=300)

    class Meta:
        verbose_name = "aflezing van het kompas"
        verbose_name_plural = "kompas van drie bronnen"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "corner"],
                name="compass_corner_once_per_item",
                violation_error_message="Deze bron van kennis is al beoordeeld.",
            ),
            models.CheckConstraint(
                name="compass_reading_has_reason",
                condition=~Q(why=""),
                violation_error_message="Schrijf op waarom deze bron zoveel gewicht heeft.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_corner_display()}: {self.get_weight_display()}"
