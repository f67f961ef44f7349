from django.urls import path

from tools.conversation.agenda.views import actions, board, closing, wishes

urlpatterns = [
    path("sessie/werk/<key:key>/agenda/", board.agenda, name="agenda"),
    path("sessie/werk/<key:key>/agenda/volgorde/", board.order, name="action-order"),
    path("sessie/werk/<key:key>/agenda/nieuw/", actions.new, name="action-new"),
    path("sessie/werk/<key:key>/agenda/<uuid:action>/", actions.edit, name="action"),
    path(
        "sessie/werk/<key:key>/agenda/<uuid:action>/status/", actions.status, name="action-status"
    ),
    path(
        "sessie/werk/<key:key>/agenda/<uuid:action>/verwijderen/",
        actions.remove,
        name="action-remove",
    ),
    path("sessie/werk/<key:key>/afsluiten/", closing.close, name="close"),
    path("sessie/werk/<key:key>/herinneringen/", wishes.mail_wish, name="mail-wish"),
    path("sessie/mail/gestopt/", wishes.mail_stopped, name="mail-stopped"),
    path("sessie/mail/<key:wish>/", wishes.mail_confirm, name="mail-confirm"),
]
