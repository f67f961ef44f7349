"""The pages on which editors decide on the concepts that authors missed."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AdminTextInputWidget,
    AutocompleteSelect,
)
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString

from knowledge.admin.text import CHOOSE, CleanModelAdmin, CleanTextField
from knowledge.admin.usage import item_links
from knowledge.models import Concept, ConceptProposal, ConceptScheme
from knowledge.proposals import (
    LONGEST_NAME,
    LONGEST_NOTE,
    DecidedError,
    accept,
    map_to,
    of_the_same_name,
    reject,
)


class AcceptForm(forms.Form):
    scheme = forms.ModelChoiceField(
        ConceptScheme.objects.all(), label="Begrippenlijst", empty_label=CHOOSE
    )
    name = CleanTextField(
        label="Voorkeursnaam", max_length=LONGEST_NAME, widget=AdminTextInputWidget
    )


class MapForm(forms.Form):
    concept = forms.ModelChoiceField(
        Concept.objects.select_related("scheme"),
        label="Begrip",
        widget=AutocompleteSelect(ConceptProposal._meta.get_field("concept"), admin.site),
    )
    is_label = forms.BooleanField(
        label="Maak van het voorstel een andere naam van dit begrip", required=False
    )


class RejectForm(forms.Form):
    answer = CleanTextField(
        label="Waarom niet",
        max_length=LONGEST_NOTE,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text="Voor de redactie, en voor wie het voorstelde.",
    )


FORMS: dict[str, type[forms.Form]] = {"accept": AcceptForm, "map": MapForm, "reject": RejectForm}


@admin.register(ConceptProposal)
class ConceptProposalAdmin(CleanModelAdmin):
    """A list of what was proposed; each is decided on, once, on a page of its own."""

    list_display = ["name", "decision", "times", "about", "note", "proposed_at", "concept"]
    list_filter = ["decision"]
    show_facets = admin.ShowFacets.ALWAYS
    list_select_related = ["item", "concept"]
    search_fields = ["name"]
    search_help_text = "Zoekt in de voorgestelde naam."
    ordering = ["-proposed_at", "-pk"]
    actions = None

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        same = ConceptProposal.objects.filter(name__iexact=OuterRef("name")).order_by()
        counted = same.annotate(one=Value(1)).values("one").annotate(count=Count("pk"))
        times = Subquery(counted.values("count"))
        found: QuerySet = super().get_queryset(request).annotate(times=times)
        return found

    @admin.display(description="keer voorgesteld", ordering="times")
    def times(self, proposal: Any) -> int:
        return int(proposal.times)

    @admin.display(description="bij")
    def about(self, proposal: ConceptProposal) -> SafeString | str:
        return item_links([proposal.item]) if proposal.item else "-"

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show one proposal with the three decisions, and take the one that is sent."""
        proposal = self.get_object(request, object_id)
        if proposal is None:
            raise Http404
        if not self.has_view_permission(request, proposal):
            raise PermissionDenied
        sent = request.POST.get("decision", "") if request.method == "POST" else ""
        shown = self._forms(request, proposal, sent)
        if request.method == "POST":
            if not self._may(request, sent):
                raise PermissionDenied
            if shown[sent].is_valid() and self._decide(request, proposal, sent, shown[sent]):
                return redirect("admin:knowledge_conceptproposal_changelist")
        return self._page(request, proposal, shown, sent)

    def _forms(
        self, request: HttpRequest, proposal: ConceptProposal, sent: str
    ) -> dict[str, forms.Form]:
        initial = {"name": proposal.name, "scheme": proposal.scheme_id}
        return {
            name: form(request.POST if name == sent else None, initial=initial, prefix=name)
            for name, form in FORMS.items()
            if self._may(request, name)
        }

    def _may(self, request: HttpRequest, decision: str) -> bool:
        """Say whether somebody may decide so: what is unknown nobody may."""
        needed = {"accept": "add_concept", "map": "view_concept", "reject": "view_concept"}
        return (
            decision in needed
            and self.has_change_permission(request)
            and request.user.has_perm(f"knowledge.{needed[decision]}")
        )

    def _decide(
        self, request: HttpRequest, proposal: ConceptProposal, decision: str, form: forms.Form
    ) -> bool:
        """Return whether nothing is left to decide; else ``form`` says what is wrong."""
        given = form.cleaned_data
        try:
            if decision == "accept":
                concept = accept(proposal, **given)
                said = f"“{concept}” is nu een begrip in de lijst {concept.scheme}."
            elif decision == "map":
                if given["is_label"] and not request.user.has_perm("knowledge.change_concept"):
                    raise PermissionDenied
                map_to(proposal, given["concept"], is_label=given["is_label"])
                said = f"“{proposal}” is overgenomen als “{given['concept']}”."
            else:
                reject(proposal, **given)
                said = f"“{proposal}” is niet overgenomen."
        except DecidedError as error:
            self.message_user(request, str(error), messages.WARNING)
            return True
        except ValidationError as error:
            messages_of = error.message_dict if hasattr(error, "error_dict") else {}
            form.add_error("name", [text for texts in messages_of.values() for text in texts])
            return False
        self.log_change(request, proposal, said)
        self.message_user(request, said, messages.SUCCESS)
        return True

    def _page(
        self,
        request: HttpRequest,
        proposal: ConceptProposal,
        shown: dict[str, forms.Form],
        sent: str,
    ) -> HttpResponse:
        media = self.media
        for form in shown.values():
            media += form.media
        return TemplateResponse(
            request,
            "admin/knowledge/conceptproposal/decide.html",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "title": "Voorstel voor een begrip",
                "subtitle": proposal,
                "proposal": proposal,
                "item_link": self.about(proposal),
                "others": of_the_same_name(proposal).count(),
                "decisions": self._decisions(shown),
                "has_errors": bool(sent),
                "media": media,
            },
            status=422 if sent else 200,
        )

    def _decisions(self, shown: dict[str, forms.Form]) -> list[tuple[str, str, str, forms.Form]]:
        """Return the decisions as (name, heading, words on the button, form)."""
        words = {
            "accept": ("Maak er een nieuw begrip van", "Nieuw begrip maken"),
            "map": ("Dit bestaat al", "Dit begrip gebruiken"),
            "reject": ("Niet overnemen", "Niet overnemen"),
        }
        return [(name, *words[name], form) for name, form in shown.items()]
