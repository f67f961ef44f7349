from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from knowledge.admin.items import PUBLICATION, REVIEW, ItemAdmin
from knowledge.admin.rich import RichTextMixin
from knowledge.admin.text import BlockInline, CleanModelAdmin, RowInline
from knowledge.models import Dossier, DossierChapter, DossierEntry
from knowledge.views import DossierDetailView


class ChapterInline(RichTextMixin, BlockInline):
    rich_texts = {"text": False}
    model = DossierChapter
    fields = ["title", "text", "position"]
    show_change_link = True


@admin.register(Dossier)
class DossierAdmin(ItemAdmin):
    labels = {"body": "Inleiding"}
    rich_texts = {"body": False}
    detail_view = DossierDetailView
    fieldsets = [
        ("Inhoud", {"fields": ["title", "slug", "summary", "body"]}),
        PUBLICATION,
        REVIEW,
    ]
    inlines = [ChapterInline, *ItemAdmin.inlines]


class EntryInline(RowInline):
    model = DossierEntry
    fields = ["item", "note", "position"]
    autocomplete_fields = ["item"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("chapter", "item")


@admin.register(DossierChapter)
class DossierChapterAdmin(RichTextMixin, CleanModelAdmin):
    rich_texts = {"text": False}
    list_display = ["title", "dossier", "position"]
    list_filter = ["dossier"]
    list_select_related = ["dossier"]
    search_fields = ["title"]
    ordering = ["dossier", "position", "pk"]
    fields = ["dossier", "title", "text", "position"]
    autocomplete_fields = ["dossier"]
    inlines = [EntryInline]
