from itertools import product

import pytest

from tests.factories.reflection import (
    CombinationFactory,
    CombinationStepFactory,
    ExerciseFactory,
    ExerciseStepFactory,
)
from tests.pages import parse
from tools.reflection.models import GuideOption, GuideQuestion

pytestmark = pytest.mark.django_db

URL = "/reflectie/keuzehulp/"
QUESTIONS = {
    ("need", "Wat speelt er nu?"): [("weten", "1"), ("werkt", "2"), ("kijken", "5")],
    ("form", "Met wie?"): [("alleen", "alone"), ("team", "team"), ("partners", "partners")],
    ("minutes", "Hoeveel tijd?"): [("kwartier", "15"), ("uur", "60")],
}


@pytest.fixture(autouse=True)
def _questions():
    for place, ((asks, text), options) in enumerate(QUESTIONS.items()):
        question = GuideQuestion.objects.create(asks=asks, text=text, position=place)
        for number, (slug, value) in enumerate(options):
            GuideOption.objects.create(
                question=question, slug=slug, label=slug.title(), value=value, position=number
            )


def plain(**kwargs):
    return ExerciseFactory(**{"short_minutes": None, "short_version": "", **kwargs})


def asked(client, **query):
    response = client.get(URL, query)
    assert response.status_code == 200
    return parse(response)


def advised(html):
    return [card["data-slug"] for card in html.all("article", data_slug=True)]


def reasons(html, slug):
    return [item.text for item in html.one("article", data_slug=slug).all("li")]


def chosen(html):
    return [box["value"] for box in html.all("input", type="radio", checked=True)]


# The questions ---------------------------------------------------------------


def test_guide_asks_three_questions_and_advises_nothing_yet(client):
    ExerciseFactory()

    html = asked(client)

    assert [legend.text for legend in html.all("legend")] == [
        "1. Wat speelt er nu?",
        "2. Met wie?",
        "3. Hoeveel tijd?",
    ]
    assert [box["name"] for box in html.all("input", type="radio")] == [
        *["nu"] * 4,
        *["met"] * 4,
        *["tijd"] * 3,
    ]
    assert chosen(html) == ["", "", ""]
    assert advised(html) == []


def test_answers_stay_chosen_and_are_said(client):
    ExerciseFactory()

    html = asked(client, nu="werkt", tijd="uur")

    assert chosen(html) == ["werkt", "", "uur"]
    assert [fact.text for fact in html.all("dd")] == ["Werkt", "Maakt niet uit", "Uur"]


def test_unknown_answer_is_told_and_skipped(client):
    ExerciseFactory(slug="een", need=1)

    html = asked(client, nu="<b>éénhoorn</b> 🦄", met="alleen")

    assert advised(html) == ["een"]
    assert html.one("section", aria_labelledby="onbekend-nu").one("b").text == "<b>éénhoorn</b> 🦄"
    assert html.all("section", aria_labelledby="onbekend-met") == []


def test_very_long_answer_is_cut(client):
    html = asked(client, nu="x" * 5_000)

    assert len(html.one("section", aria_labelledby="onbekend-nu").one("b").text) <= 80


# What is advised --------------------------------------------------------------


def test_need_comes_first_then_the_next_one(client):
    for need in (4, 1, 2):
        ExerciseFactory(slug=f"behoefte-{need}", need=need)

    assert advised(asked(client, nu="werkt")) == ["behoefte-2", "behoefte-4", "behoefte-1"]


def test_no_more_than_three_are_advised(client):
    ExerciseFactory.create_batch(5)

    assert len(advised(asked(client, nu="weten"))) == 3


def test_without_a_need_each_is_of_another_one(client):
    for number, need in [("1.1", 1), ("1.2", 1), ("1.3", 1), ("2.1", 2), ("5.1", 5)]:
        ExerciseFactory(slug=number.replace(".", "-"), number=number, need=need)

    assert advised(asked(client, nu="", met="", tijd="")) == ["1-1", "2-1", "5-1"]


def test_what_takes_a_team_is_not_for_who_is_alone(client):
    plain(slug="alleen-team", need=1, for_alone=False)
    plain(slug="ook-alleen", need=2)

    html = asked(client, nu="weten", met="alleen")

    assert advised(html) == ["ook-alleen", "alleen-team"]
    assert reasons(html, "ook-alleen")[:2] == [
        "Hoort bij ‘Weten wat werkt’; bij ‘Een beeld krijgen’ zijn er niet meer oefeningen alleen.",
        "Kun je alleen doen.",
    ]
    assert reasons(html, "alleen-team")[:2] == [
        "Past bij wat er nu speelt: ‘Een beeld krijgen’.",
        "Is gemaakt om met een collega of in het team te doen, niet alleen.",
    ]


