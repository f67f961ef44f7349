from django.http import HttpResponse
from django.utils.http import content_disposition_header

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ICS = "text/calendar; charset=utf-8"


def download(content: bytes, name: str, kind: str) -> HttpResponse:
    """Return a file to keep, under ``name``; ``kind`` is its media type."""
    answer = HttpResponse(content, content_type=kind)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    assert disposition is not None  # noqa: S101 -- an attachment always has one
    answer["Content-Disposition"] = disposition
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
