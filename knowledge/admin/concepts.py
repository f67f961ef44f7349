from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from taggit import admin as taggit_admin

from knowledge.admin.text import CleanModelAdmin, FoldedSearchAdmin, RowInline
from knowledge.models import AlternativeLabel, Concept, ConceptScheme

# Concepts are the only tags here: nobody should look for them among taggit's own.
admin.site.unregister(taggit_admin.Tag)


@admin.register(ConceptScheme)
class ConceptSchemeAdmin(CleanModelAdmin):
    list_display = ["name", "slug", "is_facet", "position"]
    search_fields = ["name"]
    fields = ["name", "slug", "description", "is_facet", "position"]
    prepopulated_fields = {"slug": ["name"]}


class AlternativeLabelInline(RowInline):
    model = AlternativeLabel
    fields = ["label"]


@admin.register(Concept)
class ConceptAdmin(FoldedSearchAdmin):
    list_display = ["name", "scheme", "broader"]
    list_filter = ["scheme"]
    list_select_related = ["scheme", "broader"]
    search_fields = ["folded_name", "alternative_labels__folded"]
    search_help_text = "Zoekt in de voorkeursnaam en in de andere namen."
    ordering = ["folded_name", "pk"]
    fieldsets = [
        ("Begrip", {"fields": ["scheme", "name", "slug", "scope_note"]}),
        ("Plaats tussen andere begrippen", {"fields": ["broader", "narrower", "related"]}),
    ]
    readonly_fields = ["narrower"]
    autocomplete_fields = ["broader", "related"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [AlternativeLabelInline]

    @admin.display(description="nauwere begrippen")
    def narrower(self, concept: Concept) -> SafeString | str:
        """Return links to the concepts directly below; their own pages put them there."""
        below = concept.narrower.order_by("folded_name") if concept.pk else ()
        links = [(reverse("admin:knowledge_concept_change", args=[one.pk]), one) for one in below]
        return format_html_join(", ", '<a href="{}">{}</a>', links) or "geen"
