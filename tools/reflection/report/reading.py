from django.http import Http404

from tools.reflection.models import Reflection
from tools.reflection.starting import TOOL
from tools.sessions.access import seat_or_404
from tools.sessions.models import Seat


def reader_or_404(key: str) -> Seat:
    """Return the seat of who may read the report: of a team only its facilitator."""
    seat = seat_or_404(key, tool=TOOL)
    is_team = seat.session.reflection.form == Reflection.Form.TEAM
    if is_team and not seat.is_leader:
        raise Http404
    return seat
