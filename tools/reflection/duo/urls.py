from django.urls import path

from tools.reflection.duo import views

urlpatterns = [
    path("sessie/uitnodiging/<key:key>/", views.invitation, name="invitation"),
    path("sessie/werk/<key:key>/klaar/", views.done, name="done"),
    path("sessie/werk/<key:key>/verder/", views.write_on, name="write-on"),
    path("sessie/werk/<key:key>/samen/", views.together, name="together"),
    path("sessie/ingetrokken/", views.withdrawn, name="withdrawn"),
    path("sessie/werk/<key:key>/intrekken/", views.withdraw, name="withdraw"),
]
