"""Who is mailed what is due, and how often."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from knowledge.models import KnowledgeItem, Reminder
from knowledge.reminders import send_overviews
from knowledge.workbench import tasks
from outbox.models import OutgoingMail
from practices.models import Submission
from practices.reminders import ask_authors, to_be_asked
from tests.factories import PracticeFactory, PublicationFactory, UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
TODAY = NOW.date()


def days(number):
    return timedelta(days=number)


def editor(name="Rita"):
    return UserFactory(is_staff=True, is_superuser=True, name=name)


def due_item(curator=None, **values):
    return PublicationFactory(reviewed_on=None, review_by=TODAY, curator=curator, **values)


def send(now=NOW, **options):
    """Send what is due; return to whom."""
    return [user.name for user in send_overviews(now, **options)]


def mails():
    return list(OutgoingMail.objects.order_by("pk"))


# What editors get -------------------------------------------------------------


def test_editor_with_nothing_to_do_gets_no_mail():
    PublicationFactory(curator=editor())
    due_item(curator=editor("Carla"), status=KnowledgeItem.Status.DRAFT, published_at=None)
    due_item()

    assert (send(), mails()) == ([], [])


def test_editor_gets_one_overview_of_all_that_is_due(settings):
    settings.SITE_URL = "https://kennisplaats.example"
    rita = editor()
    due_item(rita, title="Leren & budgetteren")
    planned = due_item(title="Gepland")
    tasks.claim(f"review:{planned.pk}", rita)
    tasks.set_due(f"review:{planned.pk}", rita, TODAY + days(7))
    later = due_item(title="Later")
    tasks.claim(f"review:{later.pk}", rita)
    tasks.set_due(f"review:{later.pk}", rita, TODAY + days(8))
    PracticeFactory(
        title="Nieuw",
        status=KnowledgeItem.Status.SUBMITTED,
        published_at=None,
        content_digest="",
    )

    assert send() == ["Rita"]

    [mail] = mails()
    assert (mail.recipient, mail.subject) == (rita.email, "Werkbank: 3 dingen te doen")
    for line in (
        "Uw items om na te kijken (1):",
        "- Leren & budgetteren. Nakijken vóór 10 maart 2026: dat is vandaag. Redacteur: Rita.",
        "Uw taken die klaar moeten (1):",
        "- Gepland. Nakijken vóór 10 maart 2026: dat is vandaag.",
        "Ingestuurd en nog van niemand (1):",
        "https://kennisplaats.example/beheer/werkbank/?rij=nakijken",
    ):
        assert line in mail.text.splitlines()
    assert "Later" not in mail.text


def test_overview_comes_at_most_once_a_week():
    due_item(editor())

    sent = [send(NOW + days(number)) for number in (0, 0, 1, 6, 7, 8, 14)]

    assert sent == [["Rita"], [], [], [], ["Rita"], [], ["Rita"]]
    assert Reminder.objects.get().sent_on == TODAY + days(14)


def test_overview_is_not_sent_by_a_second_sender_at_the_same_time():
    due_item(editor())
    going = send_overviews(NOW)
    other = send_overviews(NOW)

    assert [user.name for user in going] == ["Rita"]
    assert list(other) == []
    assert len(mails()) == 1


def test_long_list_is_cut():
    rita = editor()
    for _number in range(12):
        due_item(rita)

    send()

    [mail] = mails()
    assert "Uw items om na te kijken (12):" in mail.text
    assert mail.text.count("Nakijken vóór") == 10
    assert "En nog 2." in mail.text


@pytest.mark.parametrize("values", [{"is_active": False}, {"is_staff": False}])
def test_who_left_gets_nothing(values):
    rita = editor()
    due_item(rita)
    type(rita).objects.filter(pk=rita.pk).update(**values)

    assert send() == []


def test_dry_run_sends_nothing():
    due_item(editor())

    assert send(dry_run=True) == ["Rita"]
    assert (mails(), Reminder.objects.count()) == ([], 0)


# What authors get -------------------------------------------------------------


def submission(**values):
    published = values.pop("published", NOW - days(365))
    practice = PracticeFactory(title="Hulp & raad", published_at=published)
    return Submission.objects.create(
        **{
            "author": UserFactory(name="Ans"),
            "practice": practice,
            "submitted_at": published,
            **values,
        }
    )


def test_author_is_asked_once_a_year_whether_it_is_right(settings):
    settings.SITE_URL = "https://kennisplaats.example"
    asked = submission()

    sent = [len(list(ask_authors(NOW + days(number)))) for number in (-1, 0, 0, 364, 365)]

    assert sent == [0, 1, 0, 0, 1]
    mail = mails()[0]
    assert (mail.recipient, mail.subject) == (asked.author.email, "Klopt dit nog? Hulp & raad")
    assert f"/praktijkvoorbeelden/insturen/{asked.key}/klopt-nog/" in mail.text
    assert "Beste Ans," in mail.text


@pytest.mark.parametrize(
    "values",
    [
        {"wants_reminder": False},
        {"author": None},
        {"reminded_at": NOW - days(300)},
        {"confirmed_at": NOW - days(300)},
        {"withdrawn_at": NOW},
        {"published": NOW - days(364)},
    ],
)
def test_author_is_not_asked_too_often_or_against_their_will(values):
    submission(**values)

    assert list(to_be_asked(NOW)) == []


def test_author_of_what_is_not_published_is_not_asked():
    asked = submission()
    KnowledgeItem.objects.filter(pk=asked.practice_id).update(status="archived")

    assert list(to_be_asked(NOW)) == []


def test_author_is_asked_by_one_of_two_senders():
    submission()
    one, other = ask_authors(NOW), to_be_asked(NOW)
    found = list(other)

    assert len(list(one)) == 1
    assert len(found) == 1
    assert list(ask_authors(NOW)) == []
    assert len(mails()) == 1


def test_command_tells_how_many_mails_there_are(capsys):
    rita = editor()
    PublicationFactory(
        reviewed_on=None, review_by=datetime(2020, 1, 1, tzinfo=UTC).date(), curator=rita
    )
    submission(published=datetime(2020, 1, 1, tzinfo=UTC))

    for options in (["--dry-run"], [], []):
        call_command("send_reminders", *options)

    of_conversations = ", 0 herinneringen aan acties en 0 waarschuwingen voor gesprekken"
    counts = [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()]
    assert counts == [
        "1 overzichten voor redacteuren, 1 vragen aan inzenders" + of_conversations,
        "1 overzichten voor redacteuren, 1 vragen aan inzenders" + of_conversations,
        "0 overzichten voor redacteuren, 0 vragen aan inzenders" + of_conversations,
    ]
    assert len(mails()) == 2
