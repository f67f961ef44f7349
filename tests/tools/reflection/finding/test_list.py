import pytest

from tests.factories import ConceptFactory
from tests.factories.reflection import (
    CombinationFactory,
    CombinationStepFactory,
    ExerciseFactory,
)
from tests.pages import ListPage, parse
from tools.reflection.needs import Need

pytestmark = pytest.mark.django_db

URL = "/reflectie/"
# What it costs to look at everything anew, the cards of one page included.
FIRST = 17
LENGTHS = ["tot-15", "tot-30", "tot-45", "langer"]


def listed(client, query=None):
    return ListPage(client.get(URL, query))


def lengths(page):
    return [length for length in LENGTHS if page.choices["duur", length].n]


def with_everything(number):
    """Return an exercise that stands in a series and carries a theme."""
    exercise = ExerciseFactory(concepts=[ConceptFactory(scheme__slug="thema")])
    CombinationStepFactory.create_batch(2, combination=CombinationFactory(), position=number)
    CombinationStepFactory(exercise=exercise)
    return exercise


# What the list shows -------------------------------------------------------


def test_list_stands_in_the_order_of_the_toolbox(client):
    for number, need, slug in [("2.1", 2, "derde"), ("1.2", 1, "tweede"), ("1.1", 1, "eerste")]:
        ExerciseFactory(number=number, need=need, slug=slug)

    page = listed(client)

    assert page.slugs == ["eerste", "tweede", "derde"]
    assert page.count == 3


def test_list_leaves_out_what_is_not_published(client):
    ExerciseFactory(slug="te-zien")
    ExerciseFactory(slug="concept", status="draft")

    assert listed(client).slugs == ["te-zien"]


def test_list_shows_what_a_card_says(client):
    ExerciseFactory(
        title="De brief",
        slug="brief",
        summary="Lees een brief.",
        need=3,
        minutes=60,
        minutes_most=90,
        short_minutes=20,
        for_team=False,
    )

    card = listed(client).html.one(data_slug="brief")

    assert card.text == (
        "Zien hoe het uitpakt De brief Lees een brief."
        " 60 tot 90 minuten, kort: 20 minuten Alleen, met een collega"
    )
    assert card.one("a")["href"] == "/reflectie/brief/"


@pytest.mark.parametrize(
    ("sort", "slugs"),
    [
        pytest.param("kortste", ["kort", "lang", "midden"], id="shortest, short version counted"),
        pytest.param("titel", ["midden", "lang", "kort"], id="title"),
        pytest.param("nieuwste", ["midden", "kort", "lang"], id="no order here"),
    ],
)
def test_list_sorts(client, sort, slugs):
    plain = {"short_minutes": None, "short_version": ""}
    ExerciseFactory(slug="midden", title="A", number="1.1", minutes=40, **plain)
    ExerciseFactory(slug="kort", title="C", number="1.2", minutes=60, short_minutes=10)
    ExerciseFactory(slug="lang", title="B", number="1.3", minutes=30, **plain)

    assert listed(client, {"sorteer": sort}).slugs == slugs


# The facets ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "most", "short", "found"),
    [
        pytest.param(15, None, None, ["tot-15", "tot-30", "tot-45"], id="fits everywhere"),
        pytest.param(30, None, None, ["tot-30", "tot-45"], id="half an hour"),
        pytest.param(30, None, 15, ["tot-15", "tot-30", "tot-45"], id="short version fits"),
        pytest.param(40, 60, None, ["langer"], id="may take longer"),
        pytest.param(60, 90, 25, ["tot-30", "tot-45", "langer"], id="long, and short too"),
        pytest.param(46, None, None, ["langer"], id="just too long"),
    ],
)
def test_length_counts_the_short_version_too(client, minutes, most, short, found):
    ExerciseFactory(
        minutes=minutes,
        minutes_most=most,
        short_minutes=short,
        short_version="Doe de helft." if short else "",
    )

    assert lengths(listed(client)) == found


def test_length_says_that_short_versions_count(client):
    ExerciseFactory(minutes=30, short_minutes=15)

    page = listed(client, {"duur": "tot-15"})

    assert page.count == 1
    assert [words for words, _url in page.chips] == [
        "Duur, ook als korte versie: Past in 15 minuten"
    ]


