"""A theme on a page: with its form and nothing else, as who has no script has it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.conversation import led, participants, scored
from tests.tools.conversation.agenda.pages import to_phase, url
from tests.tools.conversation.scoring.answering import fields, kept, send
from tools.conversation.models import Conversation, Participant, Score
from tools.conversation.roles import Role
from tools.conversation.scoring.keeping import CLOSED
from tools.sessions.joining import join

pytestmark = pytest.mark.django_db
Phase = Conversation.Phase


@pytest.fixture
def leader():
    return led(phase=Phase.SCORING)


@pytest.fixture
def seat(leader):
    return participants(leader, Role.HEALTH)[0]


def test_page_asks_the_statements_of_one_theme_with_what_was_answered(client, seat):
    scored(seat, {"a1": 3, "b1": 2}, importance=1)

    response = client.get(url("score", seat, "A"))

    page = response.text
    assert [one.statement.key for one in response.context["statements"]] == ["a1", "a2", "a3"]
    assert "Thema 1 van 6" in page
    assert page.count(" checked") == 2
    assert page.count('id="geen-namen"') == 1
    assert "Stelling b1." not in page
    assert "no-store" in response["Cache-Control"]


def test_list_of_themes_says_what_is_open(client, seat):
    scored(seat, {"a1": 3, "b1": 0, "c1": 1, "c2": 2, "c3": 4})

    found = client.get(url("score", seat, "A")).context["stages"]

    assert [stage.open for stage in found] == [2, 2, 0, 3, 3, 3]


@pytest.mark.parametrize("letter", ["a", "Z", "AB"])
@pytest.mark.parametrize("page", ["score", "save"])
def test_theme_that_is_none_is_not_there(client, seat, page, letter):
    assert client.get(url(page, seat, letter)).status_code == 404


@pytest.mark.parametrize(
    ("button", "leads_to"),
    [
        ({"naar": "volgende"}, ("score", "C")),
        ({"naar": "vorige"}, ("score", "A")),
        ({"naar": "E"}, ("score", "E")),
        ({"naar": "klaar"}, ("finish",)),
        ({"naar": "hier"}, ("score", "B")),
        ({"naar": "//elders.example"}, ("score", "B")),
        ({}, ("score", "B")),
    ],
)
def test_every_button_keeps_what_was_filled_in(client, seat, button, leads_to):
    response = send(client, seat, "B", **fields("b1", "3", "2", "Zo is het"), **button)

    assert (response.status_code, response.url) == (302, url(leads_to[0], seat, *leads_to[1:]))
    assert kept(seat) == {"b1": [3, 2, "Zo is het"]}


def test_first_theme_leads_back_to_the_welcome_and_the_last_to_the_end(client, seat):
    assert send(client, seat, "A", naar="vorige").url == url("welcome", seat)
    assert send(client, seat, "F", naar="volgende").url == url("finish", seat)


@pytest.mark.parametrize(
    ("cleared", "left"), [("a1:score", [None, 2, "x"]), ("a1:belang", [3, None, "x"])]
)
def test_choice_is_cleared_by_a_button(client, seat, cleared, left):
    scored(seat, {"a1": 3}, importance=2)

    response = send(client, seat, **fields("a1", "3", "2", "x"), wis=cleared)

    assert response.url == f"{url('score', seat, 'A')}#stelling-a1"
    assert kept(seat) == {"a1": left}


def test_what_nobody_touched_on_this_page_is_not_written_over(client, seat):
    """It was changed on another device since this page was made."""
    scored(seat, {"a1": 4, "a2": 1})
    page_began_with = fields("a1", "2", was="2//") | fields("a2", "1", was="1//")

    send(client, seat, **page_began_with | {"a2:score": "3"})

    assert kept(seat) == {"a1": [4, None, ""], "a2": [3, None, ""]}


def test_page_tells_its_form_what_it_began_with(client, seat):
    scored(seat, {"a1": 3}, importance=1)
    Score.objects.update(remark='Regel "een"\nen twee')

    response = client.get(url("score", seat, "A"))

    first, second, _third = response.context["statements"]
    assert first.before == {"name": "was:a1", "value": '3/1/Regel "een"\nen twee'}
    assert second.before == {"name": "was:a2", "value": "//"}


def test_remark_that_is_too_long_stays_on_the_page_and_the_rest_is_kept(client, seat):
    text = "a" * 1_001

    response = send(client, seat, **fields("a1", "3", "", text), **fields("a2", "4"))

    assert response.status_code == 422
    assert text in response.text
    assert "Deze toelichting is te lang: 1.001 tekens. Er passen er 1.000." in response.text
    assert 'href="#stelling-a1"' in response.text
    assert response.text.count(" checked") == 2
    assert kept(seat) == {"a2": [4, None, ""]}


@pytest.mark.parametrize(("value", "importance"), [("5", ""), ("x", ""), ("-1", ""), ("", "4")])
def test_choice_that_nobody_offered_is_refused(client, seat, value, importance):
    response = send(client, seat, **fields("a1", value, importance))

    assert (response.status_code, kept(seat)) == (422, {})


def test_after_closing_nothing_is_kept_and_the_text_stays_on_the_page(client, leader, seat):
    to_phase(leader, Phase.TALKING)

    response = send(client, seat, **fields("a1", "3", "", "Nog niet bewaard"))

    assert response.status_code == 409
    assert CLOSED in response.text
    assert "Nog niet bewaard" in response.text
    assert response.text.count(" checked") == 1
    assert "data-kp-answers" not in response.text
    assert kept(seat) == {}


@pytest.mark.parametrize("phase", [Phase.PREPARING, Phase.TALKING, Phase.CLOSED])
def test_page_leads_to_where_one_waits_outside_scoring(client, leader, seat, phase):
    to_phase(leader, phase)

    assert client.get(url("score", seat, "A")).url == url("progress", seat)


def test_page_leads_who_did_not_choose_a_role_to_the_welcome(client, leader):
    seat = join(leader.session.code)

    refused = send(client, seat, **fields("a1", "3"))

    assert client.get(url("score", seat, "A")).url == url("welcome", seat)
    assert client.get(url("finish", seat)).url == url("welcome", seat)
    assert (refused.status_code, kept(seat)) == (409, {})


def test_page_leads_who_leads_to_the_standing(client, leader):
    assert client.get(url("score", leader, "A")).url == url("progress", leader)
    assert client.get(url("finish", leader)).url == url("progress", leader)
    assert client.get(url("welcome", leader)).url == url("work", leader)


def test_hidden_answers_are_told_of_and_left_alone(client, seat):
    scored(seat, {"a1": 3, "a2": 4})
    Score.objects.update(remark="Mosterdzaad")
    Participant.objects.update(hidden_before=timezone.now() + timedelta(seconds=1))

    page = client.get(url("score", seat, "A"))
    send(client, seat, **fields("a1", was="//"), **fields("a2", was="//"), naar="volgende")

    assert "Uw eerdere antwoorden tellen mee" in page.text
    assert "Mosterdzaad" not in page.text
    assert " checked" not in page.text
    assert kept(seat) == {"a1": [3, None, "Mosterdzaad"], "a2": [4, None, "Mosterdzaad"]}


def test_who_is_told_that_scoring_was_opened_again(client, leader, seat):
    now = timezone.now()
    Conversation.objects.update(reopened_at=now + timedelta(minutes=1))
    told = "Het scoren is weer open"

    before = [client.get(url(page, seat, *more)).text for page, *more in PAGES]
    type(seat).objects.filter(pk=seat.pk).update(done_at=now + timedelta(minutes=2))
    after = [client.get(url(page, seat, *more)).text for page, *more in PAGES]

    assert [told in page for page in before] == [True] * len(PAGES)
    assert [told in page for page in after] == [False] * len(PAGES)


PAGES = (("score", "A"), ("finish",), ("welcome",), ("progress",))


@pytest.mark.parametrize("answered", [0, 18])
def test_page_and_saving_cost_the_same_however_much_was_answered(
    client, django_assert_num_queries, leader, answered
):
    seat = participants(leader, *[Role.HEALTH] * (1 + answered))[0]
    keys = [one.key for one in leader.session.conversation.questionnaire.balance]
    scored(seat, dict.fromkeys(keys[:answered], 2))

    with django_assert_num_queries(PAGE_QUERIES):
        client.get(url("score", seat, "B"))
    with django_assert_num_queries(SAVE_QUERIES):
        client.post(url("save", seat, "A"), {"vraag": "a1", "a1:score": "3"})


PAGE_QUERIES, SAVE_QUERIES = 4, 9
