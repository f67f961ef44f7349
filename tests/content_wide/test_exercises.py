"""The exercises of the starter content: each can be begun, and together they are a toolbox."""

from collections import Counter

import pytest

from knowledge.models import Dossier, Relation
from tests.searching import found
from tools.reflection.models import (
    Combination,
    Exercise,
    ExercisePrompt,
    GuideOption,
    GuideQuestion,
)
from tools.reflection.needs import Need
from tools.reflection.script import Script

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("content")]


@pytest.fixture(scope="module")
def exercises(content):
    return list(Exercise.objects.for_detail().in_order())


def test_there_are_twenty_six_in_five_needs(exercises):
    counted = Counter(exercise.leerbehoefte for exercise in exercises)

    assert counted == {
        Need.PICTURE: 6,
        Need.WORKS: 5,
        Need.OUTCOME: 5,
        Need.IMPROVE: 5,
        Need.RETHINK: 5,
    }


def test_every_one_asks_something_and_reads_back_as_it_was_written(exercises):
    scripts = [Script.of(exercise) for exercise in exercises]

    assert all(3 <= len(script.prompts) <= 7 for script in scripts)
    assert [Script.read(script.as_json()) for script in scripts] == scripts


def test_every_kind_of_question_is_asked_by_two_or_more(exercises):
    asked = Counter(
        kind for exercise in exercises for kind in {one.kind for one in exercise.prompts.all()}
    )

    assert {kind for kind in ExercisePrompt.Kind if asked[kind] < 2} == set()


def test_every_one_that_is_longer_than_a_quarter_has_a_short_version(exercises):
    assert [one.slug for one in exercises if one.minutes > 15 and not one.short_minutes] == []


def test_exercises_lead_to_practices_and_to_every_dossier():
    to = Relation.objects.filter(from_item__kind="exercise", type="exercise_with")
    practices = to.filter(to_item__kind="practice").values("to_item").distinct().count()
    dossiers = Counter(to.filter(to_item__kind="dossier").values_list("to_item", flat=True))

    assert practices >= 20
    assert len(dossiers) == Dossier.objects.count()
    assert min(dossiers.values()) >= 2


def test_combinations_and_keuzehulp_are_whole():
    assert {one.steps.count() for one in Combination.objects.all()} == {3}
    assert Combination.objects.count() == 5
    assert [question.asks for question in GuideQuestion.objects.all()] == [
        "need",
        "form",
        "minutes",
    ]
    assert GuideOption.objects.count() == 5 + 4 + 3


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("spiegelgesprek", "spiegelgesprek"),
        ("brief herschrijven", "de-brief-op-tafel"),
        ("cirkel van invloed", "mijn-cirkel-van-invloed"),
        ("omgekeerde toets oefening", "eerst-de-bedoeling"),
    ],
)
def test_exercise_is_among_the_first_that_are_found(words, slug):
    assert slug in found(words)[:5]
