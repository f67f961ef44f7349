import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from knowledge.models import KnowledgeItem
from knowledge.versions import versions
from tests.factories import ConceptFactory
from tests.factories.curating import ready
from tests.factories.questionnaire import QuestionFactory, StatementFactory, ThemeFactory
from tests.forms import filled_in, said
from tests.pages import parse
from tests.searching import found
from tests.tools.conversation.admin.editors import opened, save, signed_in, url
from tools.conversation.models import ConversationTheme, Statement
from tools.conversation.versions import issue, working_copy

pytestmark = pytest.mark.django_db

Status = KnowledgeItem.Status


@pytest.fixture
def ann():
    return signed_in("Ann")


@pytest.fixture
def bob():
    return signed_in("Bob")


def theme(**facts):
    """Return one with a statement and a question."""
    made = ready(ThemeFactory, **facts)
    StatementFactory(theme=made, position=0, key="een", text="Wij weten het.")
    QuestionFactory(theme=made, position=0, key="vraag-een", text="Wie weet het niet?")
    return made


def messages(client, response):
    return [one.text for one in parse(client.get(response.url)).all("li", class_="warning")]


def test_nothing_that_people_say_is_in_the_beheer():
    models = apps.get_app_config("conversation").get_models()

    assert {model._meta.label for model in models if admin.site.is_registered(model)} == {
        "conversation.ConversationTheme",
        "conversation.QuestionnaireVersion",
        "conversation.ResultBand",
        "conversation.ScalePoint",
    }


def test_themes_stand_by_letter(ann):
    for letter in "CAB":
        ThemeFactory(letter=letter)

    page = parse(ann.get(reverse("admin:conversation_conversationtheme_changelist")))

    assert [cell.text for cell in page.all("th", class_="field-letter")] == ["A", "B", "C"]


def test_theme_is_made_with_statements_that_get_a_key(ann):
    ThemeFactory(letter="A")
    page = ann.get(reverse("admin:conversation_conversationtheme_add"))
    typed = filled_in(page, "conversationtheme_form") | {
        "title": "Zicht",
        "slug": "zicht",
        "letter": "b",
        "summary": "Over zicht.",
        "statements-0-step": "balance",
        "statements-0-text": "Wij kennen de wijken.",
        "statements-0-concepts": [ConceptFactory().pk],
        "questions-0-text": "Wie missen wij?",
    }

    response = ann.post(reverse("admin:conversation_conversationtheme_add"), typed)

    assert response.status_code == 302, said(response)
    made = ConversationTheme.objects.get(slug="zicht")
    statement = made.statements.get()
    assert (made.letter, made.status) == ("B", Status.DRAFT)
    assert (statement.key, statement.concepts.count()) == ("wij-kennen-de-wijken", 1)
    assert made.questions.get().key == "vraag-wie-missen-wij"


@pytest.mark.parametrize("letter", ["G", ""])
def test_letter_is_one_of_six(ann, letter):
    made = theme()

    response = ann.post(url(made, "change"), {**opened(ann, made), "letter": letter})

    assert response.status_code == 200
    assert "letter" in response.context_data["adminform"].form.errors


def test_key_of_a_statement_stays(ann):
    made = theme()

    save(ann, made, **{"statements-0-key": "anders", "statements-0-text": "Wij weten meer."})

    statement = made.statements.get()
    assert (statement.key, statement.text) == ("een", "Wij weten meer.")


def test_key_that_a_question_has_is_refused(ann):
    made = theme()
    typed = {
        "statements-1-step": "balance",
        "statements-1-text": "Nieuw.",
        "statements-1-key": "vraag-een",
        "statements-TOTAL_FORMS": "2",
    }

    response = ann.post(url(made, "change"), {**opened(ann, made), **typed})

    assert "Er is al een gespreksvraag met deze sleutel." in said(response)


def test_theme_without_statements_is_not_published(ann):
    made = ready(ThemeFactory)

    response = ann.post(url(made, "change"), {**opened(ann, made), "status": Status.PUBLISHED})

    assert any("stellingen en gespreksvragen" in message for message in said(response))


def test_saving_says_that_conversations_do_not_have_it_yet(ann):
    made = theme(status="published")
    issue(working_copy())

    unchanged = messages(ann, save(ann, made))
    changed = messages(ann, save(ann, made, **{"statements-0-text": "Wij weten meer."}))

    assert unchanged == []
    assert "pas als u een nieuwe versie van de vragenlijst uitgeeft" in changed[0]


def test_second_to_save_sees_both_versions(ann, bob):
    made = theme()
    form = opened(bob, made)
    save(ann, made, **{"statements-0-text": "Van Ann."})

    response = bob.post(url(made, "change"), {**form, "statements-0-text": "Van Bob."})

    assert response.status_code == 409
    page = response.content.decode()
    assert "Van Ann." in page
    assert "Van Bob." in page
    assert made.statements.get().text == "Van Ann."


def test_statement_comes_back_with_its_concepts(ann):
    made, first, second = theme(), ConceptFactory(), ConceptFactory()
    made.statements.get().concepts.set([first])
    save(ann, made, summary="Iets anders.")
    save(ann, made, **{"statements-0-concepts": [second.pk], "statements-0-text": "Meer."})

    earlier = versions(ConversationTheme.objects.get(pk=made.pk))[1]
    ann.post(url(made, "version", earlier.record.history_id))

    statement = made.statements.get()
    assert (statement.text, list(statement.concepts.all())) == ("Wij weten het.", [first])


def test_history_tells_of_a_changed_statement_once(ann):
    made = theme()
    save(
        ann, made, **{"statements-0-concepts": [ConceptFactory().pk], "statements-0-text": "Meer."}
    )

    newest = versions(ConversationTheme.objects.get(pk=made.pk))[0]

    assert newest.rows == ["stelling gewijzigd: Meer."]


def test_preview_shows_what_is_typed_and_saves_nothing(ann):
    made = theme()

    typed = {**opened(ann, made), "statements-0-text": "Alleen te zien."}
    response = ann.post(url(made, "preview"), typed)

    assert "Alleen te zien." in response.content.decode()
    assert made.statements.get().text == "Wij weten het."


def test_search_finds_what_an_editor_wrote(ann):
    made = theme(status="published")

    save(ann, made, **{"statements-0-text": "Wij fietsen.", "questions-0-text": "Wie zwemt?"})

    assert found("fietsen") == found("zwemt") == [made.slug]
    Statement.objects.all().delete()
    assert found("fietsen") == []
