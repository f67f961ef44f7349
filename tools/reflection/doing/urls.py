from django.urls import URLPattern, URLResolver, include, path

from tools.reflection.doing import autosave, beginning, views

# Of one seat, under its key: whoever has the address, has what is there.
of_seat = [
    path("", views.work, name="work"),
    path("stap/<int:number>/", views.step, name="step"),
    path("bewaren/", autosave.save, name="save"),
    path("stuur-link/", views.mail_link, name="mail-link"),
    path("afronden/", views.finish, name="finish"),
    path("verwijderen/", views.remove, name="remove"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("sessie/begin/<slug:slug>/", beginning.start, name="start"),
    path("sessie/verwijderd/", views.removed, name="removed"),
    path("sessie/werk/<key:key>/", include(of_seat)),
]
