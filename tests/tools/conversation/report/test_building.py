from dataclasses import replace

import pytest

from tests.factories import ConceptFactory, PracticeFactory
from tests.factories.conversation import a_questionnaire, actions, led, participants, published
from tests.tools.conversation.report.measured import KEYS, NOW, TODAY, material_of, measured
from tests.tools.conversation.rounds.chains import a_chain, an_action
from tests.tools.documents.office import opened
from tests.tools.documents.sample import AWKWARD, HOSTILE, faults
from tools.conversation.models import Conversation, Note, Participant, Score
from tools.conversation.outcome.publishing import end_scoring, open_theme
from tools.conversation.report.building import document_of
from tools.conversation.report.material import Material
from tools.conversation.report.workbook import sheets_of
from tools.conversation.roles import Role
from tools.conversation.versions import issue
from tools.documents.document import Bullets, Figure, Heading, Link, Paragraph, Table
from tools.documents.pdf import to_pdf
from tools.documents.sheets import to_xlsx
from tools.documents.word import to_docx
from tools.sessions.models import Seat

pytestmark = pytest.mark.django_db

LONG = f"{AWKWARD} {HOSTILE} " + "woord " * 140
PEOPLE = [{key: 1 + (n + len(key)) % 4 for key in KEYS} for n in range(8)]


def blocks_of(leader):
    leader.session.conversation.refresh_from_db()
    return document_of(material_of(leader)).blocks


def after(blocks, heading, level=1):
    """Return what stands under a heading, until the next one of its level or higher."""
    start = blocks.index(Heading(heading, level)) + 1
    for place, one in enumerate(blocks[start:], start):
        if isinstance(one, Heading) and one.level <= level:
            return blocks[start:place]
    return blocks[start:]


def items_of(blocks):
    return [item for one in blocks if isinstance(one, Bullets) for item in one.items]


def noted(leader, *texts, theme="A", **fields):
    Note.objects.bulk_create(
        Note(conversation_id=leader.session_id, seat=leader, theme=theme, text=text, **fields)
        for text in texts
    )


@pytest.fixture
def leader():
    return measured(PEOPLE, is_named=False)


def test_report_opens_with_where_which_round_when_and_who(leader):
    [place] = leader.session.conversation.municipalities.all()

    document = document_of(material_of(leader))

    assert document.title == "Gesprek in Voorbeeldstad"
    assert document.subtitle == f"Gemeente {place} · ronde 1 · 22 november 2026"
    assert document.blocks[0].text == (
        "Met antwoorden van 8 mensen. Groepen van drie of meer: "
        + ", ".join(
            f"{one.label} ({one.people})" for one in material_of(leader).reading.release.groups
        )
        + "."
    )


def test_day_and_region_are_those_of_the_meeting(leader):
    Conversation.objects.update(region="Regio Noord", meets_at=NOW.replace(day=30))
    leader.session.conversation.refresh_from_db()

    subtitle = document_of(material_of(leader)).subtitle

    assert subtitle.startswith("Regio Noord: Gemeente ")
    assert subtitle.endswith(" · 30 november 2026")


def test_remarks_are_there_without_names_also_where_there_are_names():
    leader = led(phase=Conversation.Phase.SCORING, is_named=True)
    conversation = leader.session.conversation
    [seat] = participants(leader, Role.HEALTH, names=["Noor de Wit"])
    Participant.objects.update(agreed_at=NOW)
    Score.objects.create(seat=seat, statement="a1", value=2, remark="Wij beginnen pas.")
    end_scoring(conversation, version=conversation.edit_version, now=NOW)

    blocks = blocks_of(leader)

    assert items_of(after(blocks, "A Thema A", level=2)) == ["Wij beginnen pas."]
    assert "Noor" not in str(blocks)


def test_notes_stand_under_their_question_and_the_future_apart(leader):
    noted(leader, "Het schuurt.", question="a-v1")
    noted(leader, "Over alles.")
    noted(leader, "Rust aan tafel.", kind="future")
    gone = Seat.objects.filter(session=leader.session, is_leader=False).first()
    noted(leader, "Van wie weg is.")
    Note.objects.filter(text="Van wie weg is.").update(seat=gone)
    Seat.objects.filter(pk=gone.pk).update(withdrawn_at=NOW)

    talk = after(blocks_of(leader), "Het gesprek")

    assert items_of(after(talk, "Wat schuurt er bij A?", level=3)) == ["Het schuurt."]
    assert items_of(after(talk, "Over het hele thema", level=3)) == ["Over alles."]
    assert items_of(after(talk, "Toekomstbeeld", level=3)) == ["Rust aan tafel."]


def test_deepening_is_there_once_it_was_shown(leader):
    Score.objects.bulk_create(
        Score(seat=seat, statement="b-d1", value=1 + n % 4)
        for n, seat in enumerate(Seat.objects.filter(session=leader.session, is_leader=False))
    )
    conversation = leader.session.conversation
    Conversation.objects.update(chosen_themes=["B"])
    conversation.refresh_from_db()

    before = after(blocks_of(leader), "Het gesprek")
    open_theme(conversation, "B", version=conversation.edit_version, now=NOW)
    shown = after(after(blocks_of(leader), "Het gesprek"), "Verdieping", level=3)

    assert Heading("Verdieping", 3) not in before
    [table] = [one for one in shown if isinstance(one, Table)]
    assert table.rows[0][0] == "Stelling b-d1."
    assert table.rows[0][2] == "2,5"


