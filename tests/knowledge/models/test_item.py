from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from knowledge.models import KnowledgeItem, Publication
from tests.constraints import changed, refusal
from tests.factories import ConceptFactory, PracticeFactory, PublicationFactory

pytestmark = pytest.mark.django_db

Status = KnowledgeItem.Status


def titles(items):
    return [item.title for item in items]


def test_item_address_is_unique_in_its_kind():
    PublicationFactory(slug="rust")
    other = PublicationFactory.build(slug="rust")

    assert refusal(other) == ["Er is al een item van deze soort met dit adres."]


def test_item_address_taken_is_told_by_full_clean_of_a_new_item():
    PublicationFactory(slug="rust")
    other = PublicationFactory.build(slug="rust")

    with pytest.raises(ValidationError) as refused:
        other.full_clean()

    assert refused.value.messages == ["Er is al een item van deze soort met dit adres."]


def test_item_may_share_its_address_with_another_kind():
    PublicationFactory(slug="rust")
    practice = PracticeFactory.build(slug="rust")

    practice.full_clean()
    practice.save()

    assert KnowledgeItem.objects.filter(slug="rust").count() == 2


@pytest.mark.parametrize(
    ("changes", "constraint", "message"),
    [
        pytest.param(
            {"title": ""},
            "item_titled",
            "Een item heeft een titel en een adres.",
            id="without a title",
        ),
        pytest.param(
            {"slug": ""},
            "item_titled",
            "Een item heeft een titel en een adres.",
            id="without an address",
        ),
        pytest.param(
            {"published_at": None},
            "item_published_since",
            "Vul in sinds wanneer het item gepubliceerd is.",
            id="published at no moment",
        ),
        pytest.param(
            {"summary": ""},
            "item_published_summarised",
            "Een gepubliceerd item heeft een samenvatting.",
            id="published without a summary",
        ),
        pytest.param(
            {"reviewed_on": date(2026, 3, 1), "review_by": date(2026, 3, 1)},
            "item_reviewed_again_later",
            "Opnieuw nakijken kan pas na de datum van nakijken.",
            id="reviewed again on the same day",
        ),
    ],
)
def test_item_constraint(changes, constraint, message):
    item = changed(PublicationFactory(), **changes)

    assert refusal(item, constraint) == [message]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"status": Status.DRAFT, "published_at": None, "summary": ""}, id="a draft"),
        pytest.param({"reviewed_on": None}, id="not reviewed yet"),
        pytest.param({"review_by": None}, id="not to be reviewed again"),
        pytest.param(
            {"reviewed_on": date(2026, 3, 1), "review_by": date(2026, 3, 2)},
            id="reviewed again a day later",
        ),
    ],
)
def test_item_constraints_allow(changes):
    item = changed(PublicationFactory(), **changes)

    item.validate_constraints()
    item.save()

    assert KnowledgeItem.objects.filter(pk=item.pk, **changes).exists()


def test_item_knows_its_kind():
    item = KnowledgeItem.objects.get(pk=PublicationFactory().pk)

    assert (item.kind, item.kind_info) == ("publication", Publication.KIND)


def test_item_keeps_its_kind_when_it_is_saved_among_all_kinds():
    item = KnowledgeItem.objects.get(pk=PublicationFactory().pk)

    item.full_clean()
    item.save()

    assert KnowledgeItem.objects.get().kind == "publication"


@pytest.mark.parametrize(
    ("days", "is_due"),
    [
        pytest.param(-1, True, id="yesterday"),
        pytest.param(0, False, id="today"),
        pytest.param(1, False, id="tomorrow"),
        pytest.param(None, False, id="no date"),
    ],
)
def test_is_due_for_review(days, is_due):
    review_by = None if days is None else timezone.localdate() + timedelta(days=days)
    item = PublicationFactory.build(review_by=review_by)

    assert item.is_due_for_review is is_due


def test_concepts_in_gives_one_scheme_in_the_order_given():
    first, second = ConceptFactory.create_batch(2, scheme__slug="thema")
    group = ConceptFactory(scheme__slug="doelgroep")
    item = PublicationFactory(concepts=[second, group, first])

    found = KnowledgeItem.objects.for_cards().get(pk=item.pk)

    assert found.concepts_in("thema") == [second, first]
    assert found.concepts_in("fase") == []


def test_published_leaves_out_the_future_and_every_other_status():
    now = timezone.now()
    readable = PublicationFactory(published_at=now - timedelta(minutes=1))
    PublicationFactory(published_at=now + timedelta(hours=1))
    for status in (Status.DRAFT, Status.SUBMITTED, Status.ARCHIVED):
        PublicationFactory(status=status)

    assert titles(KnowledgeItem.objects.published()) == [readable.title]


def test_about_any_finds_an_item_once_for_several_concepts():
    first, second, other = ConceptFactory.create_batch(3)
    both = PublicationFactory(concepts=[first, second])
    one = PublicationFactory(concepts=[second, other])
    PublicationFactory(concepts=[other])
    PublicationFactory()

    found = KnowledgeItem.objects.about_any([first.pk, second.pk]).by_title()

    assert titles(found) == [both.title, one.title]


def test_about_any_of_nothing_finds_nothing():
    PublicationFactory(concepts=[ConceptFactory()])

    assert list(KnowledgeItem.objects.about_any([])) == []


def test_by_title_ignores_case_and_accents():
    for title in ("zon", "Éénzaam", "appel", "Eter"):
        PublicationFactory(title=title)

    assert titles(KnowledgeItem.objects.by_title()) == ["appel", "Éénzaam", "Eter", "zon"]


@pytest.mark.parametrize("count", [1, 3])
def test_for_cards_query_count_is_constant(django_assert_num_queries, count):
    PublicationFactory.create_batch(count, concepts=ConceptFactory.create_batch(2))

    with django_assert_num_queries(2):
        found = [len(item.concepts_in("thema")) for item in KnowledgeItem.objects.for_cards()]

    assert found == [2] * count


def test_title_of_letters_that_grow_fits_its_column():
    item = PublicationFactory(title="㎯" * 160)

    item.refresh_from_db()

    assert len(item.folded_title) <= 320
