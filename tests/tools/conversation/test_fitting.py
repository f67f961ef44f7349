from datetime import timedelta

import pytest
from django.utils import timezone

from knowledge.services import merge_concepts
from tests.factories import (
    ConceptFactory,
    DossierFactory,
    PracticeFactory,
    PublicationFactory,
)
from tests.factories.conversation import a_questionnaire
from tests.factories.reflection import ExerciseFactory
from tools.conversation.fitting import EXERCISES, fitting
from tools.conversation.models import ConversationTheme
from tools.conversation.outcome.reading import StatementReading
from tools.conversation.outcome.release import Column, StatementRelease
from tools.conversation.questionnaire import Statement

pytestmark = pytest.mark.django_db
ASKED = a_questionnaire()


def concept(slug):
    return ConceptFactory(slug=slug, name=slug)


def said(text, concepts, **counts):
    """Return what people said to a statement: ``one=2`` is two of them who chose 1."""
    names = {"unknown": "0", "one": "1", "two": "2", "three": "3", "four": "4"}
    column = Column({names[name]: count for name, count in counts.items()})
    return StatementReading(Statement("a1", text, tuple(concepts)), StatementRelease(column))


def found(*statements, **how):
    return [one.item.slug for one in fitting(ASKED, statements, **how)]


def test_fitting_says_why_in_a_sentence():
    signals = concept("vroegsignalering")
    item = PracticeFactory(concepts=[signals])
    low = said("Signalen bereiken ons vroeg.", ["vroegsignalering"], one=2, two=1, three=1)

    [one] = fitting(ASKED, [low])

    assert (one.item.pk, one.statement) == (item.pk, low.statement)
    assert one.reason == (
        "Past bij ‘Signalen bereiken ons vroeg’ (1,8): gaat ook over vroegsignalering."
    )


def test_fitting_of_what_most_chose_is_about_that():
    PracticeFactory(concepts=[concept("stress")])
    low = StatementReading(
        Statement("a1", "Hulp brengt rust.", ("stress",)), StatementRelease(Column(mostly="2"))
    )

    [one] = fitting(ASKED, [low])

    assert one.reason == "Past bij ‘Hulp brengt rust’ (ongeveer 2): gaat ook over stress."


def test_fitting_begins_at_the_lowest_score():
    PracticeFactory(slug="minder", concepts=[concept("werk")])
    PracticeFactory(slug="meest", concepts=[concept("wonen")])

    assert found(said("Een.", ["werk"], two=3), said("Twee.", ["wonen"], one=3)) == [
        "meest",
        "minder",
    ]


def test_fitting_prefers_what_shares_more_and_rarer_concepts():
    common, rare = concept("schulden"), concept("zzp")
    PracticeFactory(slug="gewoon", concepts=[common])
    ExerciseFactory(concepts=[common])
    DossierFactory(slug="zeldzaam", concepts=[rare])
    PublicationFactory(slug="beide", concepts=[common, rare])

    assert found(said("Een.", ["schulden", "zzp"], one=3)) == ["beide", "zeldzaam", "gewoon"]


def test_fitting_carries_a_narrower_concept_too():
    broad = concept("schulden")
    PracticeFactory(slug="nauwer", concepts=[ConceptFactory(slug="incasso", broader=broad)])

    assert found(said("Een.", ["schulden"], one=3)) == ["nauwer"]


def test_concept_that_was_merged_still_finds():
    former, now = concept("stapeling"), concept("problematische-schulden")
    merge_concepts(source=former, target=now)
    PracticeFactory(slug="gevonden", concepts=[now])

    assert found(said("Een.", ["stapeling"], one=3)) == ["gevonden"]


def test_what_scores_well_needs_nothing_while_something_is_low():
    PracticeFactory(slug="laag", concepts=[concept("werk")])
    PracticeFactory(slug="hoog", concepts=[concept("wonen")])

    low, high = said("Een.", ["werk"], two=3), said("Twee.", ["wonen"], three=3)

    assert found(high, low) == ["laag"]
    assert found(high) == ["hoog"]


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(lambda: said("Een.", ["werk"], unknown=3), id="nobody could say"),
        pytest.param(lambda: said("Een.", ["werk"], four=3), id="nothing to gain"),
        pytest.param(lambda: said("Een.", [], one=3), id="about no concept"),
        pytest.param(lambda: said("Een.", ["weg"], one=3), id="concept that is gone"),
        pytest.param(
            lambda: StatementReading(Statement("a1", "Een.", ("werk",)), StatementRelease()),
            id="not to be shown",
        ),
    ],
)
def test_nothing_fits_without_a_low_score_and_a_concept(statement):
    PracticeFactory(concepts=[concept("werk")])

    assert found(statement()) == []


def test_exercises_are_found_apart():
    work = concept("werk")
    PracticeFactory(slug="voorbeeld", concepts=[work])
    ExerciseFactory(slug="oefening", concepts=[work])
    low = said("Een.", ["werk"], one=3)

    assert found(low) == ["voorbeeld"]
    assert found(low, kinds=EXERCISES) == ["oefening"]


def test_what_is_not_published_and_the_themes_themselves_do_not_fit():
    work = concept("werk")
    PracticeFactory(slug="concept", concepts=[work], status="draft")
    PracticeFactory(concepts=[work], published_at=timezone.now() + timedelta(days=1))
    theme = ConversationTheme.objects.create(
        title="Werk",
        slug="a",
        letter="A",
        summary="Werk.",
        status="published",
        published_at=timezone.now(),
        review_by=timezone.localdate(),
        content_digest="factory",
    )
    theme.concepts.add(work)

    assert found(said("Een.", ["werk"], one=3)) == []


def test_most_is_the_most():
    work = concept("werk")
    for number in range(4):
        PracticeFactory(slug=f"voorbeeld-{number}", concepts=[work])

    assert found(said("Een.", ["werk"], one=3), most=2) == ["voorbeeld-0", "voorbeeld-1"]


@pytest.mark.parametrize("count", [1, 3])
def test_fitting_costs_the_same_for_any_number(django_assert_num_queries, count):
    concepts = [concept(f"begrip-van-{number}") for number in range(count)]
    for one in concepts:
        PracticeFactory(concepts=[one])
    low = [said("Een.", [one.slug], one=3) for one in concepts]
    fitting(ASKED, low)

    with django_assert_num_queries(3):
        assert len(fitting(ASKED, low)) == count
