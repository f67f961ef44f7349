from django.urls import path

from tools.conversation.stub import not_there_yet

urlpatterns = [
    path("sessie/werk/<key:key>/deelnemers/", not_there_yet, name="people"),
    path("sessie/werk/<key:key>/overdragen/", not_there_yet, name="hand-over"),
    path("sessie/overnemen/<key:key>/", not_there_yet, name="take-over"),
    path("sessie/werk/<key:key>/verwijderen/", not_there_yet, name="remove"),
    path("sessie/werk/<key:key>/stuur-link/", not_there_yet, name="mail-link"),
]
