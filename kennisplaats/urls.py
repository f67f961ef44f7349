from django.contrib import admin
from django.urls import include, path
from django.views.generic import TemplateView

from kennisplaats import health, views
from tools.conversation.mine import page as my_conversations
from tools.reflection.mine import page as my_reflections

admin.site.site_header = "Beheer van de kennisplaats"
admin.site.site_title = "Beheer"
admin.site.index_title = "Wat wilt u beheren?"

urlpatterns = [
    path("", views.HomeView.as_view(), name="home"),
    path("praktijkvoorbeelden/", include("practices.urls")),
    path("reflectie/", include("tools.reflection.urls")),
    path("gesprekstool/", include("tools.conversation.urls")),
    path("meedoen/", include("tools.sessions.urls")),
    path("", include("knowledge.urls")),
    path("mijn/gesprekken/", my_conversations, name="my-conversations"),
    path("mijn/reflecties/", my_reflections, name="my-reflections"),
    path("mijn/", include("accounts.urls")),
    path("account/", include("allauth.urls")),
    path("over/", views.AboutView.as_view(), name="about"),
    path("privacy/", views.PrivacyView.as_view(), name="privacy"),
    path(
        "toegankelijkheid/",
        TemplateView.as_view(template_name="pages/accessibility.html"),
        name="accessibility",
    ),
    path("beheer/", admin.site.urls),
    path("gezond/", health.alive, name="alive"),
    path("gereed/", health.ready, name="ready"),
]

handler403 = "kennisplaats.views.forbidden"
handler404 = "kennisplaats.views.not_found"
handler500 = "kennisplaats.views.server_error"
handler429 = "kennisplaats.views.too_many_requests"
