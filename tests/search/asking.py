"""Small indexes to ask questions of."""

from search import store
from search.analysis import Field
from search.engine import Engine, Question
from search.facets import bits, members
from search.store import Entry
from search.vocabulary import Vocabulary

EVERYTHING = 10_000


def entry(number, title="", body="", labels=(), *, summary="", is_public=True):
    """Return an item with its texts and what it carries."""
    fields = [Field(title, 6), Field(summary, 2), Field(body, 1)]
    return Entry(number, fields, dict.fromkeys(labels, 1500), is_public=is_public)


def engine_of(entries, meanings=(), *, visible=None):
    """Index ``entries``, and return what answers questions about those that are ``visible``."""
    entries = list(entries)
    store.put(entries)
    numbers = [one.number for one in entries] if visible is None else visible
    return Engine(Vocabulary(list(meanings)), bits(numbers))


def found(engine, text, **how):
    """Return the numbers of what has all of ``text``, best first."""
    return engine.ask(Question(text, **how)).ranked(engine.visible, most=EVERYTHING)


def whole(engine, text, **how):
    """Return the numbers of what has all of ``text``, smallest first."""
    return members(engine.ask(Question(text, **how)).whole)


def related(engine, text, **how):
    return engine.ask(Question(text, **how)).related(engine.visible)
