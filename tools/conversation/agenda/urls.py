from django.urls import path

from tools.conversation.stub import not_there_yet

urlpatterns = [
    path("sessie/werk/<key:key>/agenda/", not_there_yet, name="agenda"),
    path("sessie/werk/<key:key>/agenda/nieuw/", not_there_yet, name="action-new"),
    path("sessie/werk/<key:key>/agenda/<uuid:action>/", not_there_yet, name="action"),
    path("sessie/werk/<key:key>/agenda/<uuid:action>/status/", not_there_yet, name="action-status"),
    path("sessie/werk/<key:key>/afsluiten/", not_there_yet, name="close"),
    path("sessie/werk/<key:key>/herinneringen/", not_there_yet, name="mail-wish"),
    path("sessie/mail/<key:wish>/", not_there_yet, name="mail-confirm"),
]
