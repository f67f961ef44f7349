"""Which account a seat may be tied to: in a conversation an account sits at one seat."""

from typing import Any

from tools.sessions.models import Seat


def may_keep(seat: Seat, user: Any) -> bool:
    return seat.user_id is None and free_account(seat, user) is not None


def free_account(seat: Seat, user: Any) -> Any:
    """Return ``user``, or None for who is not logged in or sits at another seat here."""
    if not user.is_authenticated:
        return None
    elsewhere = Seat.objects.filter(session=seat.session_id, user=user).exclude(pk=seat.pk)
    return None if elsewhere.exists() else user
