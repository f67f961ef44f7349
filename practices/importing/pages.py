"""The pages in the beheer on which practices come in from Excel."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from practices.importing.applying import ChangedMeanwhileError, apply
from practices.importing.planning import Plan, plan
from practices.importing.token import LONGEST, TokenError, seal, unseal
from practices.importing.workbook import MOST_BYTES, WorkbookError, read

# What is read and written while somebody waits; the command knows no such bounds.
MOST_ROWS = 2_000
MOST_CHANGED = 200
UNPROCESSABLE = 422


class ImportForm(forms.Form):
    file = forms.FileField(
        label="Excel-bestand",
        help_text="Een bestand dat u hier downloadde en bewerkte (.xlsx), hoogstens 5 MB.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Kies een bestand.",
            "empty": "Dit bestand is leeg.",
            "missing": "Kies een bestand.",
        },
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if not (file.name or "").lower().endswith(".xlsx"):
            raise ValidationError("Kies een bestand dat eindigt op .xlsx.")
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError("Dit bestand is groter dan 5 MB. Deel het op.")
        return file


class ImportMixin(admin.ModelAdmin):
    """Adds the page "Importeren": send a file, see what it would change, agree to that."""

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.import_view)
        return [
            path("importeren/", page, name="practices_practice_import"),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        may = {"has_import_permission": self.has_import_permission(request)}
        return super().changelist_view(request, {**may, **(extra_context or {})})

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def import_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_import_permission(request):
            raise PermissionDenied
        if request.method == "POST" and "token" in request.POST:
            return self._apply(request, request.POST["token"])
        if request.method != "POST":
            return self._page(request, ImportForm())
        form = ImportForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                made = plan(*read(form.cleaned_data["file"], most=MOST_ROWS))
            except WorkbookError as error:
                form.add_error("file", str(error))
            else:
                return self._shown(request, made)
        return self._page(request, form, status=UNPROCESSABLE)

    def _shown(self, request: HttpRequest, made: Plan, *, is_late: bool = False) -> HttpResponse:
        """Show what a file would change; it can be agreed to when nothing is wrong."""
        token = "" if made.faults or not made.rows else seal(made, int(request.user.pk or 0))
        is_much = len(made.rows) > MOST_CHANGED or len(token) > LONGEST
        return self._page(
            request,
            ImportForm(),
            status=UNPROCESSABLE if made.faults or is_late else 200,
            plan=made,
            new=sum(planned.is_new for planned in made.rows),
            changed=sum(not planned.is_new for planned in made.rows),
            token="" if is_much else token,
            is_much=is_much,
            is_late=is_late,
            most=MOST_CHANGED,
        )

    def _apply(self, request: HttpRequest, token: str) -> HttpResponse:
        try:
            titles, rows, shown = unseal(token, int(request.user.pk or 0))
            made = apply(titles, rows, fingerprint=shown)
        except TokenError as error:
            self.message_user(request, str(error), messages.ERROR)
            return redirect("admin:practices_practice_import")
        except ChangedMeanwhileError as error:
            return self._shown(request, error.plan, is_late=True)
        for planned in made.rows:
            columns = ", ".join(change.column for change in planned.changes)
            log = self.log_addition if planned.is_new else self.log_change
            log(request, planned.practice, f"Uit Excel: {columns}.")
        count = len(made.rows)
        said = "1 rij verwerkt." if count == 1 else f"{count} rijen verwerkt."
        self.message_user(request, said, messages.SUCCESS)
        return redirect("admin:practices_practice_changelist")

    def _page(
        self, request: HttpRequest, form: ImportForm, *, status: int = 200, **context: Any
    ) -> HttpResponse:
        return TemplateResponse(
            request,
            "admin/practices/practice/import.html",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "title": "Praktijkvoorbeelden importeren",
                "form": form,
                **context,
            },
            status=status,
        )
