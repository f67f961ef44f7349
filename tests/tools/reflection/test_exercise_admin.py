import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from kennisplaats.roles import EDITORS
from knowledge.models import KnowledgeItem
from knowledge.versions import versions
from tests.factories import ConceptFactory, UserFactory
from tests.factories.curating import ready
from tests.factories.reflection import (
    CombinationStepFactory,
    ExerciseFactory,
    ExercisePromptFactory,
    ExerciseStepFactory,
    PromptOptionFactory,
    with_questions,
)
from tests.forms import filled_in, said
from tests.pages import parse
from tests.searching import found
from tools.reflection.models import (
    Combination,
    Exercise,
    ExercisePrompt,
    GuideQuestion,
    PromptOption,
)
from tools.reflection.starting import begin
from tools.sessions.models import Seat

pytestmark = pytest.mark.django_db

Status = KnowledgeItem.Status
APPS = ("reflection", "tool_sessions")


def signed_in(name):
    client, user = Client(), UserFactory(name=name, is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return client


@pytest.fixture
def ann():
    return signed_in("Ann")


@pytest.fixture
def bob():
    return signed_in("Bob")


def url(record, page, *args):
    name = f"admin:{record._meta.label_lower.replace('.', '_')}_{page}"
    return reverse(name, args=[record.pk, *args])


def opened(client, record):
    return filled_in(client.get(url(record, "change")), f"{record._meta.model_name}_form")


def save(client, record, **typed):
    response = client.post(url(record, "change"), {**opened(client, record), **typed})
    assert response.status_code == 302, said(response)
    return [one.text for one in parse(client.get(response.url)).all("li", class_="warning")]


def exercise(**facts):
    """Return one with a step, a text to write and a choice of two."""
    made = ready(ExerciseFactory, **{"minutes": 20, "short_minutes": 5, **facts})
    step = ExerciseStepFactory(exercise=made, position=0, title="Kijk", minutes=20)
    ExercisePromptFactory(step=step, position=0, key="wat", text="Wat zie je?")
    choice = ExercisePromptFactory(
        step=step, position=1, key="welke", kind=ExercisePrompt.Kind.CHOICE, text="Welke?"
    )
    for position, key in enumerate(["een", "twee"]):
        PromptOptionFactory(prompt=choice, position=position, key=key, label=f"Keuze {key}")
    return made


def prompt(made, key):
    return made.prompts.get(key=key)


# What an editor may see ---------------------------------------------------------


def test_nothing_that_people_write_down_is_in_the_beheer():
    models = [model for app in APPS for model in apps.get_app_config(app).get_models()]

    assert {model._meta.label for model in models if admin.site.is_registered(model)} == {
        "reflection.Combination",
        "reflection.Exercise",
        "reflection.ExercisePrompt",
        "reflection.GuideQuestion",
    }


def test_prompt_is_neither_made_nor_taken_away_on_a_page_of_its_own(ann):
    one = prompt(exercise(), "wat")

    assert ann.get(reverse("admin:reflection_exerciseprompt_add")).status_code == 403
    assert ann.post(url(one, "delete"), {"post": "yes"}).status_code == 403


# An exercise --------------------------------------------------------------------


def test_list_is_in_the_order_of_the_toolbox(ann):
    for number in ("2.1", "1.2", "1.1"):
        ExerciseFactory(number=number, need=int(number[0]), title=f"Oefening {number}")

    page = parse(ann.get(reverse("admin:reflection_exercise_changelist")))

    assert [cell.text for cell in page.all("th", class_="field-number")] == ["1.1", "1.2", "2.1"]


def test_exercise_is_made_and_gets_its_questions_after_its_steps(ann):
    add = reverse("admin:reflection_exercise_add")
    page = ann.get(add)
    typed = {
        **filled_in(page, "exercise_form"),
        "title": ["Kijk eens"],
        "slug": ["kijk-eens"],
        "number": ["1.1"],
        "need": ["1"],
        "summary": ["Kort."],
        "goal": ["Je weet meer."],
        "minutes": ["20"],
        "for_alone": ["on"],
        "steps-0-title": ["Kijk"],
        "steps-0-minutes": ["20"],
    }

    assert "prompts-TOTAL_FORMS" not in typed
    response = ann.post(add, typed)

    assert response.status_code == 302, said(response)
    made = Exercise.objects.get()
    step = made.steps.get()
    save(
        ann,
        made,
        **{
            "prompts-0-step": [step.pk],
            "prompts-0-kind": ["long"],
            "prompts-0-text": ["Wat viel je op, en waarom?"],
        },
    )
    assert [(one.key, one.step) for one in made.prompts.all()] == [
        ("wat-viel-je-op-en-waarom", step)
    ]


@pytest.mark.parametrize(
    ("lacking", "message"),
    [
        pytest.param("steps", "stappen en vragen", id="no steps"),
        pytest.param("options", "keuzes bij “Welke?”", id="no choices"),
    ],
)
def test_exercise_is_not_published_before_it_can_be_done(ann, lacking, message):
    made = exercise()
    getattr(made if lacking == "steps" else prompt(made, "welke"), lacking).all().delete()

    response = ann.post(url(made, "change"), {**opened(ann, made), "status": ["published"]})

    assert said(response) == [f"Om te publiceren ontbreekt nog: {message}."]


def test_exercise_is_published(ann):
    made = exercise()

    save(ann, made, status=["published"])

    assert list(Exercise.objects.published()) == [made]


def test_number_of_another_exercise_is_refused(ann):
    ExerciseFactory(number="4.2")
    made = exercise()

    response = ann.post(url(made, "change"), {**opened(ann, made), "number": ["4.2"]})

    assert len(said(response)) == 1


def test_address_of_another_page_is_refused(ann):
    made = exercise(slug="oud")

    response = ann.post(url(made, "change"), {**opened(ann, made), "slug": ["keuzehulp"]})

    assert said(response) == ["Dit adres is van een andere pagina: kies een ander."]


def test_form_tells_what_is_still_to_be_mended(ann):
    made = exercise(minutes=30, short_minutes=15)
    prompt(made, "welke").options.all().delete()

    warnings = save(ann, made)

    assert warnings == [
        (
            "Bij de vraag “Welke?” staan nog geen keuzes: zo lang wordt die niet gesteld. "
            "Open de vraag om ze in te vullen."
        ),
        "De stappen duren samen 20 minuten, de oefening 30.",
    ]


def test_form_has_nothing_to_say_of_what_is_right(ann):
    assert save(ann, exercise()) == []


def test_steps_change_places_and_a_new_one_comes_last(ann):
    made = exercise()
    ExerciseStepFactory(exercise=made, position=1, title="Bespreek")

    save(
        ann,
        made,
        **{
            "steps-0-position": ["1"],
            "steps-1-position": ["0"],
            "steps-2-title": ["Kies"],
            "steps-2-minutes": ["5"],
        },
    )

    assert list(made.steps.values_list("position", "title")) == [
        (0, "Bespreek"),
        (1, "Kijk"),
        (2, "Kies"),
    ]


def test_rows_that_an_editor_did_not_touch_move_along(ann):
    made = exercise()
    for position, title in enumerate(["Bespreek", "Kies"], start=1):
        ExerciseStepFactory(exercise=made, position=position, title=title)

    save(ann, made, **{"steps-2-position": ["-0"], "steps-0-position": [""]})

    assert [step.title for step in made.steps.all()] == ["Kies", "Bespreek", "Kijk"]


def test_step_with_questions_is_not_deleted(ann):
    made = exercise()

    response = ann.post(url(made, "change"), {**opened(ann, made), "steps-0-DELETE": ["on"]})

    assert said(response) == [
        (
            "Bij de stap “Kijk” horen nog vragen. Geef die eerst een andere stap, of verwijder ze, "
            "en sla dat op."
        )
    ]


def test_question_is_asked_at_a_step_of_its_own_exercise(ann):
    made, other = exercise(), ExerciseStepFactory()

    response = ann.post(url(made, "change"), {**opened(ann, made), "prompts-0-step": [other.pk]})

    assert len(said(response)) == 1


def test_preview_shows_what_is_typed_and_saves_nothing(ann):
    made = exercise()
    sent = {**opened(ann, made), "title": ["Nieuwe titel"], "steps-0-title": ["Kijk nog eens"]}

    response = ann.post(url(made, "preview"), sent)

    page = parse(response).one("main").text
    assert response.status_code == 200
    assert "Nieuwe titel" in page
    assert "Kijk nog eens" in page
    made.refresh_from_db()
    assert (made.title != "Nieuwe titel", made.steps.get().title) == (True, "Kijk")


def test_second_to_save_an_exercise_sees_both_versions(ann, bob):
    made = exercise(title="Oud")
    of_ann, of_bob = opened(ann, made), opened(bob, made)
    ann.post(url(made, "change"), {**of_ann, "steps-0-title": ["Van Ann"]})

    response = bob.post(url(made, "change"), {**of_bob, "steps-0-title": ["Van Bob"]})

    assert response.status_code == 409
    [both] = parse(response).all("fieldset", class_="kp-both")
    assert both.one("legend").text == "Stappen"


# A question ---------------------------------------------------------------------


def test_question_is_changed_with_its_choices(ann):
    made = exercise()

    save(
        ann,
        prompt(made, "welke"),
        text=["Welke kies je?"],
        **{"options-0-position": ["5"], "options-2-label": ["Iets heel anders"]},
    )

    changed = prompt(made, "welke")
    assert changed.text == "Welke kies je?"
    assert list(changed.options.values_list("key", "position")) == [
        ("twee", 0),
        ("een", 1),
        ("iets-heel-anders", 2),
    ]


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("long", "Bij de soort “lange tekst” horen geen keuzes."),
        ("choice", "Geef minstens twee keuzes."),
        ("table", "Een tabel heeft twee tot vier kolommen."),
    ],
)
def test_question_has_the_choices_of_its_kind(ann, kind, message):
    one = prompt(exercise(), "welke")
    sent = {**opened(ann, one), "kind": [kind], "options-0-DELETE": ["on"]}

    response = ann.post(url(one, "change"), sent)

    assert said(response) == [message]


