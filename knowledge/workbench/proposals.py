"""The queue of concepts that somebody missed."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format

from knowledge.models import ConceptProposal
from knowledge.workbench.desk import Desk
from knowledge.workbench.queue import DatabaseQueue, Row


class Proposals(DatabaseQueue):
    name = "voorstellen"
    title = "Voorgestelde begrippen"
    explanation = (
        "Iemand miste een begrip bij het beschrijven van een item. Maak het, kies een begrip dat "
        "er al is, of zeg dat wij het niet overnemen."
    )
    prefix = "proposal"
    position = 100
    ends_by_hand = False

    def is_for(self, desk: Desk) -> bool:
        return desk.may_change(ConceptProposal)

    def reasons(self, desk: Desk) -> QuerySet[Any]:
        opened = ConceptProposal.objects.filter(decision=ConceptProposal.Decision.OPEN)
        return opened.select_related("scheme", "item").order_by("proposed_at", "pk")

    def row(self, desk: Desk, found: Any) -> Row:
        where = f" bij “{found.item}”" if found.item else ""
        note = f" {found.note}" if found.note else ""
        return Row(
            key=self.key(found),
            title=found.name,
            why=f"Voorgesteld op {date_format(found.proposed_at)}{where}.{note}",
            url=reverse("admin:knowledge_conceptproposal_change", args=[found.pk]),
            to_do="Beslis over het voorstel",
            about=f"begrip voor {found.scheme}" if found.scheme else "begrip",
        )
