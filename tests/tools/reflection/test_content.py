import pytest

from knowledge.content.writing import Outcome
from knowledge.models import Relation
from tests.content_folder import KINDS, ContentFolder
from tests.searching import found
from tools.reflection.content.exercises import ExerciseLoader
from tools.reflection.models import (
    Combination,
    Exercise,
    ExercisePrompt,
    ExerciseStep,
    GuideOption,
    GuideQuestion,
    PromptOption,
)

pytestmark = pytest.mark.django_db

FILE = "exercises.yaml"
EXERCISES = """\
exercises:
  - slug: kijk-rond
    number: "1.1"
    title: Kijk rond
    summary: Kijk samen wat u ziet.
    reviewed_on: 2026-03-04
    introduction: |
      Kijken is leren.

      Het kost weinig tijd.
    goal: Jullie weten wat er speelt.
    minutes: 30
    short:
      minutes: 10
      text: Doe alleen de eerste stap.
    forms: [alone, team]
    group_size: 2 tot 8 mensen
    materials: [Een nota, Een stift]
    steps:
      - title: Lees vooraf
        minutes: 20
        before: true
      - title: Kijk
        text: Loop een rondje.
        minutes: 20
        short_minutes: 10
        prompts:
          - key: wat
            kind: long
            text: Wat zag je?
            help: Schrijf geen namen op.
          - key: welke
            kind: choice
            text: Welke viel op?
            options: # twee
              - key: groot
                label: De grote
              - key: klein
                label: De kleine
      - title: Bespreek
        minutes: 10
        prompts:
          - key: orde
            kind: ranking
            text: Wat is het eerst nodig?
            options:
              - {key: rust, label: Rust}
              - {key: tijd, label: Tijd}
    in_meeting: Hang het op.
    with_residents: Vraag het na.
    inspired_by:
      text: ‘Kijken’ van iemand anders
      url: https://example.org/kijken
    sources:
      - url: https://example.org/rondje
        publisher: Voorbeeldinstituut
        seen_on: 2026-03-01
    relations:
      - type: exercise_with
        kind: practice
        slug: er-snel-bij
        reason: Ook daar keek iemand rond.
    concepts:
      thema: [schulden]
  - slug: praat-na
    number: "4.2"
    title: Praat na
    summary: Kijk samen terug.
    reviewed_on: 2026-03-04
    introduction: Terugkijken helpt.
    goal: Jullie weten hoe het ging.
    minutes: 15
    forms: [duo]
    steps:
      - title: Praat
        minutes: 15
        prompts:
          - {key: hoe, kind: short, text: Hoe ging het?}
    in_meeting: Neem de tijd.
    with_residents: Nodig iemand uit.
    sources:
      - url: https://example.org/praten
        publisher: Voorbeeldinstituut
        seen_on: 2026-03-01
    concepts:
      thema: [schulden]
combinations:
  - slug: eerst-kijken
    title: Eerst kijken
    summary: Voor wie begint.
    steps:
      - exercise: kijk-rond
        reason: Zo begint het.
      - exercise: praat-na
        reason: Zo gaat het verder.
guide:
  - asks: need
    text: Wat speelt er?
    options:
      - {slug: weinig, label: We weten weinig, value: "1"}
      - {slug: beter, label: Het moet beter, value: "4"}
  - asks: minutes
    text: Hoeveel tijd is er?
    options:
      - {slug: kort, label: Een kwartier, value: "15"}
"""


class Folder(ContentFolder):
    kinds = [*KINDS, ExerciseLoader]


@pytest.fixture
def content(tmp_path):
    folder = Folder(tmp_path)
    folder.write(FILE, EXERCISES)
    return folder


def counts(tallies):
    return {noun: dict(tallies[noun].counts) for noun in ("Oefeningen", "Combinaties", "Keuzehulp")}


def outcome(outcome):
    """Return what every tally says when all fared alike."""
    return {"Oefeningen": {outcome: 2}, "Combinaties": {outcome: 1}, "Keuzehulp": {outcome: 2}}


# What is loaded -----------------------------------------------------------------


