"""An item as visitors will see it, saved or not."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms.formsets import all_valid
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from knowledge import version
from knowledge.completeness import uncounted
from knowledge.history import unrecorded
from knowledge.views import ItemDetailView


class PreviewMixin(admin.ModelAdmin):
    # The page that visitors get of this kind.
    detail_view: type[ItemDetailView]

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = self.get_object(request, str(pk))
        if item is None:
            raise Http404
        if not self.has_view_permission(request, item):
            raise PermissionDenied
        # Remembered now: what is shown of other items must not be read while this one is unsaved.
        self.detail_view.remember(version.of(request))
        if request.method != "POST":
            return self._preview_page(request, item.pk)
        if not self.has_change_permission(request, item):
            raise PermissionDenied
        with transaction.atomic(), unrecorded(), uncounted():
            faults = self._save_for_now(request, item)
            response = None if faults else self._preview_page(request, item.pk).render()
            transaction.set_rollback(True)
        return response or TemplateResponse(
            request,
            "admin/knowledge/item/no_preview.html",
            {
                **self.admin_site.each_context(request),
                "title": "Nog geen voorbeeld",
                "form": faults,
            },
            status=422,
        )

    def _save_for_now(self, request: HttpRequest, item: Any) -> list[str]:
        """Save what was sent, for a transaction that is rolled back; return what is wrong."""
        form = self.get_form(request, item, change=True)(request.POST, instance=item)
        form.fields["status"].disabled = True
        form_is_valid = form.is_valid()
        formsets = [
            formset(request.POST, instance=form.instance, queryset=inline.get_queryset(request))
            for formset, inline in self.get_formsets_with_inlines(request, item)
        ]
        if not (all_valid(formsets) and form_is_valid):
            return [
                f"{label}: {message}"
                for one in [form, *(row for formset in formsets for row in formset.forms)]
                for name, messages in one.errors.items()
                for label in [one.fields[name].label if name in one.fields else "Formulier"]
                for message in messages
            ] + [str(message) for formset in formsets for message in formset.non_form_errors()]
        form.save(commit=False).save(indexes=False)
        form.save_m2m()
        for formset in formsets:
            formset.save()
        return []

    def _preview_page(self, request: HttpRequest, pk: int) -> TemplateResponse:
        item = self.model.objects.for_detail().get(pk=pk)
        item.published_at = item.published_at or timezone.now()
        view = self.detail_view()
        view.setup(request)
        view.object = item
        context = view.get_context_data(is_preview=True)
        response = TemplateResponse(request, view.get_template_names(), context)
        response["X-Robots-Tag"] = "noindex"
        response["Cache-Control"] = "no-store"
        return response
