"""What another process does with the content; each deed is told in JSON, and so is its answer."""

import json
import threading
import time

from django.db import connection, transaction

from bench.inside import scores, seats
from knowledge.models import Concept, Publication
from search.models import State
from tests.factories import ConceptFactory, PublicationFactory
from tests.factories.conversation import a_version
from tests.factories.reflection import begun, with_questions
from tools.sessions.joining import open_for_joining
from tools.sessions.models import Seat


def make(slug, *, concepts=(), **fields):
    PublicationFactory(slug=slug, concepts=[_concept(one) for one in concepts], **fields)


def concept(slug):
    _concept(slug)


def _concept(slug):
    return Concept.objects.filter(slug=slug).first() or ConceptFactory(slug=slug)


def save(slug, **changes):
    item = _item_at(slug)
    for name, value in changes.items():
        setattr(item, name, value)
    item.save()


def _item_at(slug):
    return Publication.objects.get(slug=slug)


def delete(slug):
    _item_at(slug).delete()


def carry(slug, *concepts):
    _item_at(slug).concepts.set([_concept(one) for one in concepts])


def rename(slug, name):
    found = _concept(slug)
    found.name = name
    found.save()


def label(slug, name):
    _concept(slug).alternative_labels.create(label=name)


def stamp():
    return State.objects.values_list("stamp", flat=True).first()


def begin_in_a_team(code):
    """Begin an exercise that others may join by ``code``."""
    open_for_joining(begun("team").session, code=lambda: code)


def joined():
    """Return the keys of everybody who joined."""
    return list(Seat.objects.filter(is_leader=False).values_list("key", flat=True))


_open = []


def begin():
    """Open a transaction, for the deeds that follow."""
    block = transaction.atomic()
    block.__enter__()
    _open.append(block)


def take_back():
    transaction.set_rollback(True)
    _open.pop().__exit__(None, None, None)


def commit():
    _open.pop().__exit__(None, None, None)


def write_at_once(writers, each):
    """
    Have ``writers`` write at once, ``each`` some items; return what went wrong.

    Of five items one is renamed, one is unpublished and one is deleted.
    """
    faults = []

    def write(writer):
        try:
            for number in range(each):
                slug = f"s-{writer}-{number}"
                make(slug, title=f"Gelijktijdig w{writer}x{number}", concepts=["druk"])
                if number % 5 == 1:
                    save(slug, title=f"Gelijktijdig veranderd w{writer}x{number}")
                elif number % 5 == 2:
                    save(slug, status="archived")
                elif number % 5 == 3:
                    delete(slug)
                # as people do: the lock of SQLite is for whoever asks first, not who waits longest
                time.sleep(0.05)
        except Exception as fault:  # noqa: BLE001 -- every fault is to be told
            faults.append(repr(fault))
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=[writer]) for writer in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


def sit(people):
    """Seat so many people, each in an exercise and in one team; return their places."""
    return seats.seated(with_questions(), people)


def kept(places):
    """Return what is stored of the sessions of these places."""
    return seats.kept(json.dumps([place["seat"] for place in places]))


def invite(people):
    """Let so many people score in one conversation; return where and what."""
    a_version()
    return scores.invite(str(people))


def scores_of(conversation):
    return scores.scores(conversation)
