from collections.abc import Iterator
from email.utils import make_msgid, parseaddr
from urllib.parse import urlsplit

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction

from outbox.address import origin
from outbox.html import as_html
from outbox.models import LONGEST_SUBJECT, OutgoingMail

# Tells out-of-office assistants not to answer.
AUTOMATIC = {"Auto-Submitted": "auto-generated"}
HTML = "text/html"


@transaction.atomic
def write(message: EmailMessage, *, forget: bool = False) -> list[OutgoingMail]:
    """
    Write ``message`` in the current transaction, a row for each who gets it.

    A message of plain text gets an HTML part that says the same. Raise
    ValueError for what cannot be sent: no plain text, a file or another part
    beside it, a header of two lines, or somebody without an address.
    """
    html = _html_of(message)
    subject, text = str(message.subject)[:LONGEST_SUBJECT], str(message.body)
    # Raises for headers that are none, while whoever sends it can still be told.
    message.message()
    headers = {**AUTOMATIC, **_headers_of(message)}
    message_id = headers.pop("Message-ID", "") or _new_message_id()
    return [
        OutgoingMail.objects.create(
            message_id=message_id,
            sender=str(message.from_email),
            recipient=recipient,
            subject=subject,
            text=text,
            html=html or as_html(subject, text),
            headers=headers,
            forget=forget,
        )
        for recipient in dict.fromkeys(_addresses(message))
    ]


def _html_of(message: EmailMessage) -> str:
    """Return the HTML part that the sender made, or "" where he made none."""
    if message.attachments or message.content_subtype != "plain":
        raise ValueError("the outbox sends plain text, with an HTML part, and no files")
    alternatives = getattr(message, "alternatives", [])
    if [part.mimetype for part in alternatives] not in ([], [HTML]):
        raise ValueError("the outbox sends one HTML part beside plain text, and no other parts")
    return str(alternatives[0].content) if alternatives else ""


def _headers_of(message: EmailMessage) -> dict[str, str]:
    lists = {"To": message.to, "Cc": message.cc, "Reply-To": message.reply_to}
    given = {name: ", ".join(map(str, people)) for name, people in lists.items() if people}
    return {**given, **{name: str(value) for name, value in message.extra_headers.items()}}


def _addresses(message: EmailMessage) -> Iterator[str]:
    for person in message.recipients():
        _name, address = parseaddr(str(person))
        if "@" not in address:
            raise ValueError(f"{person!r} has no address")
        yield address


def _new_message_id() -> str:
    # Not the name of the machine, which is nobody's business.
    return make_msgid(domain=urlsplit(origin()).hostname)


def as_message(mail: OutgoingMail) -> EmailMultiAlternatives:
    """Return ``mail`` as it goes out: the same at every attempt, its Message-ID and date too."""
    fixed = {"Message-ID": mail.message_id, "Date": mail.created_at}
    # For the envelope alone: the headers say to whom the others go.
    message = EmailMultiAlternatives(
        mail.subject, mail.text, mail.sender, bcc=[mail.recipient], headers=mail.headers | fixed
    )
    message.attach_alternative(mail.html, HTML)
    return message
