from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from knowledge.models.item import KnowledgeItem, is_published


class RelationQuerySet(models.QuerySet["Relation"]):
    def readable(self) -> Self:
        """Relations of which visitors may see both sides."""
        return self.filter(is_published("from_item__"), is_published("to_item__"))


class Relation(models.Model):
    """A typed arrow between two items, with the reason that readers see."""

    class Type(models.TextChoices):
        RESTS_ON = "rests_on", "rust op"
        EXAMPLE_OF = "example_of", "voorbeeld van"
        EXERCISE_WITH = "exercise_with", "oefening bij"
        FOLLOWS = "follows", "navolging van"

    # The same arrow, read from its end.
    REVERSE: ClassVar[dict[str, str]] = {
        Type.RESTS_ON: "onderbouwt",
        Type.EXAMPLE_OF: "heeft als voorbeeld",
        Type.EXERCISE_WITH: "wordt geoefend met",
        Type.FOLLOWS: "kreeg navolging in",
    }

    from_item = models.ForeignKey(
        KnowledgeItem, models.CASCADE, related_name="relations", verbose_name="van"
    )
    to_item = models.ForeignKey(
        KnowledgeItem, models.CASCADE, related_name="relations_from", verbose_name="naar"
    )
    type = models.CharField("soort", max_length=16, choices=Type)
    reason = models.CharField("waarom", max_length=300)

    objects: ClassVar = RelationQuerySet.as_manager()

    class Meta:
        verbose_name = "relatie"
        verbose_name_plural = "relaties"
        ordering = ["type", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_item", "to_item", "type"],
                name="relation_once",
                violation_error_message="Deze relatie bestaat al.",
            ),
            models.CheckConstraint(
                name="relation_between_two_items",
                condition=~Q(from_item=F("to_item")),
                violation_error_message="Een item heeft geen relatie met zichzelf.",
            ),
            models.CheckConstraint(
                name="relation_has_reason",
                condition=~Q(reason=""),
                violation_error_message="Schrijf op waarom deze twee bij elkaar horen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_item} {self.get_type_display()} {self.to_item}"

    @property
    def reverse_label(self) -> str:
        return self.REVERSE[self.type]
