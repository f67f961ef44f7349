from practices.models.practice import Practice, PracticeQuerySet
from practices.models.submission import Submission, SubmissionQuerySet

__all__ = ["Practice", "PracticeQuerySet", "Submission", "SubmissionQuerySet"]
