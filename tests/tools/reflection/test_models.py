from datetime import date
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError

from tests.constraints import changed, refusal
from tests.factories import PublicationFactory
from tests.factories.reflection import (
    CombinationFactory,
    CombinationStepFactory,
    ExerciseFactory,
    ExercisePromptFactory,
    ExerciseStepFactory,
    PromptOptionFactory,
    begun,
)
from tools.reflection.models import (
    Agreement,
    Answer,
    Card,
    CardGroup,
    CombinationStep,
    Exercise,
    ExercisePrompt,
    ExerciseStep,
    GuideOption,
    GuideQuestion,
    PromptOption,
    TakenItem,
    TeamMeeting,
)

pytestmark = pytest.mark.django_db

KEY = UUID("7d3f9f0a-0000-4000-8000-000000000001")
FORMS = ("for_alone", "for_duo", "for_team", "for_partners")


@pytest.fixture
def seat():
    return begun("team", exercise=ExerciseFactory())


@pytest.fixture
def reflection(seat):
    return seat.session.reflection


# Exercises ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("constraint", "changes", "message"),
    [
        ("exercise_numbered", {"number": ""}, "Een oefening heeft een nummer."),
        ("exercise_need_known", {"need": 6}, "Kies een van de vijf leerbehoeften."),
        (
            "exercise_takes_time",
            {"minutes": 4, "short_minutes": None, "short_version": ""},
            "Een oefening duurt 5 tot 600 minuten.",
        ),
        (
            "exercise_takes_at_most_more",
            {"minutes_most": 30},
            "De langste duur is langer dan de kortste.",
        ),
        (
            "exercise_short_version_is_shorter",
            {"short_minutes": 30},
            "De korte versie duurt 5 minuten of meer, en is korter.",
        ),
        (
            "exercise_short_version_told",
            {"short_version": ""},
            "Bij een korte versie horen een duur en een uitleg.",
        ),
        (
            "exercise_short_version_told",
            {"short_minutes": None},
            "Bij een korte versie horen een duur en een uitleg.",
        ),
        (
            "exercise_has_a_form",
            dict.fromkeys(FORMS, False),
            "Kies met wie je de oefening doet.",
        ),
        (
            "exercise_inspiration_named",
            {"inspired_url": "https://example.org/"},
            "Schrijf op waarop de oefening is geïnspireerd.",
        ),
    ],
)
def test_exercise_is_refused(constraint, changes, message):
    exercise = changed(ExerciseFactory(minutes=30), **changes)

    assert refusal(exercise, constraint) == [message]


@pytest.mark.parametrize("form", FORMS)
def test_one_form_is_enough(form):
    exercise = ExerciseFactory(**{**dict.fromkeys(FORMS, False), form: True})

    assert len(exercise.forms) == 1


def test_number_is_of_one_exercise():
    ExerciseFactory(number="3.2")

    with pytest.raises(ValidationError) as refused:
        ExerciseFactory.build(number="3.2").validate_unique()

    assert list(refused.value.message_dict) == ["number"]


@pytest.mark.parametrize(
    ("constraint", "changes", "message"),
    [
        ("step_titled", {"title": ""}, "Een stap heeft een titel."),
        ("step_takes_time", {"minutes": 0}, "Een stap duurt een minuut of meer."),
        ("step_takes_time", {"short_minutes": 601}, "Een stap duurt een minuut of meer."),
    ],
)
def test_step_is_refused(constraint, changes, message):
    assert refusal(changed(ExerciseStepFactory(), **changes), constraint) == [message]


def test_step_has_a_place_of_its_own():
    step = ExerciseStepFactory()
    again = ExerciseStep(exercise=step.exercise, position=step.position, title="Nog een")

    assert refusal(again) == ["Er is al een stap met dit nummer."]


@pytest.mark.parametrize("name", ["text", "key"])
def test_prompt_has_a_text_and_a_key(name):
    prompt = changed(ExercisePromptFactory(), **{name: ""})

    assert refusal(prompt, "prompt_asks") == ["Een vraag heeft een tekst en een sleutel."]


def test_key_of_a_prompt_is_unique_in_its_exercise():
    prompt = ExercisePromptFactory(key="waarom")
    ExercisePromptFactory(key="waarom")  # of another exercise
    again = ExercisePrompt(exercise=prompt.exercise, step=prompt.step, key="waarom", text="En?")

    assert refusal(again) == ["Er is al een vraag met deze sleutel."]


def test_prompt_is_at_a_step_of_its_exercise():
    prompt = changed(ExercisePromptFactory(), step=ExerciseStepFactory())

    with pytest.raises(ValidationError, match="Kies een stap van deze oefening"):
        prompt.clean()


@pytest.mark.parametrize("name", ["label", "key"])
def test_option_has_a_text_and_a_key(name):
    option = changed(PromptOptionFactory(), **{name: ""})

    assert refusal(option, "option_says") == ["Een keuze heeft een tekst en een sleutel."]


