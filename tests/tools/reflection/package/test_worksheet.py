import pytest

from tests.factories.reflection import ExerciseStepFactory, with_questions
from tools.documents.document import Bullets, Heading, WriteSpace
from tools.reflection.package.worksheet import asked, worksheet
from tools.reflection.script import Option, Prompt, Script
from tools.reflection.team.agenda import agenda_for

OPTIONS = (Option("een", "Eén"), Option("twee", "Twee"))


def room(kind):
    """Return what is said below a question, and where its answer goes."""
    heading, *said, space = asked(Prompt("vraag", kind, "Wat vind je?", "Denk na.", 1, OPTIONS))
    assert heading == Heading("Wat vind je?", level=3)
    return "".join(one.text for one in said), space


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("choice", "Denk na.\nKruis één vakje aan."),
        ("choices", "Denk na.\nKruis aan wat past. Meer vakjes mag."),
        ("ticks", "Denk na.\nKruis aan wat klopt."),
    ],
)
def test_what_one_chooses_gets_a_box_each(kind, said):
    assert room(kind) == (said, Bullets(["Eén", "Twee"], to_tick=True))


def test_scale_gets_a_box_for_each_point():
    said, table = room("scale")

    points = ("Nog niet", "Eerste stappen", "Loopt", "Verankerd", "Weet ik niet")
    assert said.endswith("Zet bij elke regel één kruisje.")
    assert table.header == ("Stelling", *points)
    assert table.rows == [("Eén", *"☐☐☐☐☐"), ("Twee", *"☐☐☐☐☐")]


def test_ranking_gets_room_for_a_number():
    said, table = room("ranking")

    assert said.endswith("Zet er een nummer voor. 1 is het hoogst, 2 het laagst.")
    assert (table.header, table.rows) == (("Nummer", "Wat"), [("", "Eén"), ("", "Twee")])


def test_table_gets_empty_rows_to_write_in():
    _said, table = room("table")

    assert (table.header, table.rows) == (["Eén", "Twee"], [("", "")] * 4)
    assert table.lines > 1


@pytest.mark.parametrize(("kind", "lines"), [("short", 2), ("long", 4)])
def test_words_get_lines_to_write_on(kind, lines):
    assert room(kind) == ("Denk na.", WriteSpace("", lines=lines))


def test_question_without_help_says_nothing_more():
    heading, space = asked(Prompt("vraag", "long", "Wat vind je?", "", 1), lines=3)

    assert (heading.text, space) == ("Wat vind je?", WriteSpace("", lines=3))


@pytest.mark.django_db
def test_worksheet_asks_what_is_on_the_agenda_and_what_is_done_before():
    exercise = with_questions()
    before = exercise.steps.get(title="Bespreek")
    before.is_before = True
    before.save()
    ExerciseStepFactory(exercise=exercise, position=2, title="Zonder vragen")
    ExerciseStepFactory(exercise=exercise, position=3, title="Ook vooraf", is_before=True)
    script = Script.of(exercise)

    blocks = list(worksheet(script, agenda_for(script, minutes=30, people=8), minutes=30))

    titles = [block.text for block in blocks if isinstance(block, Heading) and block.level == 2]
    questions = [block.text for block in blocks if isinstance(block, Heading) and block.level == 3]
    assert titles == ["Vooraf: Bespreek", "Kijk rond", "Dit neem ik mee"]
    assert sorted(questions) == sorted(prompt.text for prompt in script.prompts)
    assert "Schrijf geen namen of herkenbare gegevens van inwoners op." in blocks[2].text
