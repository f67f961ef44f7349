"""What an author does with what was sent: follow it, answer, take it back, keep it true."""

from datetime import UTC, datetime

import pytest

from knowledge import workflow
from knowledge.models import FieldComment
from outbox.models import OutgoingMail
from practices.models import Practice, Submission
from practices.submitting import services
from practices.submitting.answering import Answers, AnswersForm
from tests.factories import SourceFactory, SubmissionFactory, UserFactory
from tests.forms import filled_in

pytestmark = pytest.mark.django_db


def page(submission, part=""):
    return f"/praktijkvoorbeelden/insturen/{submission.key}/{part}"


@pytest.fixture
def mine():
    return SubmissionFactory(sent=True)


@pytest.fixture
def author(client, mine):
    client.force_login(mine.author)
    return client


@pytest.fixture
def curator():
    return UserFactory(email="redacteur@kennisplaats.example")


@pytest.fixture
def asked(mine, curator):
    """Give the submission back with a question on a text and one on the whole."""
    claimed = workflow.claim(item=mine.practice, user=curator)
    comments = [("body", "Hoe vaak komt de coach?"), ("", "Mag uw naam erbij?")]
    workflow.return_to_author(item=claimed, user=curator, comments=comments)
    mine.refresh_from_db()
    return list(FieldComment.objects.order_by("pk"))


def subjects():
    return list(OutgoingMail.objects.order_by("pk").values_list("recipient", "subject"))


def practice_of(submission):
    return Practice.objects.get(submission=submission)


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        ("submitted", "Het wacht op een redacteur."),
        ("in_review", "Een redacteur van de kennisplaats leest uw voorbeeld."),
        ("returned", "De redacteur heeft u iets gevraagd."),
        ("draft", "Een redacteur van de kennisplaats leest uw voorbeeld."),
        ("archived", "De redactie schreef hierover: “Dit bestaat niet meer.”"),
    ],
)
def test_author_sees_where_it_is(client, status, shown):
    mine = SubmissionFactory(sent=True, practice__status=status)
    client.force_login(mine.author)

    assert shown in client.get(page(mine)).content.decode()


def published(**options):
    return SubmissionFactory(
        sent=True,
        practice__status="published",
        practice__content_digest="x",
        **{"practice__published_at": datetime(2026, 1, 6, tzinfo=UTC), **options},
    )


def test_author_sees_that_it_is_published(client):
    mine = published()
    client.force_login(mine.author)

    assert mine.practice.get_absolute_url() in client.get(page(mine)).content.decode()


def test_author_sees_when_it_will_be_published(client):
    mine = published(practice__published_at=datetime(2099, 1, 6, tzinfo=UTC))
    client.force_login(mine.author)

    text = client.get(page(mine)).content.decode()

    assert "Uw voorbeeld komt op 6 januari 2099 op de website." in text
    assert "Komt op de website" in text


def test_author_sees_a_question_before_it_is_the_authors_turn(author, mine):
    FieldComment.objects.create(item=mine.practice, field="body", question="Hoe vaak?")

    assert "U kunt antwoorden zodra" in author.get(page(mine)).content.decode()


# Answering -------------------------------------------------------------------


def test_answers_and_changed_text_go_back_to_the_curator(author, mine, asked, curator):
    form = filled_in(author.get(page(mine)), "antwoorden")
    answers = {f"text_{asked[0].pk}": "Een coach helpt elke week.", f"answer_{asked[1].pk}": "Ja."}

    response = author.post(page(mine, "terugsturen/"), {**form, **answers})

    practice = practice_of(mine)
    assert response.url == page(mine)
    assert (practice.status, practice.body) == ("submitted", "Een coach helpt elke week.")
    assert list(FieldComment.objects.order_by("pk").values_list("answer", flat=True)) == [
        "Ik heb de tekst aangepast.",
        "Ja.",
    ]
    assert not FieldComment.objects.open().exists()
    assert Submission.objects.get().fields["body"] == "Een coach helpt elke week."
    assert subjects() == [
        (mine.author.email, "Een vraag over uw praktijkvoorbeeld"),
        (curator.email, "Antwoord van de inzender: Geldcoach in de buurt"),
    ]
    assert "U antwoordde op" in author.get(page(mine)).content.decode()


