"""Which words are marked, and which sentence is shown."""

import pytest

from search.highlight import PASSAGE, Highlighter
from search.plan import LABEL, Alternative, Concept, Plan


def asking(*concepts):
    """Return a highlighter for concepts, each as the ways to say it in terms."""
    return Highlighter(
        Plan(
            tuple(
                Concept("", tuple(Alternative(1, tuple(way.split())) for way in ways))
                for ways in concepts
            )
        )
    )


def marked(highlighter, text):
    runs = highlighter.marked(text)
    assert "".join(run.text for run in runs) == text
    return [run.text for run in runs if run.is_hit]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Schuldhulpverlening.", ["Schuldhulpverlening"]),
        ("de schuldhulpverleners zelf", ["schuldhulpverleners"]),
        ("schuldhulpverlener", ["schuldhulpverlener"]),
        ("SCHULDHULPVERLENING!", ["SCHULDHULPVERLENING"]),
        ("schuldhulp", []),
        ("schulden", []),
        ("", []),
    ],
)
def test_word_is_marked_in_other_forms(text, hits):
    assert marked(asking(["schuldhulpverlen"]), text) == hits


def test_word_inside_a_compound_marks_the_whole_word():
    assert marked(asking(["schuld"]), "Een schuldregeling") == ["schuldregeling"]


def test_short_stem_does_not_mark_what_only_begins_like_it():
    assert marked(asking(["wet"]), "wetenschap over de wet") == ["wet"]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        pytest.param("gemeentelijke schuldhulp", ["gemeentelijke", "schuldhulp"], id="together"),
        pytest.param("schuldhulp van de gemeente", ["schuldhulp", "gemeente"], id="near"),
        pytest.param("De gemeente helpt.", [], id="one of them"),
        pytest.param(
            "De gemeente nam dit jaar veel meer tijd voor de schuldhulp", [], id="far apart"
        ),
        pytest.param(
            "De gemeente wil, zoals iedere gemeente, schuldhulp geven.",
            ["gemeente", "schuldhulp"],
            id="the nearest",
        ),
    ],
)
def test_words_of_a_synonym_are_marked_only_together(text, hits):
    assert marked(asking(["gemeente schuldhulp"]), text) == hits


def test_words_of_several_concepts_are_each_marked():
    highlighter = asking(["schuld"], ["jonger"])

    assert marked(highlighter, "Jongeren, en veel later schulden") == ["Jongeren", "schulden"]
    assert highlighter.said("Over jongeren") == {1}


def test_labels_mark_nothing():
    assert marked(asking([f"{LABEL}c1"]), "c1 #c1") == []


def test_passage_is_the_sentence_that_says_most():
    text = "De titel\nEerst over schulden. Dan over jongeren met schulden. Tot slot niets."

    passage = asking(["schuld"], ["jonger"]).passage("Een samenvatting.", text)

    assert "".join(run.text for run in passage) == "Dan over jongeren met schulden."


def test_passage_is_the_summary_when_it_says_as_much():
    passage = asking(["schuld"]).passage("Over schulden.", "De titel\nDit gaat ook over schulden.")

    assert "".join(run.text for run in passage) == "Over schulden."


def test_passage_is_never_a_row_of_names():
    text = "De titel\nGemeente Arnhem Immerloo Arnhem-Oost"

    passage = asking(["arnhem"]).passage("Een samenvatting.", text)

    assert "".join(run.text for run in passage) == "Een samenvatting."


@pytest.mark.parametrize("before", ["woorden vooraf " * 30, "x" * 600 + " "])
@pytest.mark.parametrize("after", [" en woorden erna" * 30, " " + "y" * 600])
def test_passage_of_a_long_sentence_stands_around_the_first_hit(before, after):
    passage = asking(["schuld"]).passage("", f"De titel\n{before}schulden{after}.")

    shown = "".join(run.text for run in passage)
    assert [run.text for run in passage if run.is_hit] == ["schulden"]
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) <= PASSAGE + 10
