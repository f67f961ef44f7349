"""The kinds of content there are: each a child of KnowledgeItem that says its own words."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps


@dataclass(frozen=True, slots=True)
class Kind:
    """What the portal calls a kind; ``name`` is stored, ``slug`` stands in addresses."""

    name: str
    slug: str
    singular: str
    plural: str
    icon: str
    list_url: str
    detail_url: str
    position: int = 100


@cache
def kinds() -> tuple[Kind, ...]:
    """
    Return every kind of content, in the order in which visitors see them.

    Looked up once a process: every card of a mixed list asks for its kind.
    """
    found = [kind for model in apps.get_models() if (kind := getattr(model, "KIND", None))]
    return tuple(sorted(found, key=lambda kind: kind.position))


def kind_named(name: str) -> Kind:
    """Return the kind stored as ``name``; raise KeyError where there is none."""
    return {kind.name: kind for kind in kinds()}[name]


def model_named(name: str) -> Any:
    """Return the model of the kind stored as ``name``."""
    return next(
        model
        for model in apps.get_models()
        if (kind := getattr(model, "KIND", None)) and kind.name == name
    )
