"""Queues of items: what was sent in, what must be looked at again, what an item lacks."""

from abc import abstractmethod
from datetime import date, timedelta
from typing import Any, ClassVar

from django.db.models import (
    Case,
    DateField,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from knowledge import workflow
from knowledge.kinds import kind_named, model_named
from knowledge.models import (
    CompassReading,
    ConceptAssignment,
    FieldComment,
    KnowledgeItem,
    Task,
)
from knowledge.workbench.desk import Desk
from knowledge.workbench.queue import DatabaseQueue, Row, pk_of

REVIEW_DAYS = 30
Status = KnowledgeItem.Status


def change_url(item: KnowledgeItem, place: str = "") -> str:
    """Return where an editor changes ``item``; ``place`` is the id of a part of that page."""
    options = model_named(item.kind)._meta
    url = reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[item.pk])
    return f"{url}#{place}" if place else url


def days_until(day: date, today: date) -> str:
    """Say how far off ``day`` is: "nog 3 dagen", "2 dagen over tijd"."""
    days = (day - today).days
    if days == 0:
        return "dat is vandaag"
    number = "1 dag" if abs(days) == 1 else f"{abs(days)} dagen"
    return f"nog {number}" if days > 0 else f"{number} over tijd"


class ItemQueue(DatabaseQueue):
    """Items of the kinds that an editor may change."""

    to_do: ClassVar[str] = "Open het item"
    place: ClassVar[str] = ""

    def is_for(self, desk: Desk) -> bool:
        return bool(desk.kinds)

    def reasons(self, desk: Desk) -> QuerySet[Any]:
        items = KnowledgeItem.objects.filter(kind__in=desk.kinds).select_related("curator")
        # A long text that no row shows.
        narrowed: QuerySet[Any] = self.narrowed(items, desk)
        return narrowed.defer("body", "folded_text")

    @abstractmethod
    def narrowed(self, items: Any, desk: Desk) -> Any:
        """Return the QuerySet of those that have the reason of this queue, in order."""

    @abstractmethod
    def why(self, item: Any, desk: Desk) -> str: ...

    def row(self, desk: Desk, found: Any) -> Row:
        return Row(
            key=self.key(found),
            title=found.title,
            why=self.why(found, desk),
            url=change_url(found, self.place),
            to_do=self.to_do,
            about=kind_named(found.kind).singular,
        )


class SubmissionQueue(ItemQueue):
    """What was sent in: it moves from one of these queues to another, and keeps who has it."""

    prefix = "submission"
    ends_by_hand = False

    def claimed(self, key: str, user: Any) -> None:
        """Begin the review of what nobody had yet."""
        item = KnowledgeItem.objects.filter(pk=pk_of(key), status=Status.SUBMITTED).first()
        if item is not None:
            workflow.claim(item=item, user=user)


def follow(item: KnowledgeItem, event: str) -> None:
    """Keep the workbench equal to a step that was taken elsewhere; see workflow.on_change."""
    key = f"{SubmissionQueue.prefix}:{item.pk}"
    if event == workflow.CLAIMED:
        Task.objects.update_or_create(
            key=key, defaults={"claimed_by": item.curator, "done_at": None}
        )
    elif event in {workflow.PUBLISHED, workflow.ARCHIVED}:
        Task.objects.filter(key=key).delete()


_TASK = Task.objects.filter(key=OuterRef("task_key"), done_at__isnull=True)
_CLAIMED = Exists(_TASK.filter(claimed_by__isnull=False))
_ANSWERS = FieldComment.objects.filter(
    item=OuterRef("pk"), answered_at__isnull=False, closed_at__isnull=True
)
_IS_ANSWERED = Exists(_ANSWERS)
_LAST_ANSWER = Subquery(
    _ANSWERS.order_by().values("item").annotate(last=Max("answered_at")).values("last")
)


