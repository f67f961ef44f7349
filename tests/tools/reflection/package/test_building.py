from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tools.documents.document import Bullets, Heading, Note, PageBreak, Paragraph, Table
from tools.reflection.package.building import package_of
from tools.reflection.package.inviting import event
from tools.reflection.package.meeting import Meeting
from tools.reflection.script import Prompt, Script, Step

MOMENT = datetime(2026, 12, 1, 9, tzinfo=UTC)
SCRIPT = Script(
    title="De brief op tafel",
    summary="Lees een brief met andere ogen.",
    goal="Je weet wat er in de brief beter kan.",
    need=3,
    minutes=30,
    short_minutes=10,
    short_version="Kies één alinea.",
    materials="Een grote brief\n\nStiften",
    in_meeting="Laat iedereen eerst lezen.",
    with_residents="Vraag een inwoner om mee te lezen.",
    steps=(
        Step(1, "Lees de brief", "", 5, None, is_before=True),
        Step(2, "Streep aan", "Kies drie kleuren.", 10, 10, is_before=False),
        Step(3, "Herschrijf", "Begin bij de eerste zin.", 20, None, is_before=False),
    ),
    prompts=(Prompt("zin", "long", "Welke zin schrikt af?", "", 2),),
)


def texts(document):
    return [block.text for block in document.blocks if isinstance(block, Heading | Paragraph)]


def bullets(document):
    lists = [block.items for block in document.blocks if isinstance(block, Bullets)]
    return [item for items in lists for item in items]


def test_package_has_four_parts_that_each_begin_on_a_page():
    document = package_of(SCRIPT, Meeting(30, 8))

    after_break = [
        document.blocks[place + 1].text
        for place, block in enumerate(document.blocks)
        if block == PageBreak()
    ]
    assert after_break == [
        "Voor de gespreksleider",
        f"Werkblad: {SCRIPT.title}",
        f"Afspraken na ‘{SCRIPT.title}’",
    ]
    assert document.subtitle == "Teamoverleg van 30 minuten met 8 mensen"


@pytest.mark.parametrize("minutes", [15, 30, 45])
def test_agenda_fills_the_chosen_minutes(minutes):
    document = package_of(SCRIPT, Meeting(minutes, 8))

    agenda = next(block for block in document.blocks if isinstance(block, Table))
    assert agenda.header == ("Minuut", "Wat jullie doen", "Duur")
    assert agenda.rows[0][0].startswith("0 – ")
    assert agenda.rows[-1][0].endswith(f" – {minutes}")


def test_agenda_of_a_planned_meeting_has_the_times_of_the_clock():
    document = package_of(SCRIPT, Meeting(30, 8, MOMENT))

    agenda = next(block for block in document.blocks if isinstance(block, Table))
    assert Note("Wanneer", "Dinsdag 1 december 2026, 10.00 tot 10.30 uur") in document.blocks
    assert agenda.header[0] == "Tijd"
    assert (agenda.rows[0][0], agenda.rows[-1][0]) == ("10.00 – 10.02", "10.26 – 10.30")


def test_short_version_says_that_it_is_one():
    short = f"Dit is de korte versie. {SCRIPT.short_version}"

    assert short in texts(package_of(SCRIPT, Meeting(15, 8)))
    assert short not in texts(package_of(SCRIPT, Meeting(45, 8)))


def test_notes_say_what_is_done_before_and_what_is_needed():
    said = bullets(package_of(SCRIPT, Meeting(30, 8)))

    asked = "Vraag iedereen om dit vooraf te doen: lees de brief. Dat kost 5 minuten."
    assert [asked, "Een grote brief", "Stiften"] == [
        item for item in said if item in {asked, "Een grote brief", "Stiften"}
    ]
    assert any("Print het werkblad 8 keer" in item for item in said)


@pytest.mark.parametrize(
    ("people", "arrangement"),
    [
        (6, "Ga om één tafel zitten"),
        (8, "Zet de stoelen in een kring of in een U"),
        (20, "Zet 5 tafels klaar"),
        (60, "Zet 15 tafels klaar"),
    ],
)
def test_room_is_arranged_for_the_number_of_people(people, arrangement):
    said = texts(package_of(SCRIPT, Meeting(30, people)))

    assert [text for text in said if text.startswith(arrangement)] != []
    assert f"De zaal voor {people} mensen" in said


def test_odd_number_of_people_makes_a_group_of_three():
    odd, even = (" ".join(texts(package_of(SCRIPT, Meeting(30, n)))) for n in (9, 10))

    assert "één groepje van drie" in odd
    assert "één groepje van drie" not in even


def test_notes_have_the_tips_and_how_to_work_with_residents():
    document = package_of(SCRIPT, Meeting(30, 8))

    said = texts(document)
    assert said[said.index("Tips voor dit overleg") + 1] == "Laat iedereen eerst lezen."
    assert said[said.index("Met inwoners") + 1] == "Vraag een inwoner om mee te lezen."
    assert "Betaal of vergoed de tijd en de reiskosten." in bullets(document)


def test_notes_leave_out_what_the_exercise_does_not_say():
    silent = replace(SCRIPT, in_meeting="", with_residents="", materials="", steps=SCRIPT.steps[1:])

    said = texts(package_of(silent, Meeting(45, 4)))

    assert "Tips voor dit overleg" not in said
    assert "Dit doet iedereen vooraf" not in said
    assert said[said.index("Met inwoners") + 1] == "Werk je met inwoners? Dan geldt altijd:"


def test_notes_say_what_to_say_at_the_start_and_at_the_end():
    document = package_of(SCRIPT, Meeting(30, 8))

    said = {block.title: block.text for block in document.blocks if isinstance(block, Note)}
    assert SCRIPT.goal in said["Zeg bij het begin"]
    assert "Wat we hier zeggen, blijft hier." in said["Zeg bij het begin"]
    assert "Wie doet het, en wanneer is het klaar?" in said["Zeg aan het eind"]


def test_agreements_have_empty_rows_for_what_who_and_when():
    document = package_of(SCRIPT, Meeting(30, 8))

    *_, table = (block for block in document.blocks if isinstance(block, Table))
    assert table.header == ("Wat", "Wie", "Wanneer")
    assert {tuple(row) for row in table.rows} == {("", "", "")}


def test_meeting_in_a_calendar_lasts_as_long_as_chosen():
    url = "https://kennisplaats.example/reflectie/brief/teamoverleg/"

    made = event(SCRIPT, Meeting(45, 8, MOMENT), slug="brief", url=url)

    assert made.on == (MOMENT, datetime(2026, 12, 1, 9, 45, tzinfo=UTC))
    assert made.uid == "teamoverleg-brief-20261201T0900@kennisplaats"
    assert made.url == url
    lines = made.text.splitlines()
    assert lines[:2] == [SCRIPT.goal, "Vooraf: Lees de brief (5 min)."]
    assert lines[lines.index("Agenda") + 1] == "10.00 – 10.02 Welkom en afspraken"
    assert lines[-1] == f"Alles bij elkaar: {url}"
