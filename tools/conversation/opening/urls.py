from django.urls import path

from tools.conversation.stub import not_there_yet

urlpatterns = [
    path("", not_there_yet, name="start"),
    path("thema/<slug:slug>/", not_there_yet, name="theme"),
]