def test_examples_that_fit_are_there_with_their_address_and_the_reason():
    concept = ConceptFactory(slug="stress")
    practice = PracticeFactory(title="Past hierbij", concepts=[concept])
    asked = a_questionnaire()
    first, *others = asked.themes
    carrying = replace(first.balance[0], concepts=("stress",))
    theme = replace(first, balance=(carrying, *first.balance[1:]))
    issue(replace(asked, themes=(theme, *others)))
    leader = measured([{"a1": 1}] * 4)
    Conversation.objects.update(chosen_themes=["A"])

    found = after(blocks_of(leader), "Voorbeelden en oefeningen die passen", level=3)

    link, reason = found[:2]
    assert isinstance(link, Link)
    assert (link.text, link.url.endswith(practice.get_absolute_url())) == ("Past hierbij", True)
    assert reason.text.startswith("Past bij ‘Stelling a1’ (1,0)")


def test_action_is_there_with_all_that_was_filled_in(leader):
    an_action(
        leader,
        "Bel binnen een week",
        status="agreed",
        theme="A",
        reason="Te laat bellen",
        wanted="Eerder erbij",
        reach="now",
        colleagues="Team Geldzaken",
        partners="Huisarts",
        residents="think",
        means="40 uur",
        decision="Wethouder",
        starts_on="2027-01-01",
        ready_on="2027-02-01",
        seen_by="Minder huisuitzettingen",
        item=PracticeFactory(title="Bouwdepot"),
    )
    actions(leader, "Nog een idee")
    an_action(leader, "Ermee gestopt", status="stopped", stopped_why="Geen tijd")

    agenda = after(blocks_of(leader), "Actieagenda")

    tables = {one.caption: dict(one.rows) for one in agenda if isinstance(one, Table)}
    assert set(tables["Bel binnen een week"].items()) == {
        *(("Status", "Afgesproken"), ("Thema", "A Thema A"), ("Trekker", "Noor")),
        *(("Terugkijken op", "28 maart 2027"), ("Eerste stap binnen twee weken", "Bellen")),
        *(("Aanleiding", "Te laat bellen"), ("Gewenste situatie", "Eerder erbij")),
        *(("Soort", "meteen doen"), ("Betrokken collega's", "Team Geldzaken")),
        *(("Partners", "Huisarts"), ("Benodigde uren en geld", "40 uur")),
        *(("Rol van inwoners of ervaringsdeskundigen", "denkt mee"),),
        *(("Besluit nodig van", "Wethouder"), ("Start", "1 januari 2027")),
        *(("Klaar", "1 februari 2027"), ("Waaraan zien we het", "Minder huisuitzettingen")),
    }
    assert [one.text for one in agenda if isinstance(one, Link)] == ["Rust op: Bouwdepot"]
    assert tables["Nog een idee"]["Trekker"] == "Nog niet afgesproken"
    assert tables["Ermee gestopt"]["Waarom gestopt"] == "Geen tijd"
    assert agenda.index(Heading("Klaar of gestopt", 2)) < agenda.index(Heading("Ermee gestopt", 3))


def test_second_round_is_compared_with_the_one_before_it():
    first, second = a_chain({"a1": {2: 9, 3: 1}}, {"a1": {2: 4, 3: 6}})
    an_action(first, "Vast overleg", theme="A")

    blocks = after(blocks_of(second), "Vergeleken met de vorige ronde")

    told = after(blocks, "A Thema A", level=2)
    assert told[0].text.startswith(
        "Het gemiddelde ging van 2,1 naar 2,6. In deze tijd is deze actie afgerond: ‘Vast overleg’."
    )
    assert told[1].rows[0] == ("Stelling a1.", "2,1", "2,6", "0,5 hoger")
    assert Heading("Vergeleken met de vorige ronde") not in blocks_of(first)


def test_rounds_without_scores_have_a_table_and_no_picture():
    first, second = a_chain({}, {})
    an_action(first, "Zonder thema")

    blocks = after(blocks_of(second), "Vergeleken met de vorige ronde")

    assert [one for one in blocks if isinstance(one, Figure)] == []
    assert blocks[0].rows[0] == ("A Thema A", "geen scores", "geen scores", "—")
    assert items_of(after(blocks, "Ook afgerond in deze tijd", level=2)) == ["Zonder thema"]


def test_report_says_what_is_not_there():
    texts = {one.text for one in blocks_of(measured([])) if isinstance(one, Paragraph)}

    assert {
        "Niemand gaf antwoorden.",
        "Er zijn nog geen thema's gekozen om over door te praten.",
        "Er staan nog geen acties op de agenda.",
    } <= texts


@pytest.mark.parametrize("phase", ["preparing", "scoring"])
def test_there_is_no_report_while_people_score(leader, phase):
    Conversation.objects.update(phase=phase)
    leader.session.conversation.refresh_from_db()

    assert Material.of(leader.session.conversation, TODAY) is None


def test_long_texts_emoji_and_a_hundred_notes_make_files_that_open(tmp_path):
    first, leader = a_chain({"a1": {2: 5}}, {"a1": {3: 5}, "b1": "2", "c1": None})
    noted(leader, *[f"Aantekening {n}. {LONG}"[:200] for n in range(100)], question="a-v1")
    noted(leader, LONG[:1_000], kind="future")
    an_action(first, LONG[:300], theme="A")
    an_action(leader, LONG[:300], status="agreed", seen_by="x" * 500, reason=LONG[:500])
    Conversation.objects.update(title=LONG[:120])
    published(leader, {"a-d1": {1: 3, 4: 3}}, part="A")

    material = Material.of(Conversation.objects.get(pk=leader.session_id), TODAY)
    document = document_of(material)

    assert faults(to_pdf(document)) == []
    opened_files = opened(
        {"verslag.docx": to_docx(document), "cijfers.xlsx": to_xlsx(sheets_of(material))}, tmp_path
    )
    assert [one[:4] for one in opened_files] == [b"%PDF"] * 2
