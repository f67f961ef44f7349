"""Home, the page about the portal, and the pages for when something goes wrong."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.generic import TemplateView

from accounts.entrance.sessions import MEMBERS, STAFF
from accounts.retention import UNCONFIRMED_DAYS
from kennisplaats.failure import failure_page
from knowledge import version
from knowledge.cards import cards
from knowledge.collection import collections
from knowledge.models import Dossier, Municipality, Publication
from knowledge.search_log import KEPT_DAYS
from knowledge.theme_overview import theme_overview
from knowledge.themes import FAMILIES
from outbox.models import ROW_DAYS, SENT_BODY_DAYS
from practices.facets import listed_practices
from practices.models import Practice
from practices.places import legend, tiles
from tools.conversation.models import KEPT_MONTHS
from tools.reflection.models import Exercise
from tools.sessions import places
from tools.sessions.models import ToolSession


class HomeView(TemplateView):
    template_name = "pages/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        at = version.of(self.request)
        collection = collections.at(at)
        shown = tiles(at)
        newest = listed_practices.at(at).newest(3)
        recent = Practice.objects.published().for_cards().in_bulk(newest)
        themes = theme_overview(collection)
        return super().get_context_data(
            **kwargs,
            themes=[theme for theme in themes if theme["node"].slug in FAMILIES],
            more_themes=[theme for theme in themes if theme["node"].slug not in FAMILIES],
            practice_count=collection.count(Practice.KIND),
            publication_count=collection.count(Publication.KIND),
            exercise_count=collection.count(Exercise.KIND),
            dossiers=Dossier.objects.published().by_title(),
            cards=cards([recent[pk] for pk in newest], collection.tree),
            tiles=shown,
            legend=legend(shown),
        )


class AboutView(TemplateView):
    template_name = "pages/about.html"
    extra_context = {"section": "about"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            evidence_levels=Practice.Evidence,
            practice_count=Practice.objects.published().count(),
            estimated_count=Practice.objects.published()
            .filter(evidence_judge=Practice.Judge.EDITORS)
            .count(),
            municipality_count=Municipality.objects.valid().count(),
        )


class PrivacyView(TemplateView):
    """Says how long things are kept in the words of the code that forgets them."""

    template_name = "pages/privacy.html"
    extra_context = {
        "search_days": KEPT_DAYS,
        "unconfirmed_days": UNCONFIRMED_DAYS,
        "mail_text_days": SENT_BODY_DAYS,
        "mail_days": ROW_DAYS,
        "idle_days": MEMBERS.idle.days,
        "session_days": MEMBERS.whole.days,
        "staff_hours": STAFF.whole // timedelta(hours=1),
        "reflection_days": ToolSession._meta.get_field("keep_days").default,
        "conversation_months": KEPT_MONTHS,
        "seat_hours": places.SECONDS // 3600,
    }


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    response = render(request, "429.html", status=429)
    response["Retry-After"] = "300"
    return response


def forbidden_by_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say in plain words that a form came without its proof of origin; Django logs ``reason``."""
    return render(request, "403.html", {"is_csrf": True}, status=403)


def server_error(_request: HttpRequest) -> HttpResponse:
    return failure_page(500)
