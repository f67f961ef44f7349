import pytest

from tools.documents.document import Bullets, Paragraph, Table
from tools.reflection.report.showing import difference, shown, side_by_side
from tools.reflection.script import Option, Prompt

OPTIONS = (Option("een", "Eén"), Option("twee", "Twee"), Option("drie", "Drie"))


def prompt(kind):
    return Prompt("vraag", kind, "Wat vind je?", "", 1, OPTIONS)


@pytest.mark.parametrize(
    ("kind", "value", "blocks"),
    [
        ("short", "Kort.", (Paragraph("Kort."),)),
        ("long", "Eén.\nTwee.", (Paragraph("Eén.\nTwee."),)),
        ("choice", "twee", (Paragraph("Twee"),)),
        ("choices", ["een", "drie"], (Bullets(["Eén", "Drie"]),)),
        ("ticks", ["drie"], (Bullets(["Drie"]),)),
        ("ranking", ["drie", "een", "twee"], (Bullets(["Drie", "Eén", "Twee"], True),)),
        (
            "scale",
            {"een": 4, "twee": "unknown"},
            (
                Table(
                    "Wat vind je?",
                    ("Stelling", "Antwoord"),
                    [
                        ("Eén", "Verankerd (4)"),
                        ("Twee", "Weet ik niet"),
                        ("Drie", "Geen antwoord"),
                    ],
                    (3, 1),
                ),
            ),
        ),
        (
            "table",
            [["a", "b"], ["c", "d", "e", "f"]],
            (Table("Wat vind je?", ["Eén", "Twee", "Drie"], [["a", "b", ""], ["c", "d", "e"]]),),
        ),
    ],
)
def test_answer_is_shown_as_its_kind_asks(kind, value, blocks):
    assert shown(prompt(kind), value) == blocks


@pytest.mark.parametrize("value", [None, "", [], {}, ["spook"]])
def test_question_without_answer_says_so(value):
    assert shown(prompt("choices"), value) == (Paragraph("Geen antwoord."),)


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ((2, 2), "gelijk"),
        ((1, 2), "1 punt verschil"),
        ((4, 1), "3 punten verschil: bespreek dit"),
        ((4, "unknown"), "niet te vergelijken"),
        ((None, 3), "niet te vergelijken"),
    ],
)
def test_difference_is_told_in_words(points, words):
    assert difference(points) == words


def test_scales_of_two_stand_side_by_side():
    (table,) = side_by_side(prompt("scale"), [{"een": 1, "twee": 2}, {"een": 4}], ("Jij", "Noor"))

    assert table.header == ("Stelling", "Jij", "Noor", "Verschil")
    assert table.rows == [
        ("Eén", "Nog niet (1)", "Verankerd (4)", "3 punten verschil: bespreek dit"),
        ("Twee", "Eerste stappen (2)", "Geen antwoord", "niet te vergelijken"),
        ("Drie", "Geen antwoord", "Geen antwoord", "niet te vergelijken"),
    ]
