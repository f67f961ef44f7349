from datetime import date

import docx
import pytest
from django.urls import reverse
from icalendar import Calendar

from tests.factories import ConceptFactory, PracticeFactory
from tests.factories.reflection import ExerciseFactory, begun, with_questions
from tests.pages import parse
from tests.tools.documents.sample import faults
from tools.reflection.answers import keep
from tools.reflection.models import TakenItem

pytestmark = pytest.mark.django_db

ANSWERS = {
    "short": "Kort gezegd.",
    "long": "Eerste regel.\nTweede regel met 🙂 en → en een woord: " + "x" * 300,
    "choice": "twee",
    "choices": ["een", "drie"],
    "scale": {"een": 4, "twee": "unknown"},
    "ticks": ["drie"],
    "ranking": ["drie", "een", "twee"],
    "table": [["a", "b", "c" * 400]],
}


def at(name, seat):
    return reverse(f"reflection:{name}", args=[seat.key])


@pytest.fixture
def seat():
    theme = ConceptFactory()
    seat = begun("alone", exercise=with_questions(ExerciseFactory(concepts=[theme])))
    keep(seat, ANSWERS)
    seat.session.reflection.agreements.create(
        text="Ik bel de cliëntenraad.", due_on=date(2027, 3, 28)
    )
    PracticeFactory(title="Past hierbij", concepts=[theme])
    return seat


def test_report_has_every_answer_and_what_was_agreed(client, seat):
    text = parse(client.get(at("report", seat))).one("main").text

    for words in ("Kort gezegd.", "Optie twee", "Verankerd (4)", "Weet ik niet", "c" * 400):
        assert words in text
    assert "Ik bel de cliëntenraad. op 28 maart 2027" in text


def test_report_is_a_pdf_for_everybody(client, seat):
    response = client.get(at("report-pdf", seat))

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert response["Cache-Control"] == "no-store"
    assert faults(response.content) == []


def test_report_is_a_word_file_with_headings(client, seat, tmp_path):
    (tmp_path / "verslag.docx").write_bytes(client.get(at("report-docx", seat)).content)

    file = docx.Document(tmp_path / "verslag.docx")

    headings = [p.text for p in file.paragraphs if p.style.name == "Heading 1"]
    assert headings == ["Kijk rond", "Bespreek", "Dit is afgesproken"]


def test_agreement_with_a_date_goes_to_a_calendar(client, seat):
    [event] = Calendar.from_ical(client.get(at("report-ics", seat)).content).walk("VEVENT")

    assert event["summary"] == "Ik bel de cliëntenraad."
    assert event.decoded("dtstart") == date(2027, 3, 28)
    assert seat.key not in str(event.to_ical())


def test_calendar_is_not_there_without_a_date(client):
    assert client.get(at("report-ics", begun())).status_code == 404


def test_item_is_taken_along_and_put_back(client, seat):
    item = PracticeFactory(title="Neem mij mee")

    taken = client.post(at("take", seat), {"item": item.pk})
    client.post(at("take", seat), {"item": item.pk})
    page = client.get(at("report", seat)).content.decode()
    client.post(at("take", seat), {"item": item.pk, "put_back": "1"})

    assert taken["Location"] == f"{at('report', seat)}#meenemen"
    assert item.get_absolute_url() in page
    assert not TakenItem.objects.exists()


@pytest.mark.parametrize("item", ["", "spook", "99999999999999999999", "0"])
def test_item_that_is_not_there_is_not_taken(client, seat, item):
    assert client.post(at("take", seat), {"item": item}).status_code == 404


def test_draft_is_not_taken(client, seat):
    draft = PracticeFactory(status="draft")

    assert client.post(at("take", seat), {"item": draft.pk}).status_code == 404


def test_fitting_items_are_offered_with_a_reason(client, seat):
    page = parse(client.get(at("report", seat)))

    section = page.one("section", aria_labelledby="meenemen")
    assert "Past hierbij" in section.text
    assert section.all("button")[0].text == "Neem mee naar een actie: Past hierbij"


def test_report_outlives_its_exercise(client, seat):
    seat.session.reflection.version.exercise.delete()

    response = client.get(at("report", seat))

    assert response.status_code == 200
    assert "Kort gezegd." in response.content.decode()


def test_report_without_answers_says_so(client):
    text = parse(client.get(at("report", begun()))).one("main").text

    assert text.count("Geen antwoord.") == 8


@pytest.mark.parametrize("page", ["report", "report-pdf", "report-docx", "report-ics"])
def test_unknown_key_is_not_found(client, page):
    assert client.get(reverse(f"reflection:{page}", args=["x" * 32])).status_code == 404


def test_report_asks_the_same_of_the_database_for_few_and_many(
    client, seat, django_assert_max_num_queries
):
    for item in PracticeFactory.create_batch(3):
        TakenItem.objects.create(reflection=seat.session.reflection, item=item)
    client.get(at("report", seat))  # what processes remember is made

    with django_assert_max_num_queries(22):
        client.get(at("report", seat))