def test_exercise_says_what_the_file_says(content):
    content.load()

    exercise = Exercise.objects.get(slug="kijk-rond")

    assert (exercise.number, exercise.need, exercise.title) == ("1.1", 1, "Kijk rond")
    assert exercise.body == "Kijken is leren.\n\nHet kost weinig tijd."
    assert exercise.goal == "Jullie weten wat er speelt."
    assert (exercise.minutes, exercise.minutes_most, exercise.short_minutes) == (30, None, 10)
    assert exercise.short_version == "Doe alleen de eerste stap."
    assert exercise.forms == ["alleen", "in het team"]
    assert exercise.group_size == "2 tot 8 mensen"
    assert exercise.materials == "Een nota\nEen stift"
    assert (exercise.in_meeting, exercise.with_residents) == ("Hang het op.", "Vraag het na.")
    assert exercise.inspired_by == "‘Kijken’ van iemand anders"
    assert exercise.inspired_url == "https://example.org/kijken"
    assert [source.url for source in exercise.sources.all()] == ["https://example.org/rondje"]
    assert [concept.name for concept in exercise.concepts.all()] == ["schulden"]
    relation = Relation.objects.get(from_item=exercise)
    assert (relation.type, relation.to_item.slug) == ("exercise_with", "er-snel-bij")


def test_steps_questions_and_choices_are_in_the_order_of_the_file(content):
    content.load()

    exercise = Exercise.objects.get(slug="kijk-rond")

    assert [
        (step.title, step.text, step.minutes, step.short_minutes, step.is_before)
        for step in exercise.steps.all()
    ] == [
        ("Lees vooraf", "", 20, None, True),
        ("Kijk", "Loop een rondje.", 20, 10, False),
        ("Bespreek", "", 10, None, False),
    ]
    assert [
        (one.position, one.step.title, one.key, one.kind, one.text, one.help)
        for one in exercise.prompts.all()
    ] == [
        (0, "Kijk", "wat", "long", "Wat zag je?", "Schrijf geen namen op."),
        (1, "Kijk", "welke", "choice", "Welke viel op?", ""),
        (2, "Bespreek", "orde", "ranking", "Wat is het eerst nodig?", ""),
    ]
    choice = exercise.prompts.get(key="welke")
    assert [(one.key, one.label) for one in choice.options.all()] == [
        ("groot", "De grote"),
        ("klein", "De kleine"),
    ]


def test_combination_and_keuzehulp_say_what_the_file_says(content):
    content.load()

    combination = Combination.objects.get()
    assert (combination.slug, combination.title) == ("eerst-kijken", "Eerst kijken")
    assert [(step.exercise.slug, step.reason) for step in combination.steps.all()] == [
        ("kijk-rond", "Zo begint het."),
        ("praat-na", "Zo gaat het verder."),
    ]
    assert [
        (question.asks, [(one.slug, one.value) for one in question.options.all()])
        for question in GuideQuestion.objects.all()
    ] == [("need", [("weinig", "1"), ("beter", "4")]), ("minutes", [("kort", "15")])]


def test_exercise_is_found_by_what_it_says_and_asks(content):
    content.load()

    words = ("rondje", "viel", "stift", "kleine")
    assert {word: found(word)[0] for word in words} == dict.fromkeys(words, "kijk-rond")


def test_only_the_file_is_loaded(content):
    content.load()
    content.replace(FILE, "title: Praat na", "title: Praat door")

    tallies = content.load(FILE)

    assert counts(tallies)["Oefeningen"] == {Outcome.CHANGED: 1, Outcome.SAME: 1}
    assert Exercise.objects.get(slug="praat-na").title == "Praat door"


# Loading again ------------------------------------------------------------------


def test_second_time_is_all_the_same(content):
    first = content.load()
    keys = set(ExercisePrompt.objects.values_list("pk", flat=True))

    second = content.load()

    assert (counts(first), counts(second)) == (outcome(Outcome.MADE), outcome(Outcome.SAME))
    assert set(ExercisePrompt.objects.values_list("pk", flat=True)) == keys


def test_what_changed_in_the_file_changes_here(content):
    content.load()
    content.replace(FILE, "label: De grote", "label: De hele grote")
    content.replace(FILE, "reason: Zo begint het.", "reason: Hier begint het.")
    content.replace(FILE, "label: Een kwartier", "label: Even")

    tallies = content.load()

    assert counts(tallies) == {
        "Oefeningen": {Outcome.CHANGED: 1, Outcome.SAME: 1},
        "Combinaties": {Outcome.CHANGED: 1},
        "Keuzehulp": {Outcome.CHANGED: 1, Outcome.SAME: 1},
    }
    assert PromptOption.objects.filter(label="De hele grote").exists()
    assert Combination.objects.get().steps.first().reason == "Hier begint het."
    assert GuideOption.objects.filter(label="Even").exists()


def test_exercises_trade_numbers(content):
    content.load()
    content.replace(FILE, 'number: "1.1"', 'number: "4.2" # was 1.1')
    content.replace(FILE, 'number: "4.2"\n', 'number: "1.1"\n')

    content.load()

    assert dict(Exercise.objects.values_list("slug", "number")) == {
        "kijk-rond": "4.2",
        "praat-na": "1.1",
    }


