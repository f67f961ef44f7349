from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from knowledge.admin.history import HistoryMixin
from knowledge.admin.ordering import OrderedForm, OrderedFormSet
from knowledge.admin.text import CleanModelAdmin, RowInline
from tools.reflection.models import Combination, CombinationStep, GuideOption, GuideQuestion


class CombinationStepInline(RowInline):
    model = CombinationStep
    form = OrderedForm
    formset = OrderedFormSet
    fields = ["position", "exercise", "reason"]
    autocomplete_fields = ["exercise"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("combination", "exercise")


@admin.register(Combination)
class CombinationAdmin(HistoryMixin, CleanModelAdmin):
    list_display = ["title", "position"]
    search_fields = ["title"]
    fields = ["title", "slug", "summary", "position"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [CombinationStepInline]


class GuideOptionInline(RowInline):
    model = GuideOption
    form = OrderedForm
    formset = OrderedFormSet
    fields = ["position", "label", "value", "slug"]


@admin.register(GuideQuestion)
class GuideQuestionAdmin(HistoryMixin, CleanModelAdmin):
    list_display = ["text", "asks", "position"]
    fields = ["asks", "text", "position"]
    inlines = [GuideOptionInline]