class Submitted(SubmissionQueue):
    name = "ingestuurd"
    title = "Ingestuurd"
    explanation = "Ingestuurd en nog van niemand. Wie er een neemt, gaat hem nakijken."
    position = 10
    to_do = "Bekijk de inzending"

    def narrowed(self, items: Any, desk: Desk) -> Any:
        waiting = items.filter(status=Status.SUBMITTED).annotate(task_key=self.key_of())
        return waiting.filter(~_CLAIMED, ~_IS_ANSWERED).order_by("changed_at", "pk")

    def why(self, item: Any, desk: Desk) -> str:
        return f"Ligt er sinds {date_format(item.changed_at)}. Nog niemand kijkt het na."


class InReview(SubmissionQueue):
    name = "in-behandeling"
    title = "In behandeling"
    explanation = "Een redacteur kijkt dit na. Het gaat weg als het gepubliceerd of terug is."
    position = 20
    to_do = "Ga verder met nakijken"

    def narrowed(self, items: Any, desk: Desk) -> Any:
        keyed = items.annotate(task_key=self.key_of())
        taken = Q(status=Status.SUBMITTED) & Q(_CLAIMED) & ~Q(_IS_ANSWERED)
        return keyed.filter(Q(status=Status.IN_REVIEW) | taken).order_by("changed_at", "pk")

    def why(self, item: Any, desk: Desk) -> str:
        who = f" Redacteur: {item.curator}." if item.curator else ""
        return f"In behandeling, het laatst gewijzigd op {date_format(item.changed_at)}.{who}"


class AnsweredByAuthor(SubmissionQueue):
    name = "beantwoord"
    title = "Beantwoord door de inzender"
    explanation = "De inzender antwoordde op de vragen. De redactie is weer aan zet."
    position = 30
    to_do = "Lees de antwoorden"

    def narrowed(self, items: Any, desk: Desk) -> Any:
        back = items.filter(_IS_ANSWERED, status=Status.SUBMITTED)
        return back.annotate(answered_at=_LAST_ANSWER).order_by("answered_at", "pk")

    def why(self, item: Any, desk: Desk) -> str:
        return f"De inzender antwoordde op {date_format(item.answered_at)}."


class WaitingForAuthor(SubmissionQueue):
    name = "wacht-op-inzender"
    title = "Wacht op de inzender"
    explanation = "Teruggestuurd met vragen. Duurt het lang, vraag de inzender dan hoe het gaat."
    position = 40
    to_do = "Bekijk de vragen"

    def narrowed(self, items: Any, desk: Desk) -> Any:
        return items.filter(status=Status.RETURNED).order_by("changed_at", "pk")

    def why(self, item: Any, desk: Desk) -> str:
        since = (desk.now - item.changed_at).days
        days = "vandaag" if since < 1 else "gisteren" if since == 1 else f"{since} dagen geleden"
        return f"Teruggestuurd: {days}. De inzender heeft nog niet geantwoord."


class ReportedChange(ItemQueue):
    name = "veranderd"
    title = "Veranderd volgens de inzender"
    explanation = (
        "Wat gepubliceerd is, klopt volgens de inzender niet meer. Pas het aan, of zeg dat het "
        "gedaan is als er niets hoeft te veranderen."
    )
    prefix = "change"
    position = 45
    to_do = "Lees wat er veranderd is"

    def narrowed(self, items: Any, desk: Desk) -> Any:
        told = items.filter(_IS_ANSWERED, status=Status.PUBLISHED)
        return told.annotate(answered_at=_LAST_ANSWER).order_by("answered_at", "pk")

    def done_after(self) -> dict[str, Any]:
        return {"done_at__gte": OuterRef("answered_at")}

    def why(self, item: Any, desk: Desk) -> str:
        day = date_format(item.answered_at)
        return f"De inzender liet op {day} weten dat er iets veranderd is."

    def finished(self, key: str) -> None:
        answered = FieldComment.objects.filter(item=pk_of(key), answered_at__isnull=False)
        answered.filter(closed_at=None).update(closed_at=timezone.now())


