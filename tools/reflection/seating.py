"""What sessions need to know of this tool."""

from django.urls import reverse

from tools.reflection.models import Reflection
from tools.reflection.starting import TOOL
from tools.reflection.versions import forget_unused
from tools.sessions.models import Seat, ToolSession
from tools.sessions.tools import Tool


def seat_url(seat: Seat) -> str:
    if seat.session.reflection.form != Reflection.Form.TEAM:
        return reverse("reflection:work", args=[seat.key])
    return reverse("reflection:lead" if seat.is_leader else "reflection:take-part", args=[seat.key])


def title(session: ToolSession) -> str:
    return session.reflection.script.title


REFLECTION = Tool(name=TOOL, seat_url=seat_url, title=title, tidy=forget_unused)
