from django.contrib import admin

from knowledge.admin.history import HistoryMixin
from knowledge.admin.text import CleanModelAdmin, FoldedSearchAdmin, RowInline
from knowledge.models import Municipality, MunicipalityName, Organisation, Province


@admin.register(Province)
class ProvinceAdmin(FoldedSearchAdmin):
    list_display = ["name", "code", "abbreviation"]
    # A slug is a name without case and accents already.
    search_fields = ["slug", "code"]
    search_help_text = "Zoekt in de naam en de CBS-code."
    fields = ["name", "slug", "code", "abbreviation"]
    prepopulated_fields = {"slug": ["name"]}


class MunicipalityNameInline(RowInline):
    model = MunicipalityName
    fields = ["name", "kind", "code", "valid_until"]


@admin.register(Municipality)
class MunicipalityAdmin(HistoryMixin, FoldedSearchAdmin):
    list_display = ["name", "province", "code", "valid_until"]
    list_filter = ["province"]
    list_select_related = ["province"]
    search_fields = ["slug", "code", "other_names__folded"]
    search_help_text = "Zoekt in de naam, de CBS-code en vroegere of andere namen."
    fields = ["name", "slug", "code", "province", "valid_from", "valid_until"]
    autocomplete_fields = ["province"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [MunicipalityNameInline]


@admin.register(Organisation)
class OrganisationAdmin(CleanModelAdmin):
    search_fields = ["name"]
    fields = ["name"]
