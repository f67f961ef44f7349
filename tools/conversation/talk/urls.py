from django.urls import path

from tools.conversation.talk.views import noting, screen, talking, themes

_TALK = "sessie/werk/<key:key>/gesprek/"
_THEME = f"{_TALK}<str:letter>/"
_SCREEN = "sessie/scherm/<key:key>/"

urlpatterns = [
    path(_TALK, talking.talk, name="talk"),
    path(f"{_TALK}stand/", talking.state, name="talk-state"),
    path(f"{_TALK}doen/", talking.act, name="talk-act"),
    path(f"{_TALK}kiezen/", talking.choose, name="talk-choose"),
    path(f"{_TALK}scherm/", talking.open_screen, name="talk-screen"),
    path(_THEME, themes.theme, name="talk-theme"),
    path(f"{_THEME}stand/", themes.state, name="talk-theme-state"),
    path(f"{_THEME}doen/", themes.act, name="talk-theme-act"),
    path(f"{_THEME}aantekening/", themes.add_note, name="note-new"),
    path(f"{_THEME}aantekening/<uuid:note>/", noting.note, name="note"),
    path(_SCREEN, screen.screen, name="screen"),
    path(f"{_SCREEN}stand/", screen.state, name="screen-state"),
    path(f"{_SCREEN}doen/", screen.act, name="screen-act"),
]
