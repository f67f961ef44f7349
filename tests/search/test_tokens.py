import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.stop_words import STOP_WORDS
from search.text import fold
from search.tokens import Token, tokens

ANY_TEXT = st.text(st.characters())  # lone surrogates and control characters too
DUTCH_TEXT = st.text("aeënzZ\u0308\u00ad\u200b-\u2010’'ʼ 19.,/&–½℡中\x00")


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        pytest.param("Financiële zorgen", ["financiele", "zorgen"], id="accent"),
        pytest.param("Financie\u0308le", ["financiele"], id="accent as a character of its own"),
        pytest.param("re-integratie", ["reintegratie"], id="hyphen"),
        pytest.param("re\u2010integratie re\u2011integratie", ["reintegratie"] * 2, id="hyphens"),
        pytest.param("zzp'er zzp’er zzpʼer", ["zzper"] * 3, id="apostrophes"),
        pytest.param("schuld\u00adhulp wijk\u200bteam", ["schuldhulp", "wijkteam"], id="unseen"),
        pytest.param("jeugd- en gezinshulp", ["jeugd", "en", "gezinshulp"], id="hyphen at the end"),
        pytest.param("‘arm’ 'rijk'", ["arm", "rijk"], id="quotation marks"),
        pytest.param("en/of werk–wonen", ["en", "of", "werk", "wonen"], id="slash and dash"),
        pytest.param("van--naar", ["van", "naar"], id="two hyphens"),
        pytest.param("18+ en 1.300,50", ["18", "en", "1", "300", "50"], id="digits"),
        pytest.param("geld\x00zorg", ["geld", "zorg"], id="NUL"),
        pytest.param("geld\ud800zorg", ["geld", "zorg"], id="lone surrogate"),
        pytest.param("😀 中文 Ελλάδα", [], id="nothing to fold"),
        pytest.param("geld😀zorg", ["geld", "zorg"], id="emoji between"),
        pytest.param("%_'\"\\ - ’", [], id="signs"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_tokens_have_folded_forms(text, forms):
    assert [token.form for token in tokens(text)] == forms


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        pytest.param("schuldhulp", (), id="one word"),
        pytest.param("re-integratie", ("integratie",), id="short part left out"),
        pytest.param("Bbz-Uitkering", ("bbz", "uitkering"), id="both parts"),
        pytest.param("zzp'er", ("zzp",), id="before the apostrophe"),
        pytest.param("zzp’ers", ("zzp",), id="no ending as a part"),
        pytest.param("foto's-map", ("foto", "map"), id="both signs"),
        pytest.param("’s-Hertogenbosch", ("hertogenbosch",), id="apostrophe in front"),
        pytest.param("een-op-een-begeleiding", ("een", "een", "begeleiding"), id="many parts"),
        pytest.param("e-mail", ("mail",), id="one letter"),
    ],
)
def test_tokens_have_the_parts_that_signs_divide(word, parts):
    assert [token.parts for token in tokens(word)] == [parts]


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        pytest.param("(Zzp’ers!)", "Zzp’ers", id="brackets"),
        pytest.param("om ‘re-integratie’, dus", "re-integratie", id="quotation marks"),
        pytest.param("een cafe\u0301.", "cafe\u0301", id="accent at the end"),
        pytest.param("jeugd- ", "jeugd", id="hyphen at the end"),
    ],
)
def test_token_says_where_its_word_stands(text, raw):
    assert raw in [text[token.start : token.end] for token in tokens(text)]


def test_stop_words_are_forms_of_tokens():
    assert {token.form for token in tokens(" ".join(STOP_WORDS))} == STOP_WORDS


def test_tokens_cuts_a_word_without_end():
    [token] = tokens("a" * 10_000)

    assert token == Token("a" * 60, (), 0, 10_000)


def test_tokens_finds_every_word_of_a_long_text():
    assert len(tokens("Hulp bij schulden. " * 10_000)) == 30_000


@pytest.mark.parametrize("text", ["é" * 200, "a-" * 5_000, "a’" * 5_000, "a" + "\u0301’" * 5_000])
def test_tokens_takes_a_long_word_at_one_go(text):
    assert len(tokens(text)) == 1


@given(ANY_TEXT | DUTCH_TEXT)
def test_tokens_slice_the_words_that_fold_to_their_form(text):
    for token in tokens(text):
        raw = text[token.start : token.end]

        assert token.form == fold(raw).replace(" ", "")[:60]
        assert token.form.isascii()
        assert token.form.isalnum()
        assert all(len(part) >= 3 and part in token.form for part in token.parts)


@given(ANY_TEXT | DUTCH_TEXT)
def test_tokens_stand_in_order_and_apart(text):
    places = [place for token in tokens(text) for place in (token.start, token.end)]

    assert places == sorted(places)
    assert all(start < end for start, end in zip(places[::2], places[1::2], strict=True))


@given(st.text("aëZ1 -’.,\u00ad中\n", max_size=50))
def test_tokens_leave_nothing_out(text):
    joined = "".join(token.form for token in tokens(text))

    assert joined == fold(text).replace(" ", "")


@given(st.lists(ANY_TEXT, max_size=5))
def test_tokens_of_texts_apart_are_those_of_the_texts_together(texts):
    apart = [token.form for text in texts for token in tokens(text)]

    assert [token.form for token in tokens(" ".join(texts))] == apart
