import logging
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django.db.models.signals import post_delete
from django.urls import reverse

from accounts.models import User
from accounts.personal_data import Fate, rows_of
from accounts.removal import NotYetError, foresee, remove
from kennisplaats.personal_data import is_history
from knowledge.models import FieldComment, Profile
from outbox.models import OutgoingMail
from practices.models import Submission
from tests.accounts.somebody import Somebody, found, is_history_of_persons
from tests.factories import PracticeFactory, UserFactory
from tools.conversation.models import (
    Conversation,
    MailWish,
    Note,
    Outcome,
    OutcomeSeat,
    Score,
)
from tools.reflection.models import Answer, Reflection
from tools.sessions.models import Seat, ToolSession

pytestmark = pytest.mark.django_db

URL = "/mijn/account-verwijderen/"
MOMENT = datetime(2026, 1, 5, 9, tzinfo=UTC)
GOODBYE = {f"outbox.OutgoingMail.{name}" for name in ("recipient", "headers")}
# What a person wrote for others to work with stays, without who it was.
STAYS = {
    # Of what others lead, or go on with.
    "conversation.Action.lead",
    "conversation.Action.text",
    "conversation.Conversation.message",
    "conversation.Conversation.title",
    "conversation.Note.text",
    "conversation.QuestionnaireVersion.note",
    "knowledge.ConceptProposal.name",
    "knowledge.ConceptProposal.note",
    "knowledge.FieldComment.answer",
    "knowledge.FieldComment.question",
    "knowledge.Task.key",
    "practices.Submission.fields",
    # Of what two did together.
    "reflection.Agreement.text",
    "reflection.Agreement.who",
    "reflection.Reflection.conclusion",
}


@pytest.fixture
def anna():
    return Somebody("Anna")


@pytest.fixture
def bert():
    return Somebody("Bert")


def test_somebody_has_rows_of_every_kind(anna):
    """Or else the tests below look at less than the table speaks of."""
    missing = [
        f"{decision.model._meta.label}: {tie.key}"
        for decision, tie, rows in rows_of(anna.user)
        if not rows.exists() and tie.fate is not Fate.HANDED_OVER
    ]

    assert missing == []


def test_removal_leaves_no_column_with_address_or_name(anna, bert):
    remove(anna.user)

    assert {
        "address": found(anna.address),
        "other address": found(anna.other_address),
        "name": found(anna.name),
    } == {
        "address": GOODBYE,
        "other address": set(),
        "name": {"outbox.OutgoingMail.text", "outbox.OutgoingMail.html"},
    }


def test_removal_leaves_of_what_was_written_only_what_the_table_says(anna, bert):
    versions = {
        f"{model._meta.label}.history_change_reason"
        for model in apps.get_models()
        if is_history(model) and is_history_of_persons(model)
    }

    remove(anna.user)

    assert found(anna.mark) == STAYS | versions


def test_removal_leaves_no_number_of_the_person(anna):
    number = anna.user.pk

    remove(anna.user)

    left = [
        f"{model._meta.label}.{column.name}"
        for model in apps.get_models(include_auto_created=True)
        for column in model._meta.local_fields
        if column.related_model is User and model._base_manager.filter(**{column.name: number})
    ]
    assert left == []


def test_removal_changes_nothing_of_another(anna, bert):
    of_bert = found(bert.mark), found(bert.address), found(bert.name)
    counted = [rows.count() for _decision, _tie, rows in rows_of(bert.user)]

    remove(anna.user)

    assert (found(bert.mark), found(bert.address), found(bert.name)) == of_bert
    assert [rows.count() for _decision, _tie, rows in rows_of(bert.user)] == counted


def test_removal_keeps_what_was_sent_without_its_author(anna):
    comments = FieldComment.objects.count()

    remove(anna.user)

    assert list(Submission.objects.values_list("author", "fields__title")) == [
        (None, anna.text("submitted"))
    ]
    assert FieldComment.objects.count() == comments
    assert not FieldComment.objects.filter(asked_by__isnull=False).exists()


