"""
The way of an item from draft to published: who may go where, and who is told.

Each step is one transaction that holds only when the item is still where it was
read: of two curators at once one wins, and the other is told.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from knowledge.completeness import missing
from knowledge.history import remember
from knowledge.models import FieldComment, KnowledgeItem
from search import stamp

type Tell = Callable[[KnowledgeItem, str], None]

CLAIMED, RETURNED, PUBLISHED, ARCHIVED = "claimed", "returned", "published", "archived"

Status = KnowledgeItem.Status
# From where each step may be taken.
TO_CLAIM = (Status.SUBMITTED,)
TO_RETURN = (Status.SUBMITTED, Status.IN_REVIEW)
TO_ARCHIVE = (Status.DRAFT, Status.SUBMITTED, Status.IN_REVIEW, Status.RETURNED, Status.PUBLISHED)
TO_REOPEN = (Status.RETURNED, Status.ARCHIVED)

_listeners: list[tuple[str, Tell]] = []


class SteppedAsideError(Exception):
    """The item is no longer where it was: somebody else took a step with it."""

    def __init__(self, item: KnowledgeItem) -> None:
        who = f" van {item.curator}" if item.curator else ""
        super().__init__(
            f"“{item}” is intussen veranderd: de status is nu “{item.get_status_display()}”{who}."
        )


def on_change(*, kind: str, tell: Tell) -> None:
    """
    Have ``tell`` called, in the transaction of each step, with the item and what happened.

    ``kind`` is the name of a Kind. What happened is one of the four words above;
    "published" comes with the decision, also where ``published_at`` is yet to come.
    """
    if (kind, tell) not in _listeners:
        _listeners.append((kind, tell))


def announce(item: KnowledgeItem, event: str) -> None:
    """Tell who listens."""
    for kind, tell in _listeners:
        if kind == item.kind:
            tell(item, event)


def refuse_incomplete(item: KnowledgeItem, *, but: Collection[str] = ()) -> None:
    """Raise ValidationError that names at once all that ``item`` lacks, ``but`` what is known."""
    if lacks := [fact for fact in missing(item) if fact not in but]:
        raise ValidationError(f"Om te publiceren ontbreekt nog: {'; '.join(lacks)}.")


def choices_in_form(status: str) -> list[str]:
    """Return the statuses that a form may give an item of ``status``, which comes first.

    The other steps ask something, or tell somebody: they have a page of their own.
    """
    further = {
        Status.DRAFT: [Status.PUBLISHED],
        Status.IN_REVIEW: [Status.PUBLISHED],
        Status.PUBLISHED: [Status.DRAFT],
    }
    return [status, *further.get(Status(status), [])]


@transaction.atomic
def claim(*, item: KnowledgeItem, user: Any) -> KnowledgeItem:
    """Put a submitted item in review, with ``user`` for a curator."""
    return _step(item, TO_CLAIM, CLAIMED, user, status=Status.IN_REVIEW, curator=user)


@transaction.atomic
def return_to_author(
    *, item: KnowledgeItem, user: Any, comments: Iterable[tuple[str, str]]
) -> KnowledgeItem:
    """
    Give an item back with questions, each with the name of its field, or "" for the whole.

    Who gives it back is its curator from then on, unless it has one. Raise
    ValidationError without a question.
    """
    asked = [(field, question) for field, question in comments if question]
    if not asked:
        raise ValidationError("Stel ten minste één vraag; zo weet de inzender wat er nodig is.")
    changes = {"status": Status.RETURNED} | ({} if item.curator_id else {"curator": user})
    moved = _begin(item, TO_RETURN)
    for field, question in asked:
        FieldComment.objects.create(item_id=item.pk, field=field, question=question, asked_by=user)
    return _finish(moved, RETURNED, user, **changes)


def published(item: KnowledgeItem) -> None:
    """Close the questions about what a form just published, and tell who listens."""
    item.comments.filter(closed_at=None).update(closed_at=timezone.now())
    announce(item, PUBLISHED)


@transaction.atomic
def archive(*, item: KnowledgeItem, user: Any, reason: str) -> KnowledgeItem:
    """Take an item away from visitors, for good reason; nothing is deleted."""
    if not reason:
        raise ValidationError("Schrijf op waarom het item gearchiveerd wordt.")
    return _step(item, TO_ARCHIVE, ARCHIVED, user, status=Status.ARCHIVED, archived_reason=reason)


@transaction.atomic
def reopen(*, item: KnowledgeItem, user: Any) -> KnowledgeItem:
    """Go on with what was archived, as a draft, or with what its author has not answered."""
    is_archived = item.status == Status.ARCHIVED
    status = Status.DRAFT if is_archived else Status.IN_REVIEW
    changes = {"archived_reason": ""} if is_archived else {}
    return _step(item, TO_REOPEN, "", user, status=status, **changes)


def _step(
    item: KnowledgeItem,
    allowed: Iterable[str],
    event: str,
    user: Any = None,
    **changes: Any,
) -> KnowledgeItem:
    return _finish(_begin(item, allowed), event, user, **changes)


def _begin(item: KnowledgeItem, allowed: Iterable[str]) -> KnowledgeItem:
    """
    Return the item of its own kind, of which nobody else can take a step now.

    Raise SteppedAsideError where it is another version than ``item``, or may not go from here.
    """
    stamp.hold()
    may_go = KnowledgeItem.objects.filter(
        pk=item.pk, edit_version=item.edit_version, status__in=list(allowed)
    )
    is_mine = may_go.update(edit_version=item.edit_version + 1)
    now = KnowledgeItem.objects.select_related("curator").get(pk=item.pk)
    if not is_mine:
        raise SteppedAsideError(now)
    own = now.as_kind()
    remember(own)
    return own


def _finish(item: KnowledgeItem, event: str, user: Any, **changes: Any) -> KnowledgeItem:
    for name, value in changes.items():
        setattr(item, name, value)
    if user is not None:
        item._history_user = user  # type: ignore[attr-defined]  # noqa: SLF001 -- simple-history's
    item.save()
    if event:
        announce(item, event)
    return item