def test_two_choices_with_one_key_are_refused(ann):
    one = prompt(exercise(), "welke")
    sent = {**opened(ann, one), "options-2-label": ["Een"]}

    response = ann.post(url(one, "change"), sent)

    assert said(response) == ["Er is al een keuze met deze sleutel."]


def test_changed_question_is_a_version_of_its_exercise_and_is_put_back(ann):
    made = exercise()
    for model in (Exercise, ExercisePrompt, PromptOption):
        model.history.all().delete()  # as if it came with the starter content
    save(ann, prompt(made, "welke"), text=["Anders?"], **{"options-0-label": ["Ook anders"]})

    [newest, first] = versions(Exercise.objects.get())

    assert str(newest.record.history_user) == "Ann"
    assert sorted(newest.rows) == ["keuze gewijzigd: Ook anders", "vraag gewijzigd: Anders?"]
    response = ann.post(url(made, "version", first.record.history_id))
    assert response.url == url(made, "change")
    back = prompt(made, "welke")
    assert [back.text, *[one.label for one in back.options.all()]] == [
        "Welke?",
        "Keuze een",
        "Keuze twee",
    ]


def test_second_to_save_a_question_sees_both_versions(ann, bob):
    one = prompt(exercise(), "welke")
    of_ann, of_bob = opened(ann, one), opened(bob, one)
    ann.post(url(one, "change"), {**of_ann, "text": ["Van Ann"]})

    response = bob.post(url(one, "change"), {**of_bob, "text": ["Van Bob"]})

    assert response.status_code == 409
    assert "Ann sloeg dit op" in response.content.decode()
    chosen = bob.post(
        url(one, "change"), {**filled_in(response, "conflict_form"), "keuze-text": ["hun"]}
    )
    one.refresh_from_db()
    assert (chosen.status_code, one.text) == (302, "Van Ann")


