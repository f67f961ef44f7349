"""The queues of everything that is no kind's own."""

from knowledge.workbench.items import (
    AnsweredByAuthor,
    InReview,
    NoConcepts,
    NoResidents,
    ReportedChange,
    ReviewDue,
    Submitted,
    WaitingForAuthor,
)
from knowledge.workbench.proposals import Proposals
from knowledge.workbench.queue import Queue
from knowledge.workbench.reading import HardToRead
from knowledge.workbench.searches import Missed, NoClick, NoResult
from knowledge.workbench.sources import DeadLinks

QUEUES: tuple[Queue, ...] = (
    Submitted(),
    InReview(),
    AnsweredByAuthor(),
    WaitingForAuthor(),
    ReportedChange(),
    ReviewDue(),
    DeadLinks(),
    NoResidents(),
    NoConcepts(),
    HardToRead(),
    Proposals(),
    NoResult(),
    NoClick(),
    Missed(),
)
