"""Writes what a plan showed, all of it or nothing."""

from collections.abc import Callable, Sequence

from django.db import transaction

from knowledge.completeness import counted_once
from knowledge.history import remember
from knowledge.models import Concept
from practices.importing.planning import Plan, RowPlan, plan
from practices.importing.workbook import Row
from search import stamp

type Progress = Callable[[int, int], None]


class ChangedMeanwhileError(Exception):
    """Something would be done that was not shown; ``plan`` says what it would be now."""

    def __init__(self, now: Plan) -> None:
        self.plan = now
        super().__init__("Er is intussen iets veranderd. Kijk opnieuw wat er verandert.")


@transaction.atomic
def apply(
    titles: Sequence[str],
    rows: Sequence[Row],
    *,
    fingerprint: str,
    progress: Progress = lambda _done, _total: None,
) -> Plan:
    """
    Do what was shown under ``fingerprint``, and return it.

    Raise ChangedMeanwhileError when the same rows would now do anything else,
    or have faults; then nothing is written.
    """
    # Whoever saves a practice waits from here on: what is compared holds until it is written.
    stamp.hold()
    made = plan(titles, rows)
    if made.faults or made.fingerprint != fingerprint:
        raise ChangedMeanwhileError(made)
    with counted_once():
        for done, planned in enumerate(made.rows, start=1):
            _write(planned)
            progress(done, len(made.rows))
    return made


def _write(planned: RowPlan) -> None:
    practice = planned.practice
    if not planned.is_new:
        remember(practice)
        practice.edit_version += 1
    practice.save()
    for field, linked in planned.links.items():
        for one in linked:
            if one.pk is None:  # an organisation that nobody named before
                one.save()
        getattr(practice, field).set(linked)
    for scheme, concepts in planned.concepts.items():
        _assign(planned, scheme, concepts)
    if planned.links or planned.concepts:
        practice.index()


def _assign(planned: RowPlan, scheme: str, concepts: list[Concept]) -> None:
    """Set the concepts of one list; those that stay keep their place on a card."""
    there = planned.practice.concepts_in(scheme) if not planned.is_new else []
    planned.practice.concepts.remove(*[one for one in there if one not in concepts])
    planned.practice.concepts.add(*[one for one in concepts if one not in there])