def test_key_of_an_option_is_unique_in_its_prompt():
    option = PromptOptionFactory(key="ja")
    PromptOptionFactory(key="ja")
    again = PromptOption(prompt=option.prompt, key="ja", label="Zeker")

    assert refusal(again) == ["Er is al een keuze met deze sleutel."]


def test_step_takes_its_questions_along():
    option = PromptOptionFactory()

    option.prompt.step.delete()

    assert not ExercisePrompt.objects.exists()
    assert not PromptOption.objects.exists()


@pytest.mark.parametrize(
    ("minutes_most", "said"), [(None, "60 minuten"), (90, "60 tot 90 minuten")]
)
def test_duration_is_said_in_words(minutes_most, said):
    assert ExerciseFactory.build(minutes=60, minutes_most=minutes_most).duration == said


# Routes -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["title", "slug", "summary"])
def test_combination_has_a_title_an_address_and_an_explanation(name):
    combination = changed(CombinationFactory(), **{name: ""})

    assert refusal(combination, "combination_titled") == [
        "Een combinatie heeft een titel, een adres en een uitleg."
    ]


def test_exercise_stands_once_in_a_combination():
    step = CombinationStepFactory(exercise__title="Kijk", combination__title="Begin")
    again = CombinationStep(
        combination=step.combination, exercise=step.exercise, reason="Nog eens."
    )

    assert refusal(again) == ["Deze oefening staat al in de combinatie."]
    assert str(step) == "Kijk in Begin"


def test_step_of_a_combination_has_a_reason():
    step = changed(CombinationStepFactory(), reason="")

    assert refusal(step, "combination_step_has_reason") == [
        "Schrijf op waarom deze oefening hier past."
    ]


def test_answer_of_the_keuzehulp_is_there_once():
    question = GuideQuestion.objects.create(asks="need", text="Wat speelt er?")
    GuideOption.objects.create(question=question, slug="dit", label="Dit", value="1")
    again = GuideOption(question=question, slug="dit", label="Ook dit", value="2")

    assert refusal(again) == ["Dit antwoord is er al."]


# What people do -----------------------------------------------------------------


def test_seat_answers_a_question_once(seat):
    Answer.objects.create(seat=seat, prompt="waarom", value="Daarom.")
    again = Answer(seat=seat, prompt="waarom", value="Nee.")

    assert refusal(again) == ["Op deze vraag is al antwoord gegeven."]


@pytest.mark.parametrize(
    ("constraint", "changes", "message"),
    [
        ("meeting_length_known", {"minutes": 20}, "Kies 15, 30 of 45 minuten."),
        (
            "meeting_people_plausible",
            {"people": 1},
            "Vul een aantal in van 2 tot 60 mensen.",
        ),
        (
            "meeting_people_plausible",
            {"people": 61},
            "Vul een aantal in van 2 tot 60 mensen.",
        ),
    ],
)
def test_meeting_is_refused(reflection, constraint, changes, message):
    meeting = TeamMeeting(
        reflection=reflection, agenda=[], **{"minutes": 15, "people": 4} | changes
    )

    assert refusal(meeting, constraint) == [message]


def test_group_of_cards_has_a_title(reflection):
    group = CardGroup(reflection=reflection, prompt="waarom", title="")

    assert refusal(group, "card_group_titled") == ["Een groep heeft een titel."]


def test_card_says_something(seat):
    card = Card(seat=seat, prompt="waarom", text="")

    assert refusal(card, "card_says") == ["Schrijf iets op het kaartje."]


def test_card_that_is_sent_twice_is_there_once(seat):
    Card.objects.create(seat=seat, prompt="waarom", key=KEY, text="Tijd.")
    again = Card(seat=seat, prompt="waarom", key=KEY, text="Tijd.")

    assert refusal(again) == ["Dit kaartje is er al."]


def test_agreement_says_what(reflection):
    agreement = Agreement(reflection=reflection, text="", due_on=date(2026, 12, 1))

    assert refusal(agreement, "agreement_says") == ["Schrijf op wat de afspraak is."]


def test_agreement_that_is_sent_twice_is_there_once(reflection):
    Agreement.objects.create(reflection=reflection, key=KEY, text="Bellen.")
    again = Agreement(reflection=reflection, key=KEY, text="Bellen.")

    assert refusal(again) == ["Deze afspraak is er al."]


def test_item_is_taken_along_once(reflection):
    item = PublicationFactory(title="Rust")
    TakenItem.objects.create(reflection=reflection, item=item)
    again = TakenItem(reflection=reflection, item=item)

    assert refusal(again) == ["Dit item is al meegenomen."]


def test_what_was_done_outlives_its_exercise(reflection):
    Exercise.objects.get().delete()

    reflection.refresh_from_db()
    assert reflection.version.exercise is None
    assert reflection.script.title
