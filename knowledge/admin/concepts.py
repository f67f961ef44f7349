from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from taggit import admin as taggit_admin

from knowledge.admin.effects import (
    BACK,
    PROCEED,
    effects_of,
    effects_page,
    is_first_sent,
    nothing_changes,
)
from knowledge.admin.history import HistoryMixin
from knowledge.admin.merging import MergeForm
from knowledge.admin.synonyms import SynonymForm
from knowledge.admin.text import CleanModelAdmin, FoldedSearchAdmin, RowInline
from knowledge.admin.usage import carriers_of, item_links, with_usage
from knowledge.hierarchy import Hierarchy
from knowledge.models import AlternativeLabel, Concept, ConceptScheme
from knowledge.preview import NEW, merged, renamed, with_synonym
from knowledge.services import merge_concepts, remember_address
from search import stamp
from search.text import clean

# Concepts are the only tags here: nobody should look for them among taggit's own.
admin.site.unregister(taggit_admin.Tag)


@admin.register(ConceptScheme)
class ConceptSchemeAdmin(CleanModelAdmin):
    list_display = ["name", "slug", "is_facet", "position"]
    search_fields = ["name"]
    fields = ["name", "slug", "description", "is_facet", "position"]
    prepopulated_fields = {"slug": ["name"]}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Freeze the address: it is a part of that of every concept in the list."""
        return [*super().get_readonly_fields(request, obj), *(["slug"] if obj else [])]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else super().get_prepopulated_fields(request, obj)


class AlternativeLabelInline(RowInline):
    model = AlternativeLabel
    fields = ["label", "is_hidden"]


class ConceptForm(forms.ModelForm):
    def clean(self) -> dict[str, Any] | None:
        """Refuse what is related and above or below at once, here or further down."""
        cleaned = super().clean() or self.cleaned_data
        if "related" in cleaned and "broader" in cleaned:
            for one, other in self._clashes(cleaned["broader"], cleaned["related"]):
                message = f"“{one}” en “{other}” zijn verwant, maar het ene valt onder het andere."
                self.add_error("related", f"{message} Kies een van de twee.")
        return cleaned

    def _clashes(
        self, broader: Concept | None, related: QuerySet[Concept]
    ) -> list[tuple[str, str]]:
        before, pk = Hierarchy.load(), self.instance.pk or NEW
        after = before.with_concept(
            pk, broader=broader and broader.pk, related=[one.pk for one in related]
        )
        pairs = sorted(after.clashes - before.clashes)
        names = {NEW: self.cleaned_data.get("name", "Dit begrip")}
        for found in Concept.objects.filter(pk__in={one for pair in pairs for one in pair}):
            names[found.pk] = found.name
        return [(names[one], names[other]) for one, other in pairs]


class ShownAgainForm(ConceptForm):
    """The form as it was sent, when somebody comes back from the effects: not to be saved yet."""

    def is_valid(self) -> bool:
        super().is_valid()
        return False


@admin.register(Concept)
class ConceptAdmin(HistoryMixin, FoldedSearchAdmin):
    form = ConceptForm
    list_display = ["name", "scheme", "broader", "usage"]
    list_filter = ["scheme"]
    list_select_related = ["scheme", "broader"]
    search_fields = ["folded_name", "alternative_labels__folded"]
    search_help_text = "Zoekt in de voorkeursnaam en in de andere namen."
    ordering = ["folded_name", "pk"]
    fieldsets = [
        ("Begrip", {"fields": ["scheme", "name", "slug", "scope_note"]}),
        ("Plaats tussen andere begrippen", {"fields": ["broader", "narrower", "related"]}),
        ("Gebruik", {"fields": ["used_by"]}),
    ]
    readonly_fields = ["narrower", "used_by"]
    autocomplete_fields = ["broader", "related"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [AlternativeLabelInline]

    @admin.display(description="nauwere begrippen")
    def narrower(self, concept: Concept) -> SafeString | str:
        """Return links to the concepts directly below; their own pages put them there."""
        below = concept.narrower.order_by("folded_name") if concept.pk else ()
        links = [(reverse("admin:knowledge_concept_change", args=[one.pk]), one) for one in below]
        return format_html_join(", ", '<a href="{}">{}</a>', links) or "geen"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return with_usage(super().get_queryset(request))

    @admin.display(description="items", ordering="usage")
    def usage(self, concept: Any) -> int:
        return int(concept.usage)

    @admin.display(description="items met dit begrip")
    def used_by(self, concept: Concept) -> SafeString | str:
        """Return how many items carry it, of any status, with links to the first of them."""
        if not concept.pk:
            return "nog geen"
        found = carriers_of(concept)
        return format_html("{}: {}", len(found), item_links(found)) if found else "geen"

    def get_urls(self) -> list[URLPattern]:
        def page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
            return self.admin_site.admin_view(view)

        return [
            path("synoniem/", page(self.synonym_view), name="knowledge_concept_synonym"),
            path("<int:pk>/samenvoegen/", page(self.merge_view), name="knowledge_concept_merge"),
            *super().get_urls(),
        ]

    # Saving a concept ---------------------------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the effects of other names first, when there are any."""
        if is_first_sent(request):
            effects = self._effects_of_names(request, object_id)
            if effects:
                return effects
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            # What is checked must still hold when it is saved: others who change concepts wait.
            stamp.hold()
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        before = form.initial if change else {}
        remember_address(
            obj,
            scheme=before.get("scheme", obj.scheme_id),
            slug=before.get("slug", obj.slug),
            name=before.get("name", obj.name),
        )

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        if BACK in request.POST:
            kwargs["form"] = ShownAgainForm
        return super().get_form(request, obj, change, **kwargs)

    def _effects_of_names(self, request: HttpRequest, object_id: str | None) -> HttpResponse | None:
        concept = self.get_object(request, object_id) if object_id else None
        if not self._may_save(request, concept):
            return None
        before = _names(concept) if concept else {}
        names = self._names_sent(request, concept)
        every, hidden = [*names], [name for name in names if names[name]]
        if not names or (every[:1], names) == ([*before][:1], before):
            return None
        pk = concept.pk if concept else NEW
        found = effects_of(request, partial(renamed, pk=pk, names=every, hidden=hidden))
        if found.effects:
            return effects_page(self, request, found, button="Opslaan", subtitle=every[0])
        if said := nothing_changes(found):
            self.message_user(request, said, messages.INFO)
        return None

    def _may_save(self, request: HttpRequest, concept: Concept | None) -> bool:
        if concept is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, concept)

    def _names_sent(self, request: HttpRequest, concept: Concept | None) -> dict[str, bool]:
        """Return as ``_names`` what the form says that was sent, {} when it cannot be saved so."""
        form = self.get_form(request, concept, change=concept is not None)(
            request.POST, instance=concept
        )
        names = {str(form.cleaned_data["name"]): False} if form.is_valid() else {}
        for formset_class, inline in self.get_formsets_with_inlines(request, concept):
            prefix = formset_class.get_default_prefix()
            formset = formset_class(
                **self.get_formset_kwargs(request, form.instance, inline, prefix)
            )
            if not formset.is_valid():
                return {}
            kept = [row.cleaned_data for row in formset.forms if row not in formset.deleted_forms]
            for label in kept:
                if label.get("label"):
                    names.setdefault(label["label"], label["is_hidden"])
        return names if form.is_valid() else {}

    # Making a synonym ---------------------------------------------------------

    def synonym_view(self, request: HttpRequest) -> HttpResponse:
        """Ask to which concept the words lead, show what that changes, and save it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        asked = clean(request.GET.get("woorden", ""), max_length=100)
        # What visitors typed is seldom a name that an editor would show.
        form = SynonymForm(request.POST or None, initial={"label": asked, "is_hidden": True})
        if BACK not in request.POST and form.is_valid():
            concept, label = form.cleaned_data["concept"], form.cleaned_data["label"]
            is_hidden = form.cleaned_data["is_hidden"]
            found = effects_of(
                request, partial(with_synonym, pk=concept.pk, synonym=label, is_hidden=is_hidden)
            )
            if found.effects and PROCEED not in request.POST:
                return effects_page(
                    self, request, found, button="Opslaan", subtitle=f"{label} → {concept}"
                )
            return self._save_synonym(request, form, nothing_changes(found))
        return self._own_page(
            request, form, title="Maak een synoniem", button="Bekijk wat er verandert"
        )

    def _save_synonym(
        self, request: HttpRequest, form: SynonymForm, unchanged: str
    ) -> HttpResponse:
        synonym = form.save()
        self.log_change(request, synonym.concept, f"Andere naam “{synonym}” toegevoegd.")
        said = f"“{synonym}” is nu een andere naam van “{synonym.concept}”."
        if synonym.is_hidden:
            said = f"Wie “{synonym}” zoekt, vindt nu “{synonym.concept}”. De naam blijft verborgen."
        self.message_user(request, said, messages.SUCCESS)
        if unchanged and PROCEED not in request.POST:
            self.message_user(request, unchanged, messages.INFO)
        return redirect("admin:knowledge_askedquery_changelist")

    # Merging ------------------------------------------------------------------

    def merge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask with which concept this one is merged, show what that changes, and do it."""
        source = self.get_object(request, str(pk))
        if source is None:
            raise Http404
        if not (
            self.has_change_permission(request, source)
            and self.has_delete_permission(request, source)
        ):
            raise PermissionDenied
        form = MergeForm(request.POST or None, source=source)
        if BACK not in request.POST and form.is_valid():
            target = form.cleaned_data["target"]
            if PROCEED in request.POST:
                return self._merge(request, source, target)
            carriers = carriers_of(source)
            return effects_page(
                self,
                request,
                effects_of(request, partial(merged, source=source.pk, target=target.pk)),
                button="Samenvoegen",
                subtitle=f"{source} → {target}",
                source=source,
                target=target,
                carriers=len(carriers),
                carrier_links=item_links(carriers),
                below=source.narrower.count(),
            )
        return self._own_page(
            request,
            form,
            title="Begrip samenvoegen",
            subtitle=source,
            button="Bekijk wat er verandert",
            source=source,
        )

    def _merge(self, request: HttpRequest, source: Concept, target: Concept) -> HttpResponse:
        count = merge_concepts(source=source, target=target)
        self.log_change(request, target, f"Samengevoegd met “{source}”.")
        items = "1 item gaat" if count == 1 else f"{count} items gaan"
        said = f"“{source}” is opgegaan in “{target}”: {items} daar nu over."
        self.message_user(request, said, messages.SUCCESS)
        return redirect("admin:knowledge_concept_change", target.pk)

    def _own_page(self, request: HttpRequest, form: forms.BaseForm, **context: Any) -> HttpResponse:
        return TemplateResponse(
            request,
            "admin/knowledge/concept/page.html",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "form": form,
                "media": self.media + form.media,
                **context,
            },
        )


def _names(concept: Concept) -> dict[str, bool]:
    """Return what ``concept`` is called and whether that is hidden, the preferred name first."""
    names = {concept.name: False}
    for label, is_hidden in concept.alternative_labels.values_list("label", "is_hidden"):
        names.setdefault(label, is_hidden)
    return names
