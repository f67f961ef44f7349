import pytest

from knowledge.content.writing import Outcome
from tests.factories import UserFactory
from tests.tools.conversation.content.questionnaire_file import Folder
from tools.conversation.models import QuestionnaireVersion, Statement
from tools.conversation.versions import current, issue, working_copy

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(tmp_path):
    folder = Folder(tmp_path)
    folder.load()
    return folder


def test_first_load_issues_the_first_version(content):
    version = current()

    assert (version.number, version.issued_by, version.note) == (1, None, "Uit de startinhoud.")
    assert version.questionnaire == working_copy()


def test_changed_content_is_a_new_version(content):
    content.bend("Balans A een.", "Nu anders.")

    counts = content.counts()

    assert counts[-1] == {Outcome.CHANGED: 1}
    assert current().number == 2
    assert current().questionnaire.statement("a1").text == "Nu anders."


def test_same_content_is_no_new_version(content):
    content.load()

    assert QuestionnaireVersion.objects.count() == 1


def test_what_a_curator_is_at_is_not_issued(content):
    Statement.objects.filter(key="a1").update(text="Half af.")
    content.bend("Balans B een.", "Nu anders.")

    tallies = content.load()

    assert tallies["Vragenlijst"].left == ["versie 1"]
    assert current().number == 1
    assert Statement.objects.get(key="b1").text == "Nu anders."


def test_after_a_version_of_a_curator_the_content_issues_none(content):
    Statement.objects.filter(key="a1").update(text="Van ons.")
    issue(working_copy(), by=UserFactory())
    content.bend("Balans A een.", "Van ons.")
    content.bend("Balans B een.", "Nu anders.")

    content.load()

    assert current().number == 2
    assert current().questionnaire.statement("b1").text == "Balans B een."


def test_who_overwrites_issues_what_the_content_says(content):
    Statement.objects.filter(key="a1").update(text="Van ons.")
    issue(working_copy(), by=UserFactory())

    content.load(overwrite=True)

    assert current().number == 3
    assert current().questionnaire.statement("a1").text == "Balans A een."


def test_one_file_is_enough(content):
    content.bend("Balans A een.", "Nu anders.")

    content.load("conversation.yaml")

    assert current().number == 2
