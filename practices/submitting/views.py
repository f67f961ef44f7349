"""The pages on which a practice is described, sent and followed; each is of its author alone."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from knowledge import version
from knowledge.editing import version_sent
from practices.models import Practice, Submission
from practices.submitting import services
from practices.submitting.answering import AnswersForm, label_of
from practices.submitting.building import preview, told
from practices.submitting.confirming import ChangeForm
from practices.submitting.fields import kept
from practices.submitting.forms import SNAPSHOT, SubmissionForm, problems
from practices.submitting.logged_out import author_view, forget, waiting
from practices.submitting.mine import rows
from practices.submitting.progress import badge, is_withdrawable, steps
from practices.submitting.saving import ConflictError, save_fields
from practices.submitting.similar import existing
from practices.views import PracticeDetailView

REFUSED = 422
OUTDATED = 409


@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest) -> HttpResponse:
    """Say what is asked; begin, for who is logged in."""
    if request.method == "POST":
        return _begin(request)
    return _explanation(request)


def _begin(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    try:
        return redirect(services.begin(request.user))
    except ValidationError as error:
        return _explanation(request, error=error.messages[0], status=REFUSED)


def _explanation(request: HttpRequest, *, error: str = "", status: int = 200) -> HttpResponse:
    shown = rows(request.user) if request.user.is_authenticated else []
    context = {"rows": shown, "error": error}
    return _page(request, "practices/submit/start.html", context, status)


@author_view()
@require_http_methods(["GET", "HEAD", "POST"])
def submission(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Show the form, or where it is once it was sent; keep what was typed."""
    mine = own(request, key)
    if request.method != "POST":
        return _form_page(request, mine) if mine.is_draft else _status_page(request, mine)
    try:
        save_typed(request, mine)
    except ConflictError as conflict:
        return _conflict(request, conflict)
    if request.POST.get("dan") == "voorbeeld":
        return redirect("practices:submission-preview", mine.key)
    return redirect(mine)


