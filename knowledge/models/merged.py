from django.db import models
from django.db.models import Q

from knowledge.models.concept import Concept, ConceptScheme


class MergedConcept(models.Model):
    """
    The address and name that a concept had before it was merged, or got another address.

    Links from elsewhere and the files of the starter content still use them.
    """

    scheme = models.ForeignKey(
        ConceptScheme, models.CASCADE, related_name="+", verbose_name="begrippenlijst"
    )
    slug = models.SlugField("naam in het adres", max_length=100)
    name = models.CharField("voorkeursnaam", max_length=100)
    target = models.ForeignKey(
        Concept, models.CASCADE, related_name="merged", verbose_name="opgegaan in"
    )

    class Meta:
        verbose_name = "samengevoegd begrip"
        verbose_name_plural = "samengevoegde begrippen"
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "slug"],
                name="merged_concept_leads_to_one",
                violation_error_message="Dit adres leidt al naar een ander begrip.",
            ),
            models.CheckConstraint(
                name="merged_concept_named",
                condition=~Q(slug="") & ~Q(name=""),
                violation_error_message="Een samengevoegd begrip heeft een naam en een adres.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} → {self.target}"
