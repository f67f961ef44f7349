from django.urls import path

from tools.conversation.preparing import beginning, entry, views

urlpatterns = [
    path("sessie/begin/", beginning.begin, name="begin"),
    path("sessie/werk/<key:key>/", entry.work, name="work"),
    path("sessie/werk/<key:key>/voorbereiden/", views.prepare, name="prepare"),
    path("sessie/werk/<key:key>/voorbereiden/scoren/", views.start_scoring, name="start-scoring"),
    path(
        "sessie/werk/<key:key>/voorbereiden/uitnodiging.ics",
        views.invitation_ics,
        name="invitation-ics",
    ),
    path("sessie/werk/<key:key>/draaiboek/", views.script, name="script"),
]
