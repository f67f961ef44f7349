"""Themes, with their statements and questions on the same page."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from knowledge.admin.item_form import WholeItemForm
from knowledge.admin.items import PUBLICATION, REVIEW, CompassInline, ItemAdmin
from knowledge.admin.keyed import LONGEST_KEY, KeyedForm, key_from
from knowledge.admin.ordering import OrderedFormSet
from knowledge.admin.text import BlockInline
from knowledge.indexing import indexed_once
from tools.conversation.admin.unissued import UnissuedMixin
from tools.conversation.completeness import LETTERS
from tools.conversation.models import ConversationTheme, Statement, TalkQuestion
from tools.conversation.opening.views import ThemeDetailView


class ThemeForm(WholeItemForm):
    def clean_letter(self) -> str:
        letter = str(self.cleaned_data["letter"]).upper()
        if letter not in LETTERS:
            raise ValidationError("Kies een letter van A tot en met F.")
        return letter


class AskedForm(KeyedForm):
    """A statement or question: its key never changes, for what people answer is kept by it."""

    named_by = "text"
    # Both are known by their key alone: no other may have it either.
    others: ClassVar[Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget = AdminTextareaWidget(attrs={"rows": 2})
        if self.instance.pk:
            self.fields["key"].widget.attrs["readonly"] = True
            self.fields["key"].help_text = "Blijft vast: hieronder bewaren wij wat mensen kiezen."

    def clean_key(self) -> str:
        key = str(self.instance.key if self.instance.pk else self.cleaned_data["key"])
        if self.others.objects.filter(key=key).exists():
            noun = self.others._meta.verbose_name
            raise ValidationError(f"Er is al een {noun} met deze sleutel.")
        return key


class StatementForm(AskedForm):
    others = TalkQuestion


class QuestionForm(AskedForm):
    others = Statement

    def key_for(self, text: str) -> str:
        return f"vraag-{key_from(text)}"[:LONGEST_KEY].strip("-")


class StatementInline(BlockInline):
    model = Statement
    form = StatementForm
    formset = OrderedFormSet
    fields = [("step", "position"), "text", "concepts", "key"]
    autocomplete_fields = ["concepts"]


class QuestionInline(BlockInline):
    model = TalkQuestion
    form = QuestionForm
    formset = OrderedFormSet
    fields = ["position", "text", "key"]


@admin.register(ConversationTheme)
class ThemeAdmin(UnissuedMixin, ItemAdmin):
    form = ThemeForm
    list_display = ["letter", "title", "status", "curator", "reviewed_on", "review_due"]
    list_display_links = ["letter", "title"]
    ordering = ["letter"]
    labels = {"body": "Inleiding"}
    help_texts = {"body": "Waar gaat dit thema over? Een paar zinnen."}
    rich_texts = {"body": False}
    detail_view = ThemeDetailView
    asked_fields = ["title", "summary", "body"]
    fieldsets = [
        ("Inhoud", {"fields": ["title", "slug", "letter", "summary", "body"]}),
        PUBLICATION,
        REVIEW,
    ]
    inlines = [
        StatementInline,
        QuestionInline,
        *(inline for inline in ItemAdmin.inlines if inline is not CompassInline),
    ]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        with indexed_once():
            super().save_related(request, form, formsets, change)