def test_form_finds_who_can_do_it(client):
    nobody = dict.fromkeys(["for_alone", "for_duo", "for_team", "for_partners"], False)
    for column in nobody:
        ExerciseFactory(slug=column, **{**nobody, column: True})

    found = {
        slug: listed(client, {"vorm": slug}).slugs
        for slug in ("alleen", "met-een-collega", "in-het-team", "met-partners")
    }

    assert found == {
        "alleen": ["for_alone"],
        "met-een-collega": ["for_duo"],
        "in-het-team": ["for_team"],
        "met-partners": ["for_partners"],
    }


def test_theme_finds_narrower_ones_too(client):
    broader = ConceptFactory(slug="schulden", scheme__slug="thema")
    narrower = ConceptFactory(slug="beslag", scheme=broader.scheme, broader=broader)
    ExerciseFactory(slug="over-beslag", concepts=[narrower])
    ExerciseFactory(slug="ander")

    assert listed(client, {"thema": "schulden"}).slugs == ["over-beslag"]


def test_facets_narrow_together(client):
    ExerciseFactory(slug="beide", need=4)
    ExerciseFactory(slug="niet-alleen", need=4, for_alone=False)
    ExerciseFactory(slug="andere-behoefte", need=5)

    page = listed(client, {"leerbehoefte": "de-praktijk-verbeteren", "vorm": "alleen"})

    assert page.slugs == ["beide"]


@pytest.mark.parametrize("name", ["leerbehoefte", "duur", "vorm", "thema"])
def test_unknown_choice_is_told_and_set_aside(client, name):
    ExerciseFactory(slug="er-is-er-een")

    page = listed(client, {name: "bestaat-niet-🦄"})

    assert page.slugs == ["er-is-er-een"]
    assert "bestaat-niet-🦄 kennen wij niet" in page.notices[0]


def test_words_find_what_a_step_says(client):
    ExerciseFactory(slug="gezocht", goal="Een lezerspanel leest mee.")
    ExerciseFactory(slug="ander")

    assert listed(client, {"q": "lezerspanel"}).slugs == ["gezocht"]


# What the page opens with --------------------------------------------------


def needs(response):
    return {card["data-need"]: card.text for card in parse(response).all(data_need=True)}


def test_opening_has_each_need_in_the_words_of_a_reader(client):
    ExerciseFactory(need=Need.OUTCOME)
    ExerciseFactory.create_batch(2, need=Need.WORKS)

    found = needs(client.get(URL))

    assert list(found) == [need.slug for need in Need]
    assert found["zien-hoe-het-uitpakt"].startswith(Need.OUTCOME.wish)
    assert found["zien-hoe-het-uitpakt"].endswith("1 oefening")
    assert found["weten-wat-werkt"].endswith("2 oefeningen")
    assert found["anders-leren-kijken"].endswith("0 oefeningen")


def test_opening_has_the_series_with_their_exercises_in_order(client):
    second, first = CombinationFactory(position=2), CombinationFactory(position=1)
    CombinationStepFactory(combination=second, exercise__title="Los")
    CombinationStepFactory(combination=first, exercise__title="Daarna", position=2)
    CombinationStepFactory(combination=first, exercise__title="Eerst", position=1)
    CombinationStepFactory(combination=first, exercise__status="draft", position=3)

    html = parse(client.get(URL))

    assert {
        panel["id"]: [link.text for link in panel.all("a")]
        for panel in html.all("article", class_="kp-series")
    } == {f"serie-{first.slug}": ["Eerst", "Daarna"], f"serie-{second.slug}": ["Los"]}


@pytest.mark.parametrize(
    "query", [{"leerbehoefte": "weten-wat-werkt"}, {"q": "oefening"}, {"duur": "bestaat-niet"}]
)
def test_opening_is_not_in_the_way_of_who_chose(client, query):
    CombinationStepFactory(exercise__need=2)

    response = client.get(URL, query)

    assert needs(response) == {}
    assert parse(response).all("article", class_="kp-series") == []


# What it costs --------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count_is_constant_when_content_has_changed(
    client, django_assert_num_queries, count
):
    for number in range(count):
        with_everything(number)

    with django_assert_num_queries(FIRST):
        page = listed(client)

    assert page.count == count * 3


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_only_whether_content_changed(client, django_assert_num_queries, count):
    for number in range(count):
        with_everything(number)
    listed(client)

    with django_assert_num_queries(1):
        narrowed = listed(client, {"vorm": "alleen", "duur": "tot-15"})

    assert narrowed.count == count * 3


def test_list_is_the_same_for_everybody(client):
    response = client.get(URL)

    assert not response.cookies
    assert "Cookie" not in response["Vary"]
    assert response["ETag"]
