"""Whoever looks for lost answers, finds them."""

import pytest

from bench.at_once.comparing import faults
from bench.at_once.saves import Save

FIRST = Save("a", "/a/", "vraag", (), "eerst")
LATER = Save("a", "/a/", "vraag", (), "later")
CARD = Save("a", "/a/", "vraag", (), "woorden", card="k1")


def kept(*, answers=(), cards=()):
    return {"answers": list(answers), "cards": list(cards)}


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        pytest.param(
            [(FIRST, True), (LATER, True)], kept(answers=[["a", "vraag", "later"]]), id="the last"
        ),
        pytest.param(
            [(FIRST, True), (LATER, False)],
            kept(answers=[["a", "vraag", "eerst"]]),
            id="what failed is not there",
        ),
        pytest.param(
            [(FIRST, True), (LATER, False)],
            kept(answers=[["a", "vraag", "later"]]),
            id="what failed is there",
        ),
        pytest.param(
            [(CARD, True), (CARD, True)],
            kept(cards=[["a", "vraag", "k1", "woorden"]]),
            id="a card that was sent twice",
        ),
        pytest.param([(CARD, False)], kept(), id="a card that failed"),
    ],
)
def test_what_is_there_as_it_was_said_is_right(sent, found):
    assert faults(sent, found) == []


@pytest.mark.parametrize(
    ("sent", "found", "fault"),
    [
        pytest.param([(FIRST, True)], kept(), "is None and not", id="lost"),
        pytest.param(
            [(FIRST, True), (LATER, True)],
            kept(answers=[["a", "vraag", "eerst"]]),
            "is 'eerst' and not",
            id="an older one",
        ),
        pytest.param(
            [(FIRST, True)], kept(answers=[["a", "vraag", "eerst"]] * 2), "2 times", id="double"
        ),
        pytest.param(
            [(FIRST, True)],
            kept(answers=[["a", "vraag", "eerst"], ["b", "vraag", "eerst"]]),
            "was never sent",
            id="elsewhere too",
        ),
        pytest.param([(CARD, True)], kept(), "is there 0 times", id="lost card"),
        pytest.param(
            [(CARD, True)],
            kept(cards=[["a", "vraag", "k1", "woorden"]] * 2),
            "is there 2 times",
            id="double card",
        ),
        pytest.param(
            [(CARD, True)],
            kept(cards=[["b", "vraag", "k1", "woorden"]]),
            "at b and not at a",
            id="card at another seat",
        ),
        pytest.param(
            [], kept(cards=[["a", "vraag", "k2", "woorden"]]), "was never sent", id="unknown card"
        ),
    ],
)
def test_what_is_not_as_it_was_said_is_found(sent, found, fault):
    [told] = faults(sent, found)

    assert fault in told
