from datetime import date

import pytest
from django.urls import reverse

from tests.factories import UserFactory
from tests.factories.reflection import ExerciseFactory, begun, with_questions
from tests.pages import parse
from tools.reflection.duo import services

pytestmark = pytest.mark.django_db

MINE = "/mijn/reflecties/"


@pytest.fixture
def user(client):
    user = UserFactory()
    client.force_login(user)
    return user


def test_own_reflections_stand_by_leerbehoefte_with_what_was_agreed(client, user):
    later = with_questions(ExerciseFactory(title="Op de lijn", need=5))
    begun("alone", exercise=later, user=user)
    seat = begun("alone", exercise=with_questions(ExerciseFactory(title="Stress")), user=user)
    seat.session.reflection.agreements.create(text="Ik bel.", who="Noor", due_on=date(2027, 3, 24))

    page = parse(client.get(MINE))

    assert [heading.text for heading in page.one("main").all("h2")] == [
        "Een beeld krijgen",
        "Anders leren kijken",
    ]
    first, second = page.all("li", class_="kp-own__item")
    assert "Afspraak: Ik bel. (Noor, op 24 maart 2027)" in first.text
    assert "Op de lijn" in second.text
    assert first.all("a")[0]["href"] == reverse("reflection:work", args=[seat.key])


def test_page_without_reflections_says_how_to_begin(client, user):
    main = parse(client.get(MINE)).one("main")

    assert "nog geen oefening" in main.text
    assert main.all("a")[-1]["href"] == "/reflectie/keuzehulp/"


def test_reflection_of_somebody_else_is_not_shown(client, user):
    begun("alone", exercise=with_questions(ExerciseFactory(title="Van Ann")), user=UserFactory())

    assert "Van Ann" not in client.get(MINE).content.decode()


def test_visitor_logs_in_first(client):
    response = client.get(MINE)

    assert response["Location"] == f"/account/login/?next={MINE}"


def test_reflection_that_was_withdrawn_is_gone(client, user):
    seat = begun("duo", exercise=with_questions(ExerciseFactory(title="Samen")), user=user)
    services.accept(seat.session, services.place_for(seat.session), user=UserFactory())
    services.withdraw(seat)

    assert "Samen" not in client.get(MINE).content.decode()


def test_account_sees_the_last_ones_on_its_own_page(client, user):
    for number in range(4):
        begun(
            "alone", exercise=with_questions(ExerciseFactory(title=f"Nummer {number}")), user=user
        )

    section = parse(client.get("/mijn/")).one("section", aria_labelledby="reflecties")

    assert len(section.all("li", class_="kp-own__item")) == 3
    assert "Bekijk alle 4 reflecties" in section.text


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_for_one_and_many(client, user, django_assert_num_queries, count):
    for _number in range(count):
        begun("alone", user=user)

    with django_assert_num_queries(5):
        client.get(MINE)
