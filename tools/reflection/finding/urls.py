from django.urls import path

from tools.reflection.finding import views

urlpatterns = [
    path("", views.ExerciseListView.as_view(), name="list"),
    path("keuzehulp/", views.GuideView.as_view(), name="guide"),
    # Any name will do: this comes last.
    path("<slug:slug>/", views.ExerciseDetailView.as_view(), name="detail"),
]