def test_removal_takes_reflections_along_but_not_those_of_a_colleague(anna):
    colleague = Seat.objects.get(user=None, session__reflection__form="duo")
    Answer.objects.create(seat=colleague, prompt="long", value="antwoord van de collega")

    remove(anna.user)

    assert list(ToolSession.objects.filter(tool="reflection")) == [colleague.session]
    assert list(Seat.objects.filter(session__tool="reflection")) == [colleague]
    assert [answer.value for answer in Answer.objects.all()] == ["antwoord van de collega"]


def test_removal_of_the_last_of_two_takes_all_along(anna):
    duos = ToolSession.objects.filter(reflection__form="duo")
    Seat.objects.filter(user=None, session__in=duos).update(withdrawn_at=MOMENT)

    remove(anna.user)

    assert not ToolSession.objects.filter(tool="reflection").exists()
    assert Reflection.objects.count() == 0


def test_removal_leaves_a_conversation_to_those_who_go_on_with_it(anna):
    led_by_her = Conversation.objects.get(title=anna.text("leading"))

    remove(anna.user)

    leader = Seat.objects.get(session=led_by_her.session, is_leader=True)
    assert (leader.user, leader.session.owner) == (None, None)
    assert not Conversation.objects.filter(title=anna.text("own-talk")).exists()
    assert [note.text for note in Note.objects.all()] == [anna.text("led-note")]
    assert (Score.objects.count(), OutcomeSeat.objects.count(), MailWish.objects.count()) == (
        0,
        0,
        0,
    )
    assert Outcome.objects.count() == 2


def test_removal_says_what_becomes_of_a_conversation_that_others_go_on_with(anna):
    stays = {part.title: part.why for part in foresee(anna.user).nameless}

    assert "draag het over" in stays["Gesprekken die u leidt met anderen"]
    assert "Uw eigen antwoorden" in stays["Gesprekken waar u aan meedoet"]


def test_removal_ends_every_session(anna, bert):
    remove(anna.user)

    typed = [session.get_decoded()["typed"] for session in Session.objects.all()]
    assert typed == [bert.text("session")]


def test_removal_is_told_by_mail(anna):
    remove(anna.user)

    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.subject) == (anna.address, "Uw account is verwijderd")
    assert mail.text.startswith("Beste Anna van Voorbeeld,\n")


def test_removal_is_logged_by_number_alone(anna, caplog):
    number = anna.user.pk

    with caplog.at_level(logging.INFO, logger="accounts.removal"):
        remove(anna.user)

    (record,) = caplog.records
    assert (record.getMessage(), record.account) == ("account verwijderd", number)


def test_removal_waits_until_published_items_are_handed_over(anna):
    item = PracticeFactory(title="Fixbrigade", curator=anna.user)

    with pytest.raises(NotYetError):
        remove(anna.user)

    assert [(what.title, what.url) for what in foresee(anna.user).hand_over] == [
        ("Fixbrigade", reverse("admin:practices_practice_change", args=[item.pk]))
    ]
    assert found(anna.address) > GOODBYE


def test_removal_waits_for_what_came_on_the_name_meanwhile(anna):
    def give_item(**_kwargs):
        PracticeFactory(curator=anna.user)

    post_delete.connect(give_item, sender=Profile)
    try:
        with pytest.raises(NotYetError):
            remove(anna.user)
    finally:
        post_delete.disconnect(give_item, sender=Profile)

    assert Profile.objects.filter(user=anna.user).exists()


def test_somebody_without_a_name_is_removed_as_well():
    nameless = UserFactory(name="")

    remove(nameless)

    assert OutgoingMail.objects.get().text.startswith("Beste lezer,\n")


def test_removing_twice_is_removing_once(anna):
    remove(User.objects.get(pk=anna.user.pk))

    remove(anna.user)

    assert OutgoingMail.objects.count() == 1


def test_last_administrator_stays():
    baas = UserFactory(is_superuser=True)

    with pytest.raises(NotYetError):
        remove(baas)

    assert foresee(baas).is_last_administrator


def test_administrator_may_go_when_there_is_another():
    baas, _other = UserFactory.create_batch(2, is_superuser=True)

    remove(baas)

    assert not User.objects.filter(email=baas.email).exists()


@pytest.fixture
def baas(client):
    baas = UserFactory(email="baas@gemeente.example", is_staff=True, is_superuser=True)
    client.force_login(baas)
    return baas


