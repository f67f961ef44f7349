"""Small markup that templates may not write by hand; builtin in every template."""

import json
from functools import cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Return an icon of the sprite, made once; it says nothing to a screen reader."""
    return format_html(
        '<span class="ams-icon"><svg aria-hidden="true" focusable="false" width="24" height="24">'
        '<use href="{}#{}"></use></svg></span>',
        static("vendor/icons/sprite.svg"),
        name,
    )


ALERT_ICONS = {"success": "circle-check", "": "info-circle"}


@register.simple_block_tag
def alert(
    content: str, *, name: str, title: str, severity: str = "warning", takes_focus: bool = False
) -> SafeString:
    """
    Put ``content`` in a box that stands out, under ``title``.

    ``name`` is the id of its heading. One that takes the focus tells what was not done.
    """
    return format_html(
        '<section class="ams-alert{}" aria-labelledby="{}"{}>'
        '<div class="ams-alert__severity-indicator">{}</div><div class="ams-alert__content">'
        '<h2 class="ams-heading ams-heading--4" id="{}">{}</h2>{}</div></section>',
        f" ams-alert--{severity}" if severity else "",
        name,
        mark_safe(' tabindex="-1" autofocus data-kp-error-summary' if takes_focus else ""),  # noqa: S308
        icon(ALERT_ICONS.get(severity, "alert-triangle")),
        name,
        title,
        content,
    )


@register.filter
def lines(text: str) -> list[str]:
    """Return the lines of ``text`` that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """Return structured data for search engines; a data block, which no CSP needs to allow."""
    text = json.dumps(data, ensure_ascii=False)
    # The three characters with which a text could leave the script element.
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308
