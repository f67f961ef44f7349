"""What was typed by somebody whose session ended: it waits in the browser's new session."""

import re
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from practices.models import Submission
from practices.submitting.fields import KEPT_OF_TEXT
from practices.submitting.forms import SubmissionForm
from search.text import clean

WAITING = "practices_typed"
ANSWER = re.compile(r"(?:answer|text)_\d{1,18}$")

type View = Callable[..., HttpResponse]


def author_view(*, posts_only: bool = False) -> Callable[[View], View]:
    """
    Let through who is logged in; lead others to log in, and back to the submission.

    What they typed is kept in their session, which logging in keeps. With
    ``posts_only`` a visit leads to the submission too: that is where the button is.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
            page = reverse("practices:submission", args=[key])
            if not request.user.is_authenticated:
                if request.method == "POST":
                    _remember(request, key)
                return redirect_to_login(page if posts_only else request.path)
            if posts_only and request.method != "POST":
                return redirect(page)
            return view(request, key)

        return guarded

    return decorate


def waiting(request: HttpRequest, mine: Submission) -> dict[str, Any] | None:
    """Return the ``fields`` and the ``version`` of what was typed for ``mine``, if it waits."""
    typed: dict[str, Any] | None = request.session.get(WAITING)
    return typed if typed and typed["key"] == str(mine.key) else None


def forget(request: HttpRequest) -> None:
    request.session.pop(WAITING, None)


def _remember(request: HttpRequest, key: uuid.UUID) -> None:
    fields = SubmissionForm.base_fields
    names = [name for name in request.POST if name in fields or ANSWER.match(name)]
    typed = {name: clean(request.POST[name], max_length=KEPT_OF_TEXT) for name in names}
    # Who does not know the key of a submission, leaves nothing here.
    if typed and Submission.objects.filter(key=key).exists():
        version = request.POST.get("version", "")[:9]
        request.session[WAITING] = {"key": str(key), "fields": typed, "version": version}
