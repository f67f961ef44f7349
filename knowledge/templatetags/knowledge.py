from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from knowledge import prose
from knowledge.facets import Choice
from knowledge.models import Concept, KnowledgeItem

register = template.Library()


@register.filter
def in_scheme(item: KnowledgeItem, scheme: str) -> list[Concept]:
    """Return the concepts of ``item`` in one list; no query after ``for_cards()``."""
    return item.concepts_in(scheme)


@register.filter
def is_rich(text: str) -> bool:
    return prose.is_html(text)


@register.filter
def rich(text: str) -> SafeString:
    """Return a text with headings, lists and links as safe HTML."""
    return prose.shown(text)


@register.simple_tag
def facet_choices(name: str, choices: Iterable[Choice]) -> SafeString:
    """
    Return the checkboxes of a facet, each in its list item.

    Markup in Python, because a page has hundreds: as templates they took most
    of the time of a list.
    """
    return SafeString("".join(_choice(name, choice) for choice in choices))


def _choice(name: str, choice: Choice) -> str:
    before, label = _unchanging(name, choice.value, choice.label)
    checked = " checked" if choice.is_chosen else ""
    disabled = " disabled" if choice.is_disabled else ""
    count = choice.count
    return f'{before}data-n="{count}"{checked}{disabled}>{label}<span>{count}</span></li>'


@lru_cache(maxsize=4_000)
def _unchanging(name: str, value: str, label: str) -> tuple[SafeString, SafeString]:
    """Return what comes before and after the count; the same for every visitor."""
    before = format_html(
        '<li class="kp-option"><label><input type="checkbox" id="{0}-{1}" name="{0}" value="{1}"'
        ' data-facet="{0}" data-value="{1}" ',
        name,
        value,
    )
    return before, format_html("{}</label>", capfirst(label))
