from datetime import timedelta

import pytest
from django.core import mail as sent_mail
from django.urls import reverse
from django.utils import timezone

from outbox.models import OutgoingMail
from tests.factories.accounts import UserFactory
from tests.factories.reflection import ExerciseStepFactory, begun, with_questions
from tools.reflection.answers import answers_of, keep
from tools.reflection.models import Agreement, Answer, Reflection
from tools.sessions.keys import new_key
from tools.sessions.models import Seat, ToolSession

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat():
    return begun()


def url_of(page, seat, *more):
    return reverse(f"reflection:{page}", args=[seat.key, *more])


def step_url(seat, number=1):
    return url_of("step", seat, number)


def closed(seat):
    sessions = ToolSession.objects.filter(pk=seat.session_id)
    sessions.update(closed_at=timezone.now(), invite_key=None)
    return seat


def test_own_page_says_who_sees_it_and_until_when(client, seat):
    text = client.get(url_of("work", seat)).content.decode()

    assert f"/reflectie/sessie/werk/{seat.key}/</p>" in text
    assert "Wie dit adres heeft, ziet wat je opschrijft" in text
    assert "Bewaard tot" in text
    assert "schuift die datum op" in text


def test_own_page_of_an_account_stays_until_it_is_removed(client):
    text = client.get(url_of("work", begun(user=UserFactory()))).content.decode()

    assert "Bewaard tot je het verwijdert" in text
    assert "schuift die datum op" not in text


def test_own_page_leads_to_the_first_step_with_something_to_do(client, seat):
    keep(seat, {"short": "a", "long": "b", "choice": "een", "choices": ["een"]})

    response = client.get(url_of("work", seat))

    assert response.context["next"] == 2
    assert [stage.is_done for stage in response.context["stages"]] == [True, False]


@pytest.mark.parametrize("page", ["work", "save", "finish", "remove", "mail-link"])
def test_page_of_a_key_that_is_none_is_not_there(client, page):
    begun()

    assert client.get(reverse(f"reflection:{page}", args=[new_key()])).status_code == 404


def test_step_shows_its_questions_with_what_was_answered(client, seat):
    keep(seat, {"short": "Al gezegd", "choice": "twee"})

    response = client.get(step_url(seat))

    text = response.content.decode()
    assert [one.prompt.key for one in response.context["questions"]] == [
        "short",
        "long",
        "choice",
        "choices",
    ]
    assert 'value="Al gezegd"' in text
    assert text.count("checked") == 1
    assert text.count('id="geen-namen"') == 1
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in text


@pytest.mark.parametrize("number", [0, 3])
def test_step_that_is_none_is_not_there(client, seat, number):
    assert client.get(step_url(seat, number)).status_code == 404


@pytest.mark.parametrize(
    ("button", "leads_to"),
    [
        ({"naar": "volgende"}, ("step", 2)),
        ({"naar": "vorige"}, ("work",)),
        ({"naar": "2"}, ("step", 2)),
        ({"naar": "afronden"}, ("finish",)),
        ({"naar": "hier"}, ("step", 1)),
        ({"naar": "99"}, ("step", 1)),
        ({"naar": "//elders.example"}, ("step", 1)),
        ({}, ("step", 1)),
    ],
)
def test_every_button_keeps_what_was_typed(client, seat, button, leads_to):
    response = client.post(step_url(seat), {"short": "getypt", **button})

    page, *more = leads_to
    assert (response.status_code, response.url) == (302, url_of(page, seat, *more))
    assert answers_of(seat) == {"short": "getypt"}


def test_last_step_leads_to_the_end(client, seat):
    response = client.post(step_url(seat, 2), {"naar": "volgende"})

    assert response.url == url_of("finish", seat)


def test_button_of_a_question_comes_back_at_that_question(client, seat):
    order = {"ranking": ["een", "twee", "drie"], "doe": "omlaag:ranking:een"}

    response = client.post(step_url(seat, 2), order)

    assert response.url == f"{step_url(seat, 2)}#id_ranking"
    assert answers_of(seat) == {"ranking": ["twee", "een", "drie"]}


