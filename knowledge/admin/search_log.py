"""What visitors looked for: nothing here tells who they were."""

from datetime import timedelta
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from knowledge.admin.text import CleanModelAdmin
from knowledge.kinds import kinds
from knowledge.models import AskedQuery, MissedSearch
from knowledge.search_log import KEPT_DAYS, tidy


class ChoiceFilter(admin.SimpleListFilter):
    """A choice of which the first goes without saying."""

    options: ClassVar[dict[str, str]]

    def lookups(
        self, _request: HttpRequest, _model_admin: admin.ModelAdmin
    ) -> list[tuple[str, str]]:
        return list(self.options.items())[1:]

    def choices(self, changelist: ChangeList) -> Any:
        usual, *others = super().choices(changelist)
        return [{**usual, "display": self.options[""]}, *others]


class ShownFilter(ChoiceFilter):
    title = "uitkomst"
    parameter_name = "toon"
    options: ClassVar = {
        "": "meest gevraagd",
        "zonder-resultaat": "zonder resultaat",
        "zonder-klik": "zonder klik",
    }

    def queryset(self, _request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "zonder-resultaat":
            return queryset.filter(count=0)
        if self.value() == "zonder-klik":
            return queryset.filter(count__gt=0, clicks=0)
        return queryset


class PeriodFilter(ChoiceFilter):
    """The days that are summed; see AskedQueryAdmin.get_queryset."""

    title = "periode"
    parameter_name = "periode"
    options: ClassVar = {
        "": f"laatste {KEPT_DAYS} dagen",
        "30": "laatste 30 dagen",
        "7": "laatste 7 dagen",
    }

    def queryset(self, _request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset

    @classmethod
    def days(cls, request: HttpRequest) -> int:
        asked = request.GET.get(cls.parameter_name, "")
        return int(asked) if asked in cls.options and asked else KEPT_DAYS


def synonym_link(words: str) -> SafeString:
    url = reverse("admin:knowledge_concept_synonym")
    return format_html(
        '<a href="{}?{}" aria-label="maak synoniem van {}">maak synoniem</a>',
        url,
        urlencode({"woorden": words}),
        words,
    )


@admin.register(AskedQuery)
class AskedQueryAdmin(CleanModelAdmin):
    list_display = ["question", "synonym", "total", "count", "clicks", "where"]
    list_display_links = None
    list_filter = [ShownFilter, PeriodFilter]
    list_per_page = 50
    search_fields = ["words"]
    search_help_text = (
        "Alleen bezoekers met JavaScript zijn geteld, ieder één keer per vraag. Wie iets vroeg, "
        "wordt niet bewaard."
    )
    show_full_result_count = False
    actions = None

    def get_ordering(self, _request: HttpRequest) -> tuple[str, ...]:
        return ("-total", "words")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        since = timezone.localdate() - timedelta(days=PeriodFilter.days(request))
        return AskedQuery.objects.summed(since).order_by(*self.get_ordering(request))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        return super().get_search_results(request, queryset, tidy(search_term))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = "Waar bezoekers naar zochten"
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    @admin.display(description="zoekvraag", ordering="words")
    def question(self, asked: AskedQuery) -> SafeString:
        question = urlencode({"q": asked.words})
        url = f"{asked.path}?{question}{'&' if asked.filters else ''}{asked.filters}"
        return format_html('<a href="{}">{}</a>', url, asked.words)

    @admin.display(description="gezocht in")
    def where(self, asked: AskedQuery) -> str:
        names = {reverse(kind.list_url): kind.plural for kind in kinds()}
        filters = asked.filters.replace("&", ", ").replace("=", ": ")
        name = names.get(asked.path, "alles")
        return f"{name} ({filters})" if filters else name

    @admin.display(description="gevraagd", ordering="total")
    def total(self, asked: Any) -> int:
        return int(asked.total)

    @admin.display(description="geopend", ordering="clicks")
    def clicks(self, asked: Any) -> int:
        return int(asked.clicks)

    @admin.display(description="")
    def synonym(self, asked: AskedQuery) -> SafeString:
        return synonym_link(asked.words)

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False


@admin.register(MissedSearch)
class MissedSearchAdmin(CleanModelAdmin):
    """Editors may delete one: somebody may have written a name in it after all."""

    list_display = ["words", "synonym", "note", "day", "is_seen"]
    list_filter = ["is_seen"]
    search_fields = ["words", "note"]
    fields = ["day", "words", "note", "is_seen"]
    readonly_fields = ["day", "words", "note"]
    actions = ["mark_seen"]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = "Wat bezoekers misten"
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    @admin.action(description="Markeer als gezien", permissions=["change"])
    def mark_seen(self, request: HttpRequest, queryset: QuerySet) -> None:
        count = queryset.update(is_seen=True)
        self.message_user(
            request,
            "1 melding is gezien." if count == 1 else f"{count} meldingen zijn gezien.",
            messages.SUCCESS,
        )

    @admin.display(description="")
    def synonym(self, missed: MissedSearch) -> SafeString:
        return synonym_link(missed.words)

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False
