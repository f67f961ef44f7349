import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text import clean, fold, words

ANY_TEXT = st.text(st.characters())  # lone surrogates and control characters too


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("Financiële zzp’ers", "financiele zzpers", id="accent and apostrophe"),
        pytest.param("financie\u0308le", "financiele", id="accent as a character of its own"),
        pytest.param("'s-Hertogenbosch", "s hertogenbosch", id="apostrophe and hyphen"),
        pytest.param("ŉ Súdwest-Fryslân", "n sudwest fryslan", id="Frisian"),
        pytest.param("ﬁnanciën, oﬃcieel", "financien officieel", id="ligatures"),
        pytest.param("Ĳssel en ĳs", "ijssel en ijs", id="ij as one character"),
        pytest.param("STRASSE Straße ẞ", "strasse strasse ss", id="sharp s"),
        pytest.param("İstanbul Kadıköy", "istanbul kadikoy", id="Turkish i, with and without dot"),
        pytest.param("Øresund, Łódź, Œuvre, Æ", "oresund lodz oeuvre ae", id="letters with a bar"),
        pytest.param("℡ 0900 Ｋｍ²", "tel 0900 km2", id="compatibility characters"),
        pytest.param("schuld\u00adhulp\u200bverlening", "schuldhulpverlening", id="unseen breaks"),
        pytest.param("a\u202eb", "ab", id="writing direction"),
        pytest.param("100%_'\"\\\x00 2026", "100 2026", id="signs"),
        pytest.param("a\ud800b", "a b", id="lone surrogate"),
        pytest.param("中文 Ελλάδα", "", id="other scripts"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@given(ANY_TEXT)
def test_fold_gives_words_of_ascii_that_fit_their_column(text):
    folded = fold(text)

    assert folded == " ".join(word for word in folded.split() if word.isalnum())
    assert folded == folded.lower()
    assert folded.isascii()
    assert len(folded) <= 2 * len(text)


@given(ANY_TEXT)
def test_fold_of_folded_text_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param("  rust \n", "rust", id="spaces around"),
        pytest.param("a\x00b\x07c\x7f", "abc", id="control characters"),
        pytest.param("a\ud800b", "ab", id="lone surrogate"),
        pytest.param("a\u202eb\u2066c\u061c", "abc", id="writing direction"),
        pytest.param("schuld\u00adhulp\ufeff\u200b", "schuldhulp", id="without width"),
        pytest.param("e\u0301e\u0301n", "één", id="accents composed"),
        pytest.param("a\tb\nc", "a\tb\nc", id="tab and newline stay"),
        pytest.param("a\r\nb\rc\vd\u2028e", "a\nb\nc\nd\ne", id="every line end"),
        pytest.param("👩\u200d👧 zzp’ers", "👩\u200d👧 zzp’ers", id="what readers do see"),
        pytest.param("e" + "\u0301" * 500, "é" + "\u0301" * 29, id="a tower of accents"),
    ],
)
def test_clean(text, cleaned):
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param("rust in huis", "rust", id="cut, and trimmed again"),
        pytest.param("rust", "rust", id="short enough"),
        pytest.param(" " * 100 + "rust", "", id="too much before it"),
    ],
)
def test_clean_cuts(text, cleaned):
    assert clean(text, max_length=5) == cleaned


@given(ANY_TEXT, st.integers(0, 20) | st.none())
def test_clean_of_cleaned_text_changes_nothing(text, max_length):
    cleaned = clean(text, max_length=max_length)

    assert clean(cleaned, max_length=max_length) == cleaned
    assert max_length is None or len(cleaned) <= max_length


def cost(work, text):
    """Return the least processor time of three tries: what else runs here does not count."""
    spent = []
    for _try in range(3):
        started = time.process_time()
        work(text)
        spent.append(time.process_time() - started)
    return min(spent)


@pytest.mark.parametrize("work", [clean, fold, words])
@pytest.mark.parametrize(
    "unit",
    [
        pytest.param("Financiële rust ", id="ordinary words"),
        pytest.param("\u0301\u0316", id="accents that want to change places"),
        pytest.param("x", id="one word"),
    ],
)
def test_cost_grows_with_the_length_and_not_with_its_square(work, unit):
    short, long = unit * 5_000, unit * 40_000

    # eight times the length: 8 when it grows with the length, 64 with its square
    assert cost(work, long) < 32 * cost(work, short)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Rust, rust en RÚST!", ["rust", "en"], id="each once"),
        pytest.param("a b c d e f g h i j k l m n", list("abcdefghijkl"), id="twelve at most"),
        pytest.param("x" * 1_000, ["x" * 60], id="a long word is cut"),
        pytest.param("%_ '", [], id="no words"),
    ],
)
def test_words(text, found):
    assert words(text) == found
