"""Asks who sent in a practice, once a year, whether it is still right."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse

from outbox.mail import absolute_url, post
from practices.models import Practice, Submission

DAYS_BETWEEN = 365


def to_be_asked(now: datetime) -> QuerySet[Submission]:
    """
    Return what was published a year ago, or asked for or confirmed a year ago, and not since.

    Only of authors who wish to be asked.
    """
    long_ago = now - timedelta(days=DAYS_BETWEEN)
    published = F("practice__published_at")
    last = Greatest(
        published, Coalesce("reminded_at", published), Coalesce("confirmed_at", published)
    )
    wished = Submission.objects.filter(
        wants_reminder=True,
        withdrawn_at=None,
        author__is_active=True,
        practice__status=Practice.Status.PUBLISHED,
    )
    asked = wished.annotate(last=last).filter(last__lte=long_ago)
    return asked.select_related("author", "practice").order_by("pk")


def ask_authors(now: datetime, *, dry_run: bool = False) -> Iterator[Submission]:
    """
    Mail the author of each, and yield it; with ``dry_run`` nothing is sent.

    It can be called as often as one likes, by two at once.
    """
    for submission in to_be_asked(now):
        if dry_run or _ask(submission, now):
            yield submission


@transaction.atomic
def _ask(submission: Submission, now: datetime) -> bool:
    """Write the mail, unless somebody else did so or the author does not want it any more."""
    is_as_read = Q(reminded_at=submission.reminded_at, wants_reminder=True)
    if not Submission.objects.filter(is_as_read, pk=submission.pk).update(reminded_at=now):
        return False
    practice, author = submission.practice, submission.author
    assert practice is not None  # noqa: S101 -- to_be_asked has no other, says it to mypy
    assert author is not None  # noqa: S101 -- likewise
    context = {
        "name": author.name,
        "title": practice.title,
        "page": absolute_url(practice.get_absolute_url()),
        "url": absolute_url(reverse("practices:submission-confirm", args=[submission.key])),
        "stop": absolute_url(submission.get_absolute_url()),
    }
    post("reminder_submitter", to=author.email, context=context)
    return True
