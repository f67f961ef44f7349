"""The thesaurus for machines; kept as a page, for as long as the content stays the same."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def thesaurus_ttl(request: HttpRequest) -> HttpResponse:
    return _thesaurus(request, "turtle", "text/turtle; charset=utf-8")


@require_safe
def thesaurus_jsonld(request: HttpRequest) -> HttpResponse:
    return _thesaurus(request, "json_ld", "application/ld+json; charset=utf-8")


def _thesaurus(request: HttpRequest, form: str, content_type: str) -> HttpResponse:
    # Not at every start: reading rdflib takes longer than anybody waits for this page.
    from knowledge.skos import exporting  # noqa: PLC0415
    from knowledge.skos.addresses import Addresses  # noqa: PLC0415

    write = {"turtle": exporting.turtle, "json_ld": exporting.json_ld}[form]
    text = write(exporting.thesaurus(Addresses.of(request)))
    return HttpResponse(text, content_type=content_type)
