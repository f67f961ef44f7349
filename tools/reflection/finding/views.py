from typing import Any

from django.views.generic import TemplateView

from knowledge import version
from knowledge.cards import Look
from knowledge.collection import Collection
from knowledge.exercises import all_exercises
from knowledge.fitting import fitting_items
from knowledge.lists import KnowledgeListView
from knowledge.views import ItemDetailView
from search.facets import Bits
from tools.reflection.finding import guide
from tools.reflection.finding.facets import listed_exercises
from tools.reflection.finding.filters import ExerciseFilterSet
from tools.reflection.finding.opening import entries
from tools.reflection.finding.toolbox import toolbox
from tools.reflection.models import Exercise
from tools.reflection.residents import HOUSE_RULES


class ExerciseListView(KnowledgeListView):
    queryset = Exercise.objects.published().for_cards()
    filterset_class = ExerciseFilterSet
    listed = listed_exercises
    template_name = "reflection/list.html"
    look = Look("reflection/card.html")
    extra_context = {"section": "reflection"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            is_opening=self.state.url() == self.request.path and not self.filterset.unknown,
            entries=entries(self.table),
            all_series=toolbox.at(self.version).series,
        )


class GuideView(TemplateView):
    """The keuzehulp: its answers stand in the address, so that what it advises is a link."""

    template_name = "reflection/guide.html"
    extra_context = {"section": "reflection", "title": "Keuzehulp"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        box = toolbox.at(version.of(self.request))
        asked = guide.read(box.questions, self.request.GET)
        is_answered = any(one.name in self.request.GET for one in asked)
        wanted = guide.wish(asked)
        picked = guide.suggested(box, wanted) if is_answered else []
        return super().get_context_data(
            **kwargs,
            asked=asked,
            is_answered=is_answered,
            has_answers=any(one.answer for one in asked),
            picked=picked,
            follow_up=guide.follow_up(box, picked, wanted),
        )


class ExerciseDetailView(ItemDetailView):
    queryset = Exercise.objects.published().for_detail()
    template_name = "reflection/detail.html"
    extra_context = {"section": "reflection", "list_label": "Reflectie"}

    @staticmethod
    def remember(at: str) -> None:
        ItemDetailView.remember(at)
        toolbox.at(at)

    def resembling(self, collection: Collection) -> Bits:
        return all_exercises(collection)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        at = version.of(self.request)
        context = super().get_context_data(**kwargs)
        fitting = fitting_items(self.object, at=at)
        shown = {one.item.pk for one in fitting}
        context["metadata"].structured.update(_as_learning(self.object))
        return context | {
            "fitting": fitting,
            "relations": [one for one in context["relations"] if one.to_item_id not in shown],
            "relations_from": [
                one for one in context["relations_from"] if one.from_item_id not in shown
            ],
            "ways": [
                (series, series.before(self.object), series.after(self.object))
                for series in toolbox.at(at).series_with(self.object)
            ],
            "house_rules": HOUSE_RULES,
        }


def _as_learning(exercise: Exercise) -> dict[str, Any]:
    """Return what search engines are told of an exercise besides what holds of all items."""
    return {
        "@type": "LearningResource",
        "learningResourceType": "oefening",
        "teaches": exercise.goal,
        "timeRequired": f"PT{exercise.minutes}M",
    }
