import hashlib
import json
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tools.documents.sample import AWKWARD, HOSTILE, PICTURE, SAMPLE, faults
from tools.documents.covered import BOX, FONTS, covered
from tools.documents.document import Bullets, Document, Heading, Note, Paragraph, Table
from tools.documents.pdf import BREAK, _shown, to_pdf

A_FEW = settings(max_examples=25, deadline=None, derandomize=True)


def test_document_with_every_part_is_one_for_everybody():
    assert faults(to_pdf(SAMPLE)) == []


def test_what_is_typed_is_never_markup():
    content = to_pdf(Document(title=HOSTILE, blocks=[Paragraph(HOSTILE)]))

    assert faults(content) == []
    assert b"root:" not in content


@A_FEW
@given(st.text(max_size=80), st.lists(st.text(max_size=40), max_size=3))
def test_any_text_gives_a_document_for_everybody(text, items):
    blocks = [
        Heading(text or "Kop"),
        Paragraph(text),
        Bullets(items),
        Table(text, ("Een",), [[item] for item in items]),
        Note(text, text),
    ]

    content = to_pdf(Document(title=text or "Titel", subtitle=text, footer=text, blocks=blocks))

    assert faults(content) == []


def test_threads_of_one_server_make_documents_at_once():
    documents = [Document(title=f"Verslag {number}") for number in range(12)]

    with ThreadPoolExecutor(4) as threads:
        contents = list(threads.map(to_pdf, documents))

    assert [f"Verslag {n}".encode() in content for n, content in enumerate(contents)] == [True] * 12


@pytest.mark.parametrize(
    ("word", "is_whole"),
    [
        ("schuldhulpverleningsorganisatie", True),
        ("(arbeidsongeschiktheidsverzekering).", True),
        ("https://kennisplaats.example/een", False),
        ("x" * 30, False),
        ("armoedebestrijdingsprogramma" * 2, False),
    ],
)
def test_only_what_has_no_syllables_gets_places_to_break(word, is_whole):
    shown = _shown(word)

    assert (BREAK not in shown) is is_whole
    assert shown.replace(BREAK, "") == word


def test_sign_that_no_font_has_becomes_a_box():
    shown = covered(AWKWARD)

    assert shown.startswith("Een → pijl ≥ 3 🙂 👍 👨👩👧 ❤ ")
    assert BOX in shown
    assert not {"\ufeff", "\x07", "\u200d", "日"} & set(shown)


@A_FEW
@given(st.text(max_size=40))
def test_any_text_in_a_picture_gives_a_document_for_everybody(text):
    svg = PICTURE.svg.replace(escape(AWKWARD), escape(text))

    content = to_pdf(Document(title="Figuur", blocks=[replace(PICTURE, svg=svg)]))

    assert faults(content) == []


def test_document_that_typst_refuses_is_made_without_the_promise(caplog):
    # The standard asks for a title.
    with caplog.at_level(logging.ERROR):
        content = to_pdf(Document(title="", blocks=[Paragraph("Een geheim antwoord.")]))

    assert content.startswith(b"%PDF")
    assert "not PDF/UA" in caplog.text
    assert "geheim" not in caplog.text


@pytest.mark.parametrize("font", json.loads((FONTS / "manifest.json").read_text()).items())
def test_font_is_the_one_that_was_made(font):
    name, told = font

    content = (FONTS / name).read_bytes()

    assert (len(content), hashlib.sha256(content).hexdigest()) == (told["bytes"], told["sha256"])
