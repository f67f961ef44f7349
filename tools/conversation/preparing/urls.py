from django.urls import path

from tools.conversation.stub import not_there_yet

urlpatterns = [
    path("sessie/begin/", not_there_yet, name="begin"),
    path("sessie/werk/<key:key>/", not_there_yet, name="work"),
    path("sessie/werk/<key:key>/voorbereiden/", not_there_yet, name="prepare"),
    path(
        "sessie/werk/<key:key>/voorbereiden/uitnodiging.ics", not_there_yet, name="invitation-ics"
    ),
    path("sessie/werk/<key:key>/draaiboek/", not_there_yet, name="script"),
]
