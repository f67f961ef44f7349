import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory
from tests.factories.conversation import a_version, led, participants, scored
from tests.factories.questionnaire import working_copy_of
from tests.forms import filled_in
from tests.pages import parse
from tests.tools.conversation.admin.editors import signed_in
from tools.conversation.models import QuestionnaireVersion, Statement
from tools.conversation.roles import Role
from tools.conversation.versions import issue, working_copy

pytestmark = pytest.mark.django_db

ISSUE = "admin:conversation_questionnaireversion_issue"
LIST = "admin:conversation_questionnaireversion_changelist"


@pytest.fixture
def ann():
    return signed_in("Ann")


def shown(response):
    return parse(response).one("main").text


def send(client, note="Duidelijker.", **typed):
    form = filled_in(client.get(reverse(ISSUE)), "issue_form")
    return client.post(reverse(ISSUE), {**form, "note": note, **typed})


def test_list_counts_conversations_and_tells_nothing_of_them(ann):
    seat = led(title="Geheim gesprek in Waterveen")
    led(title="Nog een geheim")
    [member] = participants(seat, Role.HEALTH)
    scored(member, {"a1": 4})

    page = ann.get(reverse(LIST))
    detail = ann.get(
        reverse(
            "admin:conversation_questionnaireversion_change",
            args=[seat.session.conversation.version_id],
        )
    )

    assert "2 gesprekken" in shown(page)
    assert "2 gesprekken" in shown(detail)
    for text in (page.content.decode(), detail.content.decode()):
        assert "eheim" not in text
        assert str(seat.key) not in text


def test_version_is_neither_made_by_hand_changed_nor_deleted(ann):
    version = a_version()
    base = "admin:conversation_questionnaireversion"

    assert ann.get(reverse(f"{base}_add")).status_code == 403
    assert ann.post(reverse(f"{base}_change", args=[version.pk]), {}).status_code == 403
    assert ann.post(reverse(f"{base}_delete", args=[version.pk]), {}).status_code == 403


def test_page_shows_what_differs_and_issues_it(ann):
    working_copy_of()
    issue(working_copy())
    Statement.objects.filter(key="a1").update(text="Nu duidelijker.")

    page = ann.get(reverse(ISSUE))
    response = send(ann)

    assert "Thema A, de balans: tekst" in shown(page)
    assert "Stelling a1." in shown(page)
    assert "Nu duidelijker." in shown(page)
    version = QuestionnaireVersion.objects.get(number=2)
    assert response.status_code == 302
    assert (version.note, version.issued_by.name) == ("Duidelijker.", "Ann")
    assert version.questionnaire.statement("a1").text == "Nu duidelijker."


def test_first_version_is_issued(ann):
    working_copy_of()

    page = ann.get(reverse(ISSUE))
    send(ann)

    assert "Dit wordt de eerste versie." in shown(page)
    assert QuestionnaireVersion.objects.get().number == 1


def test_nothing_is_issued_when_nothing_changed(ann):
    working_copy_of()
    issue(working_copy())

    page = ann.get(reverse(ISSUE))

    assert "Er is niets veranderd sinds versie 1." in shown(page)
    assert parse(page).all("form", id="issue_form") == []


def test_incomplete_questionnaire_is_not_issued(ann):
    themes = working_copy_of()
    themes["F"].questions.all().delete()

    page = ann.get(reverse(ISSUE))
    response = ann.post(reverse(ISSUE), {"shown": "x", "note": "Toch."})

    assert "Thema F heeft geen gespreksvragen." in shown(page)
    assert response.status_code == 409
    assert not QuestionnaireVersion.objects.exists()


def test_note_is_asked_for(ann):
    working_copy_of()

    response = send(ann, note="  ")

    assert response.status_code == 422
    assert "Schrijf op wat er anders is." in shown(response)
    assert not QuestionnaireVersion.objects.exists()


def test_what_was_not_shown_is_not_issued_and_the_note_stays(ann):
    working_copy_of()
    form = filled_in(ann.get(reverse(ISSUE)), "issue_form")
    Statement.objects.filter(key="a1").update(text="Intussen anders.")

    response = ann.post(reverse(ISSUE), {**form, "note": "Mijn notitie."})

    assert response.status_code == 409
    assert "De vragenlijst is intussen veranderd." in shown(response)
    assert "Mijn notitie." in shown(response)
    assert not QuestionnaireVersion.objects.exists()


def test_staff_without_the_right_may_not_issue():
    client = Client()
    client.force_login(UserFactory(is_staff=True))

    assert client.get(reverse(ISSUE)).status_code == 403
    assert client.post(reverse(ISSUE), {"note": "x"}).status_code == 403
    assert Client().get(reverse(ISSUE)).status_code == 302
