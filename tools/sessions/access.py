from django.http import Http404

from tools.sessions.models import Seat


def seat_or_404(key: str, *related: str, tool: str) -> Seat:
    """
    Return the seat that ``key`` opens; another tool's is not found either.

    Its session comes with it, and what ``related`` names, in one query.
    """
    seats = Seat.objects.select_related("session", *related)
    seat = seats.filter(key=key, session__tool=tool, withdrawn_at__isnull=True).first()
    if seat is None:
        raise Http404
    return seat
