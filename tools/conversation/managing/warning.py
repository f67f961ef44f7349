"""Tells whoever leads a conversation that it will go."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from outbox.mail import absolute_url, post
from tools.conversation.models import KEPT_MONTHS, Conversation
from tools.sessions.models import Seat, ToolSession

DAYS_BEFORE = 30


def to_be_warned(now: datetime) -> QuerySet[Conversation]:
    """Return what goes within 30 days and did not change since somebody was told."""
    # Who is told goes on and lets it lie again, is told once more, two years later.
    not_told = Q(warned_at=None) | Q(warned_at__lt=F("session__changed_at"))
    soon = Q(session__expires_at__gt=now, session__expires_at__lte=now + timedelta(DAYS_BEFORE))
    return Conversation.objects.filter(soon & not_told).select_related("session").order_by("pk")


def warn_leaders(now: datetime, *, dry_run: bool = False) -> Iterator[Conversation]:
    """
    Mail who leads each, and yield it; with ``dry_run`` nothing is sent.

    Of whom we have no address, nothing is known to mail. It can be called as often
    as one likes, by two at once.
    """
    for conversation in to_be_warned(now):
        leader = _leader_of(conversation)
        if leader and (dry_run or _warn(conversation, leader, now)):
            yield conversation


def _leader_of(conversation: Conversation) -> Seat | None:
    """Return the seat of who leads, if there is an address to mail to."""
    seats = Seat.objects.filter(session=conversation.pk, is_leader=True)
    known = Q(user__is_active=True) | Q(mail_wish__confirmed_at__isnull=False)
    return seats.filter(known).select_related("user", "mail_wish").first()


@transaction.atomic
def _warn(conversation: Conversation, leader: Seat, now: datetime) -> bool:
    """Write the mail, unless somebody else did so, or the conversation changed meanwhile."""
    session = conversation.session
    # No join: whoever waits for another's update would not be asked again whether this holds.
    ends_as_read = ToolSession.objects.filter(pk=session.pk, expires_at=session.expires_at)
    as_read = Conversation.objects.filter(
        pk=conversation.pk, warned_at=conversation.warned_at, session__in=ends_as_read
    )
    if not as_read.update(warned_at=now):
        return False
    has_account = leader.user is not None and leader.user.is_active
    page = (
        reverse("my-conversations")
        if has_account
        else reverse("conversation:work", args=[leader.key])
    )
    context = {
        "title": conversation.title,
        "expires_at": session.expires_at,
        "url": absolute_url(page),
        "has_account": has_account,
        "kept_months": KEPT_MONTHS,
    }
    to = leader.user.email if has_account and leader.user else leader.mail_wish.email
    # With a title or a key in it, nobody but who gets it reads it.
    post("conversation_goes", to=to, context=context, forget=True)
    return True
