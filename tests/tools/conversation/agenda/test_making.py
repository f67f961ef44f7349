"""Actions that people make: from nothing, from a statement, a note or an example."""

import uuid

import pytest

from tests.factories.conversation import actions, led, participants, published
from tests.factories.practices import PracticeFactory
from tests.tools.conversation.agenda.pages import Phase, some_day, typed, url
from tools.conversation.agenda import deeds
from tools.conversation.models import Action, Note
from tools.conversation.roles import Role

pytestmark = pytest.mark.django_db

Status = Action.Status
LOW = {1: 4, 2: 1}


@pytest.fixture
def leader():
    return led(phase=Phase.AGENDA)


@pytest.fixture
def participant(leader):
    (seat,) = participants(leader, Role.HEALTH)
    return seat


def a_note(seat, **fields):
    return Note.objects.create(
        conversation_id=seat.session_id, seat=seat, theme="B", **{"text": "Bel eerder.", **fields}
    )


def test_participant_makes_an_action(client, participant):
    response = client.post(url("action-new", participant), typed(theme="C", means="2 uur"))

    action = Action.objects.get()
    assert response.headers["Location"] == f"{url('agenda', participant)}#actie-{action.key}"
    assert (action.text, action.lead, action.theme) == (
        "Bel binnen een week",
        "Team Geldzaken",
        "C",
    )
    assert (action.review_on, action.status) == (some_day(), "agreed")
    assert (action.theme, action.means) == ("C", "2 uur")


def test_action_that_is_sent_twice_is_there_once(client, participant):
    sent = typed(key=str(uuid.uuid4()))

    answers = [client.post(url("action-new", participant), sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Action.objects.get().edit_version == 1


def test_action_that_is_sent_again_in_other_words_is_changed(client, participant):
    sent = typed(key=str(uuid.uuid4()))
    client.post(url("action-new", participant), sent)

    client.post(url("action-new", participant), {**sent, "text": "Bel morgen"})

    assert Action.objects.get().text == "Bel morgen"


def test_new_action_comes_last(client, leader):
    actions(leader, "Eerst", "Dan")

    client.post(url("action-new", leader), typed())

    assert Action.objects.last().text == "Bel binnen een week"


def test_form_names_what_an_agreement_lacks(client, participant):
    sent = typed(lead=" ", first_step="", review_on="")

    response = client.post(url("action-new", participant), sent)

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"lead", "first_step", "review_on"}
    assert "Vul in wie de trekker is." in response.text
    assert "Bel binnen een week" in response.text
    assert not Action.objects.exists()


def test_idea_needs_nothing_but_words(client, participant):
    sent = typed(lead="", first_step="", review_on="", status=Status.IDEA)

    response = client.post(url("action-new", participant), sent)

    assert (response.status_code, Action.objects.get().status) == (302, "idea")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": " \u200b "}, "text"),
        ({"text": "x" * 301}, "text"),
        ({"review_on": "2020-01-01"}, "review_on"),
        ({"review_on": "31-02-2027"}, "review_on"),
        ({"status": "stopped"}, "stopped_why"),
        ({"status": "nooit"}, "status"),
        ({"starts_on": "2027-05-02", "ready_on": "2027-05-01"}, "ready_on"),
        ({"theme": "Z"}, "theme"),
    ],
)
def test_wrong_input_is_told_at_its_field_and_kept(client, participant, wrong, field):
    response = client.post(url("action-new", participant), typed(**{"seen_by": "Rust", **wrong}))

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert "Rust" in response.text


def test_fold_of_other_fields_opens_when_one_is_wrong(client, participant):
    response = client.post(url("action-new", participant), typed(means="x" * 301))

    assert '<details class="kp-disclose" open>' in response.text
    assert "U hebt er nu 301." in response.text


def test_text_that_may_be_anything_is_shown_as_text(client, participant):
    client.post(url("action-new", participant), typed(text="<b>Bel</b> 👩🏽‍⚕️ & meer"))

    page = client.get(url("agenda", participant))
    assert "&lt;b&gt;Bel&lt;/b&gt; 👩🏽‍⚕️ &amp; meer" in page.text


# Where an action comes from ---------------------------------------------------


def test_statement_fills_in_its_reason_with_the_score(client, leader):
    published(leader, {"a1": LOW})

    response = client.get(url("action-new", leader), {"stelling": "a1"})

    said = response.context["form"].initial
    assert said["theme"] == "A"
    assert said["wanted"] == "Stelling a1."
    assert said["reason"] == "Stelling: “Stelling a1.” Score: 1,2 van 4 (vertrekpunt)."


def test_statement_of_which_only_the_most_is_told_says_so(client, leader):
    published(leader, {"a1": "2"})

    response = client.get(url("action-new", leader), {"stelling": "a1"})

    assert "Score: ongeveer 2 van 4 (in opbouw)." in response.context["form"].initial["reason"]


def test_statement_of_a_deepened_theme_has_its_own_score(client, leader):
    published(leader, {"a-d1": {4: 3}}, part="A")

    response = client.get(url("action-new", leader), {"stelling": "a-d1"})

    assert "Score: 4,0 van 4 (stevig)." in response.context["form"].initial["reason"]


