import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.reflection.script import Kind, Prompt, Script, Step
from tools.reflection.team.agenda import CLOSING, OPENING, Agenda, agenda_for, shared_out


def step(number, minutes, short=None, *, is_before=False):
    return Step(number, f"Stap {number}", f"Uitleg {number}", minutes, short, is_before)


def script(*steps, asks=()):
    prompts = tuple(Prompt(f"vraag-{at}", Kind.LONG, "Wat zie je?", "", at) for at in asks)
    return Script(
        title="Oefening",
        summary="",
        goal="meer weten",
        need=1,
        minutes=30,
        short_minutes=15,
        short_version="Alleen de eerste stap.",
        materials="",
        in_meeting="",
        with_residents="",
        steps=steps,
        prompts=prompts,
    )


def minutes_of(agenda):
    return [part.minutes for part in agenda.parts]


@pytest.mark.parametrize("minutes", [15, 30, 45])
@settings(max_examples=40)
@given(
    steps=st.lists(
        st.tuples(st.integers(1, 600), st.none() | st.integers(1, 600), st.booleans()), max_size=60
    )
)
def test_parts_of_any_exercise_fill_the_meeting_exactly(minutes, steps):
    whole = script(
        *(step(at, long, short, is_before=b) for at, (long, short, b) in enumerate(steps, 1))
    )

    agenda = agenda_for(whole, minutes=minutes, people=4)

    assert sum(minutes_of(agenda)) == minutes
    assert min(minutes_of(agenda)) >= 1
    assert (agenda.parts[0].kind, agenda.parts[-1].kind) == (OPENING, CLOSING)
    assert agenda.parts[0].minutes <= 2
    assert 2 <= agenda.parts[-1].minutes <= 5


@settings(max_examples=60)
@given(st.lists(st.integers(1, 600), min_size=1, max_size=30), st.integers(0, 60))
def test_minutes_are_shared_out_without_turning_the_order_round(weights, spare):
    total = len(weights) + spare

    shares = shared_out(total, weights)

    assert sum(shares) == total
    assert all(
        mine <= other
        for weight, mine in zip(weights, shares, strict=True)
        for bigger, other in zip(weights, shares, strict=True)
        if bigger > weight
    )


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        pytest.param(12, [2, 10], [2, 10], id="what fits stays as it is"),
        pytest.param(24, [5, 10], [8, 16], id="more room is given to all alike"),
        pytest.param(10, [1, 1, 1], [4, 3, 3], id="what is left goes to the first of equals"),
        pytest.param(4, [1, 100, 1], [1, 2, 1], id="nobody gets less than a minute"),
    ],
)
def test_minutes_are_shared_by_largest_remainder(total, weights, shares):
    assert shared_out(total, weights) == shares


def test_exercise_that_fits_is_done_whole():
    agenda = agenda_for(script(step(1, 8, 3), step(2, 4), asks=[1, 2]), minutes=15, people=4)

    assert [part.title for part in agenda.parts[1:-1]] == ["Stap 1", "Stap 2"]
    assert minutes_of(agenda) == [1, 8, 4, 2]
    assert agenda.prompts == ("vraag-1", "vraag-2")
    assert agenda.is_short is False


def test_exercise_that_does_not_fit_is_done_in_its_short_version():
    agenda = agenda_for(
        script(step(1, 20, 10), step(2, 20), step(3, 20, 2), asks=[1, 2, 3]), minutes=15, people=4
    )

    assert [part.title for part in agenda.parts[1:-1]] == ["Stap 1", "Stap 3"]
    assert minutes_of(agenda) == [1, 10, 2, 2]
    assert agenda.prompts == ("vraag-1", "vraag-3")
    assert agenda.is_short is True


def test_exercise_without_a_short_version_is_squeezed():
    agenda = agenda_for(script(step(1, 60), step(2, 30), asks=[1]), minutes=15, people=4)

    assert minutes_of(agenda) == [1, 8, 4, 2]
    assert agenda.is_short is False


def test_what_is_done_before_is_preparation_and_takes_no_minutes():
    agenda = agenda_for(
        script(step(1, 30, is_before=True), step(2, 12), asks=[1, 2]), minutes=15, people=4
    )

    assert [part.title for part in agenda.preparation] == ["Stap 1"]
    assert [part.title for part in agenda.parts[1:-1]] == ["Stap 2"]
    assert agenda.prompts == ("vraag-2",)


def test_where_only_steps_before_ask_something_the_first_part_asks_it():
    agenda = agenda_for(
        script(step(1, 30, is_before=True), step(2, 6), step(3, 6), asks=[1]), minutes=15, people=4
    )

    assert [part.prompts for part in agenda.parts] == [(), ("vraag-1",), (), ()]


def test_more_steps_than_minutes_go_together_in_the_last():
    steps = [step(at, 5) for at in range(1, 15)]

    agenda = agenda_for(script(*steps, asks=range(1, 15)), minutes=15, people=4)

    assert len(agenda.parts) == 14
    assert agenda.parts[12].text == ("Stap 12: Uitleg 12\nStap 13: Uitleg 13\nStap 14: Uitleg 14")
    assert agenda.parts[12].prompts == ("vraag-12", "vraag-13", "vraag-14")
    assert sum(minutes_of(agenda)) == 15


@pytest.mark.parametrize(
    ("people", "says"),
    [
        pytest.param(6, "", id="six talk together"),
        pytest.param(7, "tweetallen", id="seven talk in pairs first"),
        pytest.param(13, "groepjes", id="a large group talks in groups first"),
    ],
)
def test_advice_depends_on_how_many_they_are(people, says):
    agenda = agenda_for(script(step(1, 10)), minutes=15, people=people)

    assert says in agenda.advice
    assert bool(agenda.advice) is bool(says)


def test_agenda_reads_what_it_wrote():
    agenda = agenda_for(
        script(step(1, 5, is_before=True), step(2, 12), asks=[2]), minutes=30, people=9
    )

    assert Agenda.read(agenda.as_json()) == agenda
