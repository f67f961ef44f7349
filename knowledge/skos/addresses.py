"""The addresses by which the world knows our concepts; each is that of a page of the portal."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from rdflib import URIRef

_CONCEPT = re.compile(r"/begrippen/(?P<scheme>[-\w]+)/(?P<slug>[-\w]+)/")


@dataclass(frozen=True, slots=True)
class Addresses:
    """``site`` is "https://kennisplaats.example", without a slash at its end; "" is any."""

    site: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Addresses":
        """Use the address of the portal, or without one that of the request."""
        return cls(settings.SITE_URL or request.build_absolute_uri("/").rstrip("/"))

    def scheme(self, slug: str) -> URIRef:
        # A list of concepts has no page of its own: it is a part of the file with all of them.
        return URIRef(f"{self.site}{reverse('knowledge:thesaurus-ttl')}#{slug}")

    def concept(self, scheme: str, slug: str) -> URIRef:
        return URIRef(f"{self.site}{reverse('knowledge:concept', args=[scheme, slug])}")

    def scheme_slug(self, iri: str) -> str:
        """Return the slug in the address of a list of ours, "" if it is none."""
        parts = urlsplit(iri)
        is_list = parts.path == reverse("knowledge:thesaurus-ttl")
        return parts.fragment if self._is_here(iri) and is_list else ""

    def concept_slugs(self, iri: str) -> tuple[str, str] | None:
        """Return the list and slug in the address of a concept of ours, if it is one."""
        parts = urlsplit(iri)
        match = _CONCEPT.fullmatch(parts.path)
        if not match or parts.fragment or not self._is_here(iri):
            return None
        return match["scheme"], match["slug"]

    def _is_here(self, iri: str) -> bool:
        return not self.site or iri.startswith(f"{self.site}/")
