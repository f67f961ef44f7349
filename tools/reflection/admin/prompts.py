"""Questions: in short on the page of their exercise, with their choices on a page of their own."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from knowledge.admin.conflicts import ConflictMixin
from knowledge.admin.keyed import KeyedForm
from knowledge.admin.ordering import OrderedFormSet
from knowledge.admin.text import BlockInline, CleanModelAdmin, RowInline
from knowledge.history import remember
from knowledge.indexing import indexed_once
from tools.reflection.models import Exercise, ExercisePrompt, PromptOption


class PromptForm(KeyedForm):
    named_by = "text"

    def __init__(self, *args: Any, exercise: Exercise | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        exercise = exercise or self.instance.exercise
        for name in {"text", "help"} & self.fields.keys():
            self.fields[name].widget = AdminTextareaWidget(attrs={"rows": 2})
        step = self.fields["step"]
        assert isinstance(step, forms.ModelChoiceField)  # noqa: S101 -- tells mypy
        step.queryset = exercise.steps.all()


class PromptFormSet(OrderedFormSet):
    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "exercise": self.instance}


class PromptInline(BlockInline):
    """Only steps that are saved can have a question."""

    model = ExercisePrompt
    form = PromptForm
    formset = PromptFormSet
    fields = [("position", "step", "kind"), "text", "key"]
    show_change_link = True


class OptionForm(KeyedForm):
    named_by = "label"


class OptionFormSet(OrderedFormSet):
    def clean(self) -> None:
        super().clean()
        if message := self.instance.refusal_of(len(self.kept_forms())):
            raise ValidationError(message)


class OptionInline(RowInline):
    model = PromptOption
    form = OptionForm
    formset = OptionFormSet
    fields = ["position", "label", "key"]


@admin.register(ExercisePrompt)
class PromptAdmin(ConflictMixin, CleanModelAdmin):
    """
    A question is saved as a version of its exercise: whoever has that open, is told.

    It is made and taken away on the page of its exercise.
    """

    form = PromptForm
    change_form_template = "admin/reflection/prompt/change_form.html"
    list_display = ["text", "exercise", "kind"]
    list_filter = ["kind", "exercise"]
    list_select_related = ["exercise"]
    search_fields = ["text", "exercise__folded_title"]
    search_help_text = "Zoekt in de vraag en in de titel van de oefening."
    ordering = ["exercise__number", "step__position", "position", "pk"]
    fields = ["step", "kind", "text", "help", "key"]
    inlines = [OptionInline]

    def item_of(self, record: ExercisePrompt) -> Exercise:
        return record.exercise

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("exercise")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.open_view))
        name = "reflection_exerciseprompt_open"
        return [path("<int:pk>/open/", view, name=name), *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        remember(obj.exercise)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        with indexed_once():
            super().save_related(request, form, formsets, change)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        prompt = kwargs["obj"]
        context |= {
            "open_url": reverse("admin:reflection_exerciseprompt_open", args=[prompt.pk]),
            "exercise": prompt.exercise,
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the history of the exercise, of which that of the question is a part."""
        prompt = self.get_object(request, object_id)
        if prompt is None:
            return redirect("admin:reflection_exerciseprompt_changelist")
        return redirect("admin:reflection_exercise_history", prompt.exercise_id)

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False