def test_open_form_of_the_exercise_does_not_undo_a_changed_question(ann, bob):
    made = exercise()
    of_bob = opened(bob, made)
    save(ann, prompt(made, "wat"), text=["Van Ann"])

    response = bob.post(url(made, "change"), {**of_bob, "title": ["Van Bob"]})

    assert response.status_code == 409


def test_page_of_a_question_says_who_has_its_exercise_open(ann, bob):
    one = prompt(exercise(), "wat")
    ann.post(url(one, "open"))

    shown = bob.get(url(one.exercise, "change")).content.decode()

    assert "ook Ann heeft dit nu open" in " ".join(shown.split())


def test_history_of_a_question_is_that_of_its_exercise(ann):
    one = prompt(exercise(), "wat")

    assert ann.get(url(one, "history")).url == url(one.exercise, "history")


# What hangs on it ---------------------------------------------------------------


def test_reflection_that_is_under_way_keeps_its_version(ann):
    made = with_questions(ready(ExerciseFactory))
    seat = begin(made, "alone")
    asked = [(one.key, one.text) for one in seat.session.reflection.script.prompts]

    save(ann, prompt(made, "long"), text=["Iets heel anders?"])
    save(ann, made, title=["Anders"])

    begun = Seat.objects.get(pk=seat.pk).session.reflection
    assert [(one.key, one.text) for one in begun.script.prompts] == asked
    assert begun.script.title != "Anders"
    later = begin(Exercise.objects.get(), "alone").session.reflection
    assert later.script.prompt("long").text == "Iets heel anders?"


