from threading import Thread

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import Http404

from tests.factories import UserFactory
from tests.factories.reflection import begun
from tools.reflection.answers import ClosedError, answers_of, keep
from tools.reflection.duo import services
from tools.reflection.duo.seats import Pair
from tools.reflection.models import Reflection
from tools.sessions.models import Seat, ToolSession

pytestmark = pytest.mark.django_db

NOBODY = AnonymousUser()


def joined(first, **facts):
    """Return the seat of the colleague of ``first``."""
    session = first.session
    place = services.place_for(session)
    return services.accept(session, place, user=facts.pop("user", NOBODY), **facts)


def both_ready():
    first = begun("duo")
    second = joined(first, name="Noor")
    keep(first, {"long": "Van de eerste."})
    keep(second, {"long": "Van de tweede."})
    services.say_ready(first)
    services.say_ready(second)
    return fresh(first), fresh(second)


def fresh(seat):
    return Seat.objects.select_related("session__reflection__version").get(pk=seat.pk)


def test_colleague_gets_a_seat_and_a_key_of_their_own():
    first = begun("duo")

    second = joined(first, name="Noor")

    assert second.session == first.session
    assert second.key not in {first.key, first.session.invite_key}
    assert (second.name, second.is_leader) == ("Noor", False)


def test_invitation_that_is_accepted_twice_by_one_form_gives_one_seat():
    first = begun("duo")
    place = services.place_for(first.session)

    seats = {services.accept(first.session, place, user=NOBODY).pk for _ in range(2)}

    assert len(seats) == 1
    assert first.session.seats.count() == 2


def test_invitation_has_place_for_one():
    first = begun("duo")
    joined(first)

    with pytest.raises(services.TakenError):
        joined(first)


@pytest.mark.parametrize("place", ["", "spook", "a:b"])
def test_place_that_we_did_not_give_is_refused(place):
    first = begun("duo")

    with pytest.raises(services.TakenError):
        services.accept(first.session, place, user=NOBODY)


def test_who_invited_does_not_accept_with_the_same_account():
    user = UserFactory()
    first = begun("duo", user=user)

    with pytest.raises(services.OwnInvitationError):
        joined(first, user=user)


def test_unknown_invitation_is_not_found():
    alone = begun("alone")

    with pytest.raises(Http404):
        services.invited_or_404("x" * 32)

    assert alone.session.invite_key is None


def test_answers_stay_apart_until_both_are_ready():
    first = begun("duo")
    second = joined(first)

    services.say_ready(first)
    waiting = Pair.of(fresh(first)).is_open
    services.say_ready(second)

    assert (waiting, Pair.of(fresh(first)).is_open) == (False, True)
    assert ToolSession.objects.get().invite_key is None
    assert Reflection.objects.get().finished_at is not None


def test_nothing_changes_once_both_looked():
    first, second = both_ready()

    with pytest.raises(ClosedError):
        keep(second, {"long": "Toch iets anders."})
    with pytest.raises(ClosedError):
        services.write_on(first)
    services.say_ready(first)

    assert answers_of(second) == {"long": "Van de tweede."}


def test_who_waits_may_write_on():
    first = begun("duo")
    services.say_ready(first)

    services.write_on(first)

    keep(fresh(first), {"long": "Nog iets."})
    assert fresh(first).done_at is None


def test_withdrawn_answers_are_gone_and_the_others_stay():
    first, second = both_ready()

    services.withdraw(first)

    assert answers_of(first) == {}
    assert answers_of(second) == {"long": "Van de tweede."}
    assert not Pair.of(fresh(second)).is_open
    assert Pair.of(fresh(second)).somebody_withdrew


def test_last_one_to_withdraw_takes_all_along():
    first, second = both_ready()

    services.withdraw(first)
    services.withdraw(second)

    assert not ToolSession.objects.exists()


def test_step_in_what_was_just_deleted_is_not_found():
    first = begun("duo")
    ToolSession.objects.all().delete()

    with pytest.raises(Http404):
        services.say_ready(first)


def test_account_of_one_goes_with_that_ones_answers_only():
    user = UserFactory()
    first = begun("duo", user=user)
    second = joined(first)
    keep(first, {"long": "Van de eerste."})
    keep(second, {"long": "Van de tweede."})

    user.delete()

    assert answers_of(second) == {"long": "Van de tweede."}
    assert not Seat.objects.filter(pk=first.pk).exists()


def test_conclusion_is_kept_at_the_version_it_was_written_on():
    first, _second = both_ready()
    reflection = first.session.reflection

    services.conclude(reflection, "Samen bellen.", version=0)
    with pytest.raises(services.OutdatedError) as outdated:
        services.conclude(reflection, "Samen schrijven.", version=0)

    assert (outdated.value.kept, outdated.value.version) == ("Samen bellen.", 1)
    assert Reflection.objects.get().conclusion == "Samen bellen."


def test_conclusion_that_is_sent_twice_is_no_conflict():
    reflection = both_ready()[0].session.reflection

    for _ in range(2):
        services.conclude(reflection, "Samen bellen.", version=0)

    assert Reflection.objects.get().conclusion_version == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="a memory database has one connection")
def test_of_two_who_accept_at_the_same_moment_one_sits_down():
    session = begun("duo").session
    outcomes = []

    def accept():
        try:
            outcomes.append(services.accept(session, services.place_for(session), user=NOBODY))
        except services.TakenError:
            outcomes.append(None)
        finally:
            connection.close()

    threads = [Thread(target=accept) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert len([seat for seat in outcomes if seat]) == 1
    assert (len(outcomes), session.seats.count()) == (4, 2)