def test_a_row_more_is_offered_than_is_filled(client, seat):
    keep(seat, {"table": [["a", "", ""], ["b", "", ""]]})

    text = client.get(step_url(seat, 2)).content.decode()

    assert text.count("data-kp-row id=") == 3
    assert 'name="table:2:0"' in text
    assert 'name="table:3:0"' not in text


def test_what_is_wrong_stands_on_the_page_and_what_is_right_is_kept(client, seat):
    too_long = "x" * 301

    response = client.post(
        step_url(seat), {"short": too_long, "long": "goed", "choice": "vier", "naar": "volgende"}
    )

    text = response.content.decode()
    assert response.status_code == 422
    assert too_long in text
    assert 'href="#id_short"' in text
    assert "301 tekens" in text
    assert answers_of(seat) == {"long": "goed"}


def test_five_thousand_characters_and_hostile_ones_come_back_as_text(client, seat):
    text = "<script>alert(1)</script> \U0001f600 " + "woord " * 820

    client.post(step_url(seat), {"long": text})

    page = client.get(step_url(seat)).content.decode()
    assert answers_of(seat)["long"] == text.strip()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; \U0001f600" in page


def test_step_of_a_closed_session_keeps_nothing_and_loses_nothing(client, seat):
    response = client.post(step_url(closed(seat)), {"short": "Te laat getypt"})

    assert response.status_code == 409
    assert 'value="Te laat getypt"' in response.content.decode()
    assert not Answer.objects.exists()


def test_step_of_who_is_done_leads_to_what_was_answered(client, seat):
    assert client.get(step_url(closed(seat))).url == url_of("report", seat)
    assert client.get(step_url(closed(begun("duo")))).url.endswith("/samen/")


def test_in_a_team_the_steps_are_no_pages(client):
    leader = begun("team")
    phone = Seat.objects.create(session=leader.session)

    assert client.get(url_of("work", leader)).url == url_of("lead", leader)
    assert client.get(step_url(phone)).url == url_of("take-part", phone)
    assert client.post(url_of("save", phone), {"vraag": "short", "short": "a"}).status_code == 404


def test_titles_hold_no_answers_and_no_keys(client, seat):
    keep(seat, {"short": "Geheim antwoord"})
    for page in (url_of("work", seat), step_url(seat), url_of("finish", seat)):
        head = client.get(page).content.decode().partition("</head>")[0]
        assert "Geheim antwoord" not in head
        assert seat.key not in head


# Saved while typing ---------------------------------------------------------


def test_only_questions_that_are_sent_are_changed(client, seat):
    keep(seat, {"short": "blijft", "long": "oud"})

    response = client.post(
        url_of("save", seat), {"vraag": ["long", "choices"], "long": "nieuw", "choices": "een"}
    )

    assert response.json()["problems"] == {}
    assert response.json()["saved_at"]
    assert answers_of(seat) == {"short": "blijft", "long": "nieuw", "choices": ["een"]}


def test_question_that_is_sent_without_an_answer_is_emptied(client, seat):
    keep(seat, {"choices": ["een"], "short": "blijft"})

    client.post(url_of("save", seat), {"vraag": "choices"})

    assert answers_of(seat) == {"short": "blijft"}


def test_wrong_answer_is_told_and_the_right_one_kept(client, seat):
    sent = {"vraag": ["short", "choice", "none"], "short": "goed", "choice": "vier", "none": "x"}

    response = client.post(url_of("save", seat), sent)

    assert response.json()["problems"].keys() == {"choice"}
    assert answers_of(seat) == {"short": "goed"}


def test_saving_in_a_closed_session_is_refused(client, seat):
    response = client.post(url_of("save", closed(seat)), {"vraag": "short", "short": "a"})

    assert response.status_code == 409
    assert not Answer.objects.exists()


