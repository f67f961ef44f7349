from django.urls import path

from bench.floor.views import page

urlpatterns = [path("<slug:name>/", page)]
