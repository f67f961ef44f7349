"""Keeps what was typed, right or not; who saves an older text is told so."""

from collections.abc import Collection, Mapping

from django.db.models import F
from django.utils import timezone

from practices.models import Submission


class ConflictError(Exception):
    """Another tab saved meanwhile; ``submission`` is as it is now, ``fields`` what was typed."""

    def __init__(self, submission: Submission, fields: Mapping[str, str]) -> None:
        super().__init__("Deze tekst is intussen op een andere plek veranderd.")
        self.submission = submission
        self.fields = dict(fields)

    @property
    def differing(self) -> list[str]:
        """Return the names of the fields that say something else."""
        stored = self.submission.fields
        names = dict.fromkeys([*stored, *self.fields])
        return [name for name in names if stored.get(name, "") != self.fields.get(name, "")]


def save_fields(
    submission: Submission,
    typed: Mapping[str, str],
    *,
    version: int,
    emptied: Collection[str] = (),
) -> None:
    """
    Keep ``typed``, and of the other fields what they were; what is the same costs no write.

    ``version`` is the one that the text was typed on. Of the fields ``emptied``
    it is kept that they are empty; others are left out then. Raise ConflictError where
    something else was saved since; then nothing is written.
    """
    fields = _with(submission, typed, emptied)
    if fields == submission.fields:
        return
    rows = Submission.objects.filter(pk=submission.pk, version=version)
    now = timezone.now()
    if rows.update(fields=fields, version=F("version") + 1, changed_at=now):
        submission.refresh_from_db()
        return
    submission.refresh_from_db()
    # The answer to an earlier save of just this may never have arrived.
    if submission.fields != _with(submission, typed, emptied):
        raise ConflictError(submission, fields)


def _with(
    submission: Submission, typed: Mapping[str, str], emptied: Collection[str]
) -> dict[str, str]:
    fields = {**submission.fields, **typed}
    return {name: text for name, text in fields.items() if text or name in emptied}
