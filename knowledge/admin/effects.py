"""The page between a change to the concepts and saving it: what visitors will find then."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from knowledge import version
from knowledge.collection import Collection, collections
from knowledge.preview import Preview, Questions, preview
from search.engine import Engine

# Which button of the page was pressed.
PROCEED = "_effects_seen"
BACK = "_back"
_NOT_SENT_ON = {PROCEED, BACK, "csrfmiddlewaretoken"}


def effects_of(request: HttpRequest, change: Callable[[Collection], Engine]) -> Preview:
    """Return what becomes of the questions of the last time; ``change`` gives the new engine."""
    current = collections.at(version.of(request))
    return preview(current, change(current), Questions.recent(timezone.localdate()))


def is_first_sent(request: HttpRequest) -> bool:
    """Return whether a form comes from its own page, and not from the page with effects."""
    return request.method == "POST" and not {PROCEED, BACK} & request.POST.keys()


def effects_page(
    model_admin: admin.ModelAdmin,
    request: HttpRequest,
    found: Preview,
    *,
    button: str,
    **context: Any,
) -> HttpResponse:
    """Return the page; its buttons send all that was sent once more, so that nothing is lost."""
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _NOT_SENT_ON
        for value in values
    ]
    return TemplateResponse(
        request,
        "admin/knowledge/effects.html",
        {
            **model_admin.admin_site.each_context(request),
            "opts": model_admin.opts,
            "title": "Dit verandert er bij zoeken",
            "preview": found,
            "sent": sent,
            "button": button,
            "proceed": PROCEED,
            "back": BACK,
            **context,
        },
    )


def nothing_changes(found: Preview) -> str:
    """Return what to tell when no question finds anything else; "" when there are none."""
    if not found.asked:
        return ""
    if found.asked == 1:
        return "De ene zoekvraag van de laatste tijd vindt hierna hetzelfde als eerst."
    return f"De {found.asked} zoekvragen van de laatste tijd vinden hierna hetzelfde als eerst."
