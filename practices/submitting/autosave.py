"""What the script on the page asks and is told, as JSON."""

import uuid
from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.formats import time_format
from django.views.decorators.http import require_http_methods, require_safe

from knowledge import version
from practices.models import Submission
from practices.submitting.forms import problems
from practices.submitting.names import choices, names_at
from practices.submitting.saving import ConflictError
from practices.submitting.similar import existing
from practices.submitting.views import differences, own, save_typed

LOGGED_OUT = 401
OUTDATED = 409


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, key: uuid.UUID) -> JsonResponse:
    """
    Keep what is typed; asked with GET, say what is kept and give a new token against misuse.

    Who is logged out is told so, and not led to a page that a script cannot show.
    """
    if not request.user.is_authenticated:
        return JsonResponse({"logged_out": True}, status=LOGGED_OUT)
    mine = own(request, key)
    if request.method == "POST":
        try:
            save_typed(request, mine)
        except ConflictError as conflict:
            return _outdated(conflict)
    return JsonResponse(_state(request, mine))


@require_safe
def similar(request: HttpRequest) -> JsonResponse:
    found = existing(request.GET.get("titel", ""), version.of(request))
    return JsonResponse({"existing": [asdict(practice) for practice in found]})


@require_safe
def choose(request: HttpRequest) -> JsonResponse:
    """Answer a field in which concepts or places are chosen by typing."""
    names = names_at(version.of(request))
    is_place = request.GET.get("veld") == "places"
    found = choices(
        request.GET.get("q", ""), names.place_names if is_place else names.concept_names
    )
    return JsonResponse({"choices": [asdict(choice) for choice in found]})


def _state(request: HttpRequest, mine: Submission) -> dict[str, object]:
    return {
        "version": mine.version,
        "saved_at": saved_at(mine),
        "fields": mine.fields if request.method != "POST" else {},
        "problems": problems(mine.fields) if mine.is_draft else {},
        "is_open": mine.is_draft or mine.is_returned,
        "token": get_token(request),
    }


def _outdated(conflict: ConflictError) -> JsonResponse:
    mine = conflict.submission
    answer = {
        "version": mine.version,
        "differences": differences(conflict),
        "is_open": mine.is_draft or mine.is_returned,
    }
    return JsonResponse(answer, status=OUTDATED)


def saved_at(mine: Submission) -> str:
    return time_format(timezone.localtime(mine.changed_at), "H:i")
