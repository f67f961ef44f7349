from django.urls import path

from tools.conversation.scoring import progress, views, welcoming

urlpatterns = [
    path("sessie/werk/<key:key>/welkom/", welcoming.welcome, name="welcome"),
    path("sessie/werk/<key:key>/scoren/stand/", progress.progress, name="progress"),
    path("sessie/werk/<key:key>/scoren/stand/nu/", progress.state, name="progress-state"),
    path("sessie/werk/<key:key>/scoren/klaar/", views.finish, name="finish"),
    path("sessie/werk/<key:key>/scoren/<str:letter>/", views.score, name="score"),
    path("sessie/werk/<key:key>/scoren/<str:letter>/bewaren/", views.save, name="save"),
]
