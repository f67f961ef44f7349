import json

import pytest

from knowledge import version
from knowledge.models import Relation
from tests.factories import ConceptFactory, PracticeFactory, PublicationFactory, RelationFactory
from tests.factories.reflection import (
    CombinationFactory,
    CombinationStepFactory,
    ExerciseFactory,
    ExerciseStepFactory,
    with_questions,
)
from tests.pages import parse
from tools.reflection.finding.toolbox import toolbox
from tools.reflection.finding.views import ExerciseDetailView
from tools.reflection.residents import HOUSE_RULES

pytestmark = pytest.mark.django_db


def opened(client, exercise):
    response = client.get(exercise.get_absolute_url())
    assert response.status_code == 200
    return parse(response)


def section(html, name):
    return html.one("section", aria_labelledby=name)


def facts(html):
    box = section(html, "in-het-kort")
    return {term.text: fact.text for term, fact in zip(box.all("dt"), box.all("dd"), strict=True)}


def test_page_says_the_facts(client):
    exercise = ExerciseFactory(
        need=3,
        minutes=60,
        minutes_most=90,
        short_minutes=20,
        short_version="Doe stap 1.",
        for_alone=False,
        group_size="3 tot 8 mensen",
        materials="Een brief\n\nStiften",
    )

    assert facts(opened(client, exercise)) == {
        "Leerbehoefte": "Zien hoe het uitpakt",
        "Duur": "60 tot 90 minuten, of kort 20 minuten",
        "Vorm": "Met een collega, in het team",
        "Hoeveel mensen": "3 tot 8 mensen",
        "Korte versie": "Doe stap 1.",
        "Nodig": "Een briefStiften",
    }


def test_page_leaves_out_what_is_not_there(client):
    exercise = ExerciseFactory(short_minutes=None, short_version="", body="")

    html = opened(client, exercise)

    assert list(facts(html)) == ["Leerbehoefte", "Duur", "Vorm"]
    assert html.all("section", aria_labelledby="waarom") == []
    assert html.all("section", aria_labelledby="series") == []
    assert html.all("section", aria_labelledby="past-hierbij") == []


def test_page_has_one_filled_button_and_it_begins(client):
    exercise = ExerciseFactory()

    html = opened(client, exercise)

    [button] = html.all(class_="ams-button--primary")
    assert button.text == "Begin met deze oefening"
    assert button["href"] == f"/reflectie/sessie/begin/{exercise.slug}/"


def test_page_shows_the_steps_with_their_minutes(client):
    exercise = ExerciseFactory(short_minutes=15)
    ExerciseStepFactory(exercise=exercise, title="Lees", minutes=10, short_minutes=5, text="Lees.")
    ExerciseStepFactory(
        exercise=exercise, title="Praat", minutes=20, short_minutes=None, is_before=True, text=""
    )

    steps = section(opened(client, exercise), "stappen").all("li")

    assert [step.text for step in steps] == [
        "10 min kort: 5 min 1 Stap 1: Lees Lees.",
        "20 min kort: sla over 2 Stap 2: Praat Vooraf",
    ]


def test_page_shows_the_questions_in_order(client):
    exercise = with_questions()

    questions = [item.text for item in section(opened(client, exercise), "vragen").all("li")]

    assert questions[0] == "Vraag van soort korte tekst?"
    assert questions[2] == "Vraag van soort een keuze? Optie eenOptie tweeOptie drie"


def test_page_shows_the_house_rules(client):
    rules = section(opened(client, ExerciseFactory()), "inwoners")

    assert [rule.text for rule in rules.all("li")] == list(HOUSE_RULES)


def test_page_says_what_it_is_inspired_by(client):
    exercise = ExerciseFactory(inspired_by="Toolbox, Movisie", inspired_url="https://x.example/")

    link = opened(client, exercise).one("a", href="https://x.example/")

    assert link.text == "Toolbox, Movisie (andere website)"


def test_page_links_what_comes_before_and_after_in_each_series(client):
    exercise = ExerciseFactory()
    one, two = CombinationFactory(title="Een"), CombinationFactory(title="Twee")
    CombinationStepFactory(combination=one, exercise__title="Voor", position=1)
    CombinationStepFactory(combination=one, exercise=exercise, position=2)
    CombinationStepFactory(combination=one, exercise__title="Na", position=3)
    CombinationStepFactory(combination=two, exercise=exercise, position=1)
    CombinationStepFactory(combination=two, exercise__title="Erna", position=2)

    ways = section(opened(client, exercise), "series")

    assert [heading.text for heading in ways.all("h3")] == [
        "In de serie ‘Een’",
        "In de serie ‘Twee’",
    ]
    assert [link.text for link in ways.all("a", rel="prev")] == ["Voor"]
    assert [link.text for link in ways.all("a", rel="next")] == ["Na", "Erna"]


def test_page_shows_what_goes_with_it_once(client):
    exercise = ExerciseFactory()
    practice, research = PracticeFactory(title="Praktijk"), PublicationFactory(title="Onderzoek")
    RelationFactory(
        from_item=exercise,
        to_item=practice,
        type=Relation.Type.EXERCISE_WITH,
        reason="Zo doen zij.",
    )
    RelationFactory(
        from_item=exercise, to_item=research, type=Relation.Type.RESTS_ON, reason="Legt uit."
    )

    html = opened(client, exercise)

    assert section(html, "past-hierbij").one("li").text == "Praktijkvoorbeeld Praktijk Zo doen zij."
    assert section(html, "hoort-bij").one("li").text == "Rust op OnderzoekLegt uit."


def test_page_resembles_other_exercises_only(client):
    concept = ConceptFactory(scheme__slug="thema")
    exercise, _other = ExerciseFactory.create_batch(2, concepts=[concept])
    PracticeFactory(concepts=[concept])

    shown = section(opened(client, exercise), "lijkt-hierop")

    assert [card["data-slug"] for card in shown.all("article")] == [_other.slug]


def test_page_tells_machines_that_it_is_for_learning(client):
    exercise = ExerciseFactory(minutes=45, goal="Je ziet het.")

    [data] = opened(client, exercise).all("script", type="application/ld+json")

    told = json.loads("".join(data.texts()))
    assert (told["@type"], told["timeRequired"], told["teaches"]) == (
        "LearningResource",
        "PT45M",
        "Je ziet het.",
    )


def test_page_is_the_same_for_everybody(client):
    response = client.get(ExerciseFactory().get_absolute_url())

    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert response["ETag"]


def test_page_of_what_is_not_published_is_not_there(client):
    assert client.get(ExerciseFactory(status="draft").get_absolute_url()).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_page_query_count_is_constant(client, django_assert_num_queries, count):
    exercise = with_questions()
    for _ in range(count):
        CombinationStepFactory(exercise=exercise)
        other = PracticeFactory(concepts=[ConceptFactory()])
        RelationFactory(from_item=exercise, to_item=other, type=Relation.Type.EXERCISE_WITH)
    client.get("/reflectie/")

    with django_assert_num_queries(13):
        client.get(exercise.get_absolute_url())


def test_preview_remembers_others_before_anything_is_changed(django_assert_num_queries):
    exercise = ExerciseFactory()
    at = version.current()
    ExerciseDetailView.remember(at)

    with django_assert_num_queries(0):
        known = toolbox.at(at).exercises

    assert list(known) == [exercise.pk]