def test_statement_keeps_hanging_on_the_action_that_was_filled_in(client, participant):
    client.post(f"{url('action-new', participant)}?stelling=a1", typed())

    assert Action.objects.get().statement == "a1"


def test_idea_of_a_statement_is_made_with_one_click_and_once(client, leader, participant):
    published(leader, {"a1": LOW})

    for seat in (leader, participant, leader):
        response = client.post(url("action-new", seat), {"stelling": "a1", "deed": "idea"})

    action = Action.objects.get()
    assert response.headers["Location"].endswith(f"#actie-{action.key}")
    assert (action.status, action.statement, action.theme) == ("idea", "a1", "A")
    assert action.text == "Werken aan: Stelling a1."
    assert "Score: 1,2 van 4" in action.reason


def test_idea_of_a_note_says_what_it_says(client, participant):
    note = a_note(participant, question="b-v1", text="Bel eerder.\nElke week.")

    client.post(url("action-new", participant), {"aantekening": note.key, "deed": "idea"})

    action = Action.objects.get()
    assert (action.text, action.note, action.theme) == ("Bel eerder. Elke week.", note, "B")
    assert action.reason == "Uit het gesprek over de vraag “Wat schuurt er bij B?”"


def test_idea_of_a_picture_of_the_future_has_it_as_what_is_wanted(client, participant):
    note = a_note(participant, kind=Note.Kind.FUTURE, text="Niemand schrikt van post.")

    client.post(url("action-new", participant), {"aantekening": note.key, "deed": "idea"})

    action = Action.objects.get()
    assert action.wanted == "Niemand schrikt van post."
    assert action.text == "Werken aan: Niemand schrikt van post."


def test_idea_of_an_example_rests_on_it(client, participant):
    example = PracticeFactory(title="Op huisbezoek")
    asked = {"voorbeeld": example.pk, "thema": "B"}

    form = client.get(url("action-new", participant), asked)
    client.post(url("action-new", participant), {**asked, "deed": "idea"})

    assert '<input type="hidden" name="thema" value="B">' in form.text
    action = Action.objects.get()
    assert (action.item_id, action.theme) == (example.pk, "B")
    page = client.get(url("agenda", participant)).text
    assert example.get_absolute_url() in page
    assert "Aan de slag met “Op huisbezoek”" in page


def test_example_that_is_no_longer_published_is_not_linked_to(client, participant):
    example = PracticeFactory()
    actions(participant, "Bel", item=example)
    type(example).objects.filter(pk=example.pk).update(status="archived")

    assert example.get_absolute_url() not in client.get(url("agenda", participant)).text


@pytest.mark.parametrize(
    "what",
    [
        {"stelling": "z9"},
        {"aantekening": "x"},
        {"aantekening": uuid.UUID(int=7)},
        {"voorbeeld": "9"},
        {"voorbeeld": "²"},
        {},
    ],
    ids=str,
)
def test_idea_of_what_is_not_there_is_not_made(client, participant, what):
    response = client.post(url("action-new", participant), {**what, "deed": "idea"})

    assert response.status_code == 409
    assert "is er niet meer" in response.text
    assert client.get(url("action-new", participant), what).status_code == 200


def test_note_of_another_conversation_is_not_there(client, participant):
    elsewhere = led(phase=Phase.AGENDA)
    note = a_note(elsewhere, text="Geheim van elders")

    response = client.get(url("action-new", participant), {"aantekening": note.key})

    assert "Geheim van elders" not in response.text


def test_lowest_statements_without_an_action_are_offered(client, leader):
    published(leader, {"a1": LOW, "b1": {2: 4, 1: 1}, "c1": {2: 5}, "d1": {3: 5}})
    actions(leader, "Bel", statement="a1")

    offered = client.get(url("agenda", leader)).context["suggestions"]

    assert [origin.value for origin in offered] == ["b1", "c1"]


def test_agenda_is_full_at_some_time(client, leader):
    actions(leader, *map(str, range(deeds.MOST_ACTIONS)))

    response = client.post(url("action-new", leader), typed())
    at_once = client.post(url("action-new", leader), {"stelling": "a1", "deed": "idea"})

    assert (response.status_code, at_once.status_code) == (422, 409)
    assert "Bel binnen een week" in response.text
    assert Action.objects.count() == deeds.MOST_ACTIONS


# When -------------------------------------------------------------------------


@pytest.mark.parametrize("phase", [Phase.PREPARING, Phase.SCORING, Phase.CLOSED])
def test_no_action_is_made_in_another_phase_and_its_text_is_kept(client, phase):
    seat = led(phase=phase)

    response = client.post(url("action-new", seat), typed())
    at_once = client.post(url("action-new", seat), {"stelling": "a1", "deed": "idea"})

    assert (response.status_code, at_once.status_code) == (409, 409)
    assert "Bel binnen een week" in response.text
    assert not Action.objects.exists()


def test_actions_are_made_while_talking_too(client):
    seat = led(phase=Phase.TALKING)

    assert client.post(url("action-new", seat), typed()).status_code == 302