class ReviewDue(ItemQueue):
    name = "nakijken"
    title = "Opnieuw nakijken"
    explanation = (
        f"De datum van nakijken is voorbij of komt binnen {REVIEW_DAYS} dagen. Kijk of de feiten "
        "nog kloppen met de bronnen, en vul beide datums in."
    )
    prefix = "review"
    position = 50
    to_do = "Kijk het na"
    place = "id_reviewed_on"

    def narrowed(self, items: Any, desk: Desk) -> Any:
        published = items.filter(status=Status.PUBLISHED)
        due = published.filter(review_by__lte=desk.today + timedelta(days=REVIEW_DAYS))
        return due.annotate(
            since=since_soon_or_past("review_by", desk.today, REVIEW_DAYS)
        ).order_by("review_by", "pk")

    def done_after(self) -> dict[str, Any]:
        return {"done_at__date__gte": OuterRef("since")}

    def why(self, item: Any, desk: Desk) -> str:
        day = date_format(item.review_by)
        who = f" Redacteur: {item.curator}." if item.curator else ""
        return f"Nakijken vóór {day}: {days_until(item.review_by, desk.today)}.{who}"


def since_soon_or_past(column: str, today: date, days: int) -> Case:
    """
    Return the day from which a reason holds: a date that is past is another than one that comes.

    Who said "done" when it came near, sees it again once it is past.
    """
    return Case(
        When(**{f"{column}__lt": today}, then=F(column)),
        default=Value(today - timedelta(days=days)),
        output_field=DateField(),
    )


class NoResidents(ItemQueue):
    name = "inwoners"
    title = "Geen stem van inwoners"
    explanation = (
        "In het kompas staat niets van inwoners. Zoek wat zij ervan vonden. Is er echt niets, zeg "
        "dan “gedaan”: na het volgende nakijken staat het item hier weer."
    )
    prefix = "residents"
    position = 80
    to_do = "Vul het kompas aan"
    place = "compass-group"

    def narrowed(self, items: Any, desk: Desk) -> Any:
        kinds = [kind for kind in desk.kinds if model_named(kind).IS_WEIGHED]
        readings = CompassReading.objects.filter(
            item=OuterRef("pk"), corner=CompassReading.Corner.RESIDENTS
        )
        none = CompassReading.Weight.NONE
        return (
            items.filter(status=Status.PUBLISHED, kind__in=kinds)
            .filter(~Exists(readings.exclude(weight=none)))
            .annotate(was_looked_for=Exists(readings))
            .order_by("folded_title", "pk")
        )

    def done_after(self) -> dict[str, Any]:
        reviewed = Coalesce(OuterRef("reviewed_on"), Value(date.min), output_field=DateField())
        return {"done_at__date__gte": reviewed}

    def why(self, item: Any, desk: Desk) -> str:
        if item.was_looked_for:
            return "Iemand zocht wat inwoners ervan vonden, en vond niets."
        return "Nog niemand schreef op wat inwoners ervan vinden."


class NoConcepts(ItemQueue):
    name = "begrippen"
    title = "Zonder begrip"
    explanation = "Zonder begrippen is een item met geen enkel filter te vinden."
    prefix = "concepts"
    position = 90
    to_do = "Kies begrippen"
    place = "assignments-group"

    def narrowed(self, items: Any, desk: Desk) -> Any:
        carried: QuerySet[Any] = ConceptAssignment.objects.filter(content_object=OuterRef("pk"))
        return items.filter(~Exists(carried), status=Status.PUBLISHED).order_by(
            "folded_title", "pk"
        )

    def done_after(self) -> dict[str, Any]:
        return {"done_at__gte": OuterRef("changed_at")}

    def why(self, item: Any, desk: Desk) -> str:
        return "Dit item heeft geen enkel begrip."
