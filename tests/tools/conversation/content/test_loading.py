import pytest

from knowledge.content.writing import Outcome
from tests.searching import found
from tests.tools.conversation.content.questionnaire_file import FILE, Folder
from tools.conversation.models import (
    ConversationTheme,
    ResultBand,
    ScalePoint,
    Statement,
    TalkQuestion,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(tmp_path):
    return Folder(tmp_path)


# What is loaded -----------------------------------------------------------------


def test_theme_says_what_the_file_says(content):
    content.load()

    theme = ConversationTheme.objects.get(letter="A")

    assert (theme.slug, theme.title, theme.summary) == ("thema-a", "Titel A", "Samenvatting A.")
    assert (theme.status, theme.body) == ("published", "Inleiding A.")
    assert [source.url for source in theme.sources.all()] == ["https://example.org/a"]
    assert [(one.step, one.key, one.text) for one in theme.statements.all()] == [
        ("balance", "a1", "Balans A een."),
        ("balance", "a2", "Balans A twee."),
        ("balance", "a3", "Balans A drie."),
        ("deepening", "a-d1", "Verdieping A."),
    ]
    assert [(one.key, one.text) for one in theme.questions.all()] == [("a-v1", "Vraag A?")]
    first = theme.statements.get(key="a1")
    assert sorted(one.slug for one in first.concepts.all()) == ["jongeren", "schulden"]


def test_scale_and_bands_say_what_the_file_says(content):
    content.load()

    points = [(one.value, one.label, one.anchor) for one in ScalePoint.objects.all()]
    assert points[:2] == [(1, "Nog niet", "Er is niets."), (2, "Eerste stappen", "Er is een idee.")]
    assert [(str(one.starts_at), one.label) for one in ResultBand.objects.all()] == [
        ("1.00", "Vertrekpunt"),
        ("2.50", "Op weg"),
    ]


def test_theme_is_found_by_its_statements_and_questions(content):
    content.bend("Verdieping B.", "Wij helpen met fietsen.")
    content.load()

    assert found("fietsen") == ["thema-b"]


# Loading again ------------------------------------------------------------------


def test_second_time_is_all_the_same(content):
    content.load()
    rows = list(Statement.objects.values_list("pk", flat=True))

    counts = content.counts()

    assert counts == [
        {Outcome.SAME: 6},
        {Outcome.SAME: 4},
        {Outcome.SAME: 2},
        {Outcome.SAME: 1},
    ]
    assert list(Statement.objects.values_list("pk", flat=True)) == rows


def test_what_changed_in_the_file_changes_here(content):
    content.load()
    content.bend("Balans B een.", "Nu anders.")
    content.bend("label: Loopt", "label: Draait")
    content.bend('starts_at: "2.50"', 'starts_at: "2.60"')

    counts = content.counts()

    assert counts[0] == {Outcome.SAME: 5, Outcome.CHANGED: 1}
    assert Statement.objects.get(key="b1").text == "Nu anders."
    assert ScalePoint.objects.get(value=3).label == "Draait"
    assert [str(one.starts_at) for one in ResultBand.objects.all()] == ["1.00", "2.60"]


def test_themes_trade_letters_and_statements_trade_themes(content):
    content.load()
    text = content.text(FILE)
    text = text.replace("letter: A", "letter: X").replace("letter: B", "letter: A")
    text = text.replace("letter: X", "letter: B")
    text = text.replace("key: a2,", "key: x2,").replace("key: b2,", "key: a2,")
    content.write(FILE, text.replace("key: x2,", "key: b2,"))

    content.load()

    assert ConversationTheme.objects.get(letter="A").slug == "thema-b"
    assert Statement.objects.get(key="a2").theme.slug == "thema-b"


def test_theme_of_a_curator_is_kept(content):
    content.load()
    Statement.objects.filter(key="a1").update(text="Van ons.")
    content.bend("Balans A een.", "Van de inhoud.")

    tallies = content.load()

    assert tallies["Gespreksthema's"].left == ["thema-a"]
    assert Statement.objects.get(key="a1").text == "Van ons."
    content.load(overwrite=True)
    assert Statement.objects.get(key="a1").text == "Van de inhoud."


def test_scale_of_a_curator_is_kept_as_a_whole(content):
    content.load()
    ScalePoint.objects.get(value=1).save()
    content.bend("label: Loopt", "label: Draait")

    tallies = content.load()

    assert tallies["Schaal"].left == ["3"]
    assert ScalePoint.objects.get(value=3).label == "Loopt"
    content.load(overwrite=True)
    assert ScalePoint.objects.get(value=3).label == "Draait"


def test_loading_leaves_no_history(content):
    content.load()

    models = (ConversationTheme, Statement, TalkQuestion, ScalePoint, ResultBand)
    assert [model for model in models if model.history.exists()] == []


# Faults -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        ("letter: C", "letter: B", "slug: thema-c", "de letter B is ook van “Titel B”"),
        ("letter: C", "letter: G", "letter: G", "“G” kan niet bij “letter” in themes, nummer 3"),
        ("key: b3", "key: a1", "key: a1, ", "de sleutel “a1” is al gebruikt: regel"),
        ("key: b-v1", "key: a-d1", "key: a-d1, text: Vraag", "de sleutel “a-d1” is al gebruikt"),
        ("vroegsignalering]}}\n      - {key: a3", "vroegsignaleren]}}\n      - {key: a3", "key: a2",
         "onbekend begrip “vroegsignaleren”"),
        ("value: 4", "value: 5", "value: 5", "De schaal loopt van 1 tot en met 4."),
        ("value: 4", "value: 3", "value: 3, label: Verankerd", "3 Verankerd staat er twee keer"),
        ("  - {value: 4, label: Verankerd, anchor: Het staat.}\n", "", "scale:",
         "de schaal heeft geen punt 4"),
        ('"1.00"', '"1.20"', "bands:", "geen uitkomst in woorden begint bij 1,00"),
        ('"2.50"', "2.5", "starts_at: 2.5", "zet er aanhalingstekens om"),
        ('"2.50"', '"0.50"', 'starts_at: "0.50"', "heeft niet de goede vorm"),
        ("    questions:\n      - {key: d-v1, text: Vraag D?}\n", "", "letter: D",
         "“questions” in themes, nummer 4 ontbreekt"),
        ("      - {key: e2, text: Balans E twee., concepts: {thema: [vroegsignalering]}}\n", "",
         "key: e1", "thema E heeft 2 stellingen voor de balans; het zijn er minstens 3"),
        ("Balans F een.", f"'{'a' * 301}'", "aaa", "stelling is 301 tekens lang; er passen er 300"),
    ],
)  # fmt: skip
def test_fault_is_said_at_its_line_and_nothing_is_written(content, old, new, at, message):
    content.bend(old, new)

    faults = content.faults()

    number = next(n for n, line in enumerate(content.text(FILE).split("\n"), 1) if at in line)
    near = {f"{FILE}:{line}:" for line in (number - 1, number, number + 1)}
    assert any(fault.split(" ")[0] in near and message in fault for fault in faults), faults
    assert not ConversationTheme.objects.exists()
    assert not ScalePoint.objects.exists()


def test_key_of_a_theme_that_is_kept_is_taken(content):
    content.load()
    theme = ConversationTheme.objects.get(letter="A")
    Statement.objects.create(theme=theme, key="van-ons", step="balance", text="Van ons.")
    content.bend("key: b3", "key: van-ons")

    faults = content.faults()

    assert any("de sleutel “van-ons” is al gebruikt: thema A" in fault for fault in faults)
