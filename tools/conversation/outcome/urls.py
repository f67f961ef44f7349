from django.urls import path

from tools.conversation.stub import not_there_yet

urlpatterns = [
    path("voorbeeld/", not_there_yet, name="example"),
    path("sessie/werk/<key:key>/uitkomst/", not_there_yet, name="outcome"),
    path("sessie/werk/<key:key>/scoren-sluiten/", not_there_yet, name="end-scoring"),
    path("sessie/werk/<key:key>/scoren-heropenen/", not_there_yet, name="reopen"),
]
