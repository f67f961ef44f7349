from typing import ClassVar

from knowledge.exporting import ExportView
from practices.columns import COLUMNS
from practices.models import Practice
from practices.views import PracticeListView


class PracticeExportView(ExportView):
    list_view = PracticeListView
    queryset = Practice.objects.published().for_cards().prefetch_related("organisations", "sources")
    columns: ClassVar = COLUMNS
    name = "praktijkvoorbeelden"
