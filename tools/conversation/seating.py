"""What sessions need to know of this tool."""

from django.urls import reverse

from tools.conversation.starting import TOOL
from tools.sessions.models import Seat, ToolSession
from tools.sessions.tools import Tool


def seat_url(seat: Seat) -> str:
    return reverse("conversation:work", args=[seat.key])


def title(session: ToolSession) -> str:
    return str(session.conversation.title)


CONVERSATION = Tool(name=TOOL, seat_url=seat_url, title=title)
