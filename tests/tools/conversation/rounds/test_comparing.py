from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.tools.conversation.rounds.chains import a_chain, an_action
from tools.conversation.models import Action, Outcome
from tools.conversation.rounds import wording
from tools.conversation.rounds.chain import rounds_of
from tools.conversation.rounds.comparing import Change, Measure, last_comparison
from tools.conversation.rounds.showing import Shown

pytestmark = pytest.mark.django_db


def change(earlier, later, *, about=False):
    return Change(
        Measure(Decimal(earlier) if earlier else None, is_about=about),
        Measure(Decimal(later) if later else None),
    )


def compared(*columns):
    seats = a_chain(*columns)
    return last_comparison(rounds_of(seats[-1].session.conversation))


@pytest.mark.parametrize(
    ("earlier", "later", "about", "sentence", "delta"),
    [
        ("2.1", "2.6", False, "Het gemiddelde ging van 2,1 naar 2,6.", "0,5 hoger"),
        ("2.6", "2.1", False, "Het gemiddelde ging van 2,6 naar 2,1.", "0,5 lager"),
        ("2.1", "2.1", False, "Het gemiddelde bleef 2,1.", "gelijk"),
        ("3.0", "2.1", True, "Het gemiddelde ging van ongeveer 3 naar 2,1.", "ongeveer 0,9 lager"),
        ("2.1", "2.1", True, "Het gemiddelde bleef 2,1.", "ongeveer gelijk"),
        (
            *(None, "2.1", False),
            *("Hier zijn de rondes niet te vergelijken. Ronde 1: geen scores. Ronde 2: 2,1.", "—"),
        ),
    ],
)
def test_change_is_told_as_it_was_measured(earlier, later, about, sentence, delta):
    one = change(earlier, later, about=about)

    assert wording.moved(one, "Ronde 1", "Ronde 2") == sentence
    assert wording.delta(one) == delta


def test_delta_is_the_difference_between_the_numbers_that_are_shown():
    # 2.05 and 2.44: 2,1 and 2,4 on the page.
    two = compared({"a1": {1: 1, 2: 17, 3: 2}}, {"a1": {2: 14, 3: 11}})

    assert two.themes[0].change.delta == Decimal("0.3")
    assert two.themes[0].statements[0].change.delta == Decimal("0.3")


def test_what_is_not_told_is_said_to_be_hidden():
    two = compared({"a1": None, "a2": None, "a3": None}, {"a1": {3: 4}})

    assert wording.moved(two.themes[0].change, "Ronde 1", "Ronde 2") == (
        "Hier zijn de rondes niet te vergelijken. Ronde 1: niet te tonen. Ronde 2: 3,0."
    )
    assert wording.measure(two.themes[1].change.later) == "geen scores"


def test_actions_in_between_stand_beside_their_theme():
    first, second = a_chain({"a1": {2: 5}}, {"a1": {3: 5}})
    an_action(first, "Vast overleg.", theme="A")
    an_action(first, "Samen een brief", theme="A")
    an_action(first, "Nog bezig", theme="A", status="busy")
    an_action(first, "Zonder thema")
    an_action(second, "Van de ronde zelf", theme="A")

    two = last_comparison(rounds_of(second.session.conversation))

    assert wording.done(two.themes[0].actions) == (
        "In deze tijd zijn deze acties afgerond: ‘Vast overleg’ en ‘Samen een brief’. Of het een "
        "door het ander komt, is hier niet te zien. Ook deden er misschien andere mensen mee."
    )
    assert [one.text for one in two.other_actions] == ["Zonder thema"]
    assert wording.done(two.themes[1].actions) == (
        "In deze tijd is bij dit thema geen actie afgerond."
    )


def test_action_done_after_the_next_measurement_is_not_in_between():
    first, second = a_chain({"a1": {2: 5}}, {"a1": {3: 5}})
    an_action(first, theme="A")
    Action.objects.update(changed_at=timezone.now() + timedelta(days=2))

    two = last_comparison(rounds_of(second.session.conversation))

    assert two.themes[0].actions == ()


def test_round_without_outcome_is_passed_over_and_its_actions_are_not():
    first, between, last = a_chain({"a1": {2: 5}}, None, {"a1": {3: 5}})
    an_action(between, "Onderweg", theme="A")

    two = last_comparison(rounds_of(last.session.conversation))

    assert (two.earlier.label, two.later.label) == ("Ronde 1", "Ronde 3")
    assert [one.text for one in two.themes[0].actions] == ["Onderweg"]
    assert first.session_id == two.earlier.conversation.pk


def test_last_outcome_of_a_round_is_the_one_that_counts():
    seats = a_chain({"a1": {2: 5}}, {"a1": {3: 5}})
    opened_again = Outcome.objects.get(conversation=seats[0].session_id)
    opened_again.release["statements"]["a1"]["score"]["counts"] = {"4": 5}
    Outcome.objects.create(
        conversation_id=seats[0].session_id,
        part="balance",
        number=2,
        people=5,
        release=opened_again.release,
    )

    two = last_comparison(rounds_of(seats[-1].session.conversation))

    assert two.themes[0].change.earlier.mean == Decimal("4.0")


def test_picture_and_table_say_the_same():
    seats = a_chain({"a1": {2: 5}}, {"a1": "3"}, {"a1": {4: 5}})

    shown = Shown.of(rounds_of(seats[-1].session.conversation))

    assert shown.table[0].cells == ("2,0", "ongeveer 3", "4,0")
    assert shown.table[0].moved == "ongeveer 1 hoger"
    assert "A Thema A: ronde 1 2,0; ronde 2 ongeveer 3; ronde 3 4,0." in shown.in_words
    assert [dot.value for dot in shown.lines.lines[0].series.dots] == [2, 3, 4]


def test_at_most_five_rounds_are_looked_at(django_assert_num_queries):
    seats = a_chain(*[{"a1": {2: 5}}] * 6)

    with django_assert_num_queries(3):
        rounds = rounds_of(seats[-1].session.conversation)
        Shown.of(rounds)

    assert [one.label for one in rounds] == [f"Ronde {number}" for number in range(2, 7)]


@pytest.mark.parametrize("count", [2, 5])
def test_as_many_questions_to_the_database_for_two_as_for_five(django_assert_num_queries, count):
    seats = a_chain(*[{"a1": {2: 5}}] * count)

    with django_assert_num_queries(3):
        Shown.of(rounds_of(seats[-1].session.conversation))
