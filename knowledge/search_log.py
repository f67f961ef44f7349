"""
Counts what lists are asked, without anything of who asked it.

Kept are sums by day: neither the moment nor the order of questions.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.db import models, transaction
from django.db.models import F
from django.http import QueryDict
from django.urls import Resolver404, ResolverMatch, resolve

from knowledge.lists import HtmxRequest, KnowledgeListView
from knowledge.models import AskedQuery, Click, KnowledgeItem, MissedSearch
from knowledge.models.search_log import MOST_FILTERS, MOST_WORDS
from knowledge.personal_data import looks_personal

KEPT_DAYS = 90
MOST_ADDRESS = 4_000


class NotAListError(Exception):
    """An address that is not that of a list with words, or not of a result in it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list was asked; see AskedQuery."""

    words: str
    path: str
    filters: str
    count: int


def asked_at(address: str) -> Asked:
    """
    Return what the list at ``address``, a path with a query string, is asked and finds.

    The list is asked again here: nobody is believed about a count. Raise
    NotAListError where there is no list, or no words.
    """
    view = _list_at(address)
    words = tidy(view.filterset.query)
    if not words:
        raise NotAListError("Er zijn geen zoekwoorden.")
    return Asked(words, view.request.path, _filters(view), view.found.bit_count())


def item_at(address: str) -> int:
    """
    Return the primary key of the published item whose page has this path.

    Raise NotAListError where it is the page of something else, or of nothing.
    """
    match = _match(address)
    queryset = getattr(_view_class(match), "queryset", None)
    if queryset is not None and issubclass(queryset.model, KnowledgeItem):
        kind, slug = queryset.model.KIND.name, match.kwargs.get("slug", "")
        for pk in queryset.filter(kind=kind, slug=slug).values_list("pk", flat=True):
            return int(pk)
    raise NotAListError("Dit is geen resultaat van de kennisplaats.")


def note_question(asked: Asked, day: date) -> None:
    """Count a question that was asked on ``day``, unless it looks personal."""
    if not looks_personal(asked.words):
        _question(asked, day, by=1)


@transaction.atomic
def note_click(asked: Asked, item: int, day: date) -> None:
    """Count that ``item`` was opened from what a question found, unless that looks personal."""
    if not looks_personal(asked.words):
        question = _question(asked, day, by=0)
        _add(Click.objects.filter(asked=question, item=item), asked_id=question, item_id=item)


@transaction.atomic
def forget(before: date) -> int:
    """Delete all that visitors looked for before that day; return how many rows it was."""
    count = outdated(before)
    for rows in _outdated(before):
        rows.delete()
    return count


def outdated(before: date) -> int:
    """Return how many rows are from before that day."""
    return sum(rows.count() for rows in _outdated(before))


def first_kept(today: date) -> date:
    """Return the oldest day of which anything may be kept."""
    return today - timedelta(days=KEPT_DAYS)


def tidy(words: str) -> str:
    """Return ``words`` in small letters with single spaces, so that they compare."""
    return " ".join(words.lower().split())[:MOST_WORDS].strip()


@transaction.atomic
def _question(asked: Asked, day: date, *, by: int) -> int:
    """Count a question ``by`` times more; return its key of that day."""
    if not AskedQuery.objects.filter(day=day).exists():
        # The first of a day throws away what is too old: so it goes also where nobody plans it.
        forget(first_kept(day))
    key = {"words": asked.words, "path": asked.path, "filters": asked.filters, "day": day}
    rows = AskedQuery.objects.filter(**key)
    _add(rows, by=by, count=asked.count, **key)
    return int(rows.values_list("pk", flat=True).get())


def _add(rows: models.QuerySet[Any], *, by: int = 1, count: int | None = None, **key: Any) -> None:
    """Add to ``times`` of the one row with ``key``, which is made when it is not there."""
    newest = {} if count is None else {"count": count}
    change = {"times": F("times") + by, **newest}
    if not rows.update(**change):
        # Somebody else may make it at this moment: then theirs is counted on.
        rows.model.objects.bulk_create([rows.model(**key, **newest)], ignore_conflicts=True)
        rows.update(**change)


def _outdated(before: date) -> list[models.QuerySet[Any]]:
    return [model.objects.filter(day__lt=before) for model in (AskedQuery, MissedSearch)]


def _list_at(address: str) -> KnowledgeListView:
    match = _match(address)
    view_class = _view_class(match)
    if not (view_class and issubclass(view_class, KnowledgeListView)):
        raise NotAListError("Dit is geen lijst van de kennisplaats.")
    parts = urlsplit(address)
    asked = HtmxRequest()
    asked.method, asked.path, asked.GET = "GET", parts.path, QueryDict(parts.query)
    view: KnowledgeListView = view_class(**match.func.view_initkwargs)  # type: ignore[attr-defined]
    view.setup(asked, *match.args, **match.kwargs)
    return view


def _match(address: str) -> ResolverMatch:
    if not address or len(address) > MOST_ADDRESS:
        raise NotAListError("Het adres ontbreekt of is te lang.")
    try:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            raise NotAListError("Dit is een adres van een andere website.")
        return resolve(parts.path)
    except (Resolver404, ValueError) as error:
        raise NotAListError("Dit adres bestaat niet.") from error


def _view_class(match: ResolverMatch) -> Any:
    return getattr(match.func, "view_class", None)


def _filters(view: KnowledgeListView) -> str:
    """Return all that was chosen beside the words, as far as it fits."""
    whole = urlsplit(view.state.url()).query
    pairs = sorted(pair for pair in parse_qsl(whole) if pair[0] not in {"q", "sorteer"})
    while len(filters := urlencode(pairs)) > MOST_FILTERS:
        pairs.pop()
    return filters
