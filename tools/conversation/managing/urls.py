from django.urls import path

from tools.conversation.managing import leading, own, people

urlpatterns = [
    path("sessie/werk/<key:key>/deelnemers/", people.people, name="people"),
    path(
        "sessie/werk/<key:key>/deelnemers/<int:person>/verwijderen/",
        people.remove_person,
        name="remove-person",
    ),
    path("sessie/werk/<key:key>/overdragen/", leading.hand_over, name="hand-over"),
    path("sessie/overnemen/<key:key>/", leading.take_over, name="take-over"),
    path("sessie/werk/<key:key>/verwijderen/", own.remove, name="remove"),
    path("sessie/verwijderd/", own.removed, name="removed"),
    path("sessie/werk/<key:key>/stuur-link/", own.mail_link, name="mail-link"),
    path("sessie/werk/<key:key>/nieuwe-link/", own.new_link, name="new-link"),
    path("sessie/werk/<key:key>/bij-account/", own.keep, name="keep"),
]
