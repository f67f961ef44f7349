import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from search import store
from search.analysis import Field
from search.models import Document, Form, Nearness, Posting, State, Term
from search.repair import rests
from search.store import Entry
from tests.search.indexed import counted, tables

pytestmark = pytest.mark.django_db

WRITES = ("INSERT", "UPDATE", "DELETE")
WORDS = [
    *("schuld", "schulden", "schuldhulp", "schuldhulpverlening", "jongeren", "kansen", "fonds"),
    *("re-integratie", "zzp’ers", "Financiële", "de", "en", "2026"),
]


def entry(number, title="", body="", labels=None, *, is_public=True):
    return Entry(number, [Field(title, 6), Field(body, 1)], labels or {}, is_public=is_public)


def stamp():
    return State.objects.values_list("stamp", flat=True).first()


def rebuilt(entries):
    """Return what the index says when it is made anew from ``entries`` alone."""
    for model in (Posting, Term, Nearness, Form, Document):
        model.objects.all().delete()
    store.put(entries)
    return tables()


def test_put_writes_terms_words_and_labels():
    written = store.put([entry(7, "Schulden", "Hulp bij de schulden.", {"c3": 1500})])

    assert written == 1
    assert tables()["terms"] == {"schuld": 1, "hulp": 1, "#c3": 1}
    assert set(tables()["postings"]) == {("schuld", 7), ("hulp", 7), ("#c3", 7)}
    assert tables()["postings"]["#c3", 7] == 1500
    assert tables()["postings"]["schuld", 7] > tables()["postings"]["hulp", 7]
    assert tables()["forms"] == {"schulden": 1, "hulp": 1}
    assert Document.objects.get().text == "Schulden\nHulp bij de schulden."


def test_put_says_by_which_errors_each_word_is_reached():
    store.put([entry(1, "Schulden begeleiden")])

    assert tables()["rests"] == {
        (form, rest) for form in ("schulden", "begeleiden") for rest in rests(form)
    }


def test_put_of_what_is_there_already_writes_nothing():
    entries = [entry(1, "Schulden", labels={"c1": 1500}), entry(2, "Kansen")]
    store.put(entries)
    before, moved = tables(), stamp()

    with CaptureQueriesContext(connection) as queries:
        written = store.put(entries)

    assert written == 0
    assert [query["sql"] for query in queries if query["sql"].startswith(WRITES)] == []
    assert (tables(), stamp()) == (before, moved)


def test_put_by_force_writes_what_is_there_already():
    store.put([entry(1, "Schulden")])
    right, moved = tables(), stamp()
    Posting.objects.update(weight=1)
    assert tables() != right

    written = store.put([entry(1, "Schulden")], force=True)

    assert written == 1
    assert tables() == right
    assert stamp() != moved


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(entry(1, "Kansen", "hulp", {"c1": 1500}), id="another title"),
        pytest.param(entry(1, "Schulden", "rust", {"c1": 1500}), id="another text"),
        pytest.param(entry(1, "hulp", "Schulden", {"c1": 1500}), id="the same words elsewhere"),
        pytest.param(entry(1, "Schulden", "hulp", {"c2": 1500}), id="another label"),
        pytest.param(entry(1, "Schulden", "hulp", {"c1": 900}), id="a label of other weight"),
        pytest.param(entry(1, "Schulden", "hulp"), id="no label"),
        pytest.param(
            entry(1, "Schulden", "hulp", {"c1": 1500}, is_public=False), id="no longer public"
        ),
    ],
)
def test_put_replaces_what_changed(changed):
    other = entry(2, "Schulden van jongeren", labels={"c1": 1500})
    store.put([entry(1, "Schulden", "hulp", {"c1": 1500}), other])

    written = store.put([changed, other])

    assert written == 1
    assert tables() == rebuilt([changed, other])


def test_put_keeps_the_last_of_two_with_one_number():
    written = store.put([entry(1, "Eerst"), entry(1, "Daarna")])

    assert written == 1
    assert Document.objects.get().text.startswith("Daarna")


