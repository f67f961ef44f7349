import pytest

from knowledge.content.faults import Faults
from knowledge.content.reading import read

pytestmark = pytest.mark.django_db
FILE = "publications/wat-werkt.yaml"


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        pytest.param(
            "  - Snel", "\t- Snel", "\t- Snel", "dit is geen geldige YAML: een tab", id="tab"
        ),
        pytest.param(
            "title: Wat werkt bij schulden",
            'title: "Wat werkt',
            'title: "Wat werkt',
            "dit is geen geldige YAML: een aanhalingsteken wordt niet gesloten",
            id="open quote",
        ),
        pytest.param(
            "year: 2024",
            "year: 'a' b",
            "year: 'a' b",
            "dit is geen geldige YAML: kijk naar het inspringen",
            id="text after a quote",
        ),
        pytest.param(
            "title: Wat werkt bij",
            "title: Wat: werkt bij",
            "title: Wat:",
            "dit is geen geldige YAML: een dubbele punt",
            id="colon",
        ),
        pytest.param(
            "year: 2024",
            "---\nyear: 2024",
            "---",
            "dit is geen geldige YAML: meer dan een document",
            id="second document",
        ),
        pytest.param(
            "year: 2024",
            "title: Nog een",
            "title: Nog een",
            "“title” staat er twee keer; de eerste keer op regel 1",
            id="key twice",
        ),
        pytest.param(
            "year: 2024",
            "? [a]\n: 2024",
            "? [a]",
            "een sleutel is een enkel woord",
            id="key is list",
        ),
        pytest.param(
            "year: 2024",
            "year: !!binary aGE=",
            "!!binary",
            "het YAML-label tag:yaml.org,2002:binary kan hier niet",
            id="tag",
        ),
        pytest.param(
            "year: 2024",
            f"year: {'9' * 5000}",
            "year:",
            f"“{'9' * 40}” is geen waarde die YAML kent",
            id="endless number",
        ),
        pytest.param(
            "Snel bellen helpt.",
            "Snel \x07bellen helpt.",
            "\x07",
            "onzichtbaar teken U+0007; haal het weg",
            id="control character",
        ),
        pytest.param(
            "Snel bellen helpt.",
            "Snel \u2028bellen helpt.",
            "\u2028",
            "onzichtbaar teken U+2028; haal het weg",
            id="line end of a web page",
        ),
        pytest.param(
            "Snel bellen helpt.",
            "Snel \uffffbellen helpt.",
            "\uffff",
            "onzichtbaar teken U+FFFF; haal het weg",
            id="no character at all",
        ),
        pytest.param(
            "Snel bellen helpt.",
            '"Snel \\abellen helpt."',
            "\\a",
            "onzichtbaar teken U+0007; haal het weg",
            id="control character written out",
        ),
    ],
)
def test_yaml_that_is_wrong_is_one_fault_with_its_line(content, old, new, at, message):
    content.replace(FILE, old, new)

    (fault,) = content.faults()

    assert fault.startswith(f"{FILE}:{content.line(FILE, at)}: {message}")


def test_reference_within_the_file_is_refused(content):
    content.replace(FILE, "thema: [schulden]", "thema: &lijst [schulden]\n  doelgroep: *lijst")

    faults = content.faults()

    message = "verwijzingen (& en *) kunnen hier niet; schrijf het uit"
    assert faults == [f"{FILE}:{content.line(FILE, '*lijst')}: {message}"]


def test_reference_to_itself_is_refused(content):
    content.replace(FILE, "thema: [schulden]", "thema: &lijst [*lijst]")

    (fault,) = content.faults()

    assert "verwijzingen" in fault


@pytest.mark.parametrize("depth", [30, 900, 100_000])
def test_endless_nesting_is_a_fault(content, depth):
    content.replace(FILE, "year: 2024", f"year: {'[' * depth}{']' * depth}")

    (fault,) = content.faults()

    assert fault.startswith(f"{FILE}:")


@pytest.mark.parametrize("text", ["", "# alleen een opmerking\n", "\ufeff"])
def test_empty_file_is_a_fault(content, text):
    content.write(FILE, text)

    faults = content.faults("publications/wat-werkt.yaml")

    assert faults == [f"{FILE}:1: het bestand is leeg"]


def test_file_in_another_encoding_is_a_fault_at_the_first_strange_byte(content):
    text = content.text(FILE).replace("Twaalf studies", "Twaalf studiën")
    content.write(FILE, text.encode("latin-1"))

    faults = content.faults()

    line = text[: text.index("studiën")].count("\n") + 1
    assert faults == [f"{FILE}:{line}: het bestand is niet in UTF-8 opgeslagen"]


def test_file_that_cannot_be_opened_is_a_fault(tmp_path):
    faults = Faults()

    document = read(tmp_path, shown_as="map.yaml", faults=faults)

    assert [str(fault) for fault in faults] == [
        "map.yaml:1: het bestand is niet te lezen (Is a directory)"
    ]
    assert not document.is_readable


def test_file_with_windows_line_ends_and_a_byte_order_mark_is_read(content):
    text = "\ufeff" + content.text(FILE).replace("\n", "\r\n")
    content.write(FILE, text)

    assert content.faults() == []


def test_broken_list_of_concepts_is_one_fault_and_not_one_for_every_use(content):
    content.write("concepts.yaml", "")
    content.write("municipalities.yaml", "")

    faults = content.faults()

    assert faults == [
        "concepts.yaml:1: het bestand is leeg",
        "municipalities.yaml:1: het bestand is leeg",
    ]


def test_broken_item_is_one_fault_and_not_one_for_every_reference(content):
    content.write(FILE, "")

    faults = content.faults()

    assert faults == [f"{FILE}:1: het bestand is leeg"]