def test_stale_form_is_refused_and_a_new_token_can_be_had(client, seat):
    client.handler.enforce_csrf_checks = True
    sent = {"vraag": "short", "short": "a"}

    assert client.post(url_of("save", seat), sent).status_code == 403
    token = client.get(url_of("save", seat)).json()["token"]
    again = client.post(url_of("save", seat), {**sent, "csrfmiddlewaretoken": token})

    assert again.status_code == 200
    assert answers_of(seat) == {"short": "a"}


# The end --------------------------------------------------------------------

TOMORROW = timezone.localdate() + timedelta(days=1)
YESTERDAY = timezone.localdate() - timedelta(days=1)


def agreed(text="Bellen met de cliëntenraad", due_on=""):
    return {"afspraak:text": text, "afspraak:due_on": due_on}


def test_one_thing_to_do_is_kept_and_the_exercise_done(client, seat):
    response = client.post(url_of("finish", seat), agreed(due_on=TOMORROW.isoformat()))

    one = Agreement.objects.get()
    assert response.url == url_of("report", seat)
    assert (one.text, one.due_on) == ("Bellen met de cliëntenraad", TOMORROW)
    assert Reflection.objects.get().finished_at


def test_one_thing_stays_one_thing(client, seat):
    client.post(url_of("finish", seat), agreed())
    client.post(url_of("finish", seat), agreed("Iets anders"))
    assert [one.text for one in Agreement.objects.all()] == ["Iets anders"]

    client.post(url_of("finish", seat), agreed(""))
    assert not Agreement.objects.exists()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (agreed(due_on=YESTERDAY.isoformat()), "Deze datum is al voorbij"),
        (agreed(due_on="morgen"), "Vul een datum in"),
        (agreed("", TOMORROW.isoformat()), "Schrijf op wat je gaat doen"),
        (agreed("x" * 501), "te lang: 501 tekens"),
    ],
)
def test_what_cannot_be_agreed_says_why_and_stays_on_the_page(client, seat, said, told):
    response = client.post(url_of("finish", seat), said)

    text = response.content.decode()
    assert response.status_code == 422
    assert told in text
    assert said["afspraak:text"] in text
    assert not Agreement.objects.exists()
    assert Reflection.objects.get().finished_at is None


def test_nothing_is_agreed_in_a_closed_session_and_what_was_typed_stays(client, seat):
    response = client.post(url_of("finish", closed(seat)), agreed())

    assert response.status_code == 409
    assert "Bellen met de cliëntenraad" in response.content.decode()
    assert not Agreement.objects.exists()


def test_day_that_passed_since_it_was_agreed_stays(client, seat):
    Agreement.objects.create(reflection_id=seat.session_id, text="Bellen", due_on=YESTERDAY)

    client.post(url_of("finish", seat), agreed("Echt bellen", YESTERDAY.isoformat()))

    assert [(one.text, one.due_on) for one in Agreement.objects.all()] == [
        ("Echt bellen", YESTERDAY)
    ]


def test_way_back_from_the_end_keeps_what_was_typed_and_is_not_the_end(client, seat):
    response = client.post(url_of("finish", seat), {**agreed(), "naar": "2"})

    assert response.url == step_url(seat, 2)
    assert Agreement.objects.get().text == "Bellen met de cliëntenraad"
    assert Reflection.objects.get().finished_at is None


def test_one_thing_is_saved_while_typing(client, seat):
    saved = client.post(url_of("save", seat), {"vraag": "afspraak", **agreed()})
    wrong = client.post(
        url_of("save", seat), {"vraag": "afspraak", **agreed(due_on=YESTERDAY.isoformat())}
    )

    assert saved.json()["problems"] == {}
    assert wrong.json()["problems"].keys() == {"afspraak"}
    assert Agreement.objects.get().due_on is None
    assert Reflection.objects.get().finished_at is None


