import pytest

from knowledge.models import MunicipalityName, Profile
from knowledge.profile_place import municipalities_called, municipality_names
from tests.factories import ConceptFactory, MunicipalityFactory, UserFactory

pytestmark = pytest.mark.django_db

URL = "/mijn/profiel/"


@pytest.fixture
def member(client):
    member = UserFactory(name="Anna")
    client.force_login(member)
    return member


@pytest.fixture
def groningen():
    place = MunicipalityFactory(name="Groningen")
    MunicipalityName.objects.create(municipality=place, name="Haren")
    return place


def test_page_asks_who_it_is(client):
    assert client.get(URL).url == f"/account/login/?next={URL}"


def test_profile_is_kept(client, member, groningen):
    theme = ConceptFactory(name="schulden")
    told = {
        "name": " Anna\n de Vries ",
        "function": "beleidsadviseur",
        "municipality": "Groningen",
        "organisation": "",
        "themes": [theme.pk],
    }

    answer = client.post(URL, told, follow=True)

    assert answer.redirect_chain == [("/mijn/", 302)]
    assert "Uw profiel is bewaard." in answer.text
    profile = Profile.objects.get(user=member)
    member.refresh_from_db()
    assert (member.name, profile.function, profile.municipality) == (
        "Anna de Vries",
        "beleidsadviseur",
        groningen,
    )
    assert list(profile.themes.all()) == [theme]


def test_profile_may_be_emptied(client, member, groningen):
    profile = Profile.objects.create(user=member, function="adviseur", municipality=groningen)
    profile.themes.add(ConceptFactory())

    client.post(URL, {})

    profile.refresh_from_db()
    member.refresh_from_db()
    assert (member.name, profile.function, profile.municipality) == ("", "", None)
    assert list(profile.themes.all()) == []


def test_page_shows_what_was_told(client, member, groningen):
    theme = ConceptFactory()
    profile = Profile.objects.create(user=member, function="adviseur", municipality=groningen)
    profile.themes.add(theme)

    form = client.get(URL).context["form"]

    assert {name: form[name].value() for name in ("name", "function", "municipality")} == {
        "name": "Anna",
        "function": "adviseur",
        "municipality": "Groningen",
    }
    assert [box.data["selected"] for box in form["themes"]] == [True]


def test_looking_at_the_page_makes_no_profile(client, member):
    client.get(URL)

    assert not Profile.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed", "fault"),
    [
        pytest.param(
            "name",
            "a" * 121,
            "Dit is te lang. Gebruik ten hoogste 120 tekens; u hebt er 121.",
            id="a long name",
        ),
        pytest.param(
            "municipality",
            "Atlantis",
            "Wij kennen geen gemeente ‘Atlantis’. Kies een naam uit de lijst.",
            id="a place that does not exist",
        ),
        pytest.param(
            "municipality",
            "g" * 141,
            "Dit is te lang. Gebruik ten hoogste 140 tekens; u hebt er 141.",
            id="a long place",
        ),
    ],
)
def test_wrong_input_is_told_and_stays(client, member, field, typed, fault):
    answer = client.post(URL, {"function": "adviseur", field: typed})

    form = answer.context["form"]
    assert (answer.status_code, form.errors) == (422, {field: [fault]})
    assert (form["function"].value(), form[field].value()) == ("adviseur", typed)
    assert not Profile.objects.exists()


@pytest.mark.parametrize("chosen", ["999999", "x", "1 or 1=1"])
def test_theme_that_is_none_is_refused(client, member, chosen):
    narrower = ConceptFactory(broader=ConceptFactory())

    for theme in (chosen, narrower.pk):
        answer = client.post(URL, {"themes": [theme]})

        assert answer.context["form"].errors == {"themes": ["Dit thema bestaat niet."]}


def test_nobody_writes_the_profile_of_another(client, member):
    other = UserFactory(name="Bert")

    client.post(URL, {"name": "Anna", "user": other.pk, "email": "x@y.example"})

    other.refresh_from_db()
    assert (other.name, list(Profile.objects.values_list("user", flat=True))) == (
        "Bert",
        [member.pk],
    )


@pytest.mark.parametrize(
    "typed", ["Groningen", "groningen", "gemeente Groningen", "Haren", "Haren (gemeente Groningen)"]
)
def test_municipality_is_known_by_its_names(groningen, typed):
    MunicipalityFactory(name="Gorinchem")

    assert municipalities_called(typed) == [groningen]


def test_name_that_went_to_several_asks_which(client, member):
    for name in ("Boxtel", "Oisterwijk"):
        MunicipalityName.objects.create(municipality=MunicipalityFactory(name=name), name="Haaren")

    answer = client.post(URL, {"municipality": "Haaren"})

    assert answer.context["form"].errors["municipality"] == [
        "‘Haaren’ hoort nu bij meer gemeenten. Kies er een: Boxtel, Oisterwijk."
    ]


def test_every_text_of_the_list_leads_to_one_municipality(groningen):
    for name in ("Boxtel", "Oisterwijk"):
        MunicipalityName.objects.create(municipality=MunicipalityFactory(name=name), name="Haaren")

    counts = {name: len(municipalities_called(name)) for name in municipality_names()}

    assert counts == dict.fromkeys(counts, 1)
    assert "Haaren (gemeente Boxtel)" in counts


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_as_many_queries_however_many_themes(
    client, member, django_assert_num_queries, count
):
    profile = Profile.objects.create(user=member)
    profile.themes.set(ConceptFactory.create_batch(count))

    with django_assert_num_queries(8):
        client.get(URL)
