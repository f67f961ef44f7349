from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from outbox.writing import write


class EmailBackend(BaseEmailBackend):
    """
    Writes mails instead of sending them, in the transaction of whoever sends.

    So the mails of Django and of allauth go the same way as our own.
    """

    @transaction.atomic
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            write(message)
        return len(email_messages)
