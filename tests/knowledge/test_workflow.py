from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from knowledge import workflow
from knowledge.models import KnowledgeItem
from tests.factories import PublicationFactory, UserFactory
from tests.factories.curating import ready
from tests.together import needs_connections, together

pytestmark = pytest.mark.django_db

Status = KnowledgeItem.Status


@pytest.fixture
def heard(monkeypatch):
    """Return what listeners to publications were told, in order."""
    told = []
    monkeypatch.setattr(workflow, "_listeners", [])
    workflow.on_change(
        kind="publication", tell=lambda item, event: told.append((item.pk, item.status, event))
    )
    return told


def submitted(**facts):
    return ready(PublicationFactory, status=Status.SUBMITTED, **facts)


def test_claimed_item_is_in_review_with_who_claimed_it(heard):
    item, user = submitted(curator=None), UserFactory()

    workflow.claim(item=item, user=user)

    item.refresh_from_db()
    assert (item.status, item.curator) == (Status.IN_REVIEW, user)
    assert heard == [(item.pk, Status.IN_REVIEW, "claimed")]


def test_item_that_was_claimed_is_not_claimed_again(heard):
    item, first, second = submitted(curator=None), UserFactory(name="Eva"), UserFactory()
    seen_by_second = KnowledgeItem.objects.get(pk=item.pk)
    workflow.claim(item=item, user=first)

    with pytest.raises(workflow.SteppedAsideError, match="in behandeling” van Eva"):
        workflow.claim(item=seen_by_second, user=second)

    item.refresh_from_db()
    assert item.curator == first
    assert len(heard) == 1


def test_returned_item_has_the_questions(heard):
    item, user = submitted(curator=None), UserFactory()

    workflow.return_to_author(
        item=item, user=user, comments=[("title", "Kan dit korter?"), ("", "Dank!"), ("body", "")]
    )

    item.refresh_from_db()
    assert (item.status, item.curator) == (Status.RETURNED, user)
    asked = [(one.field, one.question, one.asked_by) for one in item.comments.all()]
    assert asked == [("title", "Kan dit korter?", user), ("", "Dank!", user)]
    assert heard == [(item.pk, Status.RETURNED, "returned")]


def test_item_is_not_returned_without_a_question(heard):
    item = submitted()

    with pytest.raises(ValidationError, match="ten minste één vraag"):
        workflow.return_to_author(item=item, user=UserFactory(), comments=[("title", "")])

    item.refresh_from_db()
    assert (item.status, heard) == (Status.SUBMITTED, [])


def test_questions_about_what_was_published_are_closed(heard):
    item = ready(PublicationFactory, status=Status.PUBLISHED)
    item.comments.create(question="Klopt dit?")

    workflow.published(item)

    assert item.comments.get().closed_at is not None
    assert heard == [(item.pk, Status.PUBLISHED, "published")]


def test_archived_item_says_why_and_comes_back_as_a_draft(heard):
    item = ready(PublicationFactory, status=Status.PUBLISHED)

    archived = workflow.archive(item=item, user=UserFactory(), reason="Het project stopte.")
    workflow.reopen(item=archived, user=UserFactory())

    item.refresh_from_db()
    assert heard == [(item.pk, Status.ARCHIVED, "archived")]
    assert (item.status, item.archived_reason) == (Status.DRAFT, "")


def test_nothing_is_archived_without_a_reason():
    with pytest.raises(ValidationError, match="waarom"):
        workflow.archive(item=ready(PublicationFactory), user=UserFactory(), reason="")


def test_returned_item_is_taken_back():
    item = ready(PublicationFactory, status=Status.RETURNED)

    workflow.reopen(item=item, user=UserFactory())

    item.refresh_from_db()
    assert item.status == Status.IN_REVIEW


@pytest.mark.parametrize(
    ("step", "status"),
    [
        (workflow.claim, Status.DRAFT),
        (workflow.claim, Status.PUBLISHED),
        (workflow.reopen, Status.PUBLISHED),
    ],
)
def test_step_is_taken_from_its_own_place_only(step, status):
    item = ready(PublicationFactory, status=status)

    with pytest.raises(workflow.SteppedAsideError):
        step(item=item, user=UserFactory())

    item.refresh_from_db()
    assert item.status == status


def test_listener_of_another_kind_hears_nothing(monkeypatch):
    monkeypatch.setattr(workflow, "_listeners", [])
    told = []
    workflow.on_change(kind="dossier", tell=lambda *what: told.append(what))

    workflow.claim(item=submitted(), user=UserFactory())

    assert told == []


def test_listener_is_told_once_however_often_it_asks(monkeypatch):
    monkeypatch.setattr(workflow, "_listeners", [])
    told = []

    def tell(item, event):
        told.append(event)

    workflow.on_change(kind="publication", tell=tell)
    workflow.on_change(kind="publication", tell=tell)
    workflow.claim(item=submitted(), user=UserFactory())

    assert told == ["claimed"]


def test_step_that_a_listener_breaks_off_is_not_taken(monkeypatch):
    monkeypatch.setattr(workflow, "_listeners", [])

    def refuse(item, event):
        raise RuntimeError("geen mail")

    workflow.on_change(kind="publication", tell=refuse)
    item = submitted()

    with pytest.raises(RuntimeError), transaction.atomic():
        workflow.claim(item=item, user=UserFactory())

    item.refresh_from_db()
    assert item.status == Status.SUBMITTED


@pytest.mark.django_db(transaction=True)
@needs_connections
def test_of_two_curators_at_once_one_claims():
    for _round in range(5):
        item = submitted(curator=None)
        users = UserFactory.create_batch(2)
        seen = [KnowledgeItem.objects.get(pk=item.pk) for _user in users]

        def claim(seen, user):
            workflow.claim(item=seen, user=user)
            return user

        told = together(*(partial(claim, *one) for one in zip(seen, users, strict=True)))

        [won] = [one for one in told if not isinstance(one, workflow.SteppedAsideError)]
        item.refresh_from_db()
        assert (len(told), item.curator) == (2, won)
