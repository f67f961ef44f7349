"""What the bench of scoring says about rows that are not as they should be."""

import pytest

from bench.scoring.people import Answer, Outcome, faults

ANSWER = Answer.of("ann", 1, "a1", "A")
OTHER = Answer.of("bob", 2, "a1", "A")


@pytest.fixture
def outcome():
    return Outcome(kept=[ANSWER, OTHER])


def test_all_that_was_kept_is_no_fault(outcome):
    assert faults(outcome, [ANSWER.row, OTHER.row]) == []


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([ANSWER.row], "lost"),
        ([ANSWER.row, OTHER.row, OTHER.row], "double"),
        ([ANSWER.row, ("ann", *OTHER.row[1:])], "never sent"),
        ([ANSWER.row, OTHER.row, ("cas", "a1", 3, 1, "p3 a1")], "never sent"),
    ],
)
def test_what_is_not_as_it_was_kept_is_a_fault(outcome, rows, fault):
    assert fault in "\n".join(faults(outcome, rows))


def test_what_got_no_answer_may_be_there_or_not(outcome):
    waiting = Answer.of("cas", 3, "a1", "A")
    outcome.given_up.append(waiting)

    assert faults(outcome, [ANSWER.row, OTHER.row]) == []
    assert faults(outcome, [ANSWER.row, OTHER.row, waiting.row]) == []
