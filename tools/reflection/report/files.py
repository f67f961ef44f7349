"""The report as files to keep, and its dates for a calendar."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from outbox.mail import absolute_url
from tools.documents.answers import DOCX, ICS, PDF, download
from tools.documents.calendar import Event, to_ics
from tools.documents.pdf import to_pdf
from tools.documents.word import to_docx
from tools.reflection.models import Agreement
from tools.reflection.report.building import agreed_when, document_for
from tools.reflection.report.reading import reader_or_404
from tools.sessions.models import Seat


@require_safe
def report_pdf(request: HttpRequest, key: str) -> HttpResponse:
    seat = reader_or_404(key)
    return download(to_pdf(document_for(seat)), _name(seat, "pdf"), PDF)


@require_safe
def report_docx(request: HttpRequest, key: str) -> HttpResponse:
    seat = reader_or_404(key)
    return download(to_docx(document_for(seat)), _name(seat, "docx"), DOCX)


@require_safe
def report_ics(request: HttpRequest, key: str) -> HttpResponse:
    """Give the dates of what was agreed to a calendar; 404 where nothing has a date."""
    seat = reader_or_404(key)
    agreements = seat.session.reflection.agreements.all()
    events = [_event(one, one.due_on, seat) for one in agreements if one.due_on]
    if not events:
        raise Http404
    return download(to_ics(events), _name(seat, "ics"), ICS)


def _event(agreement: Agreement, day: date, seat: Seat) -> Event:
    """
    Return a day in a calendar that says what was agreed.

    Without the address of the report: others may see the calendar.
    """
    exercise = seat.session.reflection.script.title
    return Event(
        uid=f"afspraak-{agreement.key}@kennisplaats",
        title=agreement.text,
        text=f"Afgesproken na de oefening ‘{exercise}’. {agreed_when(agreement)}",
        on=day,
        url=absolute_url(reverse("reflection:list")),
    )


def _name(seat: Seat, ending: str) -> str:
    return f"{slugify(seat.session.reflection.script.title)}.{ending}"