def test_answers_are_kept_while_they_are_typed(author, mine, asked):
    name = f"answer_{asked[1].pk}"

    saved = author.post(page(mine, "bewaren/"), {"version": 1, name: "Ik denk n"})

    assert saved.json()["version"] == 2
    assert filled_in(author.get(page(mine)), "antwoorden")[name] == ["Ik denk n"]
    assert practice_of(mine).status == "returned"


def test_question_without_answer_stays_with_the_author(author, mine, asked):
    form = filled_in(author.get(page(mine)), "antwoorden")

    response = author.post(page(mine, "terugsturen/"), {**form, f"answer_{asked[0].pk}": "Soms"})

    assert response.status_code == 422
    assert "Geef een antwoord, of pas de tekst aan." in response.content.decode()
    assert filled_in(response, "antwoorden")[f"answer_{asked[0].pk}"] == ["Soms"]
    assert practice_of(mine).status == "returned"


def test_title_cannot_be_answered_away(author, mine, curator):
    returned = workflow.return_to_author(
        item=mine.practice, user=curator, comments=[("title", "Kan dit korter?")]
    )
    comment = returned.comments.get()
    form = filled_in(author.get(page(mine)), "antwoorden")

    response = author.post(page(mine, "terugsturen/"), {**form, f"text_{comment.pk}": " "})

    assert "Een voorbeeld heeft een naam." in response.content.decode()


def test_answers_to_an_older_text_show_what_is_there_now(author, mine, asked):
    form = filled_in(author.get(page(mine)), "antwoorden")
    Practice.objects.filter(pk=mine.practice_id).update(edit_version=99)
    answers = {f"answer_{one.pk}": "Ja" for one in asked}

    response = author.post(page(mine, "terugsturen/"), {**form, **answers})

    assert response.status_code == 409
    assert "heeft de tekst intussen veranderd" in response.content.decode()
    again = filled_in(response, "antwoorden")
    assert (again["edit_version"], again[f"answer_{asked[0].pk}"]) == (["99"], ["Ja"])
    assert author.post(page(mine, "terugsturen/"), again).status_code == 302


def test_answers_in_two_tabs_show_both(author, mine, asked):
    name = f"answer_{asked[1].pk}"
    form = filled_in(author.get(page(mine)), "antwoorden")
    author.post(page(mine), {**form, name: "Ja"})

    response = author.post(page(mine, "terugsturen/"), {**form, name: "Nee"})

    assert response.status_code == 409
    assert response.context["differences"][0]["kept"] == "Ja"
    assert filled_in(response, "antwoorden")[name] == ["Nee"]


def test_answer_of_who_is_logged_out_waits(client, mine, asked):
    name = f"answer_{asked[1].pk}"
    client.post(page(mine, "terugsturen/"), {"version": 1, name: "Ja"})

    client.force_login(mine.author)

    assert filled_in(client.get(page(mine)), "antwoorden")[name] == ["Ja"]


def test_text_with_markup_is_shown_plain_and_left_alone(author, mine, curator):
    mine.practice.body = "<p>Een <strong>coach</strong> helpt.</p>"
    mine.practice.save()
    returned = workflow.return_to_author(
        item=mine.practice, user=curator, comments=[("body", "Klopt dit?")]
    )
    comment = returned.comments.get()
    form = filled_in(author.get(page(mine)), "antwoorden")

    author.post(page(mine, "terugsturen/"), {**form, f"answer_{comment.pk}": "Ja"})

    assert form[f"text_{comment.pk}"] == ["Een coach helpt."]
    assert practice_of(mine).body == "<p>Een <strong>coach</strong> helpt.</p>"


def test_sending_back_is_for_what_was_returned(author, mine):
    assert author.post(page(mine, "terugsturen/")).url == page(mine)
    assert practice_of(mine).status == "submitted"


def test_sending_back_what_was_taken_away_meanwhile_is_refused(mine, asked):
    form = AnswersForm(mine, typed={f"answer_{one.pk}": "Ja" for one in asked})
    Practice.objects.filter(pk=mine.practice_id).update(status="archived", archived_reason="x")

    with pytest.raises(services.ValidationError, match="ligt nu niet bij u"):
        services.send_back(mine, Answers([], {}), edit_version=1)
    assert form.asked()


def test_what_was_not_sent_has_no_questions():
    with pytest.raises(ValueError, match="heeft geen vragen"):
        AnswersForm(SubmissionFactory())


