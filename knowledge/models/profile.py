from django.conf import settings
from django.db import models

from knowledge.models.concept import Concept
from knowledge.models.place import Municipality


class Profile(models.Model):
    """What somebody with an account tells of their work; nobody else sees it."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="profile",
        verbose_name="gebruiker",
    )
    function = models.CharField("functie", max_length=120, blank=True)
    municipality = models.ForeignKey(
        Municipality,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gemeente",
    )
    organisation = models.CharField("organisatie", max_length=160, blank=True)
    themes = models.ManyToManyField(
        Concept, blank=True, related_name="+", verbose_name="thema's die u volgt"
    )

    class Meta:
        verbose_name = "profiel"
        verbose_name_plural = "profielen"

    def __str__(self) -> str:
        return str(self.user)
