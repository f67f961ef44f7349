import pytest

from knowledge.content.writing import Outcome
from knowledge.models import Dossier, DossierChapter, DossierEntry, KnowledgeItem

pytestmark = pytest.mark.django_db
FILE = "dossiers/schulden.yaml"


def test_dossier_says_what_its_file_says(content):
    content.load()

    dossier = Dossier.objects.get()

    assert dossier.body == "Schulden komen zelden alleen.\n\nBegin vroeg."
    chapter = dossier.chapters.get()
    assert (chapter.title, chapter.text) == ("Begin vroeg", "Wie vroeg is, helpt meer.")
    entries = [(entry.item.slug, entry.note) for entry in chapter.entries.all()]
    assert entries == [("er-snel-bij", "Zo doet Zwolle het."), ("wat-werkt", "")]


def test_order_of_chapters_and_entries_follows_the_file(content):
    text = content.text(FILE)
    chapter = text[text.index("  - title: Begin") : text.index("concepts:")]
    first = chapter.replace("Begin vroeg", "Eerst dit")
    content.replace(FILE, "chapters:\n", f"chapters:\n{first}")

    content.load()

    assert [chapter.title for chapter in DossierChapter.objects.all()] == [
        "Eerst dit",
        "Begin vroeg",
    ]


def test_changed_chapter_is_changed(content):
    content.load()
    content.replace(FILE, "      - kind: publication\n        slug: wat-werkt\n", "")

    tallies = content.load()

    assert tallies["Dossiers"].counts == {Outcome.CHANGED: 1}
    assert [entry.item.slug for entry in DossierEntry.objects.all()] == ["er-snel-bij"]


def test_chapter_of_a_curator_is_kept(content):
    content.load()
    item = KnowledgeItem.objects.get(slug="wat-werkt")
    DossierEntry.objects.filter(item=item).update(note="Lees dit.")

    tallies = content.load()

    assert tallies["Dossiers"].counts == {Outcome.LEFT: 1}
    assert DossierEntry.objects.filter(note="Lees dit.").exists()


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        pytest.param(
            "slug: wat-werkt",
            "slug: wat-wrkt",
            "slug: wat-wrkt",
            "onbekend item “wat-wrkt” van de soort publication; bedoelt u “wat-werkt”?",
            id="unknown item",
        ),
        pytest.param(
            "kind: publication\n        slug: wat-werkt",
            "kind: practice\n        slug: 'er-snel-bij'",
            "'er-snel-bij'",
            "“er-snel-bij” staat twee keer in dit hoofdstuk",
            id="item twice",
        ),
        pytest.param(
            "        slug: wat-werkt\n",
            "",
            "kind: publication",
            "“slug” in chapters, nummer 1, items, nummer 2 ontbreekt",
            id="no item",
        ),
        pytest.param(
            "title: Begin vroeg",
            f"title: {'a' * 121}",
            "title: aaa",
            "titel is 121 tekens lang; er passen er 120",
            id="title too long",
        ),
        pytest.param(
            "text: Wie vroeg is, helpt meer.",
            f"text: {'a' * 5001}",
            "text: aaa",
            "tekst is 5001 tekens lang; er passen er 5000",
            id="text too long",
        ),
        pytest.param(
            "note: Zo doet Zwolle het.",
            f"note: {'a' * 301}",
            "note: aaa",
            "waarom dit hier staat is 301 tekens lang; er passen er 300",
            id="note too long",
        ),
    ],
)
def test_chapter_that_is_wrong_is_a_fault_with_its_line(content, old, new, at, message):
    content.replace(FILE, old, new)

    faults = content.faults()

    assert faults == [f"{FILE}:{content.line(FILE, at)}: {message}"]


def test_chapter_without_items_is_a_fault(content):
    text = content.text(FILE)
    items = text[text.index("    items:\n") : text.index("concepts:")]
    content.replace(FILE, items, "    items: []\n")

    faults = content.faults()

    message = "“items” in chapters, nummer 1 is leeg"
    assert faults == [f"{FILE}:{content.line(FILE, 'items:')}: {message}"]
