"""The history of a record in the beheer: what changed, and the way back to a version."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from knowledge.history import remember
from knowledge.versions import differences, restore, version_of, versions


class HistoryMixin(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        return [*self.history_urls(), *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            remember(obj)
        super().save_model(request, obj, form, change)

    def history_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_version"
        view = self.admin_site.admin_view(self.version_view)
        return [path("<int:pk>/versies/<int:history_id>/", view, name=name)]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        record = self._record_with_history(request, object_id)
        shown = [
            {"version": one, "url": self._version_url(record, one.record.history_id)}
            for one in versions(record)
        ]
        return self._history_page(
            request,
            record,
            "admin/knowledge/item/history.html",
            title="Geschiedenis",
            versions=shown,
        )

    def version_view(self, request: HttpRequest, pk: int, history_id: int) -> HttpResponse:
        """Show what a version says otherwise than the record now, and put it back when asked."""
        record = self._record_with_history(request, str(pk))
        version = version_of(record, history_id)
        if version is None:
            raise Http404
        may_change = self.has_change_permission(request, record)
        if request.method == "POST":
            if not may_change:
                raise PermissionDenied
            return self._restore_version(request, record, version)
        newest = versions(record)[0]
        return self._history_page(
            request,
            record,
            "admin/knowledge/item/version.html",
            title="Versie",
            version=version,
            differences=differences(newest.record, version.record),
            is_newest=newest.record.history_id == history_id,
            may_change=may_change,
        )

    def _restore_version(self, request: HttpRequest, record: Any, version: Any) -> HttpResponse:
        try:
            remember(record)
            lost = restore(record, version)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
        else:
            self.message_user(
                request, "De versie is teruggezet, als nieuwe versie.", messages.SUCCESS
            )
            if lost:
                gone = ", ".join(sorted(set(lost)))
                self.message_user(request, f"Niet teruggekomen: {gone}.", messages.WARNING)
        return redirect(self.reverse_change(record))

    def _record_with_history(self, request: HttpRequest, object_id: str) -> Any:
        record = self.get_object(request, object_id)
        if record is None:
            raise Http404
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        return record

    def reverse_change(self, record: Any) -> str:
        return reverse(
            f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[record.pk]
        )

    def _version_url(self, record: Any, history_id: int) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_version"
        return reverse(name, args=[record.pk, history_id])

    def _history_page(
        self, request: HttpRequest, record: Any, template: str, **context: Any
    ) -> HttpResponse:
        return TemplateResponse(
            request,
            template,
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "original": record,
                "subtitle": str(record),
                "media": self.media,
                **context,
            },
        )
