"""The pages of the Gesprekstool that are the same for everybody."""

from typing import Any

from django.views.generic import TemplateView

from knowledge import version
from knowledge.collection import Collection
from knowledge.fitting import fitting_items
from knowledge.views import ItemDetailView
from search.facets import Bits
from tools.conversation.models import KEPT_DAYS, ConversationTheme, ScalePoint, Statement
from tools.conversation.opening.around import around
from tools.conversation.opening.uses import STEPS, USES
from tools.conversation.questionnaire import UNKNOWN_LABEL
from tools.conversation.versions import last_version

Step = Statement.Step


class StartView(TemplateView):
    template_name = "conversation/opening/start.html"
    extra_context = {
        "section": "conversation",
        "uses": USES,
        "steps": STEPS,
        "unknown": UNKNOWN_LABEL,
        "kept_months": KEPT_DAYS * 12 // 365,
    }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        themes = ConversationTheme.objects.published()
        asked = Statement.objects.filter(theme__in=themes, step=Step.BALANCE)
        return super().get_context_data(
            **kwargs,
            can_begin=last_version() is not None,
            themes=themes.in_order(),
            scale=ScalePoint.objects.all(),
            statement_count=asked.count(),
        )


class ThemeDetailView(ItemDetailView):
    queryset = ConversationTheme.objects.published().for_detail()
    template_name = "conversation/opening/theme.html"
    extra_context = {"section": "conversation", "list_label": "Gesprekstool"}

    def resembling(self, collection: Collection) -> Bits:
        """Return nothing: what goes with a theme is shown as that, with the reason."""
        return 0

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        fitting = fitting_items(self.object, at=version.of(self.request))
        shown = {one.item.pk for one in fitting}
        statements = self.object.statements.all()
        before, after = around(self.object)
        return context | {
            "balance": [one for one in statements if one.step == Step.BALANCE],
            "deepening": [one for one in statements if one.step == Step.DEEPENING],
            "fitting": fitting,
            "relations": [one for one in context["relations"] if one.to_item_id not in shown],
            "relations_from": [
                one for one in context["relations_from"] if one.from_item_id not in shown
            ],
            "before": before,
            "after": after,
        }
