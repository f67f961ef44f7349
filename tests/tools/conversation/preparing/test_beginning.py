import pytest
from django.urls import reverse

from knowledge.models import Profile
from tests.factories import MunicipalityFactory, UserFactory
from tests.factories.conversation import a_version
from tests.pages import parse
from tools.conversation.models import Conversation, QuestionnaireVersion
from tools.conversation.places import where
from tools.sessions.models import Seat, ToolSession

pytestmark = pytest.mark.django_db

URL = "/gesprekstool/sessie/begin/"


@pytest.fixture(autouse=True)
def version():
    return a_version()


@pytest.fixture(autouse=True)
def zwolle():
    return MunicipalityFactory(name="Zwolle", slug="zwolle")


def begin(client, **said):
    place = client.get(URL).context["form"]["place"].value()
    return client.post(URL, {"municipality": "Zwolle", "names": "anoniem", "place": place, **said})


def test_page_says_what_anonymous_is_and_what_happens_with_answers(client):
    response = client.get(URL)

    text = parse(response).one("main").text
    assert "Niemand ziet wie wat antwoordde, ook u niet." in text
    assert "Elke deelnemer geeft daar eerst zelf toestemming voor." in text
    assert "24 maanden na de laatste verandering" in text
    assert "no-store" in response["Cache-Control"]


def test_beginning_leads_to_preparing_with_a_code_to_join_by(client, version, zwolle):
    response = begin(client)

    seat = Seat.objects.get()
    conversation = Conversation.objects.get()
    assert response.url == reverse("conversation:prepare", args=[seat.key])
    assert (seat.is_leader, seat.user, bool(seat.session.code)) == (True, None, True)
    assert (conversation.title, conversation.is_named, conversation.version) == (
        "Armoede en gezondheid in Zwolle",
        False,
        version,
    )
    assert list(conversation.municipalities.all()) == [zwolle]
    assert (seat.session.keep_days, seat.session.expires_anyway) == (730, True)


def test_region_of_several_municipalities_has_its_name_in_the_title(client):
    MunicipalityFactory(name="Deventer", slug="deventer")
    MunicipalityFactory(name="Kampen", slug="kampen")

    begin(client, others="Deventer, Kampen\nzwolle", region="Regio IJsselland", names="naam")

    conversation = Conversation.objects.get()
    assert (conversation.title, conversation.is_named) == (
        "Armoede en gezondheid in Regio IJsselland",
        True,
    )
    assert [place.name for place in conversation.municipalities.all()] == [
        "Deventer",
        "Kampen",
        "Zwolle",
    ]


def test_one_municipality_is_no_region(client):
    begin(client, region="Regio IJsselland", title="  Samen   verder 😀 ")

    conversation = Conversation.objects.get()
    assert (conversation.region, conversation.title) == ("", "Samen verder 😀")


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Zwolle"], "Zwolle"),
        (["Zwolle", "Kampen"], "Zwolle en Kampen"),
        (["Zwolle", "Kampen", "Ommen"], "Zwolle, Kampen en Ommen"),
        (["A", "B", "C", "D"], "A, B, C en 1 andere gemeente"),
        (["A", "B", "C", "D", "E"], "A, B, C en 2 andere gemeenten"),
        ([], ""),
    ],
)
def test_places_are_said_as_in_a_sentence(names, said):
    assert where(names) == said


def test_who_is_logged_in_owns_it_and_finds_the_own_municipality(client, zwolle):
    user = UserFactory()
    Profile.objects.create(user=user, municipality=zwolle)
    client.force_login(user)

    shown = client.get(URL).context["form"]["municipality"].value()
    begin(client)

    session = ToolSession.objects.get()
    assert shown == "Zwolle"
    assert (session.owner, session.seats.get().user) == (user, user)


def test_form_that_is_sent_twice_begins_once(client):
    place = client.get(URL).context["form"]["place"].value()
    sent = {"municipality": "Zwolle", "names": "anoniem", "place": place}

    first, second = (client.post(URL, sent) for _ in range(2))

    assert first.url == second.url
    assert ToolSession.objects.count() == 1


def test_place_that_is_not_ours_is_not_taken(client):
    begin(client, place="A" * 32)

    assert Seat.objects.exclude(key="A" * 32).count() == 1


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"municipality": ""}, "Vul in om welke gemeente het gaat."),
        ({"municipality": "Atlantis"}, "Wij kennen geen gemeente ‘Atlantis’."),
        ({"names": ""}, "Kies of het gesprek anoniem is of met naam."),
        ({"names": "half"}, "Kies of het gesprek anoniem is of met naam."),
        ({"others": "Atlantis\nUtopia"}, "Wij kennen geen gemeente ‘Utopia’."),
        ({"title": "x" * 121}, "Dit is te lang. Gebruik ten hoogste 120 tekens."),
        ({"region": "x" * 81}, "Dit is te lang. Gebruik ten hoogste 80 tekens."),
    ],
)
def test_what_cannot_begin_says_why_and_keeps_what_was_typed(client, said, told):
    response = begin(client, **{"title": "Onze titel", **said})

    assert response.status_code == 422
    assert told in parse(response).one("main").text
    assert response.context["form"]["title"].value() == {"title": "Onze titel", **said}["title"]
    assert not ToolSession.objects.exists()


def test_without_a_questionnaire_nothing_begins(client):
    QuestionnaireVersion.objects.all().delete()

    response = begin(client)

    assert response.status_code == 409
    assert "Er is nog geen vragenlijst." in response.content.decode()
    assert not ToolSession.objects.exists()
