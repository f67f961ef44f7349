"""Saving an item that somebody else saved meanwhile: both versions, and nothing lost."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from knowledge.editing import (
    OPENED_WITH,
    VERSION,
    both_versions,
    keep_open,
    open_elsewhere,
    opened_with,
    version_sent,
    with_rows_that_are_gone,
    without_rows,
)
from knowledge.models import KnowledgeItem
from search import stamp

CHOICE = "keuze-"
THEIRS = "hun"
_OWN = {VERSION, OPENED_WITH, "csrfmiddlewaretoken"}


class OvertakenError(Exception):
    """Somebody saved the item between its opening and this saving."""


class ConflictMixin(admin.ModelAdmin):
    """Every form says which version of the item it was opened with."""

    def item_of(self, record: Any) -> Any:
        """Return the item that ``record`` is, or that it is a part of."""
        return record

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        item = self.get_object(request, object_id) if object_id else None
        if item is None or not self.has_change_permission(request, item):
            return super().changeform_view(request, object_id, form_url, extra_context)
        if request.method != "POST":
            others = open_elsewhere(
                item=self.item_of(item).pk, user=request.user, now=timezone.now()
            )
            shown = {**(extra_context or {}), "open_elsewhere": others}
            return super().changeform_view(request, object_id, form_url, shown)
        if request.POST.get(VERSION) == str(self.item_of(item).edit_version):
            self._leave_theirs(request, item)
            with suppress(OvertakenError):
                return super().changeform_view(request, object_id, form_url, extra_context)
        return self._conflict_page(request, str(object_id), form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save if nobody else did: of two at the same moment, the database lets one through."""
        stamp.hold()
        if change:
            item = self.item_of(obj)
            version = version_sent(request.POST)
            mine = KnowledgeItem.objects.filter(pk=item.pk, edit_version=version)
            if not mine.update(edit_version=version + 1):
                raise OvertakenError
            item.edit_version = version + 1
            if item is not obj:
                # A version in the history of the whole, before the change of its part.
                item.refresh_from_db()
                item.save()
        super().save_model(request, obj, form, change)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Say in the page what it was opened with, however often it comes back with errors."""
        if (item := kwargs.get("obj")) and request.method == "POST":
            context |= {name: request.POST.get(name, "") for name in (VERSION, OPENED_WITH)}
        elif item:
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            opened = opened_with(context["adminform"].form, formsets)
            context |= {VERSION: self.item_of(item).edit_version, OPENED_WITH: opened}
        return super().render_change_form(request, context, *args, **kwargs)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        """Take what the other saved for the fields of which that was chosen."""
        form = super().get_form(request, obj, change, **kwargs)
        for name in _chosen(request.POST):
            if name in form.base_fields:
                form.base_fields[name].disabled = True
        return form

    def _leave_theirs(self, request: HttpRequest, item: Any) -> None:
        """Make what was sent fit the rows as they are now."""
        if not any(name.startswith(CHOICE) for name in request.POST):
            return
        data = request.POST.copy()
        chosen = _chosen(request.POST)
        for prefix, there in self._rows_there(request, item).items():
            if prefix in chosen:
                without_rows(data, prefix)
            else:
                with_rows_that_are_gone(data, prefix, there)
        request.POST = data  # type: ignore[assignment]

    def _rows_there(self, request: HttpRequest, item: Any) -> dict[str, list[Any]]:
        """Return the keys of the rows that there are now, by the prefix of their formset."""
        return {
            formset.get_default_prefix(): list(
                inline.get_queryset(request)
                .filter(**{formset.fk.name: item.pk})
                .values_list("pk", flat=True)
            )
            for formset, inline in self.get_formsets_with_inlines(request, item)
        }

    def _conflict_page(
        self, request: HttpRequest, object_id: str, form_url: str, extra: dict[str, Any] | None
    ) -> HttpResponse:
        item: Any = self.get_object(request, object_id)
        data = request.POST.copy()
        for prefix, there in self._rows_there(request, item).items():
            with_rows_that_are_gone(data, prefix, there)
        request.POST = data  # type: ignore[assignment]
        form = self.get_form(request, item, change=True)(data, instance=item)
        formsets = [
            (
                formset(data, instance=item, queryset=inline.get_queryset(request)),
                formset(instance=item, queryset=inline.get_queryset(request)),
            )
            for formset, inline in self.get_formsets_with_inlines(request, item)
        ]
        # Asked before the form changes the item: it is the other's version that it shows.
        differing = both_versions(form, formsets, data.get(OPENED_WITH, ""))
        if not differing:
            data[VERSION] = str(self.item_of(item).edit_version)
            return super().changeform_view(request, object_id, form_url, extra)
        last = item.history.select_related("history_user").first()
        fresh = self.get_form(request, item, change=True)(instance=item)
        now = opened_with(fresh, [stored for _sent, stored in formsets])
        return TemplateResponse(
            request,
            "admin/knowledge/item/conflict.html",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "original": item,
                "title": "Iemand anders was u voor",
                "subtitle": str(item),
                "who": getattr(last, "history_user", None),
                "when": self.item_of(item).changed_at,
                "differing": differing,
                "choice": CHOICE,
                "theirs": THEIRS,
                "sent": [
                    (name, value)
                    for name, values in data.lists()
                    if name not in _OWN and not name.startswith(CHOICE)
                    for value in values
                ],
                VERSION: self.item_of(item).edit_version,
                OPENED_WITH: now,
            },
            status=409,
        )

    # Who has it open ----------------------------------------------------------

    def open_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Note that somebody still has the page open; answer with the names of the others."""
        item = self.get_object(request, str(pk))
        if item is None:
            raise Http404
        if not self.has_change_permission(request, item):
            raise PermissionDenied
        now, whole = timezone.now(), self.item_of(item).pk
        keep_open(item=whole, user=request.user, now=now)
        others = open_elsewhere(item=whole, user=request.user, now=now)
        return TemplateResponse(
            request, "admin/knowledge/item/open_elsewhere.html", {"open_elsewhere": others}
        )


def _chosen(data: Mapping[str, Any]) -> set[str]:
    """Return the names of the fields and rows of which the other's version was chosen."""
    return {
        name.removeprefix(CHOICE)
        for name in data
        if name.startswith(CHOICE) and data[name] == THEIRS
    }