@pytest.mark.parametrize(
    "change",
    [
        lambda: ExerciseStep.objects.filter(title="Kijk").update(text="Loop snel."),
        lambda: ExercisePrompt.objects.filter(key="wat").update(text="En?"),
        lambda: PromptOption.objects.filter(key="groot").delete(),
        lambda: Exercise.objects.filter(number="1.1").update(goal="Anders."),
    ],
)
def test_exercise_of_a_curator_is_kept(content, change):
    content.load()
    change()

    tallies = content.load()

    assert tallies["Oefeningen"].left == ["kijk-rond"]


def test_combination_and_question_of_a_curator_are_kept(content):
    content.load()
    Combination.objects.get().save()  # leaves a history, as in the beheer
    GuideQuestion.objects.get(asks="need").save()
    content.replace(FILE, "reason: Zo begint het.", "reason: Hier begint het.")
    content.replace(FILE, "text: Wat speelt er?", "text: Wat is er?")

    tallies = content.load()

    assert (tallies["Combinaties"].left, tallies["Keuzehulp"].left) == (["eerst-kijken"], ["need"])
    assert Combination.objects.get().steps.first().reason == "Zo begint het."
    content.load(overwrite=True)
    assert Combination.objects.get().steps.first().reason == "Hier begint het."
    assert GuideQuestion.objects.get(asks="need").text == "Wat is er?"


def test_what_is_no_longer_in_the_file_stays(content):
    content.load()
    text = content.text(FILE)
    content.write(FILE, text[: text.index("combinations:")])

    tallies = content.load()

    assert tallies["Combinaties"].absent == ["eerst-kijken"]
    assert tallies["Keuzehulp"].absent == ["minutes", "need"]
    assert (Combination.objects.count(), GuideQuestion.objects.count()) == (1, 2)


def test_loading_leaves_no_history(content):
    content.load()

    models = (Exercise, ExerciseStep, ExercisePrompt, PromptOption, Combination, GuideQuestion)
    assert [model for model in models if model.history.exists()] == []


# What is wrong ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        pytest.param(
            "    minutes: 30\n",
            "    minutes: 45\n",
            "    minutes: 45",
            "de stappen duren samen 30 minuten, en hier staat 45",
            id="sum",
        ),
        pytest.param(
            "      minutes: 10\n      text",
            "      minutes: 12\n      text",
            "      minutes: 12",
            "de stappen van de korte versie duren samen 10 minuten, en hier staat 12",
            id="sum of the short version",
        ),
        pytest.param(
            "    short:\n      minutes: 10\n      text: Doe alleen de eerste stap.\n",
            "",
            "short_minutes: 10",
            "“short” ontbreekt: deze stap hoort bij een korte versie",
            id="no short version",
        ),
        pytest.param(
            "        before: true",
            "        before: true\n        short_minutes: 5",
            "short_minutes: 5",
            "wat vooraf gebeurt, telt in de korte versie niet mee",
            id="before in the short version",
        ),
        pytest.param(
            "kind: long",
            "kind: ticks",
            "kind: ticks",
            "Bij de soort “stellingen om aan te vinken” horen keuzes.",
            id="no options",
        ),
        pytest.param(
            "kind: choice",
            "kind: long # en keuzes",
            "options: # twee",
            "Bij de soort “lange tekst” horen geen keuzes.",
            id="options of a text",
        ),
        pytest.param(
            "              - key: klein\n                label: De kleine\n",
            "",
            "options: # twee",
            "Geef minstens twee keuzes.",
            id="one choice",
        ),
        pytest.param(
            "key: orde",
            "key: wat # nog eens",
            "key: wat # nog eens",
            "de sleutel “wat” staat er twee keer; de eerste keer op regel 28",
            id="two questions with one key",
        ),
        pytest.param(
            "key: klein",
            "key: groot # nog eens",
            "key: groot # nog eens",
            "de sleutel “groot” staat er twee keer; de eerste keer op regel 36",
            id="two choices with one key",
        ),
        pytest.param(
            "title: Lees vooraf",
            f"title: {'a' * 121}",
            f"title: {'a' * 121}",
            "titel is 121 tekens lang; er passen er 120",
            id="title of a step too long",
        ),
        pytest.param(
            'number: "4.2"',
            'number: "1.1" # ook',
            'number: "1.1" # ook',
            "het nummer 1.1 is ook van “Kijk rond”",
            id="two with one number",
        ),
        pytest.param(
            'number: "4.2"',
            'number: "6.1"',
            'number: "6.1"',
            "“6.1” bij “number” in exercises, nummer 2 heeft niet de goede vorm; "
            'een voorbeeld: "3.2"',
            id="no number of ours",
        ),
        pytest.param(
            "forms: [duo]",
            "forms: [samen]",
            "forms: [samen]",
            "“samen” kan niet bij exercises, nummer 2, forms, nummer 1; "
            "kies alone, duo, team of partners",
            id="no form of ours",
        ),
        pytest.param(
            "      text: ‘Kijken’ van iemand anders\n",
            "",
            "    inspired_by:",
            "“text” in exercises, nummer 1, inspired_by ontbreekt",
            id="inspiration without a name",
        ),
        pytest.param(
            "- exercise: praat-na",
            "- exercise: praat-nu",
            "- exercise: praat-nu",
            "onbekend item “praat-nu” van de soort exercise; bedoelt u “praat-na”?",
            id="combination of nothing",
        ),
        pytest.param(
            "- exercise: praat-na",
            "- exercise: kijk-rond # nog eens",
            "- exercise: kijk-rond # nog eens",
            "deze oefening staat er twee keer bij",
            id="twice in a combination",
        ),
        pytest.param(
            'value: "4"',
            'value: "7"',
            'value: "7"',
            "Kies het nummer van een leerbehoefte: 1 tot en met 5.",
            id="no need of ours",
        ),
        pytest.param(
            'value: "15"',
            "value: even",
            "value: even",
            "Vul een aantal minuten in van 5 tot en met 600.",
            id="no number of minutes",
        ),
        pytest.param(
            "asks: minutes",
            "asks: need # nog eens",
            "asks: need # nog eens",
            "“need” staat er twee keer",
            id="question twice",
        ),
        pytest.param(
            "slug: beter",
            "slug: weinig",
            'label: Het moet beter, value: "4"',
            "“weinig” staat er twee keer bij",
            id="answer twice",
        ),
    ],
)
def test_fault_is_said_at_its_line(content, old, new, at, message):
    content.replace(FILE, old, new)

    faults = content.faults()

    assert faults == [f"{FILE}:{content.line(FILE, at)}: {message}"]


