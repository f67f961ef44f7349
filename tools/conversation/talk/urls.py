from django.urls import path

from tools.conversation.stub import not_there_yet

urlpatterns = [
    path("sessie/werk/<key:key>/gesprek/", not_there_yet, name="talk"),
    path("sessie/werk/<key:key>/gesprek/stand/", not_there_yet, name="talk-state"),
    path("sessie/werk/<key:key>/gesprek/<str:letter>/", not_there_yet, name="talk-theme"),
    path("sessie/scherm/<key:key>/", not_there_yet, name="screen"),
    path("sessie/scherm/<key:key>/stand/", not_there_yet, name="screen-state"),
]
