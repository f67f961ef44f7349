from django.urls import path

from tools.conversation.outcome import views

urlpatterns = [
    path("voorbeeld/", views.example, name="example"),
    path("sessie/werk/<key:key>/uitkomst/", views.outcome, name="outcome"),
    path("sessie/werk/<key:key>/scoren-sluiten/", views.end_scoring, name="end-scoring"),
    path("sessie/werk/<key:key>/scoren-heropenen/", views.reopen, name="reopen"),
]
