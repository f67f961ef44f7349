from knowledge.history import track
from knowledge.models import WORKED_OUT
from practices.models.practice import Practice, PracticeQuerySet
from practices.models.submission import Submission, SubmissionQuerySet

__all__ = ["Practice", "PracticeQuerySet", "Submission", "SubmissionQuerySet"]

track(
    Practice,
    excluded_fields=WORKED_OUT,
    m2m_fields=["municipalities", "provinces", "organisations"],
)