def test_what_uses_the_time_best_comes_first(client):
    plain(slug="kort", minutes=30)
    plain(slug="te-lang", minutes=60, minutes_most=90)
    plain(slug="past", minutes=60)

    assert advised(asked(client, nu="weten", tijd="uur")) == ["past", "kort", "te-lang"]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        pytest.param(
            {"minutes": 15}, "Past in 15 minuten: duurt 15 minuten.", id="fits as a whole"
        ),
        pytest.param(
            {"minutes": 45, "short_minutes": 15, "short_version": "De helft."},
            "De korte versie past: 15 minuten. De hele oefening duurt 45 minuten.",
            id="short version fits",
        ),
        pytest.param(
            {"minutes": 45, "short_minutes": 20, "short_version": "De helft."},
            "Duurt langer dan je hebt: ook kort nog 20 minuten. Doe alvast stap 1 en 2.",
            id="even short it is too long",
        ),
        pytest.param(
            {"minutes": 45},
            "Duurt langer dan je hebt: 45 minuten. Doe alvast stap 1 en 2.",
            id="too long, and no short version",
        ),
    ],
)
def test_reason_is_honest_about_time(client, facts, said):
    exercise = plain(slug="een", **facts)
    for place, minutes in enumerate([10, 5, 30]):
        ExerciseStepFactory(exercise=exercise, position=place, minutes=minutes)

    assert reasons(asked(client, tijd="kwartier"), "een")[-1] == said


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        pytest.param([30], "Doe alvast stap 1.", id="not even one"),
        pytest.param([5, 5, 5, 30], "Doe alvast stap 1 tot en met 3.", id="three"),
    ],
)
def test_reason_says_with_which_steps_to_begin(client, steps, said):
    exercise = plain(slug="een", minutes=45)
    for place, minutes in enumerate(steps):
        ExerciseStepFactory(exercise=exercise, position=place, minutes=minutes)

    assert reasons(asked(client, tijd="kwartier"), "een")[-1].endswith(said)


def test_reasons_without_answers_are_facts(client):
    ExerciseFactory(slug="een", need=1, for_duo=False, minutes=30, short_minutes=15)

    assert reasons(asked(client, nu=""), "een") == [
        "Hoort bij ‘Een beeld krijgen’.",
        "Doe je alleen of in het team.",
        "Duurt 30 minuten, of kort 15 minuten.",
    ]


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        pytest.param({"nu": "weten"}, "Deze oefeningen passen bij je antwoorden", id="answered"),
        pytest.param(
            {"nu": "", "met": "spook"}, "Drie oefeningen om mee te beginnen", id="all skipped"
        ),
    ],
)
def test_heading_claims_no_more_than_was_answered(client, query, heading):
    ExerciseFactory.create_batch(3)

    assert asked(client, **query).one("h1").text == heading


def test_same_answers_give_the_same_advice(client):
    ExerciseFactory.create_batch(6)

    first, second = (client.get(URL, {"nu": "weten"}).content for _ in range(2))

    assert first == second


@pytest.mark.parametrize(
    ("need", "form", "minutes"),
    [*product(["weten", ""], ["partners", ""], ["kwartier", ""])],
)
def test_there_are_always_three_different_ones(client, need, form, minutes):
    for place in range(4):
        plain(need=1 + place, for_alone=False, minutes=120)

    found = advised(asked(client, nu=need, met=form, tijd=minutes))

    assert len(set(found)) == 3


def test_without_exercises_nothing_is_advised(client):
    html = asked(client, nu="weten")

    assert advised(html) == []
    assert "Er zijn nog geen oefeningen." in html.text


# What to do next -------------------------------------------------------------


def follow_up(html):
    return [link["data-follow-up"] for link in html.all("a", data_follow_up=True)]


def test_follow_up_is_what_comes_next_in_a_series(client):
    series = CombinationFactory(title="Van klacht naar verbetering")
    first = ExerciseFactory(slug="route", title="Loop de route", need=1)
    CombinationStepFactory(combination=series, exercise=first)
    CombinationStepFactory(
        combination=series, exercise__slug="brief", exercise__need=3, reason="Nu de brief."
    )
    ExerciseFactory.create_batch(2, need=1)

    html = asked(client, nu="weten")

    assert follow_up(html) == ["brief"]
    assert (
        "Volgt op ‘Loop de route’ in de serie ‘Van klacht naar verbetering’. Nu de brief."
        in html.text
    )


def test_follow_up_is_rather_for_the_same_people(client):
    for slug, number, for_alone in [("met-team", "1.1", False), ("ook-alleen", "1.2", True)]:
        series = CombinationFactory()
        CombinationStepFactory(
            combination=series, exercise__need=1, exercise__number=number, position=1
        )
        CombinationStepFactory(
            combination=series,
            exercise__slug=slug,
            exercise__need=3,
            exercise__for_alone=for_alone,
            position=2,
        )
    ExerciseFactory(need=1)

    assert follow_up(asked(client, nu="weten", met="alleen")) == ["ook-alleen"]
    assert follow_up(asked(client, nu="weten", met="team")) == ["met-team"]


def test_follow_up_is_of_the_next_need_without_a_series(client):
    ExerciseFactory.create_batch(3, need=1)
    ExerciseFactory(slug="later", need=3)
    ExerciseFactory(slug="volgende", need=2)

    html = asked(client, nu="weten")

    assert follow_up(html) == ["volgende"]
    assert "Een stap verder: ‘Weten wat werkt’." in html.text


def test_follow_up_is_missing_when_all_is_advised(client):
    ExerciseFactory.create_batch(3)

    assert follow_up(asked(client, nu="weten")) == []


# The page -----------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_guide_asks_only_whether_content_changed(client, django_assert_num_queries, count):
    for _ in range(count):
        CombinationStepFactory()
    asked(client)

    with django_assert_num_queries(1):
        html = asked(client, nu="weten", tijd="uur")

    assert len(advised(html)) == count


def test_advice_is_a_link_without_a_cookie(client):
    response = client.get(URL, {"nu": "weten"})

    assert not response.cookies
    assert parse(response).all("meta", name="robots", content="noindex")
    assert not parse(client.get(URL)).all("meta", name="robots")


def test_guide_only_reads(client):
    assert client.post(URL).status_code == 405
