"""A tool of these tests alone, and a session of it that others may join."""

from tools.sessions.joining import open_for_joining
from tools.sessions.models import Seat, ToolSession
from tools.sessions.tools import Tool, register

TRIAL = Tool(
    name="proef",
    seat_url=lambda seat: f"/plaats/{seat.key}/",
    title=lambda session: f"Proef {session.pk}",
)
register(TRIAL)


def opened(code="ACDEFG", **facts):
    """Return an open session with somebody who leads it."""
    session = ToolSession.objects.create(tool=TRIAL.name, **facts)
    Seat.objects.create(session=session, is_leader=True)
    open_for_joining(session, code=lambda: code)
    return session
