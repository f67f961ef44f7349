from dataclasses import replace

import pytest

from tests.factories.conversation import a_questionnaire
from tools.conversation.completeness import gaps


def without(letter, **lists):
    """Return the questionnaire of which one theme has other lists."""
    whole = a_questionnaire()
    themes = [replace(one, **lists) if one.letter == letter else one for one in whole.themes]
    return replace(whole, themes=tuple(themes))


def test_complete_questionnaire_has_no_gaps():
    assert gaps(a_questionnaire()) == []


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        (a_questionnaire("ABCDF"), "thema E ontbreekt, of is niet gepubliceerd"),
        (
            without("B", balance=a_questionnaire().theme("B").balance[:2]),
            "thema B heeft 2 stellingen voor de balans; het zijn er minstens 3",
        ),
        (
            without("B", balance=a_questionnaire().theme("B").balance[:1]),
            "thema B heeft 1 stelling voor de balans; het zijn er minstens 3",
        ),
        (without("C", deepening=()), "thema C heeft geen stellingen voor de verdieping"),
        (without("D", questions=()), "thema D heeft geen gespreksvragen"),
        (
            replace(a_questionnaire(), scale=a_questionnaire().scale[:3]),
            "de schaal heeft geen punt 4",
        ),
        (
            replace(a_questionnaire(), bands=a_questionnaire().bands[1:]),
            "geen uitkomst in woorden begint bij 1,00",
        ),
    ],
)
def test_gap_is_said_in_dutch(lacking, said):
    assert [str(gap) for gap in gaps(lacking)] == [said]


def test_empty_questionnaire_lacks_everything():
    empty = replace(a_questionnaire(), themes=(), scale=(), bands=())

    assert len(gaps(empty)) == 6 + 4 + 1
