"""The questionnaire of the starter content: whole, in the agreed words, with something for each."""

from collections import Counter

import pytest

from knowledge.collection import Collection
from knowledge.models import Concept, KnowledgeItem
from search.facets import members
from tests.pages import parse
from tests.searching import collection, found
from tools.conversation.completeness import LETTERS, gaps
from tools.conversation.models import ConversationTheme, Statement
from tools.conversation.questionnaire import Questionnaire
from tools.conversation.versions import current, working_copy

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("content")]

FITTING = ("practice", "exercise")
# What the agreed texts count together: a word more or less was not agreed.
WORDS_OF_STATEMENTS, WORDS_OF_QUESTIONS = 763, 218


@pytest.fixture(scope="module")
def questionnaire(content) -> Questionnaire:
    return current().questionnaire


def test_six_themes_ask_eighteen_thirty_seven_and_twenty_four(questionnaire):
    asked = {
        theme.letter: (len(theme.balance), len(theme.deepening), len(theme.questions))
        for theme in questionnaire.themes
    }

    assert asked == {letter: (3, 7 if letter == "E" else 6, 4) for letter in LETTERS}
    assert gaps(questionnaire) == []


def test_every_key_is_given_once_and_begins_with_its_theme(questionnaire):
    keys = Counter(key for theme in questionnaire.themes for key in theme.keys)

    assert len(keys) == 18 + 37 + 24
    assert all(
        key.startswith(f"{theme.letter.lower()}-")
        for theme in questionnaire.themes
        for key in theme.keys
    )


def test_words_are_those_that_were_agreed(questionnaire):
    statements = [one.text for theme in questionnaire.themes for one in theme.statements]
    questions = [one.text for theme in questionnaire.themes for one in theme.questions]

    assert sum(len(text.split()) for text in statements) == WORDS_OF_STATEMENTS
    assert sum(len(text.split()) for text in questions) == WORDS_OF_QUESTIONS
    assert all(text.endswith(".") for text in statements)
    assert all(text.endswith("?") for text in questions)


def test_scale_and_bands_are_those_that_were_agreed(questionnaire):
    assert [(one.value, one.label) for one in questionnaire.scale] == [
        (1, "Nog niet"),
        (2, "Eerste stappen"),
        (3, "Loopt"),
        (4, "Verankerd"),
    ]
    assert [(one.starts_at, one.label) for one in questionnaire.bands] == [
        ("1.00", "Vertrekpunt"),
        ("1.75", "In opbouw"),
        ("2.50", "Op weg"),
        ("3.25", "Stevig"),
    ]


def test_every_statement_has_one_to_four_concepts_that_exist(questionnaire):
    known = set(Concept.objects.values_list("slug", flat=True))

    for theme in questionnaire.themes:
        for one in theme.statements:
            assert 1 <= len(one.concepts) <= 4, one.key
            assert {*one.concepts} <= known, one.key


def test_something_fits_every_statement_through_each_of_its_concepts():
    whole: Collection = collection()
    among = 0
    for kind in FITTING:
        among |= whole.kinds[kind]

    lacking = [
        (statement.key, concept.name)
        for statement in Statement.objects.prefetch_related("concepts")
        for concept in statement.concepts.all()
        if not whole.own_concepts.get(concept.pk, 0) & among
    ]

    assert lacking == []


def test_loading_issues_what_the_curators_see():
    assert current().questionnaire == working_copy()


def test_every_theme_has_a_page_with_what_fits_it(client):
    for theme in ConversationTheme.objects.all():
        page = parse(client.get(theme.get_absolute_url()))
        entries = page.one("section", aria_labelledby="past-hierbij").all("li")
        assert len(entries) == 6, theme
        assert page.one("section", aria_labelledby="oefening").all("li"), theme
        assert page.one("section", aria_labelledby="bronnen").all("li"), theme


def test_theme_is_found_by_the_words_of_a_statement():
    assert "focus" in found("huisarts sportclub werkgever")


def test_no_theme_says_that_the_words_are_those_of_others():
    for theme in KnowledgeItem.objects.filter(kind=ConversationTheme.KIND.name):
        reasons = " ".join(one.reason for one in theme.relations.all())
        assert "zijn van ons" in reasons


def test_themes_are_few_among_what_a_collection_holds():
    assert len(members(collection().kinds[ConversationTheme.KIND.name])) == len(LETTERS)
