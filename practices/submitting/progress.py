"""Where a submission is, as its author sees it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from practices.models import Practice, Submission
from practices.submitting.services import WITHDRAWABLE

Status = Practice.Status


class State(StrEnum):
    """How far a step is; the words are those of the design."""

    DONE = "completed"
    NOW = "current"
    TO_DO = "todo"


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    state: State
    text: str = ""
    at: datetime | None = None


# The step at which an author is, by the status of the practice.
PLACES = {
    Status.SUBMITTED: 1,
    Status.IN_REVIEW: 2,
    Status.RETURNED: 3,
    Status.DRAFT: 2,
    Status.PUBLISHED: 4,
}
BADGES = {
    Status.SUBMITTED: ("Ingestuurd", "busy"),
    Status.IN_REVIEW: ("In behandeling", "busy"),
    Status.RETURNED: ("Vragen aan u", "busy"),
    Status.DRAFT: ("In behandeling", "busy"),
    Status.PUBLISHED: ("Gepubliceerd", "done"),
    Status.ARCHIVED: ("Niet gepubliceerd", "todo"),
}


def badge(submission: Submission) -> tuple[str, str]:
    """Return where it is in one or two words, and the look of it."""
    if submission.withdrawn_at:
        return "Ingetrokken", "todo"
    practice = submission.practice
    if practice is None:
        return ("Weg", "todo") if submission.submitted_at else ("Concept", "todo")
    if submission.is_planned:
        return "Komt op de website", "busy"
    return BADGES[Status(practice.status)]


def steps(submission: Submission) -> list[Step]:
    """Return the way from draft to published; none where it came to an end on the way."""
    practice = submission.practice
    if practice is None or practice.status not in PLACES:
        return []
    now = 2 if submission.is_planned else PLACES[Status(practice.status)]
    told = [
        ("U schreef het op", "", submission.started_at),
        ("Ingestuurd", "Het wacht op een redacteur.", submission.submitted_at),
        ("In behandeling", "Een redacteur van de kennisplaats leest uw voorbeeld.", None),
        ("Vragen aan u", "De redacteur heeft u iets gevraagd. U antwoordt hieronder.", None),
        ("Gepubliceerd", "Iedereen kan uw voorbeeld lezen.", practice.published_at),
    ]
    # Who was asked nothing, sees no step of questions.
    shown = [at for at in range(len(told)) if at != 3 or now == 3]  # noqa: PLR2004
    last = len(told) - 1
    return [
        Step(
            title=told[at][0],
            state=State.DONE
            if at < now or now == last
            else State.NOW
            if at == now
            else State.TO_DO,
            text=told[at][1] if at == now else "",
            at=told[at][2] if at <= now else None,
        )
        for at in shown
    ]


def is_withdrawable(submission: Submission) -> bool:
    practice = submission.practice
    return practice is not None and practice.status in WITHDRAWABLE
