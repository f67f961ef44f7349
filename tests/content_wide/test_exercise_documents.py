"""Every exercise on paper: the package for a meeting, and the report of who did it alone."""

import io

import docx
import page as pdf_ua
import pytest

from tools.documents.pdf import to_pdf
from tools.documents.word import to_docx
from tools.reflection.answers import cleaned, keep
from tools.reflection.models import Exercise
from tools.reflection.package.building import package_of
from tools.reflection.package.meeting import Meeting
from tools.reflection.report.building import document_for
from tools.reflection.script import UNKNOWN, Kind, Script
from tools.reflection.starting import begin

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("content")]

EXERCISES = 26
LENGTHS = (15, 30, 45)
EMOJI = "Wat een dag 🙈👩🏽‍🤝‍👨🏻🇳🇱 én toch ‘door’ → €\u00a01.000"
LONG_WORD = "armoedebestrijdingsbeleidsmedewerker" * 13
LONG_TEXT = f"{EMOJI}\n\n{'Een zin die steeds terugkomt, met een <b> en een # erin. ' * 100}"[
    :5_000
]


def awkward(prompt):
    """Return an answer that is hard to put on paper, as it would be kept."""
    keys = [option.key for option in prompt.options]
    answers = {
        Kind.SHORT: EMOJI,
        Kind.LONG: LONG_TEXT,
        Kind.CHOICE: keys[-1:] and keys[-1],
        Kind.CHOICES: keys,
        Kind.TICKS: keys,
        Kind.SCALE: dict(zip(keys, [UNKNOWN, 4] * len(keys), strict=False)),
        Kind.RANKING: keys[::-1],
        Kind.TABLE: [[LONG_WORD] * len(keys), [EMOJI] * len(keys)],
    }
    return cleaned(prompt, answers[Kind(prompt.kind)])


def broken_rules(pdf):
    """Return the rules of PDF/UA that a document breaks."""
    report = pdf_ua.validate_pdf_bytes(pdf, profile=pdf_ua.ValidationProfile.PDF_UA_1)
    assert report.is_compliant == (not report.failures)
    return [failure.message for failure in report.failures]


def exercises():
    found = list(Exercise.objects.published().for_detail().in_order())
    assert len(found) == EXERCISES
    return found


def test_package_of_each_exercise_is_a_pdf_for_everybody_whatever_its_length():
    broken = {}

    for number, exercise in enumerate(exercises()):
        pdfs = [to_pdf(package_of(Script.of(exercise), Meeting(each, 8))) for each in LENGTHS]
        # Validated at one length, each in turn: they are made of the same parts.
        broken[exercise.slug] = broken_rules(pdfs[number % len(pdfs)])

    assert {slug: rules for slug, rules in broken.items() if rules} == {}


def test_report_of_each_exercise_holds_whatever_was_answered():
    wrong = {}

    for exercise in exercises():
        seat = begin(exercise, "alone")
        script = seat.session.reflection.script
        keep(seat, {prompt.key: awkward(prompt) for prompt in script.prompts})
        document = document_for(seat)
        wrong[exercise.slug] = [*broken_rules(to_pdf(document)), *wrong_in_word(document, script)]

    assert {slug: faults for slug, faults in wrong.items() if faults} == {}


def wrong_in_word(document, script):
    """Yield what a Word file lacks: a heading for each question, its language, an answer."""
    file = docx.Document(io.BytesIO(to_docx(document)))
    headings = {one.text for one in file.paragraphs if one.style.name.startswith("Heading")}
    for prompt in script.prompts:
        if prompt.text not in headings:
            yield f"geen kop: {prompt.text}"
    if "nl-NL" not in file.styles.element.xml:
        yield "geen Nederlands"
    texts = [one.text for one in file.paragraphs]
    texts += [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    kinds = {prompt.kind for prompt in script.prompts}
    told = "\n".join(texts)
    for kind, answer in {Kind.LONG: EMOJI, Kind.SHORT: EMOJI, Kind.TABLE: LONG_WORD}.items():
        if kind in kinds and answer not in told:
            yield f"geen antwoord op {kind.label}"
