from django.urls import path

from bench.baseline.views import PracticeListView

urlpatterns = [path("praktijkvoorbeelden/", PracticeListView.as_view())]
