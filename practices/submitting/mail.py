"""What the author and the editors are told by mail; each is written, and sent later."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from knowledge.models import KnowledgeItem
from outbox.mail import absolute_url, post
from practices.models import Submission

# What the workflow does with an item, and the letter that its author then gets.
LETTERS = {
    "returned": "submission_returned",
    "published": "submission_published",
    "archived": "submission_archived",
}


def tell(item: KnowledgeItem, event: str) -> None:
    """Tell the author of ``item``, if it was submitted, what the editors did with it."""
    submission = (
        Submission.objects.filter(practice=item.pk, withdrawn_at__isnull=True)
        .select_related("author", "practice")
        .first()
    )
    if submission is not None and event in LETTERS:
        questions = item.comments.open() if event == "returned" else []
        _tell_author(submission, LETTERS[event], questions=questions)


def tell_received(submission: Submission) -> None:
    _tell_author(submission, "submission_received")


def tell_editors(submission: Submission, letter: str, **context: Any) -> None:
    """Write to the curator who has it, or else to the address of the portal, if there is one."""
    practice = submission.practice
    curator = practice.curator if practice else None
    to = curator.email if curator else settings.CONTACT_EMAIL
    if to and practice:
        change = reverse("admin:practices_practice_change", args=[practice.pk])
        post(letter, to=to, context={**_about(submission), "url": absolute_url(change), **context})


def _tell_author(submission: Submission, letter: str, **context: Any) -> None:
    author = submission.author
    if author is not None and author.is_active:
        url = absolute_url(submission.get_absolute_url())
        post(letter, to=author.email, context={**_about(submission), "url": url, **context})


def _about(submission: Submission) -> Mapping[str, Any]:
    practice = submission.practice
    return {
        "title": practice.title if practice else submission.title,
        "reason": practice.archived_reason if practice else "",
        "page": absolute_url(practice.get_absolute_url()) if practice else "",
        "planned": practice.published_at if practice and submission.is_planned else None,
    }
