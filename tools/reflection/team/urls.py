from django.urls import path

from tools.reflection.team.views import leading, screen, taking_part
from tools.sessions import keys  # noqa: F401 -- tells Django what a key in an address is

_LEAD = "sessie/leiden/<key:key>/"
_SCREEN = "sessie/scherm/<key:key>/"
_PART = "sessie/mee/<key:key>/"

urlpatterns = [
    path(_LEAD, leading.lead, name="lead"),
    path(f"{_LEAD}stand/", leading.state, name="lead-state"),
    path(f"{_LEAD}doen/", leading.act, name="lead-act"),
    path(f"{_LEAD}scherm/", leading.open_screen, name="lead-screen"),
    path(f"{_LEAD}afsluiten/", leading.close, name="lead-close"),
    path(_SCREEN, screen.screen, name="screen"),
    path(f"{_SCREEN}stand/", screen.state, name="screen-state"),
    path(f"{_SCREEN}doen/", screen.act, name="screen-act"),
    path(_PART, taking_part.take_part, name="take-part"),
    path(f"{_PART}stand/", taking_part.state, name="take-part-state"),
    path(f"{_PART}kaartje/", taking_part.put_card, name="put-card"),
    path(f"{_PART}kaartje/intrekken/", taking_part.withdraw_card, name="withdraw-card"),
    path(f"{_PART}antwoord/", taking_part.answer, name="team-answer"),
]
