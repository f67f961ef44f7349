from django.contrib import admin

from knowledge.admin.history import HistoryMixin
from knowledge.admin.text import CleanModelAdmin
from tools.conversation.admin.unissued import UnissuedMixin
from tools.conversation.models import ResultBand, ScalePoint


@admin.register(ScalePoint)
class ScalePointAdmin(UnissuedMixin, HistoryMixin, CleanModelAdmin):
    list_display = ["value", "label", "anchor"]
    list_display_links = ["value", "label"]
    fields = ["value", "label", "anchor"]


@admin.register(ResultBand)
class ResultBandAdmin(UnissuedMixin, HistoryMixin, CleanModelAdmin):
    list_display = ["starts_at", "label", "text"]
    list_display_links = ["starts_at", "label"]
    fields = ["starts_at", "label", "text"]
