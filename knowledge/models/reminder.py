from django.conf import settings
from django.db import models


class Reminder(models.Model):
    """When an editor last got a mail about what is due: once a week is often enough."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="+",
        verbose_name="redacteur",
    )
    sent_on = models.DateField("het laatst gestuurd op")

    class Meta:
        verbose_name = "herinnering"
        verbose_name_plural = "herinneringen"

    def __str__(self) -> str:
        return f"{self.user}: {self.sent_on}"
