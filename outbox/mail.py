"""What the other apps call: a mail that goes out with the change that it tells of."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template import Context, engines
from django.template.backends.django import DjangoTemplates

from outbox.address import absolute_url
from outbox.models import OutgoingMail
from outbox.writing import write

__all__ = ["absolute_url", "post"]


def post(name: str, *, to: str, context: dict[str, Any], forget: bool = False) -> OutgoingMail:
    """
    Write a mail to the address ``to`` in the current transaction; a worker sends it afterwards.

    With ``forget`` nothing of it is kept once it was sent or given up, and nobody
    may read it before.

    The text is templates/mail/``name``.txt: its first line is the subject, the
    rest is the body. Nothing in it is escaped, as it is no HTML.
    """
    subject, _, text = _rendered(f"mail/{name}.txt", context).strip().partition("\n")
    answers = [settings.CONTACT_EMAIL] if settings.CONTACT_EMAIL else []
    # split() knows more line ends than "\n"
    subject = " ".join(subject.split())
    message = EmailMessage(subject, text.strip() + "\n", to=[to], reply_to=answers)
    (mail,) = write(message, forget=forget)
    return mail


def _rendered(template_name: str, context: dict[str, Any]) -> str:
    backend = engines["django"]
    assert isinstance(backend, DjangoTemplates)  # noqa: S101 -- settings say so
    template = backend.engine.get_template(template_name)
    return str(template.render(Context(context, autoescape=False)))