def test_question_without_its_choices_is_not_asked_yet():
    made = exercise()
    prompt(made, "welke").options.all().delete()

    script = begin(made, "alone").session.reflection.script

    assert [one.key for one in script.prompts] == ["wat"]


def test_search_finds_what_an_editor_changed(ann):
    made = exercise()
    save(ann, made, status=["published"], **{"steps-0-text": ["Over zonnepanelen."]})
    save(ann, prompt(made, "welke"), **{"options-0-label": ["Warmtepomp"], "text": ["Dakgoot?"]})

    assert {word: found(word) for word in ("zonnepanelen", "warmtepomp", "dakgoot")} == {
        word: [made.slug] for word in ("zonnepanelen", "warmtepomp", "dakgoot")
    }
    prompt(made, "welke").delete()
    assert found("warmtepomp") == []


def test_exercise_is_in_the_queues_of_the_workbench(ann):
    made = exercise(status=Status.PUBLISHED, reviewed_on="2019-01-01", review_by="2020-01-01")
    unconcerned = "/beheer/werkbank/?rij=inwoners"

    due = ann.get("/beheer/werkbank/?rij=nakijken").content.decode()

    assert made.title in due
    assert url(made, "change") in due
    assert made.title not in ann.get(unconcerned).content.decode()


# Combinations and the keuzehulp -------------------------------------------------


def test_combination_is_changed_and_put_back(ann):
    row = CombinationStepFactory(exercise=exercise(), reason="Begin hier.")
    combination, other = row.combination, ExerciseFactory()
    save(
        ann,
        combination,
        title=["Anders"],
        **{"steps-1-exercise": [other.pk], "steps-1-reason": ["Ga zo verder."]},
    )
    assert [step.exercise_id for step in combination.steps.all()] == [row.exercise_id, other.pk]

    ann.post(url(combination, "version", versions(combination)[-1].record.history_id))

    back = Combination.objects.get()
    assert back.title != "Anders"
    assert list(back.steps.all()) == [row]


@pytest.mark.parametrize(
    ("asks", "value", "message"),
    [
        ("need", "6", "Kies het nummer van een leerbehoefte: 1 tot en met 5."),
        ("form", "samen", "Kies een vorm: alone, duo, team, partners."),
        ("minutes", "²", "Vul een aantal minuten in van 5 tot en met 600."),
    ],
)
def test_answer_of_the_keuzehulp_means_something(ann, asks, value, message):
    question = GuideQuestion.objects.create(asks=asks, text="Wat speelt er?")
    row = {"options-0-label": ["Dit"], "options-0-slug": ["dit"], "options-0-value": [value]}

    response = ann.post(url(question, "change"), {**opened(ann, question), **row})

    assert said(response) == [message]
    right = {"need": "5", "form": "partners", "minutes": "45"}[asks]
    save(ann, question, **row | {"options-0-value": [right]})
    assert question.options.get().value == right


def test_themes_of_an_exercise_are_counted(ann):
    made = exercise(concepts=[ConceptFactory(), ConceptFactory()])

    save(ann, made, **{"assignments-0-DELETE": ["on"]})

    made.refresh_from_db()
    assert made.theme_count == 1
