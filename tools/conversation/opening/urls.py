from django.urls import path

from tools.conversation.opening import views

urlpatterns = [
    path("", views.StartView.as_view(), name="start"),
    path("thema/<slug:slug>/", views.ThemeDetailView.as_view(), name="theme"),
]
