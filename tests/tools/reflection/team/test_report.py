from datetime import date

import pytest

from tests.factories.reflection import led
from tests.tools.reflection.team.meetings import answer, press, write
from tools.documents.document import Bars, Bullets, Heading, Paragraph, Table
from tools.reflection.models import Agreement, Card, CardGroup
from tools.reflection.team.report import team_blocks

pytestmark = pytest.mark.django_db


def blocks_of(leader):
    return list(team_blocks(leader.session.reflection))


def test_report_has_only_what_was_opened(client):
    leader, guests = led(guests=3)
    answer(guests, "choice", "drie")
    answer(guests, "ticks", ["een"])
    press(client, leader, "open", prompt="choice")

    blocks = blocks_of(leader)

    assert [block for block in blocks if isinstance(block, Bars)] == [
        Bars("Vraag van soort een keuze?", [("Optie een", 0), ("Optie twee", 0), ("Optie drie", 3)])
    ]
    assert Heading("Vraag van soort stellingen om aan te vinken?") not in blocks


def test_report_opens_with_goal_and_how_many(client):
    leader, _ = led(guests=1)
    leader.session.started_at = leader.session.started_at.replace(year=2026, month=3, day=9)
    leader.session.save()

    goal, who, *_rest = blocks_of(leader)

    assert goal == Paragraph("Aan het eind weet je meer.", is_lead=True)
    assert who == Paragraph("Teamoverleg van 15 minuten op 9 maart 2026, met 1 deelnemer.")


def test_report_shows_scale_and_ranking_as_tables(client):
    leader, guests = led(guests=3)
    answer(guests, "scale", {"een": 4, "twee": "unknown"})
    answer(guests, "ranking", ["twee", "een", "drie"])
    press(client, leader, "open", prompt="scale")
    press(client, leader, "open", prompt="ranking")

    scale, ranking = [block for block in blocks_of(leader) if isinstance(block, Table)]

    assert scale.header == (
        *("Keuze", "Nog niet", "Eerste stappen", "Loopt", "Verankerd", "Weet ik niet"),
        "Gemiddeld",
    )
    assert scale.rows[:2] == [
        ("Optie een", "0", "0", "0", "3", "0", "4,0"),
        ("Optie twee", "0", "0", "0", "0", "3", "–"),
    ]
    assert ranking.rows[0] == ("Optie twee", "3", "0", "0", "1,0")


def test_report_shows_cards_in_their_groups(client):
    leader, guests = led(guests=3)
    write(guests, "short")
    group = CardGroup.objects.create(reflection_id=leader.session_id, prompt="short", title="Zo")
    Card.objects.filter(text="Bellen helpt 1").update(group=group)
    press(client, leader, "open", prompt="short")

    blocks = blocks_of(leader)

    at = blocks.index(Heading("Zo", level=2))
    assert blocks[at + 1] == Bullets(["Bellen helpt 1"])
    assert blocks[at + 2] == Heading("Losse kaartjes", level=2)
    assert sorted(blocks[at + 3].items) == ["Bellen helpt 0", "Bellen helpt 2"]


def test_report_shows_cards_in_no_group_without_a_name_for_it(client):
    leader, guests = led(guests=3)
    write(guests, "short")
    press(client, leader, "open", prompt="short")

    blocks = blocks_of(leader)

    assert blocks[-2] == Heading("Vraag van soort korte tekst?")
    assert len(blocks[-1].items) == 3


def test_report_says_of_too_few_answers_that_they_are(client):
    leader, guests = led(guests=2)
    write(guests, "short")
    press(client, leader, "open", prompt="short")

    assert blocks_of(leader)[-1] == Paragraph(
        "Er zijn nog te weinig antwoorden om anoniem te tonen (minstens 3)."
    )


def test_report_has_agreements_with_who_and_when():
    leader, _ = led()
    for text, who, due_on in [("Bellen", "Bram", date(2026, 6, 1)), ("Schrijven", "", None)]:
        Agreement.objects.create(reflection_id=leader.session_id, text=text, who=who, due_on=due_on)

    blocks = blocks_of(leader)

    table = blocks[blocks.index(Heading("Afspraken")) + 1]
    assert (table.header, table.rows) == (
        ("Wat", "Wie", "Wanneer"),
        [("Bellen", "Bram", "1 juni 2026"), ("Schrijven", "Nog niemand", "Nog geen datum")],
    )


def test_report_says_that_nothing_was_agreed():
    leader, _ = led()

    assert Paragraph("Er zijn geen afspraken opgeschreven.") in blocks_of(leader)


def test_report_has_no_loose_cards_when_all_are_in_a_group(client):
    leader, guests = led(guests=3)
    write(guests, "short")
    group = CardGroup.objects.create(reflection_id=leader.session_id, prompt="short", title="Zo")
    Card.objects.update(group=group)
    press(client, leader, "open", prompt="short")

    headings = [block.text for block in blocks_of(leader) if isinstance(block, Heading)]

    assert headings == ["Afspraken", "Vraag van soort korte tekst?", "Zo"]