def test_admin_removes_in_the_same_way(client, baas, anna):
    client.post(reverse("admin:accounts_user_delete", args=[anna.user.pk]), {"post": "yes"})

    assert (found(anna.address), Submission.objects.filter(submitted_at=None).count()) == (
        GOODBYE,
        0,
    )
    assert LogEntry.objects.latest("pk").object_repr == "een verwijderd account"


def test_admin_removes_several_in_the_same_way(client, baas, anna, bert):
    chosen = {"action": "delete_selected", "_selected_action": [anna.user.pk, bert.user.pk]}

    client.post(reverse("admin:accounts_user_changelist"), {**chosen, "post": "yes"})

    assert [found(anna.address), found(bert.address)] == [GOODBYE, GOODBYE]


def test_admin_says_what_is_in_the_way(client, baas, anna):
    PracticeFactory(title="Fixbrigade", curator=anna.user)

    of_anna = client.get(reverse("admin:accounts_user_delete", args=[anna.user.pk]))
    of_baas = client.get(reverse("admin:accounts_user_delete", args=[baas.pk]))

    assert of_anna.context["protected"] == ["Fixbrigade"]
    assert of_baas.context["protected"] == [f"{baas} is de enige beheerder"]


def test_admin_who_may_not_remove_is_told(client, anna):
    editor = UserFactory(is_staff=True)
    editor.user_permissions.add(*Permission.objects.filter(codename="view_user"))
    client.force_login(editor)

    answer = client.post(
        reverse("admin:accounts_user_delete", args=[anna.user.pk]), {"post": "yes"}
    )

    assert answer.status_code == 403
    assert User.objects.filter(pk=anna.user.pk).exists()


# The page -----------------------------------------------------------------


@pytest.fixture
def member(client):
    """Return somebody who is logged in, and needs not prove it again: they have no password."""
    member = UserFactory(email="lid@gemeente.example")
    client.force_login(member)
    return member


def test_page_says_what_goes_and_what_stays(client, member):
    Submission.objects.create(author=member, fields={})
    sent = {"submitted_at": "2026-01-05T09:00Z"}
    Submission.objects.create(author=member, **sent)

    page = client.get(URL)

    foresight = page.context["foresight"]
    assert ("Voorbeelden die u nog niet hebt ingestuurd", 1) in [
        (outcome.title, outcome.count) for outcome in foresight.goes
    ]
    assert [(outcome.title, outcome.count) for outcome in foresight.nameless] == [
        ("Voorbeelden die u hebt ingestuurd", 1)
    ]


def test_account_goes_after_typing_its_address(client, member):
    answer = client.post(URL, {"address": "LID@gemeente.example"}, follow=True)

    assert answer.redirect_chain == [("/mijn/account-verwijderd/", 302)]
    assert not User.objects.filter(pk=member.pk).exists()
    assert client.get("/mijn/").status_code == 302


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        pytest.param("", "Typ het e-mailadres van uw account.", id="nothing"),
        pytest.param(
            "ander@gemeente.example",
            "Dit is niet het e-mailadres van uw account. Uw adres staat boven dit formulier.",
            id="the address of somebody else",
        ),
    ],
)
def test_account_stays_without_its_own_address(client, member, typed, fault):
    answer = client.post(URL, {"address": typed})

    assert (answer.status_code, answer.context["form"].errors["address"]) == (422, [fault])
    assert answer.context["form"]["address"].value() == typed
    assert User.objects.filter(pk=member.pk).exists()


def test_page_has_no_form_before_everything_is_handed_over(client, member):
    PracticeFactory(title="Fixbrigade", curator=member)

    page = client.get(URL)
    answer = client.post(URL, {"address": member.email})

    assert [">Fixbrigade</a>" in page.text, 'name="address"' in page.text] == [True, False]
    assert (answer.status_code, User.objects.filter(pk=member.pk).exists()) == (409, True)


def test_page_asks_to_log_in_again_who_has_a_password(client):
    client.force_login(UserFactory(password="een-lang-wachtwoord"))

    answer = client.get(URL)

    assert answer.url == "/account/reauthenticate/?next=%2Fmijn%2Faccount-verwijderen%2F"


def test_page_asks_who_it_is(client):
    assert client.get(URL).url == f"/account/login/?next={URL}"


def test_looking_at_the_page_changes_nothing(client, member):
    before = found(member.email)

    client.get(URL)

    assert found(member.email) == before