# Taking back -----------------------------------------------------------------


@pytest.mark.parametrize("status", ["submitted", "in_review", "returned"])
def test_withdrawing_deletes_nothing(client, settings, status):
    settings.CONTACT_EMAIL = "redactie@kennisplaats.example"
    mine = SubmissionFactory(sent=True, practice__status=status)
    client.force_login(mine.author)

    response = client.post(page(mine, "intrekken/"), follow=True)

    practice = practice_of(mine)
    assert "U trok dit voorbeeld in op" in response.content.decode()
    assert (practice.status, practice.archived_reason) == (
        "archived",
        "Ingetrokken door de inzender.",
    )
    assert Submission.objects.get().fields == mine.fields
    assert subjects() == [("redactie@kennisplaats.example", "Ingetrokken: Geldcoach in de buurt")]


def test_withdrawing_what_is_published_is_for_the_editors(client):
    mine = published()
    client.force_login(mine.author)

    response = client.post(page(mine, "intrekken/"))

    assert response.status_code == 409
    assert practice_of(mine).status == "published"


def test_withdrawing_again_or_what_was_not_sent_does_nothing(author, mine):
    author.post(page(mine, "intrekken/"))
    moment = Submission.objects.get().withdrawn_at
    draft = SubmissionFactory(author=mine.author)

    author.post(page(mine, "intrekken/"))
    author.post(page(draft, "intrekken/"))

    assert Submission.objects.get(pk=mine.pk).withdrawn_at == moment
    assert Submission.objects.get(pk=draft.pk).withdrawn_at is None


def test_author_begins_again_with_the_text(author, mine):
    author.post(page(mine, "intrekken/"))

    response = author.post(page(mine, "opnieuw/"))

    again = Submission.objects.get(submitted_at=None)
    assert (response.url, again.fields) == (page(again), mine.fields)
    assert author.post(page(again, "opnieuw/")).url == page(again)


def test_beginning_again_is_refused_with_too_many(author, mine):
    SubmissionFactory.create_batch(services.MOST_DRAFTS, author=mine.author)

    assert author.post(page(mine, "opnieuw/")).status_code == 422


def test_nobody_begins_again_with_what_is_nobodys(mine):
    mine.author = None

    with pytest.raises(services.ValidationError, match="van niemand meer"):
        services.begin_again(mine)


def test_submission_without_its_practice_keeps_the_text(author, mine):
    Practice.objects.all().delete()

    text = author.get(page(mine)).content.decode()

    assert "niet meer bij de redactie" in text
    assert "Een coach helpt." in text


# Keeping it true -------------------------------------------------------------


def test_author_confirms_that_it_holds(client):
    mine = published()
    client.force_login(mine.author)

    shown = client.get(page(mine, "klopt-nog/"))
    response = client.post(page(mine, "klopt-nog/"), {"klopt": "ja"})

    assert "Klopt dit nog?" in shown.content.decode()
    assert "Dank u wel" in response.content.decode()
    assert Submission.objects.get().confirmed_at is not None


def test_author_tells_what_changed(client, settings):
    settings.CONTACT_EMAIL = "redactie@kennisplaats.example"
    mine = published()
    client.force_login(mine.author)

    empty = client.post(page(mine, "klopt-nog/"), {"text": ""})
    client.post(page(mine, "klopt-nog/"), {"text": "De coach is gestopt."})

    assert (empty.status_code, empty.context["form"].errors) == (
        422,
        {"text": ["Schrijf op wat er veranderd is."]},
    )
    comment = FieldComment.objects.get()
    assert (comment.answer, comment.closed_at) == ("De coach is gestopt.", None)
    assert subjects() == [
        ("redactie@kennisplaats.example", "Er is iets veranderd: Geldcoach in de buurt")
    ]
    assert Submission.objects.get().confirmed_at is None


def test_what_is_not_published_is_not_confirmed(author, mine):
    assert author.get(page(mine, "klopt-nog/")).url == page(mine)
    assert author.post(page(mine, "klopt-nog/"), {"klopt": "ja"}).url == page(mine)
    assert Submission.objects.get().confirmed_at is None


def test_author_decides_on_the_yearly_question(author, mine):
    author.post(page(mine, "herinneren/"), {"elk_jaar": "nee"})
    off = Submission.objects.get().wants_reminder
    author.post(page(mine, "herinneren/"), {"elk_jaar": "ja"})

    assert (off, Submission.objects.get().wants_reminder) == (False, True)


