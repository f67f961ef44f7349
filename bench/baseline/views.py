from typing import Any

from django.db.models import Count, QuerySet
from django_filters.views import FilterView

from bench.baseline.filters import ConceptFilter, PracticeFilterSet
from practices.models import Practice

# The columns that name a value of a facet, and the label that is shown.
COLUMNS = {
    "provincie": ("municipalities__province__slug", "municipalities__province__name"),
    "gemeente": ("municipalities__slug", "municipalities__name"),
    "bewijs": ("evidence_level", "evidence_level"),
    "status": ("run_state", "run_state"),
}
FACETS = ("thema", "doelgroep", "gedragsinzicht", "werkwijze", "leefgebied", *COLUMNS)


class PracticeListView(FilterView):
    queryset = Practice.objects.published().prefetch_related(
        "assignments__tag__scheme", "municipalities__province"
    )
    filterset_class = PracticeFilterSet
    template_name = "baseline/list.html"
    paginate_by = 20
    page_kwarg = "pagina"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().order_by("-published_at", "folded_title")

    def get_filterset_kwargs(self, filterset_class: type[PracticeFilterSet]) -> dict[str, Any]:
        # bound without a question too, so that there is always a clean one to count by
        return {**super().get_filterset_kwargs(filterset_class), "data": self.request.GET}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facets = [(name, self.counts(name)) for name in FACETS]
        return super().get_context_data(**kwargs, facets=facets)

    def paginate_queryset(self, queryset: QuerySet, page_size: int) -> Any:
        if "rank" in queryset.query.annotations and not self.request.GET.get("sorteer"):
            queryset = queryset.order_by("-rank")
        return super().paginate_queryset(queryset, page_size)

    def counts(self, name: str) -> list[dict[str, Any]]:
        """Count each value of a facet among what all other choices leave over."""
        others = Practice.objects.published()
        asked = self.filterset.form.cleaned_data
        for other, narrowing in self.filterset.filters.items():
            if other not in {name, "sorteer"}:
                others = narrowing.filter(others, asked[other])
        facet = self.filterset.filters[name]
        slug, label = COLUMNS.get(name, ("tag__slug", "tag__name"))
        if isinstance(facet, ConceptFilter):
            slug, label = "assignments__tag__slug", "assignments__tag__name"
            others = others.filter(assignments__tag__scheme__slug=facet.scheme)
        else:
            others = others.filter(**{f"{slug}__isnull": False})
        chosen = set(self.request.GET.getlist(name))
        rows = others.order_by().values(slug, label).annotate(n=Count("pk", distinct=True))
        return [
            {"value": row[slug], "label": row[label], "n": row["n"], "on": row[slug] in chosen}
            for row in rows.order_by("-n", label)
        ]
