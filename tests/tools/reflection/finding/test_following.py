import pytest

from knowledge.fitting import fitting_items
from knowledge.models import Relation
from tests.factories import (
    ConceptFactory,
    DossierFactory,
    PracticeFactory,
    PublicationFactory,
    RelationFactory,
)
from tests.factories.reflection import (
    CombinationFactory,
    CombinationStepFactory,
    ExerciseFactory,
)
from tools.reflection.finding.following import next_exercises

pytestmark = pytest.mark.django_db


def following(exercise, **how):
    return [(one.exercise.slug, one.reason) for one in next_exercises(exercise, **how)]


def fitting(exercise, **how):
    return [(one.item.slug, one.reason) for one in fitting_items(exercise, **how)]


def theme(name):
    return ConceptFactory(name=name, slug=name, scheme__slug="thema")


# The next exercise -------------------------------------------------------------


def test_next_in_a_series_comes_before_what_resembles_and_what_has_the_same_need():
    concept = theme("brieven")
    exercise = ExerciseFactory(concepts=[concept], need=1, number="1.1")
    series = CombinationFactory(title="Van klacht naar verbetering")
    CombinationStepFactory(combination=series, exercise=exercise)
    CombinationStepFactory(
        combination=series, exercise__slug="volgt", exercise__need=4, reason="Nu de regel."
    )
    ExerciseFactory(slug="lijkt", concepts=[concept], need=5)
    ExerciseFactory(slug="zelfde", need=1, number="1.2")

    assert following(exercise) == [
        ("volgt", "Volgt in de serie ‘Van klacht naar verbetering’. Nu de regel."),
        ("lijkt", "Gaat ook over brieven."),
        ("zelfde", "Hoort ook bij ‘Een beeld krijgen’."),
    ]


def test_next_is_never_the_exercise_itself_and_each_once():
    concept = theme("brieven")
    exercise, other = ExerciseFactory.create_batch(2, concepts=[concept])
    CombinationStepFactory.create_batch(2, exercise=exercise)
    series = CombinationFactory()
    CombinationStepFactory(combination=series, exercise=exercise)
    CombinationStepFactory(combination=series, exercise=other)

    assert [slug for slug, _reason in following(exercise)] == [other.slug]


def test_next_of_the_same_need_goes_on_counting():
    ExerciseFactory(slug="eerder", need=2, number="2.1")
    exercise = ExerciseFactory(need=2, number="2.2")
    ExerciseFactory(slug="later", need=2, number="2.3")

    assert [slug for slug, _reason in following(exercise)] == ["later", "eerder"]
    assert [slug for slug, _reason in following(exercise, most=1)] == ["later"]


def test_last_of_a_series_is_followed_by_nothing_in_it():
    series = CombinationFactory()
    CombinationStepFactory(combination=series, exercise__need=3)
    last = CombinationStepFactory(combination=series, exercise__need=4).exercise

    assert following(last) == []


def test_next_after_what_is_archived_is_found_all_the_same():
    exercise = ExerciseFactory(status="archived", archived_reason="Oud.", need=1)
    ExerciseFactory(slug="zelfde", need=1)

    assert [slug for slug, _reason in following(exercise)] == ["zelfde"]


# What fits -----------------------------------------------------------------------


def test_fitting_is_what_editors_linked_then_what_shares_concepts():
    first, second = theme("brieven"), theme("taal")
    exercise = ExerciseFactory(concepts=[first, second])
    RelationFactory(
        from_item=exercise,
        to_item=DossierFactory(slug="dossier", concepts=[first]),
        type=Relation.Type.EXERCISE_WITH,
        reason="Lees dit erbij.",
    )
    PracticeFactory(slug="lijkt", concepts=[first, second])
    PublicationFactory(slug="geen-voorbeeld", concepts=[first])

    assert fitting(exercise) == [
        ("dossier", "Lees dit erbij."),
        ("lijkt", "Gaat ook over taal en brieven."),
    ]


def test_fitting_reads_relations_either_way_and_no_unpublished_ones():
    exercise = ExerciseFactory()
    RelationFactory(from_item=PracticeFactory(slug="terug"), to_item=exercise, reason="Andersom.")
    RelationFactory(from_item=exercise, to_item=PracticeFactory(status="draft"))

    assert fitting(exercise) == [("terug", "Andersom.")]


def test_fitting_is_at_most_as_much_as_asked():
    concept = theme("brieven")
    exercise = ExerciseFactory(concepts=[concept])
    PracticeFactory.create_batch(3, concepts=[concept])
    for practice in PracticeFactory.create_batch(2):
        RelationFactory(from_item=exercise, to_item=practice)

    assert len(fitting(exercise)) == 5
    assert len(fitting(exercise, most=3)) == 3
    assert len(fitting(exercise, most=1)) == 1
