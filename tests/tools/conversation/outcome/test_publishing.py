from datetime import UTC, datetime, timedelta

import pytest

from tests.factories.conversation import led, participants, scored
from tools.conversation.models import Conversation, Participant, Score
from tools.conversation.outcome import published, publishing
from tools.conversation.outcome.publishing import end_scoring, open_theme, reopen
from tools.conversation.phases import ChangedMeanwhileError
from tools.conversation.roles import Role
from tools.sessions.models import Seat

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
Phase = Conversation.Phase
pytestmark = pytest.mark.django_db


def scoring(*answers, role=Role.HEALTH, **fields):
    """Return a conversation that is being scored, and the seats of who gave ``answers``."""
    leader = led(phase=Phase.SCORING, **fields)
    names = [f"Deelnemer {n}" for n in range(len(answers))] if fields.get("is_named") else ()
    seats = participants(leader, *[role] * len(answers), names=names)
    Participant.objects.filter(seat__in=seats).update(agreed_at=NOW)
    for seat, values in zip(seats, answers, strict=True):
        scored(seat, values)
    return leader.session.conversation, seats


def end(conversation, now=NOW):
    return end_scoring(conversation, version=conversation.edit_version, now=now)


def again(conversation, done):
    """Open it again, with ``done`` the seats of who says anew to be done."""
    reopen(conversation, version=conversation.edit_version, now=LATER)
    Seat.objects.filter(pk__in=[one.pk for one in done]).update(done_at=LATER)


def change(seats, statement, *values):
    for seat, value in zip(seats, values, strict=True):
        Score.objects.filter(seat=seat, statement=statement).update(value=value)


FOUR = ({"a1": 1}, {"a1": 2}, {"a1": 3}, {"a1": 4})
EIGHT = tuple({"a1": n % 4 + 1} for n in range(8))


def test_end_scoring_counts_and_goes_on_to_the_talk():
    conversation, _seats = scoring(*FOUR)

    ended = end(conversation)

    assert (ended.is_new, conversation.phase) == (True, Phase.TALKING)
    assert published.latest(conversation).statements["a1"].score.counts == {
        "1": 1,
        "2": 1,
        "3": 1,
        "4": 1,
    }


def test_end_scoring_leaves_out_who_answered_nothing_or_left():
    conversation, seats = scoring(*FOUR, {}, {"a1": 4}, {"a-d1": 2}, {"a1": None})
    Seat.objects.filter(pk=seats[5].pk).update(withdrawn_at=NOW)

    end(conversation)

    assert published.latest(conversation).people == 4


@pytest.mark.parametrize("people", [0, 1, 2])
def test_end_scoring_tells_nothing_of_fewer_than_three(people):
    conversation, _seats = scoring(*FOUR[:people])

    end(conversation)

    release = published.latest(conversation)
    assert (release.people, release.statements, release.groups) == (people, {}, ())
    assert published.remarks_of(conversation) == {}


def test_end_scoring_of_an_older_version_changes_nothing():
    conversation, _seats = scoring(*FOUR)

    with pytest.raises(ChangedMeanwhileError):
        end_scoring(conversation, version=conversation.edit_version + 1, now=NOW)

    conversation.refresh_from_db()
    assert (conversation.phase, conversation.outcomes.count()) == (Phase.SCORING, 0)


def test_outcome_is_put_away_while_people_score_again():
    conversation, seats = scoring(*FOUR)
    Seat.objects.filter(pk=seats[0].pk).update(done_at=NOW)
    end(conversation)

    reopen(conversation, version=conversation.edit_version, now=LATER)

    seats[0].refresh_from_db()
    assert (published.latest(conversation), seats[0].done_at) == (None, None)
    assert conversation.reopened_at == LATER


def test_end_again_tells_what_one_person_changed_to_nobody():
    conversation, seats = scoring(*EIGHT)
    first = end(conversation).outcome
    again(conversation, seats)
    change(seats[:1], "a1", 4)

    ended = end(conversation, LATER)

    assert (ended.outcome, ended.is_new, ended.why) == (first, False, publishing.TOO_LITTLE)
    assert conversation.phase == Phase.TALKING


def test_end_again_counts_anew_what_many_changed():
    conversation, seats = scoring(*EIGHT)
    end(conversation)
    again(conversation, seats)
    # From 1, 2, 3, 4, 1, 2, 3, 4: the first six come from three places and go to two.
    change(seats, "a1", 2, 0, 0, 0, 0, 0, None, None)
    change(seats[:1], "a1", 0)

    ended = end(conversation, LATER)

    assert not ended.is_new

    again(conversation, seats)
    change(seats, "a1", 0, 0, 0, None, None, None, 3, 4)
    Score.objects.bulk_create(Score(seat=seat, statement="b1", value=1) for seat in seats)

    ended = end(conversation, LATER)

    assert ended.is_new
    release = published.latest(conversation)
    assert release.statements["a1"].score.counts == {"3": 1, "4": 1, "0": 3, "-": 3}
    # All chose one thing: that all changed is not to be seen.
    assert release.statements["b1"].score.mostly == "-"


def test_end_again_counts_nothing_new_unless_all_say_anew_to_be_done():
    conversation, seats = scoring(*EIGHT)
    end(conversation)
    again(conversation, seats[1:])
    change(seats, "a1", 0, 0, 0, None, None, None, 3, 4)

    ended = end(conversation, LATER)

    assert (ended.is_new, ended.why) == (False, publishing.NOT_ALL_AGAIN)


