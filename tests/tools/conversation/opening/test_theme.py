import pytest

from knowledge.services import merge_concepts
from tests.factories import ConceptFactory, PracticeFactory, RelationFactory, SourceFactory
from tests.factories.questionnaire import QuestionFactory, StatementFactory, ThemeFactory
from tests.factories.reflection import ExerciseFactory
from tests.pages import parse
from tests.searching import found
from tools.conversation.models import Statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def concept():
    return ConceptFactory(name="vertrouwen", slug="vertrouwen", scheme__slug="gedragsinzicht")


@pytest.fixture
def theme(concept):
    made = ThemeFactory(letter="B", slug="zicht", title="Zicht", concepts=[concept])
    StatementFactory(theme=made, text="Wij kennen de wijken.")
    StatementFactory(theme=made, text="Wij delen het.", step=Statement.Step.DEEPENING)
    QuestionFactory(theme=made, text="Wie missen wij?")
    SourceFactory(item=made)
    return made


def read(client, theme):
    return parse(client.get(theme.get_absolute_url()))


def test_address_of_a_theme_is_under_the_gesprekstool(theme):
    assert theme.get_absolute_url() == "/gesprekstool/thema/zicht/"


def test_theme_shows_what_it_asks(client, theme):
    page = read(client, theme)

    lists = page.one("section", aria_labelledby="stellingen").all("ol")
    assert [one.text for one in lists] == ["Wij kennen de wijken.", "Wij delen het."]
    assert page.one("section", aria_labelledby="gespreksvragen").one("li").text == "Wie missen wij?"
    assert "Praat hier samen over." in page.one("section", aria_labelledby="waarover").text


def test_theme_says_whose_words_these_are(client, theme):
    assert "zijn van de kennisplaats, geïnspireerd op" in read(client, theme).one("main").text


def test_theme_shows_practices_and_exercises_that_fit_with_the_reason(client, theme, concept):
    practice = PracticeFactory(title="Eropaf", concepts=[concept])
    ExerciseFactory(title="Kijk rond", concepts=[concept])

    page = read(client, theme)

    fitting = page.one("section", aria_labelledby="past-hierbij").text
    assert practice.title in fitting
    assert "Gaat ook over vertrouwen." in fitting
    assert "Kijk rond" in page.one("section", aria_labelledby="oefening").text


def test_what_an_editor_linked_is_shown_once(client, theme):
    practice = PracticeFactory(title="Eropaf")
    RelationFactory(from_item=theme, to_item=practice, reason="Zo kan het ook.")

    page = read(client, theme)

    assert "Zo kan het ook." in page.one("section", aria_labelledby="past-hierbij").text
    assert page.all("section", aria_labelledby="hoort-bij") == []


def test_theme_leads_to_those_beside_it(client, theme):
    ThemeFactory(letter="A")
    ThemeFactory(letter="C", status="draft")
    ThemeFactory(letter="D")

    page = read(client, theme)

    assert page.one("a", rel="prev")["href"] == "/gesprekstool/thema/thema-a/"
    assert page.one("a", rel="next")["href"] == "/gesprekstool/thema/thema-d/"


def test_theme_without_anything_yet_is_a_page_too(client):
    page = read(client, ThemeFactory(body=""))

    assert page.one("h1").text == "Thema A"
    assert page.all("section", aria_labelledby="stellingen") == []


def test_draft_and_unknown_theme_are_not_there(client):
    draft = ThemeFactory(status="draft")

    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get("/gesprekstool/thema/spook/").status_code == 404


def test_page_is_kept_until_a_statement_changes(client, theme):
    address = theme.get_absolute_url()
    before = client.get(address)
    assert client.get(address)["ETag"] == before["ETag"]
    assert before.cookies == {}

    statement = theme.statements.first()
    statement.text = "Wij fietsen."
    statement.save()

    after = client.get(address)
    assert after["ETag"] != before["ETag"]
    assert "Wij fietsen." in after.content.decode()


def test_search_finds_a_theme_by_its_statements_and_questions(client, theme):
    assert found("wijken") == found("missen") == ["zicht"]

    page = parse(client.get("/zoeken/?q=wijken"))

    assert "Gespreksthema's (1)" in [tab.text for tab in page.all("a", data_facet="kind")]
    theme.statements.all().delete()
    assert found("wijken") == []


def test_number_of_queries_does_not_grow_with_the_statements(
    client, theme, django_assert_max_num_queries
):
    for number in range(8):
        StatementFactory(theme=theme, position=number, concepts=[ConceptFactory()])

    with django_assert_max_num_queries(24):
        client.get(theme.get_absolute_url())


def test_statement_keeps_its_concept_when_that_is_merged(theme, concept):
    target = ConceptFactory(scheme=concept.scheme)
    statement = theme.statements.first()
    statement.concepts.set([concept])

    merge_concepts(source=concept, target=target)

    assert list(statement.concepts.all()) == [target]
