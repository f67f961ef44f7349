import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.compounds import WORD_LIST, split
from search.stemmer import stem
from search.stop_words import STOP_WORDS
from search.text import fold

NO_COMPOUNDS = """
schuld schulden bestaan verzoek gemeente gemeenten onderwijs ervaring samenwerking
werkgevers vrijwilliger huisarts ziekenhuis doelgroep hulpmiddelen maatwerk netwerken
spreekuren leeftijd werkwijze vraagstukken leidraad kansrijke belangrijk kerkrade eindhoven
vaststellen onderzoek overleg voorkomen maandag mogelijkheden omstandigheden vrijheid
"""
A_WORD = st.sampled_from(["schuld", "hulp", "verlening", "taal", "werk", "wijk", "zorg", "geld"])


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("schuldhulp", "schuld hulp"),
        ("schuldhulpverlening", "schuld hulp verlening"),
        ("schuldhulpverleners", "schuld hulp verlening"),
        ("jongerenschulden", "jongeren schuld"),
        ("bijstandsgerechtigden", "bijstand gerechtigde"),
        ("taalvaardigheden", "taal vaardigheid"),
        ("kinderarmoede", "kind armoede"),
        ("voedselbanken", "voedsel bank"),
        ("bestaanszekerheid", "bestaan zekerheid"),
        ("energietoeslag", "energie toeslag"),
        ("kostendelersnorm", "kosten deler norm"),
        ("beslagvrije", "beslag vrij"),
        ("gezondheidsverschillen", "gezondheid verschil"),
        ("laagopgeleid", "laag opgeleid"),
        ("werkgeversdienstverlening", "werkgever dienst verlening"),
        ("buurtteams", "buurt team"),
        ("inkomensondersteuning", "inkomen ondersteuning"),
        ("huurachterstanden", "huur achterstand"),
        ("betalingsregelingen", "betaling regeling"),
        ("beschermingsbewindvoerder", "bescherming bewind voerder"),
        ("ouderenzorg", "ouderen zorg"),
        ("daklozenopvang", "dakloze opvang"),
        ("participatiewetuitkering", "participatie wet uitkering"),
        ("ggzclienten", "ggz client"),
        ("multiprobleemhuishoudens", "multi probleem huishouden"),
    ],
)
def test_split_gives_the_stems_of_the_parts(word, parts):
    assert split(word) == tuple(map(stem, parts.split()))


@pytest.mark.parametrize("word", NO_COMPOUNDS.split())
def test_split_leaves_a_word_that_is_no_compound(word):
    assert split(word) == ()


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("", id="nothing"),
        pytest.param("schuldhulp2", id="digit"),
        pytest.param("hulp" * 6, id="too many parts"),
        pytest.param("hulpschuld" * 7, id="too long"),
    ],
)
def test_split_gives_up(word):
    assert split(word) == ()


def test_compound_words_are_folded_words_and_no_compounds_themselves():
    lines = WORD_LIST.read_text(encoding="utf-8").splitlines()
    words = [word for line in lines for word in line.partition("#")[0].split()]

    assert len(words) == len(set(words))
    assert [word for word in words if fold(word) != word or len(word) < 4] == []
    assert [word for word in words if split(word)] == []
    assert STOP_WORDS.isdisjoint(words)


@given(st.lists(A_WORD, min_size=2, max_size=5))
def test_split_finds_the_words_that_a_compound_is_made_of(words):
    assert split("".join(words)) == tuple(map(stem, words))


@given(st.text("abdeghiklmnorstuvwz", max_size=80))
def test_split_gives_parts_in_the_order_of_the_word(word):
    found = split(word)

    at = 0
    for part in found:
        at = word.index(part[:2], at) + 2
    assert len(found) != 1
