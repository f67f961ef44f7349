from django.urls import path

from tools.conversation.stub import not_there_yet

urlpatterns = [
    path("sessie/werk/<key:key>/rondes/", not_there_yet, name="rounds"),
    path("sessie/werk/<key:key>/rondes/nieuw/", not_there_yet, name="next-round"),
]
