"""Hints for plainer language on the form of an item, folded away until somebody wants them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString

from knowledge.models import KnowledgeItem
from knowledge.workbench.reading import panel


class ReadabilityMixin:
    """For an ItemAdmin: hints on the texts as they were saved, so not on a form to add one."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        own = super().get_readonly_fields(request, obj)  # type: ignore[misc]
        return [*own, "plain_language"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        own = list(super().get_fieldsets(request, obj))  # type: ignore[misc]
        if obj is None:
            return own
        return [*own, ("Eenvoudige taal", {"fields": ["plain_language"], "classes": ["collapse"]})]

    @admin.display(description="tips")
    def plain_language(self, item: KnowledgeItem) -> SafeString:
        return panel(item)
