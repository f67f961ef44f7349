"""Numbers of an outcome as Dutch readers write them; builtin in every template."""

from decimal import Decimal

from django import template

from tools.conversation.outcome import wording

register = template.Library()


@register.filter
def score(value: Decimal | None, is_about: bool = False) -> str:
    return wording.score(value, is_about=is_about)


register.filter("importance", wording.importance)
register.filter("gap", wording.gap)
register.filter("gap_value", wording.gap_value)
register.filter("theme_mean", wording.theme_mean)
register.filter("theme_words", wording.theme)
register.filter("statement_mean", wording.statement_mean)
