"""What the pages of log-in and of one's own account say beside their forms."""

from typing import Any

from allauth.usersessions.models import UserSession
from django import template

from accounts.demo import current_code

register = template.Library()

BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "een iPhone",
    "iPad": "een iPad",
    "Android": "Android",
    "CrOS": "een Chromebook",
    "Windows": "Windows",
    "Mac OS X": "een Mac",
    "Linux": "Linux",
}


@register.filter
def device(session: UserSession) -> str:
    """Return what somebody may recognise a session by, as "Firefox op Windows"."""
    browser = _first(BROWSERS, session.user_agent) or "Een browser"
    system = _first(SYSTEMS, session.user_agent)
    return f"{browser} op {system}" if system else browser


def _first(names: dict[str, str], user_agent: str) -> str:
    """Return the name of the first that is named; many browsers name the others too."""
    return next((name for mark, name in names.items() if mark in user_agent), "")


@register.simple_tag(takes_context=True)
def demo_code(context: dict[str, Any]) -> str:
    """Return the code that the demo accounts' telephone would show; "" for all other accounts."""
    stage = getattr(context["request"], "_login_stage", None)
    return current_code(stage.login.user) if stage else ""
