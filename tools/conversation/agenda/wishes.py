"""Mail that somebody asks for: only once the owner of the address said yes."""

from datetime import datetime, timedelta

from allauth.core import ratelimit
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from outbox.mail import absolute_url, post
from tools.conversation.models import MailWish
from tools.sessions.keys import new_key
from tools.sessions.models import Seat

# In settings: how often from a seat, and how often to an address.
FROM_SEAT, TO_ADDRESS = "conversation_wish", "conversation_wish_to"
# So long somebody may take to say yes.
CONFIRM_DAYS = 7


def ask(seat: Seat, email: str, request: HttpRequest, now: datetime) -> bool:
    """Mail ``email`` the question; return False where that was done too often."""
    if not (
        ratelimit.consume(request, action=FROM_SEAT, key=str(seat.pk))
        and ratelimit.consume(request, action=TO_ADDRESS, key=email.lower())
    ):
        return False
    _write(seat, email, now)
    return True


@transaction.atomic
def _write(seat: Seat, email: str, now: datetime) -> None:
    asked = MailWish.objects.filter(seat=seat, email=email, confirmed_at=None).first()
    # Asked again: the link of the first mail stays right.
    key = asked.key if asked else new_key()
    wish, _is_new = MailWish.objects.update_or_create(
        seat=seat, defaults={"email": email, "key": key, "asked_at": now, "confirmed_at": None}
    )
    context = {
        "title": seat.session.conversation.title,
        "url": confirm_url(wish),
        "days": CONFIRM_DAYS,
        "leads": seat.is_leader,
    }
    post("conversation_wish", to=email, context=context, forget=True)


def confirm_url(wish: MailWish) -> str:
    return absolute_url(reverse("conversation:mail-confirm", args=[wish.key]))


def wish_with(key: str, now: datetime) -> MailWish | None:
    """Return the wish with this key, unless nobody said yes in time or the seat is gone."""
    wishes = MailWish.objects.filter(key=key, seat__withdrawn_at=None)
    wish = wishes.select_related("seat__session__conversation").first()
    is_late = wish and not wish.confirmed_at and wish.asked_at < _earliest(now)
    return None if is_late else wish


def confirm(wish: MailWish, now: datetime) -> None:
    MailWish.objects.filter(pk=wish.pk, key=wish.key, confirmed_at=None).update(confirmed_at=now)


def stop(key: str) -> None:
    """Forget the address; whoever stops twice, has stopped."""
    MailWish.objects.filter(key=key).delete()


def forget_unconfirmed(now: datetime) -> None:
    """Forget addresses of which nobody said yes in time."""
    MailWish.objects.filter(confirmed_at=None, asked_at__lt=_earliest(now)).delete()


def _earliest(now: datetime) -> datetime:
    return now - timedelta(days=CONFIRM_DAYS)
