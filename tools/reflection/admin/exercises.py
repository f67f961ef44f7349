from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.http import HttpRequest

from knowledge.admin.item_form import WholeItemForm
from knowledge.admin.items import PUBLICATION, REVIEW, CompassInline, ItemAdmin
from knowledge.admin.ordering import OrderedForm, OrderedFormSet, is_deleted
from knowledge.admin.text import BlockInline
from knowledge.indexing import indexed_once
from tools.reflection.admin.prompts import PromptInline
from tools.reflection.finding.views import ExerciseDetailView
from tools.reflection.models import Exercise, ExerciseStep


class StepForm(OrderedForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 4


class StepFormSet(OrderedFormSet):
    def clean(self) -> None:
        super().clean()
        for form in self.initial_forms:
            if is_deleted(form) and form.instance.prompts.exists():
                raise ValidationError(
                    f"Bij de stap “{form.instance}” horen nog vragen. Geef die eerst een andere "
                    "stap, of verwijder ze, en sla dat op."
                )


class StepInline(BlockInline):
    model = ExerciseStep
    form = StepForm
    formset = StepFormSet
    fields = [("position", "title"), "text", ("minutes", "short_minutes", "is_before")]


@admin.register(Exercise)
class ExerciseAdmin(ItemAdmin):
    form = WholeItemForm
    list_display = ["number", "title", "status", "curator", "reviewed_on", "review_due"]
    list_display_links = ["number", "title"]
    list_filter = ["need", *ItemAdmin.list_filter]
    ordering = ["need", "number"]
    labels = {"body": "Inleiding"}
    help_texts = {
        "body": "Waarom is dit de tijd waard?",
        "minutes": "De stappen samen, zonder wat vooraf gebeurt.",
        "in_meeting": "Wat een gespreksleider wil weten.",
        "with_residents": "Alleen wat bij deze oefening hoort; de spelregels staan op elke pagina.",
    }
    rich_texts = {"body": False}
    detail_view = ExerciseDetailView
    asked_fields = ["title", "summary", "body", "goal", "in_meeting", "with_residents"]
    fieldsets = [
        ("Inhoud", {"fields": ["title", "slug", "number", "need", "summary", "goal", "body"]}),
        (
            "Hoe lang en met wie",
            {
                "fields": [
                    ("minutes", "minutes_most"),
                    "short_minutes",
                    "short_version",
                    ("for_alone", "for_duo", "for_team", "for_partners"),
                    "group_size",
                    "materials",
                ]
            },
        ),
        ("Begeleiden", {"fields": ["in_meeting", "with_residents"]}),
        ("Geïnspireerd op", {"fields": ["inspired_by", "inspired_url"]}),
        PUBLICATION,
        REVIEW,
    ]
    inlines = [
        StepInline,
        PromptInline,
        *(inline for inline in ItemAdmin.inlines if inline is not CompassInline),
    ]

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        """Leave out the questions as long as there are no steps at which to ask them."""
        shown = list(super().get_inlines(request, obj))
        return shown if obj else [inline for inline in shown if inline is not PromptInline]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        with indexed_once():
            super().save_related(request, form, formsets, change)
        for said in _to_mend(form.instance):
            self.message_user(request, said, messages.WARNING)


def _to_mend(exercise: Exercise) -> list[str]:
    """Return what an editor has yet to see to, which is no reason to refuse the rest."""
    said = [
        f"Bij de vraag “{prompt}” staan nog geen keuzes: zo lang wordt die niet gesteld. "
        "Open de vraag om ze in te vullen."
        for prompt in exercise.prompts.without_options()
    ]
    total = exercise.steps.filter(is_before=False).aggregate(total=Sum("minutes"))["total"]
    if total and total != exercise.minutes:
        said.append(f"De stappen duren samen {total} minuten, de oefening {exercise.minutes}.")
    return said
