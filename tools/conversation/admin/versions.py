"""Versions of the questionnaire: what was asked since when, and issuing a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from knowledge.admin.text import CleanModelAdmin, CleanTextField
from knowledge.versions import Difference
from tools.conversation.completeness import Gap, gaps
from tools.conversation.differing import differences
from tools.conversation.models import QuestionnaireVersion
from tools.conversation.questionnaire import Questionnaire
from tools.conversation.versions import digest_of, issue, last_version, working_copy

CHANGED = "De vragenlijst is intussen veranderd. Kijk nog eens wat u uitgeeft."


class NoteForm(forms.Form):
    """``shown`` is the fingerprint of what the page showed: nothing else is issued."""

    shown = forms.CharField(widget=forms.HiddenInput)
    note = CleanTextField(
        label="Wat is er anders?",
        help_text="In een of twee zinnen, voor uw collega's.",
        max_length=300,
        widget=AdminTextareaWidget(attrs={"rows": 3}),
        error_messages={"required": "Schrijf op wat er anders is."},
    )


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be issued now; ``digest`` is its fingerprint."""

    last: QuestionnaireVersion | None
    questionnaire: Questionnaire
    digest: str
    differences: Sequence[Difference]
    gaps: Sequence[Gap]

    @classmethod
    def now(cls) -> "Proposal":
        last, copy = last_version(), working_copy()
        changes = differences(last.questionnaire, copy) if last else []
        return cls(last, copy, digest_of(copy), changes, gaps(copy))

    @property
    def is_new(self) -> bool:
        return self.last is None or self.last.digest != self.digest

    @property
    def can_be_issued(self) -> bool:
        return self.is_new and not self.gaps


@admin.register(QuestionnaireVersion)
class VersionAdmin(CleanModelAdmin):
    """Read only: what people were asked, stays. Of conversations only their number is shown."""

    change_list_template = "admin/conversation/version/change_list.html"
    list_display = ["number", "issued_at", "issued_by", "note", "conversation_count"]
    list_display_links = ["number"]
    list_select_related = ["issued_by"]
    ordering = ["-number"]
    fields = ["number", "issued_at", "issued_by", "note", "conversation_count"]
    readonly_fields = ["conversation_count"]
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        counted: QuerySet = super().get_queryset(request).annotate(used=Count("conversations"))
        return counted

    @admin.display(description="gebruikt in", ordering="used")
    def conversation_count(self, version: Any) -> str:
        return "1 gesprek" if version.used == 1 else f"{version.used} gesprekken"

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.issue_view)
        name = "conversation_questionnaireversion_issue"
        return [path("uitgeven/", view, name=name), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        shown = {"may_issue": may_issue(request), **(extra_context or {})}
        return super().changelist_view(request, shown)

    def issue_view(self, request: HttpRequest) -> HttpResponse:
        """Show what a new version changes, and issue it when asked."""
        if not may_issue(request):
            raise PermissionDenied
        proposal = Proposal.now()
        if request.method != "POST":
            return self._issue_page(request, proposal, NoteForm())
        form = NoteForm(request.POST)
        if not form.is_valid():
            return self._issue_page(request, proposal, form, status=422)
        if form.cleaned_data["shown"] != proposal.digest or not proposal.can_be_issued:
            form.add_error(None, CHANGED)
            return self._issue_page(request, proposal, form, status=409)
        note = form.cleaned_data["note"]
        version = issue(proposal.questionnaire, by=request.user, note=note)
        said = f"Versie {version.number} is uitgegeven. Gesprekken die nu beginnen, krijgen die."
        self.message_user(request, said, messages.SUCCESS)
        return redirect(reverse("admin:conversation_questionnaireversion_changelist"))

    def _issue_page(
        self, request: HttpRequest, proposal: Proposal, form: NoteForm, *, status: int = 200
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Nieuwe versie uitgeven",
            "media": self.media,
            "proposal": proposal,
            "form": form,
        }
        template = "admin/conversation/version/issue.html"
        return TemplateResponse(request, template, context, status=status)


def may_issue(request: HttpRequest) -> bool:
    """Whoever may change what is asked, may have it asked."""
    return request.user.has_perm("conversation.change_conversationtheme")
