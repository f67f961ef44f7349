from tests.tools.conversation.outcome.readings import FRONT, POVERTY, a_reading, counted, every
from tools.conversation.outcome.findings import findings
from tools.conversation.outcome.release import Column

HIGH = {"b1": counted(p4=4, p3=3)}
LOW = {"c1": counted(p1=3, p2=4)}


def said(*args, **kwargs):
    return [(one.kind, one.title, one.text) for one in findings(a_reading(*args, **kwargs))]


def test_findings_of_nobody_say_so():
    found = said(every(Column()), people=0)

    assert found == [
        (
            "none",
            "Er zijn nog geen antwoorden",
            "Niemand scoorde een stelling. Er valt dus niets op.",
        )
    ]


def test_findings_of_three_people_say_that_nothing_is_shown():
    found = said(every(Column()), people=3)

    assert [title for _kind, title, _text in found] == ["Te weinig mensen om antwoorden te tonen"]


def test_findings_of_only_weet_ik_niet_ask_who_knows():
    found = said(every(counted(unknown=7)))

    assert found == [
        (
            "blind",
            "Er is nog geen score",
            (
                "Bij de stellingen die we kunnen tonen, koos niemand een punt van 1 tot 4. Dit "
                "weet u samen nog niet. Wie kan het uitzoeken?"
            ),
        )
    ]


def test_findings_of_one_participant_claim_no_differences():
    found = said(every(counted(p2=1)), people=1)

    assert [title for _kind, title, _text in found] == [
        "Eén persoon heeft gescoord",
        "Alle thema's scoren gelijk",
    ]


def test_findings_of_equal_scores_name_no_lowest():
    found = said()

    assert found == [
        (
            "lowest",
            "Alle thema's scoren gelijk",
            "Elk thema krijgt een 2,6. Kies samen waar u over wilt praten.",
        )
    ]


def test_findings_name_the_lowest_with_its_band_and_the_strongest():
    found = said({**HIGH, **LOW})

    assert found == [
        (
            "lowest",
            "‘Thema C’ scoort het laagst",
            "Samen geeft u een 2,2. Er gebeurt iets.",
        ),
        (
            "strongest",
            "‘Thema B’ scoort het hoogst",
            "Samen geeft u een 2,9. Gebruik wat hier lukt bij de andere thema's.",
        ),
    ]


def test_findings_take_themes_together_that_are_shown_as_the_same():
    # The means of the themes are 2,24 and 2,21.
    found = said({**HIGH, **LOW, "d1": counted(p1=4, p2=4)})

    assert found[0][1] == "‘Thema C’ en ‘Thema D’ scoren het laagst"
    assert found[0][2] == "Samen geeft u elk een 2,2. Er gebeurt iets."


def test_findings_begin_with_where_groups_differ_most():
    levels = {"A": ("2", "2.5"), "B": ("3.5", "1.5")}

    found = said({**HIGH, **LOW}, levels=levels, groups=(POVERTY, FRONT))

    assert found[0] == (
        "difference",
        "Praat door over ‘Thema B’",
        (
            "‘Armoede en schulden’ staat op 3,5 of hoger en ‘Uitvoering’ op 1,5 of lager. Nergens "
            "is het verschil zo groot."
        ),
    )


def test_findings_say_where_else_groups_differ_as_much():
    levels = {"A": ("2", "2.5"), "B": ("3", "2.5"), "C": (None, "2")}

    found = said(levels=levels, groups=(POVERTY, FRONT))

    assert found[0][2].endswith("Bij ‘Thema B’ is het verschil even groot.")


def test_findings_without_groups_begin_with_the_most_spread():
    spread = counted(p1=3, p3=4)

    found = said({"d1": spread, "e1": spread, "e2": spread})

    assert found[0] == (
        "difference",
        "Praat door over ‘Thema E’",
        (
            "Bij twee van de drie stellingen liggen de antwoorden twee punten of meer uit elkaar. "
            "Hier kijkt u verschillend naar. Begin het gesprek bij dit punt."
        ),
    )


def test_findings_end_with_what_most_cannot_say():
    found = said({"f1": counted(p2=2, p3=2, unknown=3)})

    assert found[-1] == (
        "blind",
        "Zoek uit hoe het zit met ‘Thema F’",
        (
            "Bij één van de drie stellingen koos 40 procent of meer ‘weet ik niet’. Dit weet u "
            "samen nog niet. Wie kan het uitzoeken?"
        ),
    )