def test_end_again_counts_nothing_new_after_somebody_left():
    conversation, seats = scoring(*EIGHT)
    end(conversation)
    again(conversation, seats)
    change(seats, "a1", 0, 0, 0, None, None, None, 3, 4)
    seats[0].delete()

    ended = end(conversation, LATER)

    assert (ended.is_new, ended.why) == (False, publishing.SOMEBODY_LEFT)


def test_end_again_counts_all_when_nothing_was_told_before():
    conversation, seats = scoring(*FOUR, {})
    Score.objects.filter(seat__in=seats[2:]).delete()
    end(conversation)
    again(conversation, [])
    for seat in seats[2:]:
        scored(seat, {"a1": 4})

    ended = end(conversation, LATER)

    assert (ended.is_new, published.latest(conversation).people) == (True, 5)


def test_with_names_all_sees_all_of_who_is_there():
    conversation, seats = scoring({"a1": 1}, {"a1": 4}, {"a1": 4}, is_named=True)
    Participant.objects.filter(seat=seats[2]).update(agreed_at=None)
    end(conversation)

    before = published.latest(conversation)
    seats[0].delete()

    after = published.latest(conversation)
    assert before.names["a1"] == {"1": ["Deelnemer 0"], "4": ["Deelnemer 1"]}
    assert (after.people, after.names["a1"]) == (1, {"4": ["Deelnemer 1"]})


def test_with_names_levels_are_in_half_steps_from_one_to_four():
    leader = led(phase=Phase.SCORING, is_named=True)
    seats = participants(leader, *[Role.HEALTH] * 3, *[Role.WORK] * 3)
    Participant.objects.filter(seat__in=seats).update(agreed_at=NOW)
    for seat in seats[:3]:
        scored(seat, {"a1": 1})
    for seat, value in zip(seats[3:], (4, 4, 3), strict=True):
        scored(seat, {"a1": value})
    conversation = leader.session.conversation
    end(conversation)

    release = published.latest(conversation)

    assert release.levels["A"] == {"health": "1", "work": "3.5"}
    assert release.levels["B"] == {"health": None, "work": None}


def talking(*answers):
    conversation, seats = scoring(*answers)
    end(conversation)
    Conversation.objects.filter(pk=conversation.pk).update(chosen_themes=["A"])
    conversation.refresh_from_db()
    return conversation, seats


def test_open_theme_shows_its_deepening_once():
    conversation, seats = talking(*FOUR)
    for value, seat in enumerate(seats, start=1):
        scored(seat, {"a-d1": value})

    outcome = open_theme(conversation, "A", version=conversation.edit_version, now=NOW)

    release = published.latest(conversation, "A")
    assert (outcome.part, conversation.opened_themes) == ("A", ["A"])
    assert release.statements["a-d1"].score.people == 4
    assert (release.groups, release.levels) == ((), {})
    with pytest.raises(ChangedMeanwhileError):
        open_theme(conversation, "A", version=conversation.edit_version, now=NOW)


def test_open_theme_shows_only_what_was_chosen():
    conversation, _seats = talking(*FOUR)

    with pytest.raises(ChangedMeanwhileError):
        open_theme(conversation, "B", version=conversation.edit_version, now=NOW)


def test_open_theme_with_names_shows_them():
    conversation, seats = scoring({"a1": 1}, is_named=True)
    end(conversation)
    Conversation.objects.filter(pk=conversation.pk).update(chosen_themes=["A"])
    conversation.refresh_from_db()
    scored(seats[0], {"a-d2": 3})

    open_theme(conversation, "A", version=conversation.edit_version, now=NOW)

    assert published.latest(conversation, "A").names["a-d2"] == {"3": ["Deelnemer 0"]}


def remark(seat, text, statement="a1"):
    Score.objects.filter(seat=seat, statement=statement).update(remark=text)


def texts(conversation, part="balance"):
    return {
        key: sorted(one.text for one in said)
        for key, said in published.remarks_of(conversation, part).items()
    }


def test_remarks_are_those_of_when_it_was_counted():
    conversation, seats = scoring(*EIGHT)
    remark(seats[0], "Dit loopt.")
    remark(seats[1], "Dit staat stil.")
    end(conversation)
    again(conversation, seats[1:])
    remark(seats[1], "Toch niet.")
    remark(seats[2], "Dit is nieuw.")

    end(conversation, LATER)

    assert texts(conversation) == {"a1": ["Dit loopt."]}


def test_remarks_are_gone_when_somebody_left():
    conversation, seats = scoring(*EIGHT)
    remark(seats[0], "Dit loopt.")
    end(conversation)

    seats[1].delete()

    assert texts(conversation) == {}


def test_remarks_lie_in_no_order():
    conversation, seats = scoring(*[{f"{letter}1": 2 for letter in "abcdef"}] * 8)
    for number, seat in enumerate(seats):
        Score.objects.filter(seat=seat).update(remark=str(number))
    end(conversation)

    orders = {
        tuple(one.text for one in said) for said in published.remarks_of(conversation).values()
    }

    # In each statement another one: who is first here, is not first there.
    assert len(orders) == 6


def test_remarks_have_names_in_a_conversation_with_names():
    conversation, seats = scoring({"a1": 1}, {"a1": 2}, is_named=True)
    remark(seats[0], "Dit loopt.")
    end(conversation)
    seats[1].delete()

    remarks = published.remarks_of(conversation)

    assert remarks == {"a1": [published.Remark("Dit loopt.", "Deelnemer 0")]}
