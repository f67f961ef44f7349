from django.urls import path

from tools.sessions import views

app_name = "sessions"
urlpatterns = [
    path("", views.join, name="join"),
]