# Mail ------------------------------------------------------------------------


def test_author_is_told_what_the_editors_decide(mine, curator):
    SourceFactory(item=mine.practice)
    workflow.claim(item=mine.practice, user=curator)
    workflow.announce(changed_status(mine, "published"), "published")
    workflow.announce(changed_status(mine, "archived"), "archived")

    assert [subject for _to, subject in subjects()] == [
        "Uw praktijkvoorbeeld staat op de website",
        "Uw praktijkvoorbeeld staat niet op de website",
    ]
    assert "Dit bestaat niet meer." in OutgoingMail.objects.latest("pk").text


def changed_status(submission, status):
    Practice.objects.filter(pk=submission.practice_id).update(
        status=status, published_at=datetime(2026, 1, 6, tzinfo=UTC), content_digest="x"
    )
    return practice_of(submission)


def test_planned_publication_is_told_with_its_day(mine):
    practice = changed_status(mine, "published")
    Practice.objects.update(published_at=datetime(2099, 1, 6, tzinfo=UTC))

    workflow.announce(practice, "published")

    mail = OutgoingMail.objects.get()
    assert mail.subject == "Uw praktijkvoorbeeld komt op de website"
    assert "komt op 6 januari 2099" in mail.text


def test_nobody_is_told_who_left_withdrew_or_never_submitted(mine):
    practice = practice_of(mine)
    Submission.objects.update(author=None)
    workflow.announce(practice, "archived")
    Submission.objects.update(author=UserFactory(), withdrawn_at=datetime(2026, 1, 6, tzinfo=UTC))
    workflow.announce(practice, "archived")
    Submission.objects.all().delete()
    workflow.announce(practice, "archived")

    assert not OutgoingMail.objects.exists()


# Whose it is -----------------------------------------------------------------

PARTS = ["", "voorbeeld/", "klopt-nog/", "bewaren/"]
DEEDS = ["versturen/", "terugsturen/", "intrekken/", "opnieuw/", "herinneren/"]


@pytest.mark.parametrize("part", [*PARTS, *DEEDS])
def test_submission_of_another_is_not_there(client, mine, part):
    client.force_login(UserFactory())

    response = client.post(page(mine, part))

    assert response.status_code == (405 if part == "voorbeeld/" else 404)
    assert "Geldcoach" not in response.content.decode()


@pytest.mark.parametrize("part", PARTS)
def test_page_of_another_is_not_there(client, mine, part):
    client.force_login(UserFactory())

    response = client.get(page(mine, part))

    assert response.status_code == 404
    assert "Geldcoach" not in response.content.decode()


@pytest.mark.parametrize("part", DEEDS)
def test_visiting_a_deed_leads_to_the_submission_and_writes_nothing(author, mine, part):
    before = Submission.objects.values().get()

    assert author.get(page(mine, part)).url == page(mine)
    assert Submission.objects.values().get() == before


@pytest.mark.parametrize("part", ["", "voorbeeld/", "klopt-nog/", *DEEDS])
def test_who_is_logged_out_logs_in_first(client, mine, part):
    response = client.get(page(mine, part))

    back = page(mine) if part in DEEDS else page(mine, part)
    assert response.url == f"/account/login/?next={back}"


def test_personal_pages_are_kept_nowhere(author, mine):
    assert "no-store" in author.get(page(mine))["Cache-Control"]


@pytest.mark.parametrize("count", [1, 3])
def test_mine_shows_all_with_their_status_in_one_query(client, django_assert_num_queries, count):
    author = UserFactory()
    SubmissionFactory.create_batch(count, author=author, sent=True)
    SubmissionFactory(author=author)
    SubmissionFactory()
    from practices.submitting.mine import load  # noqa: PLC0415

    with django_assert_num_queries(1):
        section = load(author)

    assert [row.status for row in section["rows"]] == ["Concept", *["Ingestuurd"] * count]


@pytest.mark.parametrize("count", [1, 3])
def test_status_page_costs_the_same_whatever_was_asked(author, mine, count):
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    for _ in range(count):
        FieldComment.objects.create(item=mine.practice, field="body", question="Hoe?")

    with CaptureQueriesContext(connection) as queries:
        author.get(page(mine))

    assert len(queries) < 12
