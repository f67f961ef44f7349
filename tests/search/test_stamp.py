import threading

import pytest
from django.db import connection, transaction

from search import stamp
from search.models import State
from tests.locks import until_another_waits


def now():
    return State.objects.values_list("stamp", flat=True).first()


@pytest.mark.django_db
def test_stamp_moves_to_what_it_never_was():
    seen = set()

    for _turn in range(50):
        stamp.move()
        seen.add(now())

    assert len(seen) == 50
    assert State.objects.count() == 1


@pytest.mark.django_db
def test_stamp_moves_the_first_time():
    assert now() is None

    stamp.move()

    assert now() > 0


@pytest.mark.django_db
def test_stamp_of_a_change_that_is_taken_back_stays_and_is_not_said_again():
    stamp.move()
    before = now()
    within = []

    for _turn in range(2):
        with transaction.atomic():
            stamp.move()
            within.append(now())
            transaction.set_rollback(True)
        assert now() == before

    assert len({before, *within}) == 3


@pytest.mark.django_db
def test_hold_changes_nothing():
    stamp.hold()
    stamp.move()
    before = now()

    with transaction.atomic():
        stamp.hold()

    assert now() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="a memory database has one connection")
def test_first_of_two_that_make_the_row_has_the_other_wait_and_move_it_after_all():
    stamps = []

    def other():
        stamp.move()
        stamps.append(now())
        connection.close()

    thread = threading.Thread(target=other)
    with transaction.atomic():
        stamp.move()
        stamps.append(now())
        thread.start()
        until_another_waits()
    thread.join()

    assert len(set(stamps)) == 2
    assert now() == stamps[1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="a memory database has one connection")
@pytest.mark.parametrize("take", [stamp.move, stamp.hold])
def test_who_has_the_stamp_has_others_wait(take):
    stamp.move()
    seen = []

    def other():
        stamp.move()
        seen.append("other")
        connection.close()

    thread = threading.Thread(target=other)
    with transaction.atomic():
        take()
        thread.start()
        until_another_waits()
        seen.append("we")
    thread.join()

    assert seen == ["we", "other"]
