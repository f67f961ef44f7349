"""What machines and other writers need to refer to an item."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format

from knowledge.models import KnowledgeItem

SITE_NAME = "Kennisplaats"


@dataclass(frozen=True, slots=True)
class Metadata:
    """Facts for the head of a page and the text with which to cite it."""

    title: str
    description: str
    url: str
    structured: dict[str, Any]
    citation: str


def absolute(request: HttpRequest, path: str) -> str:
    """Return ``path`` with the address of the portal, or that of the request without one."""
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else request.build_absolute_uri(path)


def changed_on(item: KnowledgeItem) -> date:
    """Return the day of the last change that visitors were told of, or else of any change."""
    told = [change.changed_on for change in item.public_changes.all()]
    return max(told, default=timezone.localtime(item.changed_at).date())


def metadata(item: KnowledgeItem, request: HttpRequest) -> Metadata:
    """Describe a published ``item``; reads its concepts and sources, so prefetch them."""
    url = absolute(request, item.get_absolute_url())
    published = timezone.localtime(item.published_at)
    structured = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": item.title,
        "description": item.summary,
        "inLanguage": "nl",
        "url": url,
        "datePublished": published.date().isoformat(),
        "dateModified": changed_on(item).isoformat(),
        "publisher": {"@type": "Organization", "name": SITE_NAME},
        "keywords": [assignment.tag.name for assignment in item.assignments.all()],
        "citation": [source.url for source in item.sources.all() if not source.is_gone],
    }
    if item.reviewed_on:
        structured["lastReviewed"] = item.reviewed_on.isoformat()
    # APA 7: author, date, title, address.
    day = f"{published.year}, {date_format(published, 'j F')}"
    citation = f"{SITE_NAME}. ({day}). {item.title}. {url}"
    return Metadata(item.title, item.summary, url, structured, citation)
