from django.urls import path

from tools.conversation.stub import not_there_yet

urlpatterns = [
    path("sessie/werk/<key:key>/welkom/", not_there_yet, name="welcome"),
    path("sessie/werk/<key:key>/scoren/stand/", not_there_yet, name="progress"),
    path("sessie/werk/<key:key>/scoren/klaar/", not_there_yet, name="finish"),
    path("sessie/werk/<key:key>/scoren/<str:letter>/", not_there_yet, name="score"),
    path("sessie/werk/<key:key>/scoren/<str:letter>/bewaren/", not_there_yet, name="save"),
]