@author_view(posts_only=True)
def send(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Keep what was typed, and send it if nothing is wrong."""
    mine = own(request, key)
    if not mine.is_draft:
        return redirect(mine)
    try:
        save_typed(request, mine)
    except ConflictError as conflict:
        return _conflict(request, conflict)
    form = services.send(mine)
    return _form_page(request, mine, form, status=REFUSED) if form.errors else redirect(mine)


@author_view(posts_only=True)
def send_back(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Keep the answers that were typed, and give them to the editors if all are there."""
    mine = own(request, key)
    if not mine.is_returned:
        return redirect(mine)
    try:
        save_typed(request, mine)
    except ConflictError as conflict:
        return _conflict(request, conflict)
    form = AnswersForm(mine, is_bound=True)
    if not form.is_valid():
        return _status_page(request, mine, form, status=REFUSED)
    try:
        services.send_back(mine, form.answers(), edit_version=version_sent(request.POST))
    except ValidationError as error:
        return _status_page(request, own(request, key), error=error.messages[0], status=OUTDATED)
    return redirect(mine)


@author_view()
@require_safe
def preview_page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Show the practice as visitors will see it; nothing is saved for that."""
    view: Callable[..., Any] = PreviewView.as_view(submission=own(request, key))
    found: HttpResponse = view(request)
    return found


class PreviewView(PracticeDetailView):
    """The page of a practice that may not be there yet."""

    submission: Submission | None = None
    template_name = "practices/submit/preview.html"

    def get_object(self, queryset: Any = None) -> Practice:
        mine = self.submission
        if mine is None or mine.practice_id is None:
            return preview(told(SubmissionForm(mine.fields if mine else {})))
        practice: Practice = Practice.objects.for_detail().get(pk=mine.practice_id)
        practice.published_at = practice.published_at or practice.changed_at
        return practice

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, submission=self.submission)


@author_view(posts_only=True)
def withdraw(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    mine = own(request, key)
    if mine.withdrawn_at or mine.is_draft:
        return redirect(mine)
    try:
        services.withdraw(mine)
    except ValidationError as error:
        return _status_page(request, mine, error=error.messages[0], status=OUTDATED)
    return redirect(mine)


@author_view(posts_only=True)
def again(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Begin a new one with the text of one that was withdrawn or not published."""
    mine = own(request, key)
    if mine.is_draft:
        return redirect(mine)
    try:
        return redirect(services.begin_again(mine))
    except ValidationError as error:
        return _status_page(request, mine, error=error.messages[0], status=REFUSED)


@author_view(posts_only=True)
def remind(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    mine = own(request, key)
    services.set_reminder(mine, wanted=request.POST.get("elk_jaar") == "ja")
    return redirect(mine)


@author_view()
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Ask whether what was published still holds: yes, or what has changed."""
    mine = own(request, key)
    if not mine.is_published:
        return redirect(mine)
    if request.method != "POST":
        return _confirm_page(request, mine, ChangeForm())
    if request.POST.get("klopt") == "ja":
        services.confirm(mine)
        return _page(request, "practices/submit/confirmed.html", {"submission": mine})
    form = ChangeForm(request.POST)
    if not form.is_valid():
        return _confirm_page(request, mine, form, status=REFUSED)
    services.report_change(mine, form.cleaned_data["text"])
    return _page(request, "practices/submit/confirmed.html", {"submission": mine, "changed": True})


# Shared by the pages --------------------------------------------------------


def own(request: HttpRequest, key: uuid.UUID) -> Submission:
    """Return the submission with this key; of another it does not exist."""
    mine = Submission.objects.of(request.user).select_related("practice", "author")
    return get_object_or_404(mine, key=key)


def save_typed(request: HttpRequest, mine: Submission) -> None:
    """Keep what the form on the page has; raise ConflictError where it is outdated."""
    form = _form_of(mine)
    if form is not None:
        typed = kept(form.fields, request.POST)
        # There the text of the practice stands in a field that was never kept.
        emptied = () if mine.is_draft else typed
        save_fields(mine, typed, version=version_sent(request.POST, "version"), emptied=emptied)
        forget(request)


def differences(conflict: ConflictError) -> list[dict[str, str]]:
    """Return by field both texts: what was typed here, and what is kept now."""
    mine = conflict.submission
    form = _form_of(mine)
    labels = {name: str(known.label) for name, known in form.fields.items()} if form else {}
    return [
        {
            "name": name,
            "label": labels.get(name, ""),
            "here": conflict.fields.get(name, ""),
            "kept": mine.fields.get(name, ""),
        }
        for name in conflict.differing
        if name in labels
    ]


def _form_of(mine: Submission) -> SubmissionForm | AnswersForm | None:
    """Return the form that the author may fill in now, if there is one."""
    if mine.is_draft:
        return SubmissionForm()
    return AnswersForm(mine) if mine.is_returned else None


def _form_page(
    request: HttpRequest,
    mine: Submission,
    form: SubmissionForm | None = None,
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    shown, typed = form, waiting(request, mine) if form is None else None
    if shown is None:
        fields = {**mine.fields, **(typed["fields"] if typed else {})}
        shown = SubmissionForm(initial=fields)
        shown.problems = problems(fields)
    more = [name for name in shown.fields if name not in SNAPSHOT]
    context = {
        "submission": mine,
        "form": shown,
        "version": typed["version"] if typed else mine.version,
        "is_waiting": typed is not None,
        "existing": existing(mine.fields.get("title", ""), version.of(request)),
        "has_more": any(shown.get_initial_for_field(shown.fields[name], name) for name in more),
        **context,
    }
    return _page(request, "practices/submit/form.html", context, status)


def _status_page(
    request: HttpRequest,
    mine: Submission,
    answers: AnswersForm | None = None,
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    typed = waiting(request, mine) if answers is None else None
    if answers is None and mine.is_returned:
        answers = AnswersForm(mine, typed=typed["fields"] if typed else None)
    comments = mine.practice.comments.filter(closed_at=None) if mine.practice else []
    context = {
        "submission": mine,
        "practice": mine.practice,
        "version": typed["version"] if typed else mine.version,
        "is_waiting": typed is not None,
        "badge": badge(mine),
        "steps": steps(mine),
        "answers": answers,
        "questions": [(label_of(one.field), one) for one in comments],
        "typed": [
            (known.label, mine.fields[name])
            for name, known in SubmissionForm().fields.items()
            if mine.fields.get(name)
        ],
        "is_withdrawable": is_withdrawable(mine),
        **context,
    }
    return _page(request, "practices/submit/status.html", context, status)


def _conflict(request: HttpRequest, conflict: ConflictError) -> HttpResponse:
    """Show both texts; what was typed here stands in the form, and is kept when sent again."""
    mine, both = conflict.submission, differences(conflict)
    if mine.is_draft:
        form = SubmissionForm(initial=conflict.fields)
        return _form_page(request, mine, form, status=OUTDATED, differences=both)
    if mine.is_returned:
        answers = AnswersForm(mine, typed=conflict.fields)
        return _status_page(request, mine, answers, status=OUTDATED, differences=both)
    return redirect(mine)


def _confirm_page(
    request: HttpRequest, mine: Submission, form: ChangeForm, *, status: int = 200
) -> HttpResponse:
    context = {"submission": mine, "practice": mine.practice, "form": form}
    return _page(request, "practices/submit/confirm.html", context, status)


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    shown = {"section": "practices", "submit_url": reverse("practices:submit"), **context}
    return render(request, template, shown, status=status)
