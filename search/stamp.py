"""One number that changes, in the transaction of each change, when visitors could see it."""

from secrets import randbits

from search.models import State


def move() -> None:
    """
    Tell every process that what it remembers is out of date, once this transaction commits.

    Whoever moves the stamp holds it until then: changes to the index wait for
    one another here, and for nothing else.
    """
    # No counter: after a rollback, or a backup put back, it would say again what it has said of
    # other content.
    stamp = randbits(62)
    state = State.objects.filter(pk=1)
    if not state.update(stamp=stamp):
        # another may be making the row as well: then this waits for him, and moves it after all
        State.objects.bulk_create([State(pk=1)], ignore_conflicts=True)
        state.update(stamp=stamp)


def hold() -> None:
    """
    Wait for who moves the stamp, and have others wait until this transaction ends.

    For who is going to write what he reads now, or to change rows that others
    may be changing too: taken before anything else, no change in between is
    undone, and nobody waits in a circle. SQLite lets one transaction write anyway.
    """
    State.objects.select_for_update().filter(pk=1).first()
