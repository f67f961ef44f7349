import re

import pytest

from outbox.html import as_html


def body(text):
    """Return what stands below the heading, on one line."""
    page = as_html("Onderwerp", text)
    found = re.search(r"</h1>(.*)</main>", page, re.DOTALL).group(1)
    return re.sub(r">\s+|\s+<", lambda at: at.group().strip(), found).strip()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("Een.\n\nTwee.", "<p>Een.</p><p>Twee.</p>", id="paragraphs"),
        pytest.param("Een,\ntwee.\n", "<p>Een,<br>twee.</p>", id="lines"),
        pytest.param("Een.\r\n \r\nTwee.", "<p>Een.</p><p>Twee.</p>", id="lines of a form"),
        pytest.param("Dit:\n- a\n- b", "<p>Dit:</p><ul><li>a</li><li>b</li></ul>", id="list"),
        pytest.param("a < b & c", "<p>a &lt; b &amp; c</p>", id="signs of HTML"),
        pytest.param("", "", id="nothing"),
        pytest.param(
            "Zie https://kp.example/a?b=1&c=2.",
            '<p>Zie<a href="https://kp.example/a?b=1&amp;c=2">https://kp.example/a?b=1&amp;c=2</a>'
            ".</p>",
            id="address in a sentence",
        ),
        pytest.param(
            '(https://kp.example/) "http://b.example"',
            '<p>(<a href="https://kp.example/">https://kp.example/</a>) &quot;'
            '<a href="http://b.example">http://b.example</a>&quot;</p>',
            id="two addresses",
        ),
        pytest.param("javascript:alert(1)", "<p>javascript:alert(1)</p>", id="no address"),
    ],
)
def test_text_becomes_html_that_says_the_same(text, html):
    assert body(text) == html


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("https://kp.example/x/", "Open de pagina", id="alone"),
        pytest.param("→ https://kp.example/x/", "Open de pagina", id="arrow"),
        pytest.param("→ Lees & kies: https://kp.example/x/", "Lees &amp; kies", id="named"),
        pytest.param("Lees verder:\nhttps://kp.example/x/", "Lees verder", id="line above"),
    ],
)
def test_address_on_its_own_becomes_a_button(text, words):
    assert body(text) == f'<p><a class="button" href="https://kp.example/x/">{words}</a></p>'


def test_long_line_above_a_button_stays_a_line():
    line = "Bevestig met de knop hieronder dat u dit adres elke dag zelf leest:"

    assert body(f"{line}\nhttps://kp.example/") == (
        f'<p>{line}</p><p><a class="button" href="https://kp.example/">Open de pagina</a></p>'
    )


def test_sentences_before_the_words_of_a_button_stay():
    assert body("Was u dit niet? Bel ons. Kies een wachtwoord:\nhttps://kp.example/") == (
        "<p>Was u dit niet? Bel ons.</p>"
        '<p><a class="button" href="https://kp.example/">Kies een wachtwoord</a></p>'
    )


def test_button_leaves_the_other_lines_of_its_part():
    assert body("Beste lezer.\nhttps://kp.example/\nTot ziens.") == (
        '<p>Beste lezer.</p><p><a class="button" href="https://kp.example/">Open de pagina</a></p>'
        "<p>Tot ziens.</p>"
    )


def test_page_is_dutch_and_has_its_subject_for_a_title():
    page = as_html("Uw <inzending>", "Tekst.")

    assert page.startswith('<!DOCTYPE html>\n<html lang="nl">')
    assert "<title>Uw &lt;inzending&gt;</title>" in page
    assert not re.search(r"<(img|script|link|table)\b", page)
