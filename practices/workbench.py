"""The queue of the workbench that only practices have."""

from datetime import timedelta
from typing import Any

from django.db.models import F, OuterRef
from django.utils.formats import date_format

from knowledge.workbench.desk import Desk
from knowledge.workbench.items import ItemQueue, days_until, since_soon_or_past
from practices.models import Practice

RECOGNITION_DAYS = 90


class RecognitionEnds(ItemQueue):
    name = "erkenning"
    title = "Erkenning loopt af"
    explanation = (
        f"De erkenning door een databank is voorbij of eindigt binnen {RECOGNITION_DAYS} dagen. "
        "Kijk in de databank of er een nieuw oordeel is."
    )
    prefix = "recognition"
    position = 60
    to_do = "Kijk de erkenning na"
    place = "id_evidence_valid_until"

    def is_for(self, desk: Desk) -> bool:
        return desk.may_change(Practice)

    def narrowed(self, items: Any, desk: Desk) -> Any:
        until = F("practice__evidence_valid_until")
        soon = desk.today + timedelta(days=RECOGNITION_DAYS)
        ending = items.filter(
            status=Practice.Status.PUBLISHED, practice__evidence_valid_until__lte=soon
        ).annotate(until=until, databank=F("practice__evidence_databank"))
        since = since_soon_or_past("until", desk.today, RECOGNITION_DAYS)
        return ending.annotate(since=since).order_by("until", "pk")

    def done_after(self) -> dict[str, Any]:
        return {"done_at__date__gte": OuterRef("since")}

    def why(self, item: Any, desk: Desk) -> str:
        day = date_format(item.until)
        return f"Erkend door {item.databank} tot {day}: {days_until(item.until, desk.today)}."
