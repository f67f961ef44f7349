"""The report: a page that says what is in it, and its files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from knowledge.sheets import XLSX
from tools.conversation.access import insiders
from tools.conversation.agenda.deeds import ALIVE
from tools.conversation.models import Conversation
from tools.conversation.pages import seat_page
from tools.conversation.report.building import document_of, subtitle, who
from tools.conversation.report.dates import review_events
from tools.conversation.report.material import Material
from tools.conversation.report.workbook import sheets_of
from tools.documents.answers import DOCX, ICS, PDF, download
from tools.documents.calendar import to_ics
from tools.documents.document import Heading
from tools.documents.pdf import to_pdf
from tools.documents.sheets import to_xlsx
from tools.documents.word import to_docx
from tools.sessions.models import Seat


@require_safe
@insiders
def report(request: HttpRequest, seat: Seat) -> HttpResponse:
    conversation = seat.session.conversation
    material = Material.of(conversation, timezone.localdate())
    context: dict[str, object] = {"material": material}
    if material:
        context |= {
            "subtitle": subtitle(material),
            "who": who(material),
            "parts": [
                block.text
                for block in document_of(material).blocks
                if isinstance(block, Heading) and block.level == 1
            ],
            "has_dates": bool(review_events(conversation)),
        }
    return seat_page(request, "conversation/report/page.html", seat, context, step="outcome")


@require_safe
@insiders
def report_pdf(_request: HttpRequest, seat: Seat) -> HttpResponse:
    material = _material_or_404(seat)
    return download(to_pdf(document_of(material)), _name(material.conversation, "pdf"), PDF)


@require_safe
@insiders
def report_docx(_request: HttpRequest, seat: Seat) -> HttpResponse:
    material = _material_or_404(seat)
    return download(to_docx(document_of(material)), _name(material.conversation, "docx"), DOCX)


@require_safe
@insiders
def report_xlsx(_request: HttpRequest, seat: Seat) -> HttpResponse:
    material = _material_or_404(seat)
    return download(to_xlsx(sheets_of(material)), _name(material.conversation, "xlsx"), XLSX)


@require_safe
@insiders
def review_ics(_request: HttpRequest, seat: Seat) -> HttpResponse:
    """Give the days to look back to a calendar; 404 where the agenda shows none."""
    conversation = seat.session.conversation
    events = review_events(conversation) if conversation.phase in ALIVE else ()
    if not events:
        raise Http404
    return download(to_ics(events), _name(conversation, "ics"), ICS)


def _material_or_404(seat: Seat) -> Material:
    material = Material.of(seat.session.conversation, timezone.localdate())
    if material is None:
        raise Http404
    return material


def _name(conversation: Conversation, ending: str) -> str:
    return f"gesprekstool-{slugify(conversation.title) or 'gesprek'}.{ending}"
