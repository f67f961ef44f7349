import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.mine import sections_for
from knowledge.models import Profile
from practices.models import Submission
from tests.factories import ConceptFactory, UserFactory

pytestmark = pytest.mark.django_db

URL = "/mijn/"


@pytest.fixture
def member(client):
    member = UserFactory(email="lid@gemeente.example", name="Anna de Vries")
    client.force_login(member)
    return member


def test_page_asks_who_it_is(client):
    assert client.get(URL).url == "/account/login/?next=/mijn/"


def test_page_shows_its_sections_in_order(client, member):
    page = client.get(URL)

    names = [section.name for section in page.context["sections"]]
    assert names[-2:] == ["profiel", "account"]
    assert "U bent ingelogd als Anna de Vries." in page.text


@pytest.mark.parametrize(
    ("is_staff", "sees"),
    [pytest.param(True, True, id="editor"), pytest.param(False, False, id="member")],
)
def test_page_leads_editors_to_the_beheer(client, is_staff, sees):
    user = UserFactory(is_staff=is_staff)

    assert ("redactie" in [section.name for section in sections_for(user)]) is sees


def test_page_is_kept_by_nobody(client, member):
    answer = client.get(URL)

    assert "no-store" in answer["Cache-Control"]


def test_page_takes_as_many_queries_however_much_there_is(client, member):
    profile = Profile.objects.create(user=member)
    taken = {}

    for count in (1, 3):
        profile.themes.set(ConceptFactory.create_batch(count))
        for _ in range(count):
            Submission.objects.create(author=member, fields={"title": "Fixbrigade"})
        with CaptureQueriesContext(connection) as queries:
            page = client.get(URL)
        taken[count] = len(queries), page.text.count("/begrippen/thema/begrip-")

    assert taken == {1: (taken[3][0], 1), 3: (taken[1][0], 3)}


def test_page_leads_to_all_settings_of_the_account(client, member):
    page = client.get(URL)

    links = [
        *("/account/email/", "/account/password/change/", "/account/2fa/"),
        *("/account/sessions/", "/account/logout/"),
        *("/mijn/gegevens/", "/mijn/account-verwijderen/", "/mijn/profiel/"),
    ]
    assert [link for link in links if f'href="{link}"' not in page.text] == []
