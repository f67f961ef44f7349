"""Mails to who asked for them: about actions to look back at."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from outbox.mail import absolute_url, post
from tools.conversation.agenda.deeds import ALIVE
from tools.conversation.agenda.wishes import confirm_url, forget_unconfirmed
from tools.conversation.models import Action, MailWish, ReviewMail


def send_review_mails(now: datetime, *, dry_run: bool = False) -> Iterator[MailWish]:
    """
    Mail who asked for it which actions are due, and yield their wishes.

    Each hears of an action once for each date to look back: it can be called as
    often as one likes, by two at once. With ``dry_run`` nothing is sent.
    """
    today = timezone.localdate(now)
    for wish in list(_wishes(today)):
        if dry_run or _send(wish.pk, today):
            yield wish
    if not dry_run:
        forget_unconfirmed(now)


def _confirmed() -> QuerySet[MailWish]:
    wishes = MailWish.objects.filter(confirmed_at__isnull=False, seat__withdrawn_at=None)
    # The link of that seat may be with somebody else since: it is not mailed to who had it.
    return wishes.exclude(seat__participant__hidden_before__gt=F("asked_at"))


def _wishes(today: date) -> QuerySet[MailWish]:
    """Return the wishes of those who did not hear of something that is due."""
    due = _not_told(OuterRef(OuterRef("pk")), today).filter(conversation=OuterRef("seat__session"))
    return _confirmed().filter(Exists(due)).order_by("pk")


def _not_told(wish: Any, today: date) -> QuerySet[Action]:
    """Return open actions to look back at, of which ``wish`` was not mailed for that date."""
    told = ReviewMail.objects.filter(
        action=OuterRef("pk"), review_on=OuterRef("review_on"), wish=wish
    )
    due = Action.objects.all().open().filter(review_on__lte=today, conversation__phase__in=ALIVE)
    return due.exclude(Exists(told))


@transaction.atomic
def _send(pk: int, today: date) -> bool:
    """Write the mail, unless somebody else did so, or its reader stopped it meanwhile."""
    # Locked: of two at once, the second sees what the first told.
    wishes = _confirmed().filter(pk=pk).select_for_update(of=("self",))
    wish = wishes.select_related("seat__session__conversation").first()
    if wish is None:
        return False
    conversation = wish.seat.session.conversation
    actions = list(_not_told(wish.pk, today).filter(conversation=conversation))
    if not actions:
        return False
    ReviewMail.objects.bulk_create(
        ReviewMail(action=one, wish=wish, review_on=one.review_on)
        for one in actions
        if one.review_on
    )
    context = {
        "title": conversation.title,
        "actions": actions,
        "url": absolute_url(reverse("conversation:agenda", args=[wish.seat.key])),
        "stop": confirm_url(wish),
    }
    post("conversation_review", to=wish.email, context=context, forget=True)
    return True
