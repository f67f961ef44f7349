from django.urls import path

from tools.conversation.rounds import views

urlpatterns = [
    path("sessie/werk/<key:key>/rondes/", views.rounds, name="rounds"),
    path("sessie/werk/<key:key>/rondes/nieuw/", views.next_round, name="next-round"),
    path("sessie/werk/<key:key>/opnieuw-meten.ics", views.again_ics, name="again-ics"),
]