def test_two_colleagues_agree_only_once_both_are_ready(client):
    seat = begun("duo")
    other = Seat.objects.create(session=seat.session)

    assert "Ik ben klaar" in client.get(url_of("finish", seat)).content.decode()
    early = client.post(url_of("save", seat), {"vraag": "afspraak", **agreed()})
    Seat.objects.filter(session=seat.session).update(done_at=timezone.now())
    closed(seat)
    late = client.post(url_of("finish", other), agreed())

    assert early.status_code == 409
    assert late.url == url_of("report", other)
    assert Agreement.objects.get().text == "Bellen met de cliëntenraad"


# Removed --------------------------------------------------------------------


def test_removing_asks_first_and_then_leaves_nothing(client, seat):
    keep(seat, {"short": "weg ermee"})
    Agreement.objects.create(reflection_id=seat.session_id, text="Bellen")

    assert "Wil je alles verwijderen?" in client.get(url_of("remove", seat)).content.decode()
    assert Answer.objects.exists()
    response = client.post(url_of("remove", seat), follow=True)

    assert "Alles is verwijderd" in response.content.decode()
    for model in (ToolSession, Seat, Reflection, Answer, Agreement):
        assert not model.objects.exists()
    assert client.get(url_of("work", seat)).status_code == 404


def test_what_two_wrote_is_not_removed_by_one(client):
    seat = begun("duo")

    response = client.post(url_of("remove", seat))

    assert response.url == url_of("withdraw", seat)
    assert ToolSession.objects.exists()


def test_who_leads_a_team_removes_all_of_it(client):
    seat = begun("team")
    Seat.objects.create(session=seat.session)

    asked = client.get(url_of("remove", seat)).content.decode()
    client.post(url_of("remove", seat))

    assert "De antwoorden en afspraken van jullie team" in asked
    assert not ToolSession.objects.exists()


def test_who_takes_part_in_a_team_removes_nothing(client):
    participant = Seat.objects.create(session=begun("team").session)

    response = client.post(url_of("remove", participant))

    assert response.url == url_of("take-part", participant)
    assert ToolSession.objects.exists()


# The link by mail -----------------------------------------------------------


def test_link_is_mailed_once_an_hour_and_the_address_forgotten(client, seat, settings):
    mails = {"default": {"BACKEND": "outbox.backend.EmailBackend"}}
    settings.MAILERS = {**settings.MAILERS, **mails}
    mailing = {"email": "iris@gemeente.example"}

    first = client.post(url_of("mail-link", seat), mailing, follow=True)
    second = client.post(url_of("mail-link", seat), mailing)
    other = client.post(url_of("mail-link", begun()), mailing)

    mail = OutgoingMail.objects.earliest("pk")
    assert "De mail is onderweg" in first.content.decode()
    assert second.status_code == 429
    assert "over een uur" in second.content.decode()
    assert (other.status_code, OutgoingMail.objects.count()) == (302, 2)
    assert (mail.recipient, mail.forget) == ("iris@gemeente.example", True)
    assert url_of("work", seat) in mail.text
    assert "verwijderd op" in mail.text
    assert seat.key not in mail.subject
    assert sent_mail.outbox == []


@pytest.mark.parametrize("email", ["", "iris", "a@b.example\nBcc: c@d.example"])
def test_mail_to_no_address_is_refused(client, seat, email):
    response = client.post(url_of("mail-link", seat), {"email": email})

    assert response.status_code == 422
    assert "Er is geen mail gestuurd" in response.content.decode()
    assert not OutgoingMail.objects.exists()


def test_so_many_mails_go_out_from_one_address_of_the_internet(client):
    exercise = with_questions()
    answers = [
        client.post(url_of("mail-link", begun(exercise=exercise)), {"email": "a@b.example"})
        for _ in range(11)
    ]

    assert [answer.status_code for answer in answers] == [302] * 10 + [429]


def test_step_without_questions_says_so(client):
    exercise = with_questions()
    ExerciseStepFactory(exercise=exercise, position=2)

    text = client.get(step_url(begun(exercise=exercise), 3)).content.decode()

    assert "Bij deze stap hoef je niets op te schrijven." in text
