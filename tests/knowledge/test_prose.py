import time

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from knowledge.prose import LONGEST, cleaned, is_html, shown, to_html, to_plain
from tests.knowledge.hostile import HOSTILE
from tests.pages import _Builder

MAY_STAY = {"p", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "blockquote"}


def elements(html):
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return [element for element in builder.open[0].walk() if element.tag != "document"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("Eén < twee & drie", "Eén < twee & drie", id="plain"),
        pytest.param("Eerst.\n\nDan.", "Eerst.\n\nDan.", id="plain lines"),
        pytest.param("<p>Hallo</p><p></p>", "<p>Hallo</p>", id="an empty paragraph"),
        pytest.param(
            "<ul><li><p>een</p></li><li><p>twee</p></li></ul>",
            "<ul><li>een</li><li>twee</li></ul>",
            id="a list as the editor writes it",
        ),
        pytest.param("<div>a</div><div>b</div>", "<p>a</p><p>b</p>", id="pasted blocks"),
        pytest.param("los <b>vet</b><br>twee", "<p>los <strong>vet</strong> twee</p>", id="loose"),
        pytest.param("<h1>Kop</h1><h5>Sub</h5>", "<h3>Kop</h3><h4>Sub</h4>", id="other headings"),
        pytest.param(
            "<blockquote><p>a</p><p>b</p></blockquote>",
            "<blockquote><p>a</p><p>b</p></blockquote>",
            id="a quote of two paragraphs",
        ),
        pytest.param(
            '<p><a href="https://a.nl/?b=1&amp;c=2" onclick="x()" class="y">a</a></p>',
            '<p><a href="https://a.nl/?b=1&amp;c=2">a</a></p>',
            id="a link",
        ),
        pytest.param('<p><a href="//kwaad.example">a</a></p>', "<p>a</p>", id="a link elsewhere"),
        pytest.param('<p><a href="javascript:x()">a</a></p>', "<p>a</p>", id="a link that acts"),
        pytest.param("<p>een<script>alert(1)</script></p>", "<p>een</p>", id="a script"),
        pytest.param("<ul></ul>", "", id="nothing"),
    ],
)
def test_text_is_cleaned(text, kept):
    assert cleaned(text) == kept


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_keeps_no_way_to_act(text):
    for html in (cleaned(text), cleaned(f"<p>a</p>{text}"), str(shown(text))):
        for element in elements(html) if is_html(html) else []:
            assert element.tag in MAY_STAY
            assert set(element.attrs) <= {"href", "rel"}
            assert element.attrs.get("href", "https:").startswith(("https:", "http:", "mailto:"))


@given(st.text(alphabet="<>/=\"'&; abphulio13\n", max_size=200))
def test_cleaning_again_changes_nothing(text):
    once = cleaned(text)

    assert cleaned(once) == once


@pytest.mark.parametrize(
    "text", ["<div>", "<p>", "<a>", "<b>", "<ul><li>", "<", "&", "<blockquote>", "<svg><style>"]
)
def test_longest_text_is_cleaned_in_time(text):
    start = time.process_time()

    cleaned((text * LONGEST)[:LONGEST])

    assert time.process_time() - start < 2


def test_longer_text_is_refused_unread():
    with pytest.raises(ValidationError, match="20001 tekens"):
        cleaned("<" * 20_001)


@pytest.mark.parametrize(
    ("plain", "as_list", "html"),
    [
        ("Eén feit.", True, "<p>Eén feit.</p>"),
        ("Eerst.\n\nDan <b>.", True, "<ul><li>Eerst.</li><li>Dan &lt;b&gt;.</li></ul>"),
        ("Eerst.\n\nDan.", False, "<p>Eerst.</p><p>Dan.</p>"),
        ("", True, ""),
        ("<p>Al opgemaakt</p>", True, "<p>Al opgemaakt</p>"),
    ],
)
def test_plain_text_is_shown_as_html(plain, as_list, html):
    assert to_html(plain, as_list=as_list) == html


def test_words_of_html_are_a_block_a_line():
    html = "<h3>Kop</h3><p>a <em>b</em>&amp;c</p><ul><li>d</li><li>e</li></ul>"

    assert to_plain(html) == "Kop\na b&c\nd\ne"


def test_text_is_cleaned_once_more_when_shown():
    assert shown("<p onclick=x()>a<script>b</script></p>") == "<p>a</p>"


def test_link_that_is_shown_says_where_it_leads():
    assert shown('<p><a href="https://a.nl">a</a></p>') == (
        '<p><a href="https://a.nl" rel="external noopener">a</a></p>'
    )
