"""The thesaurus for machines; kept as a page, for as long as the content stays the same."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from rdflib import Graph

from knowledge.skos.addresses import Addresses
from knowledge.skos.exporting import json_ld, thesaurus, turtle


@require_safe
def thesaurus_ttl(request: HttpRequest) -> HttpResponse:
    return _thesaurus(request, turtle, "text/turtle; charset=utf-8")


@require_safe
def thesaurus_jsonld(request: HttpRequest) -> HttpResponse:
    return _thesaurus(request, json_ld, "application/ld+json; charset=utf-8")


def _thesaurus(
    request: HttpRequest, write: Callable[[Graph], str], content_type: str
) -> HttpResponse:
    text = write(thesaurus(Addresses.of(request)))
    return HttpResponse(text, content_type=content_type)
