"""The queue of links that no longer work: visitors hear of it once an editor agrees."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format

from knowledge.models import KnowledgeItem, Source, Task
from knowledge.workbench.desk import Desk
from knowledge.workbench.items import change_url
from knowledge.workbench.queue import DatabaseQueue, Row, pk_of

GONE = "weg"
GOOD = "goed"


class DeadLinks(DatabaseQueue):
    name = "links"
    title = "Dode links"
    explanation = (
        "Deze links werkten op twee dagen niet. Kijk zelf: zoek een nieuw adres, of zeg dat de "
        "bron niet meer bestaat. Bezoekers zien er niets van tot u dat zegt."
    )
    prefix = "link"
    position = 70
    ends_by_hand = False

    def is_for(self, desk: Desk) -> bool:
        return bool(desk.kinds) and desk.may_change(Source)

    def reasons(self, desk: Desk) -> QuerySet[Any]:
        dead = Source.objects.filter(check_result=Source.Check.DEAD, is_gone=False)
        of_items = dead.filter(
            item__kind__in=desk.kinds, item__status=KnowledgeItem.Status.PUBLISHED
        )
        return of_items.select_related("item").order_by("checked_at", "pk")

    def row(self, desk: Desk, found: Any) -> Row:
        seen = f" Gecontroleerd op {date_format(found.checked_at)}." if found.checked_at else ""
        return Row(
            key=self.key(found),
            title=str(found),
            why=f"{found.check_detail or 'De link werkt niet.'}{seen}",
            url=change_url(found.item, "sources-group"),
            to_do="Zet er een ander adres in",
            about=f"bron bij “{found.item}”",
            answers=((GONE, "Klopt, bron bestaat niet meer"), (GOOD, "De link is goed")),
            also=(("Probeer de link", found.url),),
        )

    @transaction.atomic
    def answer(self, desk: Desk, key: str, answer: str) -> str | None:
        if answer not in {GONE, GOOD}:
            return None
        source = self.waiting(desk).filter(task_key=key).first()
        if source is None:
            return None
        Task.objects.filter(key=key).delete()
        if answer == GONE:
            source.is_gone = True
            # Saved and not updated: the pages of visitors change.
            source.save(update_fields=["is_gone"])
            return f"Bezoekers lezen nu dat “{source}” niet meer te vinden is."
        day = date_format(desk.today)
        Source.objects.filter(pk=pk_of(key)).update(
            check_result=Source.Check.WORKS,
            check_detail=f"Een redacteur zag op {day} dat de link werkt.",
            checked_at=desk.now,
        )
        return f"De link naar “{source}” is goed. Hij wordt later weer gecontroleerd."
