from dataclasses import replace

from tests.factories.conversation import a_questionnaire
from tools.conversation.differing import differences
from tools.conversation.questionnaire import Statement

WHOLE = a_questionnaire("AB")


def with_theme(letter, **changed):
    themes = [replace(one, **changed) if one.letter == letter else one for one in WHOLE.themes]
    return replace(WHOLE, themes=tuple(themes))


def said(after):
    return [(one.label, one.before, one.after) for one in differences(WHOLE, after)]


def test_same_questionnaires_do_not_differ():
    assert said(a_questionnaire("AB")) == []


def test_statement_with_other_words_differs_in_its_text():
    first, *rest = WHOLE.theme("A").balance
    changed = with_theme("A", balance=(replace(first, text="Nu anders."), *rest))

    assert said(changed) == [("Thema A, de balans: tekst", "Stelling a1.", "Nu anders.")]


def test_new_statement_is_told_once_with_its_concepts_left_out():
    added = Statement("a-nieuw", "Nieuw.", ("schulden",))
    changed = with_theme("A", deepening=(*WHOLE.theme("A").deepening, added))

    assert said(changed) == [("Thema A, de verdieping: tekst", "(leeg)", "Nieuw.")]


def test_question_that_goes_is_told():
    changed = with_theme("B", questions=WHOLE.theme("B").questions[:1])

    assert said(changed) == [
        ("Thema B, gespreksvragen: tekst", "Wie ontbreekt er bij B?", "(leeg)")
    ]


def test_statement_that_moves_to_the_deepening_says_where_it_was():
    *kept, moved = WHOLE.theme("A").balance
    changed = with_theme("A", balance=tuple(kept), deepening=(*WHOLE.theme("A").deepening, moved))

    assert said(changed) == [
        ("Stelling a3.", "Thema A, de balans: tekst", "Thema A, de verdieping: tekst")
    ]


def test_other_order_is_told_with_both_orders():
    changed = with_theme("A", questions=WHOLE.theme("A").questions[::-1])

    [(label, before, after)] = said(changed)
    assert label == "Thema A, gespreksvragen: volgorde"
    assert before.split("\n") == after.split("\n")[::-1]


def test_concepts_point_and_band_are_told():
    first, *rest = WHOLE.theme("A").balance
    changed = replace(
        with_theme("A", balance=(replace(first, concepts=("schulden", "armoede")), *rest)),
        scale=(replace(WHOLE.scale[0], label="Niets"), *WHOLE.scale[1:]),
        bands=WHOLE.bands[:3],
    )

    assert [label for label, *_ in said(changed)] == [
        "Begrippen bij “Stelling a1.”",
        "Schaal, punt 1",
        "Uitkomst vanaf 3,25",
    ]
    assert ("Begrippen bij “Stelling a1.”", "(leeg)", "armoede, schulden") in said(changed)
