"""A meeting without screens: chosen on a page, taken along on paper and in a calendar."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from outbox.mail import absolute_url
from tools.documents.answers import ICS, PDF, download
from tools.documents.calendar import to_ics
from tools.documents.pdf import to_pdf
from tools.reflection.models import Exercise
from tools.reflection.package.building import package_of
from tools.reflection.package.forms import MeetingForm
from tools.reflection.package.inviting import event
from tools.reflection.package.meeting import Meeting
from tools.reflection.script import Script
from tools.reflection.team.agenda import agenda_for

REFUSED = 422


@require_safe
def package(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, _exercise(slug), MeetingForm(request.GET))


@require_safe
def package_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    exercise, form = _exercise(slug), MeetingForm(request.GET)
    if not form.is_valid():
        return _page(request, exercise, form, status=REFUSED)
    content = to_pdf(package_of(Script.of(exercise), form.meeting))
    return download(content, f"teamoverleg-{slug}.pdf", PDF)


@require_safe
def package_ics(request: HttpRequest, slug: str) -> HttpResponse:
    exercise, form = _exercise(slug), MeetingForm(request.GET, needs_moment=True)
    if not form.is_valid():
        return _page(request, exercise, form, status=REFUSED)
    url = absolute_url(f"{reverse('reflection:package', args=[slug])}?{_query(form)}")
    content = to_ics([event(Script.of(exercise), form.meeting, slug=slug, url=url)])
    return download(content, f"teamoverleg-{slug}.ics", ICS)


def _exercise(slug: str) -> Exercise:
    return get_object_or_404(Exercise.objects.published().for_detail(), slug=slug)


def _page(
    request: HttpRequest, exercise: Exercise, form: MeetingForm, *, status: int = 200
) -> HttpResponse:
    context = {"section": "reflection", "exercise": exercise, "form": form}
    if form.is_valid():
        context |= _shown(exercise, form)
    return render(request, "reflection/package/page.html", context, status=status)


def _shown(exercise: Exercise, form: MeetingForm) -> dict[str, object]:
    meeting: Meeting = form.meeting
    agenda = agenda_for(Script.of(exercise), minutes=meeting.minutes, people=meeting.people)
    return {
        "meeting": meeting,
        "agenda": agenda,
        "rows": list(zip(meeting.times(agenda.parts), agenda.parts, strict=True)),
        "query": _query(form),
    }


def _query(form: MeetingForm) -> str:
    """Return the query string of a valid form, written in one way."""
    said = form.cleaned_data
    asked = {"minuten": said["minuten"], "mensen": said["mensen"]}
    if said.get("moment"):
        asked |= {"datum": f"{said['datum']:%Y-%m-%d}", "tijd": f"{said['tijd']:%H:%M}"}
    return urlencode(asked)
