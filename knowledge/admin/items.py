"""What the admin pages of all kinds of items share."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.db.models import QuerySet
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html

from knowledge.admin.text import BlockInline, FoldedSearchAdmin, RowFormSet, RowInline
from knowledge.models import (
    CompassReading,
    ConceptAssignment,
    KnowledgeItem,
    KnowledgeItemQuerySet,
    Relation,
    Source,
)
from knowledge.tree import ConceptTree

PUBLICATION: tuple[str, Any] = ("Publicatie", {"fields": ["status", "published_at", "curator"]})
REVIEW: tuple[str, Any] = ("Nakijken", {"fields": ["reviewed_on", "review_by", "changed_at"]})


class ThemeFilter(admin.SimpleListFilter):
    """Items about a theme or anything narrower."""

    title = "thema"
    parameter_name = "thema"

    def lookups(
        self, _request: HttpRequest, _model_admin: admin.ModelAdmin
    ) -> list[tuple[str, str]]:
        self.tree = ConceptTree.load()
        return [(node.slug, node.name) for node in self.tree.in_scheme("thema")]

    def queryset(self, _request: HttpRequest, queryset: QuerySet) -> QuerySet:
        theme = self.tree.by_address.get(("thema", self.value() or ""))
        if theme is None or not isinstance(queryset, KnowledgeItemQuerySet):
            return queryset
        return queryset.about_any(self.tree.with_narrower([theme.pk]))


class ConceptInline(RowInline):
    model = ConceptAssignment
    verbose_name = "begrip"
    verbose_name_plural = "begrippen"
    fields = ["tag", "scheme"]
    readonly_fields = ["scheme"]
    autocomplete_fields = ["tag"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("content_object", "tag__scheme")

    @admin.display(description="begrippenlijst")
    def scheme(self, assignment: ConceptAssignment) -> str:
        return assignment.tag.scheme.name if assignment.pk else ""


class SourceFormSet(RowFormSet):
    def clean(self) -> None:
        super().clean()
        kept = [
            form
            for form in self.forms
            if (form.instance.pk or form.has_changed())
            and not form.cleaned_data.get(DELETION_FIELD_NAME)
        ]
        self.instance.check_sources(len(kept))


class SourceInline(BlockInline):
    model = Source
    formset = SourceFormSet
    fields = ["url", "title", "publisher", "seen_on", "position"]


class CompassInline(RowInline):
    model = CompassReading
    fields = ["corner", "weight", "why"]
    extra = max_num = len(CompassReading.Corner)


class RelationInline(RowInline):
    model = Relation
    fk_name = "from_item"
    fields = ["type", "to_item", "reason"]
    autocomplete_fields = ["to_item"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("from_item", "to_item")


class ItemAdmin(FoldedSearchAdmin):
    """The base of every kind; concepts are chosen in a row each, never typed as free text."""

    list_display = ["title", "status", "reviewed_on", "review_due"]
    list_filter = ["status", ThemeFilter]
    search_fields = ["folded_text"]
    search_help_text = "Zoekt in titel en samenvatting."
    ordering = ["folded_title", "pk"]
    # An item that is out of date is archived; throwing away is done one at a time.
    actions = None
    save_on_top = True
    readonly_fields = ["changed_at"]
    autocomplete_fields = ["curator"]
    prepopulated_fields = {"slug": ["title"]}
    # What a kind calls a field that all kinds share.
    labels: Mapping[str, str] = {}
    inlines = [ConceptInline, SourceInline, CompassInline, RelationInline]

    @admin.display(description="opnieuw nakijken vóór", ordering="review_by")
    def review_due(self, item: KnowledgeItem) -> str | None:
        if item.review_by is None:
            return None
        day = date_format(item.review_by)
        return format_html("{} <strong>over tijd</strong>", day) if item.is_due_for_review else day

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> KnowledgeItem | None:
        item = super().get_object(request, object_id, from_field)
        if item:
            # Asked now: a form that is sent changes the item before all else is asked.
            item.has_public_address = item.published_at is not None
        return item

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Freeze the address once it was public: links to it, and the content, rely on it."""
        frozen = ["slug"] if getattr(obj, "has_public_address", False) else []
        return [*super().get_readonly_fields(request, obj), *frozen]

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Any = None
    ) -> dict[str, Sequence[str]]:
        if getattr(obj, "has_public_address", False):
            return {}
        return super().get_prepopulated_fields(request, obj)

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if db_field.name in self.labels:
            kwargs["label"] = self.labels[db_field.name]
        if db_field.name == "summary":
            kwargs["widget"] = AdminTextareaWidget(attrs={"rows": 3})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Leave out that items of every kind may not be deleted: here one goes as what it is."""
        rows, counts, refused, protected = super().get_deleted_objects(objs, request)
        return rows, counts, refused - {KnowledgeItem._meta.verbose_name}, protected

    def view_on_site(self, item: KnowledgeItem) -> str | None:
        is_readable = item.status == KnowledgeItem.Status.PUBLISHED
        return item.get_absolute_url() if is_readable else None


@admin.register(KnowledgeItem)
class KnowledgeItemAdmin(FoldedSearchAdmin):
    """Items of every kind, to be chosen from; each is edited as what it is."""

    list_display = ["title", "kind", "status"]
    search_fields = ["folded_text"]
    ordering = ["folded_title", "pk"]
    fields = ["kind", "title", "slug", "summary", "status"]
    actions = None

    def has_module_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False
