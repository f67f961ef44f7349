from datetime import UTC, datetime

import factory

from outbox.models import OutgoingMail

WRITTEN = datetime(2026, 1, 5, 9, tzinfo=UTC)


class OutgoingMailFactory(factory.django.DjangoModelFactory[OutgoingMail]):
    """A mail that is due."""

    class Meta:
        model = OutgoingMail

    message_id = factory.Sequence(lambda n: f"<{n}@kennisplaats.example>")
    sender = "Kennisplaats <kennisplaats@gemeente.example>"
    recipient = factory.Sequence(lambda n: f"ontvanger-{n}@gemeente.example")
    subject = factory.Sequence(lambda n: f"Bericht {n}")
    text = "Beste lezer,\n\nDit is nieuw.\n"
    html = "<p>Beste lezer,</p><p>Dit is nieuw.</p>"
    headers = factory.LazyAttribute(lambda mail: {"To": mail.recipient})
    created_at = WRITTEN
    next_attempt_at = WRITTEN
