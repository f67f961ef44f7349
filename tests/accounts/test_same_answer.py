"""Nobody learns from an answer, or from the time it takes, whether an address has an account."""

from statistics import median
from time import thread_time

import pytest
from django.contrib.auth import hashers
from django.core.cache import cache

from tests.accounts.door import PASSWORD, log_in, sign_up
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

KNOWN, UNKNOWN = "lid@kennisplaats.example", "niemand@kennisplaats.example"


def reset(client, address):
    return client.post("/account/password/reset/", {"email": address})


def wrong_log_in(client, address):
    return log_in(client, address, "een verkeerd wachtwoord")


WAYS = {"registration": sign_up, "log-in": wrong_log_in, "reset": reset}


class CountingHasher(hashers.PBKDF2PasswordHasher):
    """Counts how often the costly part of a password is done."""

    iterations = 2
    count = 0

    def encode(self, password, salt, iterations=None):
        type(self).count += 1
        return super().encode(password, salt, iterations)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_password_is_hashed_as_often_for_whom_nobody_knows(client, settings, way):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    UserFactory(email=KNOWN, password=PASSWORD)
    counts = []
    for address in (KNOWN, UNKNOWN):
        before = CountingHasher.count
        way(client, address)
        counts.append(CountingHasher.count - before)
        client.logout()

    assert counts[0] == counts[1]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_answer_takes_as_long_for_whom_nobody_knows(client, settings, way):
    settings.PASSWORD_HASHERS = [f"{__name__}.SlowerHasher"]
    UserFactory(email=KNOWN, password=PASSWORD)
    times = {KNOWN: [], "unknown": []}
    for number in range(7):
        # The time of this thread alone: a busy machine takes nothing of it.
        for name, address in ((KNOWN, KNOWN), ("unknown", f"n{number}@kennisplaats.example")):
            cache.clear()
            begun = thread_time()
            way(client, address)
            times[name].append(thread_time() - begun)
            client.session.flush()

    known, unknown = (median(each) for each in times.values())

    assert max(known, unknown) / min(known, unknown) < 1.6


class SlowerHasher(hashers.PBKDF2PasswordHasher):
    """Takes about as long as the rest of the answer: doing without would show, and soon."""

    iterations = 150_000
