"""What templates ask about questions; builtin in every template."""

from typing import Any

from django import template

from tools.reflection.asking import Asked
from tools.reflection.script import Prompt

register = template.Library()


@register.filter
def asked(prompt: Prompt, value: Any) -> Asked:
    """Return ``prompt`` with its fields filled in; ``value`` as in Asked."""
    return Asked(prompt, value)
