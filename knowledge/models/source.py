from urllib.parse import urlsplit

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q

from knowledge.models.item import KnowledgeItem


class Source(models.Model):
    """Where the facts of an item can be read. An item without one is not published."""

    class Check(models.TextChoices):
        NOT_YET = "not_yet", "nog niet gecontroleerd"
        WORKS = "works", "werkt"
        # Once is nothing: a server may be down for an hour.
        FAILED = "failed", "mislukte één keer"
        DEAD = "dead", "werkt niet"
        REFUSED = "refused", "niet te controleren"

    item = models.ForeignKey(
        KnowledgeItem, models.CASCADE, related_name="sources", verbose_name="item"
    )
    url = models.CharField(
        "adres", max_length=500, validators=[URLValidator(schemes=["http", "https"])]
    )
    title = models.CharField("titel", max_length=200, blank=True)
    publisher = models.CharField("uitgever", max_length=120)
    seen_on = models.DateField("gezien op")
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    # What manage.py check_links found; visitors see nothing of it until a curator agrees.
    check_result = models.CharField(
        "uitkomst van de controle", max_length=12, choices=Check, default=Check.NOT_YET
    )
    check_detail = models.CharField("toelichting bij de controle", max_length=200, blank=True)
    checked_at = models.DateTimeField("gecontroleerd op", null=True, blank=True)
    is_gone = models.BooleanField(
        "bestaat niet meer",
        default=False,
        help_text="Bezoekers lezen dan dat deze bron niet meer te vinden is.",
    )

    class Meta:
        verbose_name = "bron"
        verbose_name_plural = "bronnen"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "url"],
                name="source_once_per_item",
                violation_error_message="Deze bron staat er al bij.",
            ),
            models.CheckConstraint(
                name="source_is_web_address",
                condition=Q(url__startswith="https://") | Q(url__startswith="http://"),
                violation_error_message="Een bron begint met https:// of http://.",
            ),
            models.CheckConstraint(
                name="source_has_publisher",
                condition=~Q(publisher=""),
                violation_error_message="Vul in wie de bron uitgeeft.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.host

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc.removeprefix("www.")