def test_step_that_is_longer_in_the_short_version(content):
    content.replace(FILE, "        minutes: 20\n        short", "        minutes: 5\n        short")
    content.replace(FILE, "Bespreek\n        minutes: 10", "Bespreek\n        minutes: 25")

    faults = content.faults()

    line = content.line(FILE, "short_minutes: 10")
    assert faults == [f"{FILE}:{line}: in de korte versie duurt een stap niet langer"]


def test_address_of_another_page_is_taken(content):
    content.replace(FILE, "slug: praat-na\n", "slug: sessie\n")
    content.replace(FILE, "exercise: praat-na", "exercise: sessie")

    faults = content.faults()

    line = content.line(FILE, "slug: sessie")
    assert faults == [f"{FILE}:{line}: “sessie” is het adres van een andere pagina"]


def test_two_exercises_with_one_address(content):
    content.replace(FILE, "slug: praat-na\n", "slug: kijk-rond # ook\n")
    content.replace(FILE, "- exercise: praat-na\n        reason: Zo gaat het verder.\n", "")
    content.replace(FILE, "Zo begint het.\n      ", "Zo begint het.\n")

    faults = content.faults()

    assert faults == [
        f"{FILE}:{content.line(FILE, '# ook')}: dubbel adres “kijk-rond”: regel 2 heeft het ook"
    ]


def test_number_of_an_exercise_that_is_here_already(content):
    content.load()
    Exercise.objects.filter(slug="praat-na").update(slug="hier-gemaakt", title="Hier gemaakt")

    faults = content.faults()

    line = content.line(FILE, 'number: "4.2"')
    assert f"{FILE}:{line}: het nummer 4.2 is ook van “Hier gemaakt”" in faults


def test_what_cannot_be_read_says_nothing_of_what_points_at_it(content):
    content.write(FILE, "exercises: [")
    content.replace(
        "dossiers/schulden.yaml",
        "      - kind: publication\n        slug: wat-werkt",
        "      - kind: exercise\n        slug: kijk-rond",
    )

    faults = content.faults()

    assert [fault.partition(":")[0] for fault in faults] == [FILE]


def test_exercise_stands_in_a_dossier(content):
    content.replace(
        "dossiers/schulden.yaml",
        "      - kind: publication\n        slug: wat-werkt",
        "      - kind: exercise\n        slug: kijk-rond",
    )

    assert content.faults() == []


def test_file_is_a_block_with_exercises(content):
    content.write(FILE, "combinations: []\n")

    assert content.faults() == [
        f"{FILE}:1: “combinations” is leeg",
        f"{FILE}:1: “exercises” ontbreekt",
    ]