def test_drop_takes_the_words_that_stood_nowhere_else():
    store.put([entry(1, "Schulden hulp", labels={"c1": 1}), entry(2, "Schulden", labels={"c2": 1})])

    store.drop([1])

    assert tables()["terms"] == {"schuld": 1, "#c2": 1}
    assert tables()["forms"] == {"schulden": 1}
    assert {form for form, _rest in tables()["rests"]} == {"schulden"}
    assert store.numbers() == {2}


def test_drop_of_what_is_not_there_changes_nothing():
    store.put([entry(1, "Schulden")])
    before, moved = tables(), stamp()

    store.drop([2, 3])

    assert (tables(), stamp()) == (before, moved)


def test_relabel_leaves_the_words():
    store.put([entry(1, "Schulden", "hulp", {"c1": 1500, "p2": 1500})])
    moved = stamp()

    store.relabel(1, {"p2": 900, "c9": 1500})

    assert stamp() != moved
    assert tables() == rebuilt([entry(1, "Schulden", "hulp", {"p2": 900, "c9": 1500})])


def test_relabel_of_what_is_not_there_makes_nothing():
    store.relabel(1, {"c1": 1500})

    assert tables() == rebuilt([])


def test_words_of_what_is_not_public_complete_and_repair_nothing():
    store.put([entry(1, "Geheimschrift", is_public=False), entry(2, "Openbaar")])

    assert tables()["forms"] == {"openbaar": 1}
    assert {form for form, _rest in tables()["rests"]} == {"openbaar"}
    assert Posting.objects.filter(document=1).exists()


texts = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
entries = st.builds(
    entry,
    st.integers(1, 5),
    texts,
    texts,
    st.dictionaries(st.sampled_from(["c1", "c2", "g1"]), st.sampled_from([900, 1500])),
    is_public=st.booleans(),
)
changes = st.lists(
    st.tuples(st.just("put"), st.lists(entries, max_size=4))
    | st.tuples(st.just("force"), st.lists(entries, max_size=3))
    | st.tuples(st.just("drop"), st.lists(st.integers(1, 6), max_size=3))
    | st.tuples(
        st.just("relabel"),
        st.tuples(st.integers(1, 6), st.dictionaries(st.sampled_from(["c1", "c3"]), st.just(7))),
    ),
    max_size=8,
)


def change(wanted, deed, what):
    """Do a deed with the index, and with ``wanted``: what it should say, by number."""
    if deed in {"put", "force"}:
        store.put(what, force=deed == "force")
        wanted.update({one.number: one for one in what})
    elif deed == "drop":
        store.drop(what)
        for number in what:
            wanted.pop(number, None)
    else:
        number, labels = what
        store.relabel(number, labels)
        if number in wanted:
            was = wanted[number]
            wanted[number] = Entry(number, was.fields, labels, is_public=was.is_public)


@given(changes)
@settings(max_examples=60)
def test_index_after_any_changes_is_that_of_making_it_anew(done):
    for model in (Posting, Term, Nearness, Form, Document):
        model.objects.all().delete()
    wanted = {}

    for deed, what in done:
        change(wanted, deed, what)

    found = tables()
    assert (found["terms"], found["forms"]) == counted()
    assert found == rebuilt(list(wanted.values()))


@pytest.mark.slow
def test_index_after_a_thousand_changes_is_that_of_making_it_anew():
    chance = random.Random(2026)
    vocabulary = [f"woord{number}" for number in range(200)] + WORDS
    wanted = {}

    for _turn in range(1000):
        number = chance.randrange(1, 80)
        if chance.random() < 0.2:
            change(wanted, "drop", [number])
        else:
            text = " ".join(chance.choices(vocabulary, k=chance.randrange(1, 12)))
            labels = {f"c{chance.randrange(9)}": 1500}
            new = entry(number, text, labels=labels, is_public=chance.random() < 0.8)
            change(wanted, "put", [new])

    found = tables()
    assert (found["terms"], found["forms"]) == counted()
    assert found == rebuilt(list(wanted.values()))


def test_many_documents_at_once_are_written_as_one_by_one(django_assert_max_num_queries):
    many = [entry(n, f"Woord{n} schulden", f"deel{n % 7} kansen") for n in range(1, 3000)]

    with django_assert_max_num_queries(100):
        store.put(many)

    found = tables()
    assert (found["terms"], found["forms"]) == counted()
    assert found["terms"]["schuld"] == 2999
    assert len(found["postings"]) == 4 * 2999
