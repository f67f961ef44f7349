"""How readable a text is, by numbers that can be worked out by hand."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.readability import (
    flesch_douma,
    hints,
    jargon,
    long_sentences,
    plain_words,
    sentences,
    syllables,
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("huis", 1),
        ("leeuw", 1),
        ("gemeente", 3),
        ("schuldhulpverlening", 5),
        ("geëerd", 2),
        ("ideeën", 3),
        ("financiële", 5),
        ("reïntegratie", 5),
        ("theater", 3),
        ("bijstand", 2),
        ("mooie", 2),
        ("IJSSEL", 2),
        ("mr", 1),
    ],
)
def test_syllables_are_counted_as_they_are_said(word, count):
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" \n . ! ", []),
        ("Een zin. Nog een!", ["Een zin", "Nog een"]),
        ("Wij helpen, bijv. met een brief.", ["Wij helpen, bijv. met een brief"]),
        ("Dat werkt o.a. goed.", ["Dat werkt o.a. goed"]),
        ("Hulp, post enz. Dat werkt.", ["Hulp, post enz", "Dat werkt"]),
        ("W.H. Douma mat het.", ["W.H. Douma mat het"]),
        ("Het kost 3.500 euro. Klaar.", ["Het kost 3.500 euro", "Klaar"]),
        ("Een kop\nEen regel", ["Een kop", "Een regel"]),
        ("Hij zei: “Stop.” Toen ging hij.", ["Hij zei: “Stop", "” Toen ging hij"]),
    ],
)
def test_sentences_end_where_a_reader_takes_breath(text, found):
    assert [sentence.strip() for sentence in sentences(text)] == found


def test_reading_ease_is_that_of_douma():
    # Two sentences, six words, eight syllables.
    text = "Wij helpen u. Dat is gratis."

    assert flesch_douma(text) == pytest.approx(206.84 - 0.93 * 3 - 77 * 8 / 6)


def test_plain_text_reads_easier_than_that_of_an_office():
    office = "De implementatie van participatiebevorderende interventies wordt gefaciliteerd."

    assert flesch_douma("Wij helpen mensen om mee te doen.") > flesch_douma(office)


@pytest.mark.parametrize("text", ["", " ", "1234 !", "\n\n"])
def test_text_without_words_cannot_be_measured(text):
    with pytest.raises(ValueError, match="zonder woorden"):
        flesch_douma(text)


@pytest.mark.parametrize(("words", "told"), [(20, []), (21, ["21"])])
def test_sentence_of_more_than_twenty_words_is_long(words, told):
    found = long_sentences(" ".join(["woord"] * words) + ".")

    assert [hint.advice.split()[3] for hint in found] == told


def test_long_sentence_is_shown_by_its_beginning():
    [hint] = long_sentences("Dit is het begin " + "en het gaat maar door " * 100)

    assert hint.found.startswith("Dit is het begin en het gaat")
    assert len(hint.found) <= 112


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De interventie werkt.", [("interventie", "aanpak", 1)]),
        ("INTERVENTIE en Interventie", [("interventie", "aanpak", 2)]),
        ("Dit is in het kader van\nde nota.", [("in het kader van", "voor, bij", 1)]),
        ("Financiële\xa0problematiek", [("financiële problematiek", "geldproblemen", 1)]),
        ("Het kader van de deur.", []),
        ("De Participatiewet blijft.", []),
        ("De Wet op de participatie geldt.", []),
        ("De Wet inburgering. Participatie telt.", [("participatie", "meedoen", 1)]),
        ("De wet zegt: participatie.", [("participatie", "meedoen", 1)]),
        ("Wij helpen met geld.", []),
    ],
)
def test_hard_words_get_a_plain_one_and_names_of_laws_stay(text, found):
    assert [(hint.found, hint.advice, hint.times) for hint in jargon(text)] == found


def test_list_of_words_is_long_enough_and_plain_itself():
    words = plain_words()

    assert len(words) >= 80
    harder = {term: advice for term, advice in words.items() if advice in words}
    assert harder == {}
    assert [advice for advice in words.values() if not advice.strip()] == []


TEXTS = st.text() | st.text(alphabet="aeiouëW. et!\n<'’-").map(lambda text: f"Wet {text}")


@given(TEXTS)
def test_any_text_can_be_looked_at(text):
    found = hints(text)

    assert all(hint.found and hint.advice and hint.times for hint in found)
    if any(map(str.isalpha, text)):
        assert flesch_douma(text) < 207


@pytest.mark.parametrize(
    "part",
    ["a", "a.", "Wet ", "Wet a ", "in het kader ", ".", "\n", "a-", "’", "B. ", "interventie "],
)
def test_long_text_takes_time_by_its_length(part):
    text = (part * 50_000)[:50_000]
    begin = perf_counter()

    hints(text)

    assert perf_counter() - begin < 1
