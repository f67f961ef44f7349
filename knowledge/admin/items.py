"""What the admin pages of all kinds of items share."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from accounts.models import User
from knowledge import workflow
from knowledge.admin.conflicts import ConflictMixin
from knowledge.admin.handing_over import HandOverMixin
from knowledge.admin.history import HistoryMixin
from knowledge.admin.item_form import ItemForm
from knowledge.admin.previewing import PreviewMixin
from knowledge.admin.readability import ReadabilityMixin
from knowledge.admin.rich import RichTextMixin
from knowledge.admin.steps import StepsMixin
from knowledge.admin.text import BlockInline, FoldedSearchAdmin, RowInline
from knowledge.completeness import counted_once
from knowledge.models import (
    CompassReading,
    ConceptAssignment,
    KnowledgeItem,
    KnowledgeItemQuerySet,
    PublicChange,
    Relation,
    Source,
)
from knowledge.prose import to_plain
from knowledge.tree import ConceptTree

Status = KnowledgeItem.Status
PUBLICATION: tuple[str, Any] = (
    "Publicatie",
    {
        "fields": ["status", "published_at", "curator"],
        "description": "Publiceren kan met een samenvatting, een thema, een bron, een redacteur en "
        "een datum van opnieuw nakijken.",
    },
)
REVIEW: tuple[str, Any] = ("Nakijken", {"fields": ["reviewed_on", "review_by", "changed_at"]})
HELP = {
    "title": "Waar gaat het over? Bezoekers zien dit in lijsten.",
    "slug": "Het laatste deel van het adres van de pagina. Blijft vast na publiceren.",
    "body": "Schrijf korte zinnen. Gebruik koppen en opsommingen om te verdelen.",
    "status": "De andere stappen staan als knop boven aan deze pagina.",
    "published_at": "Leeg: zodra u publiceert. In de toekomst: dan pas zichtbaar.",
    "curator": "Wie dit item bijhoudt en de herinneringen krijgt.",
    "reviewed_on": "Wanneer iemand de inhoud het laatst vergeleek met de bronnen.",
    "review_by": "Vóór deze dag leest iemand dit opnieuw.",
}


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


class ReviewFilter(admin.SimpleListFilter):
    title = "nakijken"
    parameter_name = "nakijken"

    def lookups(
        self, _request: HttpRequest, _model_admin: admin.ModelAdmin
    ) -> list[tuple[str, str]]:
        return [("over-tijd", "over tijd"), ("30-dagen", "binnen 30 dagen"), ("geen", "geen datum")]

    def queryset(self, _request: HttpRequest, queryset: QuerySet) -> QuerySet:
        today = timezone.localdate()
        asked = {
            "over-tijd": Q(review_by__lt=today),
            "30-dagen": Q(review_by__range=(today, today + timedelta(days=30))),
            "geen": Q(review_by=None),
        }
        return queryset.filter(asked.get(self.value() or "", Q()))


class CuratorFilter(admin.SimpleListFilter):
    """Only who has an item: every account there is would be no list to choose from."""

    title = "redacteur"
    parameter_name = "redacteur"

    def lookups(
        self, _request: HttpRequest, model_admin: admin.ModelAdmin
    ) -> list[tuple[str, str]]:
        curators = (
            User.objects.filter(curated_items__isnull=False).distinct().order_by("name", "pk")
        )
        return [("niemand", "niemand"), *((str(user.pk), str(user)) for user in curators)]

    def queryset(self, _request: HttpRequest, queryset: QuerySet) -> QuerySet:
        asked = self.value() or ""
        if asked == "niemand":
            return queryset.filter(curator=None)
        return queryset.filter(curator=asked) if asked.isdecimal() else queryset


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


class SourceInline(BlockInline):
    model = Source
    fields = ["url", "title", "publisher", "seen_on", "position", "is_gone"]


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


class PublicChangeInline(RowInline):
    model = PublicChange
    fields = ["changed_on", "note"]
    extra = 0


class ItemAdmin(
    ReadabilityMixin,
    HandOverMixin,
    HistoryMixin,
    ConflictMixin,
    StepsMixin,
    PreviewMixin,
    RichTextMixin,
    FoldedSearchAdmin,
):
    """The base of every kind; concepts are chosen in a row each, never typed as free text."""

    form = ItemForm
    change_form_template = "admin/knowledge/item/change_form.html"
    list_display = ["title", "status", "curator", "reviewed_on", "review_due"]
    list_filter = ["status", ThemeFilter, ReviewFilter, CuratorFilter]
    list_select_related = ["curator"]
    date_hierarchy = "published_at"
    search_fields = ["folded_text"]
    search_help_text = "Zoekt in titel en samenvatting."
    ordering = ["folded_title", "pk"]
    save_on_top = True
    readonly_fields = ["changed_at"]
    autocomplete_fields = ["curator"]
    prepopulated_fields = {"slug": ["title"]}
    # What a kind calls a field that all kinds share, and what to write in each.
    labels: Mapping[str, str] = {}
    help_texts: Mapping[str, str] = {}
    inlines = [
        ConceptInline,
        SourceInline,
        CompassInline,
        RelationInline,
        PublicChangeInline,
    ]
    # Of which fields the author of what was submitted may be asked something.
    asked_fields: Sequence[str] = ["title", "summary"]

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            *self.step_urls(),
            path("<int:pk>/voorbeeld/", wrap(self.preview_view), name=f"{name}_preview"),
            path("<int:pk>/open/", wrap(require_POST(self.open_view)), name=f"{name}_open"),
            *super().get_urls(),
        ]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Who makes an item keeps it, until somebody else is chosen."""
        return {"curator": request.user.pk, **super().get_changeform_initial_data(request)}

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if item := kwargs.get("obj"):
            stored = type(item).objects.get(pk=item.pk) if request.method == "POST" else item
            context |= {
                "steps": self.steps(stored),
                "comments": self.comments(stored),
                "preview_url": self.step_url(item, "preview"),
                "open_url": self.step_url(item, "open"),
                "stored": stored,
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        with counted_once():
            super().save_related(request, form, formsets, change)
        if form.publishes:
            workflow.published(form.instance)

    def asked_about(self, item: KnowledgeItem) -> dict[str, tuple[str, str]]:
        return {
            name: (
                self.labels.get(name) or str(field.verbose_name).capitalize(),
                to_plain(str(getattr(item, name) or "")),
            )
            for name in self.asked_fields
            for field in [self.model._meta.get_field(name)]
        }

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
        if help_text := {**HELP, **self.help_texts}.get(db_field.name):
            kwargs["help_text"] = help_text
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
